"""Judgements of the writer."""

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
            "The city sold the old theatre to a hotel group.",
            "The city sold the old theatre to a hotel group in a shameful deal.",
            "shameful",
        ),
        (
            "The new law sets a fine of 500 euros for littering.",
            "The new law highlights the harsh approach with a fine of 500 euros for littering.",
            "harsh",
        ),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "addition" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        ("The new law sets a fine of 500 euros for littering.", "Littering costs 500 euros under the new law."),
        ("The swimmer finished second in the final.", "The swimmer came second in the final."),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"
