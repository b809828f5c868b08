"""How surely it is told: hedges and plans."""

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
        ("Investigators believe the ship may have struck a rock.", "The ship struck a rock.", "struck a rock"),
        (
            "The court is expected to rule on the appeal in June.",
            "The court ruled on the appeal in June.",
            "ruled on the appeal",
        ),
        (
            "Doctors suspect that the water made the children ill.",
            "The water made the children ill, doctors found.",
            "made the children ill",
        ),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "certainty" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        (
            "Investigators believe the ship may have struck a rock.",
            "Investigators think the ship possibly struck a rock.",
        ),
        ("The court is expected to rule on the appeal in June.", "A ruling on the appeal is expected in June."),
        (
            "The airline is considering closing its base in Leeds, its chief executive said.",
            "The airline's chief executive said it might close its base in Leeds.",
        ),
        (
            "Doctors suspect that the water made the children ill.",
            "Doctors suspect the water of having made the children ill.",
        ),
        ("The mayor opened the new school on Monday.", "The mayor opened the new school on Monday."),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"
