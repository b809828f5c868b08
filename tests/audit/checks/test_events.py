"""Another deed than the report tells."""

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
            "A tanker ran aground near the lighthouse on Monday, the harbour master said.",
            "A tanker exploded near the lighthouse.",
            "exploded",
        ),
        (
            "The couple were questioned at the airport and sent home, customs said.",
            "The couple were jailed at the airport.",
            "jailed",
        ),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "event" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        ("The actor sold his house on the lake in June.", "In June the actor sold his lake house."),
        (
            "Rangers released the bear into the forest near the lake.",
            "Rangers set the bear free in the forest near the lake.",
        ),
        (
            "The minister visited the factory and praised the workers.",
            "On a visit to the factory the minister praised the workers.",
        ),
        (
            "Police questioned the coach for three hours and let him go home, a spokeswoman said.",
            "The coach was questioned by police for three hours, a spokeswoman said.",
        ),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"


def test_no_word_of_the_digest_itself_is_told_as_the_report_s(judge: Judge) -> None:
    report = "Residents say they reported seepage twice in September. The water board denies having received any such report."
    found = judge(report, "Residents say they warned of seepage twice, which the board denies.")
    assert not [finding for finding in found.findings if "but “denies”" in finding.reason]
