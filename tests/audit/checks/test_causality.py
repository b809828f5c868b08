"""Causes that the report does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..limits import LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.nouns import SentenceAudit

    Judge = Callable[[str, str], SentenceAudit]


@pytest.mark.parametrize(
    ("report", "digest", "words"),
    [
        (
            "The plant closed in April. Its owner moved to Spain.",
            "The plant closed in April because its owner moved to Spain.",
            "because its owner moved",
        ),
        (
            "The player left the club. His mother is ill.",
            "The player left the club because his mother is ill.",
            "because his mother is ill",
        ),
        pytest.param(
            "The singer cancelled her tour. She broke with her manager last year.",
            "The singer cancelled her tour due to a break with her manager last year.",
            "due to a break",
            marks=LIMIT,
        ),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "causality" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        (
            "The plant closed in April because its owner moved to Spain.",
            "The plant closed in April because its owner moved to Spain.",
        ),
        (
            "The player left the club because his mother was ill.",
            "The player left the club because of his mother's illness.",
        ),
        (
            "Heavy rain caused the landslide that buried the road.",
            "The landslide that buried the road was caused by heavy rain.",
        ),
        (
            "Snow delayed the trains for two days, the operator said.",
            "The operator said snow had delayed the trains for two days.",
        ),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"
