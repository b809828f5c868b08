"""Times."""

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
        ("The ferry sank on 12 March after a collision.", "The ferry sank on 21 March after a collision.", "21 March"),
        ("The strike began on Monday at two hospitals.", "The strike began on Friday at two hospitals.", "Friday"),
        ("The mine was closed in 1994 and sold.", "The mine was closed in 1974 and sold.", "1974"),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "time" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        ("The ferry sank on 12 March after a collision.", "On March 12 the ferry sank after a collision."),
        ("The strike began on Monday at two hospitals.", "The strike at two hospitals began on 6 May."),
        ("The new station opens on Saturday.", "The new station opens on 11 May."),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"


def test_a_year_is_not_held_against_a_day(judge: Judge) -> None:
    sentence = judge(
        "Sergey Lozin, born in 1976, was stopped at the border.", "Sergey Lozin was stopped at the border on 12 March."
    )
    assert not any("1976" in finding.reason for finding in sentence.findings)


def test_the_same_weekday_is_the_same_time_in_another_tense(judge: Judge) -> None:
    sentence = judge(
        "Rescue teams are expected to reach the last hamlets by Saturday.",
        "Rescue teams reached the last hamlets on Saturday.",
    )
    assert sentence.verdict == "drift"
    assert "time" not in {finding.type for finding in sentence.findings}
