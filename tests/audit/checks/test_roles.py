"""Who did it to whom, and names."""

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
            "Judge Anna Holm sentenced the banker Peter Lund to three years in prison.",
            "Judge Karen Vester sentenced the banker Peter Lund to three years in prison.",
            "Karen Vester",
        ),
        (
            "Greece sent two planes to help Cyprus with the fire.",
            "Turkey sent two planes to help Cyprus with the fire.",
            "Turkey",
        ),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "entity" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        (
            "Judge Anna Holm sentenced the banker Peter Lund to three years in prison.",
            "The banker Peter Lund was sentenced to three years in prison by Judge Anna Holm.",
        ),
        (
            "The prosecutor asked the court for a fine of 9,000 pounds.",
            "A fine of 9,000 pounds was requested by the prosecutor.",
        ),
        (
            "Customs officers searched the warehouse of the trader in Porto.",
            "Customs officials searched the trader's warehouse in Porto.",
        ),
        (
            "Greece sent two planes to help Cyprus with the fire.",
            "Two planes were sent by Greece to help Cyprus with the fire.",
        ),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"
