"""Yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copydesk.audit.auditing import cases
from copydesk.ledger import ledger_of
from copydesk.nouns import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.nouns import SentenceAudit

    Judge = Callable[[str, str], SentenceAudit]


@pytest.mark.parametrize(
    ("report", "digest", "words"),
    [
        (
            "The owner denied that the exits had been locked.",
            "The owner admitted that the exits had been locked.",
            "admitted",
        ),
        (
            "The ministry did not publish the list of buyers.",
            "The ministry published the list of buyers.",
            "published the list",
        ),
        (
            "The two men were acquitted of arson by the court in Hull.",
            "The two men were convicted of arson by the court in Hull.",
            "convicted",
        ),
        (
            "The bank refused to return the money, its lawyer said.",
            "The bank returned the money.",
            "returned the money",
        ),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "polarity" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        ("The owner denied that the exits had been locked.", "The owner denied locking the exits."),
        ("The ministry did not publish the list of buyers.", "The ministry has not published the list of buyers."),
        (
            "Nobody was hurt in the blast at the depot, firefighters said.",
            "Firefighters said no one was injured in the blast at the depot.",
        ),
        (
            "The bank refused to return the money, its lawyer said.",
            "The bank refused to give back the money, according to its lawyer.",
        ),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"


def test_a_denial_whose_subject_is_a_pronoun_is_of_whom_the_line_before_tells() -> None:
    text = "Police questioned the captain of the ferry, 51, on Tuesday. He has not been charged."
    report = ledger_of(Report(id="r", text=text))
    ((_, signals),) = cases("The captain of the ferry, 51, was charged on Tuesday.", [report])
    (against,) = [signal for signal in signals if "contrary" in signal.grounds]
    assert "He has not been charged" in against.reason


def test_a_denial_behind_a_semicolon_denies_nothing_before_it() -> None:
    report = "The union claims that four incidents went unreported; the Gazette could not verify the claim."
    ledger = ledger_of(Report(id="r", text=report))
    [(_, signals)] = cases("Four incidents went unreported, the union claims.", [ledger])
    assert not [s for s in signals if s.type == "polarity" and s.grounds.get("parity")]


def test_a_clause_about_somebody_else_contradicts_nothing() -> None:
    text = (
        "A petition says that 360 ballots were counted twice. "
        "Her rival was described on the radio as a man who “cannot count”."
    )
    [(_, signals)] = cases(
        "A petition says that 360 ballots were counted twice.", [ledger_of(Report(id="r", text=text))]
    )
    assert not [s for s in signals if "contrary" in s.grounds]
