"""Numbers and quantifiers."""

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
            "The flood killed 14 people and destroyed 200 houses.",
            "The flood killed 41 people and destroyed 200 houses.",
            "41",
        ),
        ("At least 60 prisoners escaped through the tunnel.", "At most 60 prisoners escaped through the tunnel.", "60"),
        ("The fund lost 3.5 million euros in March.", "The fund lost 5.3 million euros in March.", "5.3 million"),
        ("The company employs 850 people in three towns.", "The company employs 580 people in three towns.", "580"),
        (
            "An audit found that fewer than half of the schools had been strengthened.",
            "An audit found that over half of the schools had been strengthened.",
            "half",
        ),
    ],
)
def test_drift_is_found_and_quoted(judge: Judge, report: str, digest: str, words: str) -> None:
    sentence = judge(report, digest)
    assert sentence.verdict == "drift"
    at = digest.index(words)
    found = [f for f in sentence.findings if f.type == "number" and f.start < at + len(words) and f.end > at]
    assert found
    assert "“" in found[0].reason


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        (
            "The flood killed 14 people and destroyed 200 houses.",
            "Fourteen people died in the flood, which destroyed 200 houses.",
        ),
        ("At least 60 prisoners escaped through the tunnel.", "No fewer than 60 prisoners escaped through the tunnel."),
        ("The fund lost 3.5 million euros in March.", "In March the fund lost 3.5 million euros."),
        ("Three of the five suspects were released.", "Three of the five suspects have been freed."),
        ("The company employs 850 people in three towns.", "In three towns the company employs 850 people."),
        (
            "An audit found that fewer than half of the schools had been strengthened.",
            "An audit found that over half of the schools had not been strengthened.",
        ),
        (
            "The storm tore off 23 roofs in two villages.",
            "Twenty-three roofs were torn off by the storm in two villages.",
        ),
        ("The fund lost 1,200,000 euros in March.", "The fund lost 1.2 million euros in March."),
    ],
)
def test_a_true_rendering_is_no_drift(judge: Judge, report: str, digest: str) -> None:
    assert judge(report, digest).verdict != "drift"


def test_a_number_of_tens_and_units_is_one_number() -> None:
    report = ledger_of(Report(id="r", text="Police said that 23 people had fallen ill, and 3 of them badly."))
    ((_, signals),) = cases("Twenty-four people fell ill, police said.", [report])
    found = [s for s in signals if "number" in s.grounds]
    assert [s.start for s in found] == [0]
    assert found[0].suggestion == "23"


@pytest.mark.parametrize(
    ("report", "digest", "told"),
    [
        ("Ticket sales fell by a fifth.", "Ticket sales fell to a fifth.", ["a fifth"]),
        ("The fee rose to 300 euros.", "The fee was raised by 300 euros.", ["300 euros"]),
        ("There was a rise of 12% in prices.", "Prices rose to 12%.", ["12%"]),
        ("Ticket sales fell by a fifth.", "Ticket sales fell 20%.", []),
        ("The fee rose by 300 euros to 900 euros.", "The fee rose 300 euros to 900 euros.", []),
        ("The fee rose to 300 euros.", "The fee is 300 euros now.", []),
    ],
)
def test_what_changes_by_an_amount_does_not_change_to_it(report: str, digest: str, told: list[str]) -> None:
    ((_, signals),) = cases(digest, [ledger_of(Report(id="r", text=report))])
    assert [digest[s.start : s.end] for s in signals if s.rule == "course"] == told
