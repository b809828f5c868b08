"""The lines of reports and digest."""

from __future__ import annotations

from copydesk.audit.auditing import cases
from copydesk.audit.sides import reports_side
from copydesk.ledger import ledger_of
from copydesk.nouns import Report

REPORT = (
    "The bridge over the Salt River has been closed, Mayor Ines Calder said on Friday.\n\n"
    "She added that a detour had been signposted. “It was never safe,” she said."
)


def test_a_source_told_by_a_pronoun_is_named() -> None:
    ledger = ledger_of(Report(id="r", text=REPORT, published="2024-03-08"))
    named = [line.named for line in reports_side([ledger]).lines]
    assert named[1] == "Ines Calder added that a detour had been signposted."
    assert named[2] == "“It was never safe,” Ines Calder said."


def test_whoever_added_it_is_no_other_source() -> None:
    ledger = ledger_of(Report(id="r", text=REPORT, published="2024-03-08"))
    [(case, _)] = cases("A detour has been signposted, according to Mayor Ines Calder.", [ledger])
    assert case.reading.chance < 0.5
