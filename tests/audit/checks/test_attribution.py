"""Who is cited: sources dropped and changed."""

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
            "Inspector Paula Reyes said the driver had been drinking before the crash.",
            "The driver had been drinking before the crash.",
            "The driver had been drinking",
        ),
        (
            "The fire was started by two teenagers, according to a neighbour who asked not to be named.",
            "Two teenagers started the fire.",
            "Two teenagers started the fire",
        ),
        (
            "Opposition leader Mira Tal claims that the minister took money from a builder.",
            "The minister took money from a builder.",
            "took money from a builder",
        ),
        (
            "The union said that 300 workers had lost their jobs.",
            "The company said that 300 workers had lost their jobs.",
            "The company",
        ),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "attribution" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        (
            "Inspector Paula Reyes said the driver had been drinking before the crash.",
            "The driver had been drinking before the crash, the inspector said.",
        ),
        (
            "The fire was started by two teenagers, according to a neighbour who asked not to be named.",
            "A neighbour, speaking anonymously, said two teenagers had started the fire.",
        ),
        (
            "Opposition leader Mira Tal claims that the minister took money from a builder.",
            "Mira Tal, the opposition leader, claims the minister took money from a builder.",
        ),
        (
            "The union said that 300 workers had lost their jobs.",
            "According to the union, 300 workers lost their jobs.",
        ),
        ("The bridge was built in 1932 by a Scottish firm.", "A Scottish firm built the bridge in 1932."),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"


@LIMIT
def test_a_source_may_be_called_what_an_apposition_calls_it(judge: Judge) -> None:
    found = judge(
        "The operator, Pontos Lines, runs two ships to the island.\n\nOn Friday Pontos Lines denied that the Aurora had been overloaded.",
        "The operator denied that the Aurora had been overloaded.",
    )
    assert not [f for f in found.findings if f.type == "attribution"]


def test_what_a_source_denied_is_not_suggested_as_its_word(judge: Judge) -> None:
    found = judge(
        "The owner, Halmer Grain, denied that the sprinklers had been switched off.",
        "The sprinklers had been switched off.",
    )
    assert found.verdict == "drift"
    assert not [f.suggestion for f in found.findings if f.suggestion]


def test_a_question_told_as_one_needs_no_source(judge: Judge) -> None:
    report = "The regional commissioner, Amani Kileo, said 51 people had been rescued and that an unknown number were missing."
    assert not [
        f
        for f in judge(report, "How many are missing").findings
        if f.type == "attribution" and "told as fact" in f.reason
    ]


def test_white_space_before_a_sentence_is_no_part_of_its_source(judge: Judge) -> None:
    found = judge("A court in Hull freed two men on Monday, their lawyer said.", " COURT0 Said")
    assert all(found.start <= finding.start for finding in found.findings)
