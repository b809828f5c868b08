"""Places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.nouns import SentenceAudit

    Judge = Callable[[str, str], SentenceAudit]


@pytest.mark.parametrize(
    ("report", "digest", "words"),
    [
        (
            "The convoy was attacked near the village of Tamale in northern Ghana.",
            "The convoy was attacked near the village of Kumasi in northern Ghana.",
            "Kumasi",
        ),
        (
            "The suspects were flown from Madrid to Lisbon on a military plane.",
            "The suspects were flown from Lisbon to Madrid on a military plane.",
            "Madrid",
        ),
        (
            "The trial of the three brothers opened in Lyon.",
            "The trial of the three brothers opened in Marseille.",
            "Marseille",
        ),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "place" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        (
            "The convoy was attacked near the village of Tamale in northern Ghana.",
            "The attack on the convoy happened near Tamale, a village in the north of Ghana.",
        ),
        (
            "The suspects were flown from Madrid to Lisbon on a military plane.",
            "A military plane took the suspects from Madrid to Lisbon.",
        ),
        ("The trial of the three brothers opened in Lyon.", "In Lyon the trial of the three brothers opened."),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"
