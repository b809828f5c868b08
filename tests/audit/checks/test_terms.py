"""Loaded words."""

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
            "The gunman, a former member of the rebel movement, was arrested in a barn.",
            "The terrorist, a former member of the rebel movement, was arrested in a barn.",
            "terrorist",
        ),
        (
            "The government raised the tax on fuel by two cents.",
            "The regime raised the tax on fuel by two cents.",
            "regime",
        ),
        (
            "A soldier who left his post without leave was found in a barn.",
            "A deserter who left his post without leave was found in a barn.",
            "deserter",
        ),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "term" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        (
            "The gunman, a former member of the rebel movement, was arrested in a barn.",
            "The gunman, who used to belong to the rebel movement, was arrested in a barn.",
        ),
        (
            "The government raised the tax on fuel by two cents.",
            "The government increased the fuel tax by two cents.",
        ),
        (
            "A soldier who left his post without leave was found in a barn.",
            "A soldier who had left his post without leave was found in a barn.",
        ),
        ("Rebels seized the radio station, the army said.", "The army said rebels had seized the radio station."),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"
