"""The lines of reports and digest."""

from __future__ import annotations

import pytest

from copydesk.audit.auditing import cases, digest_lines
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


@pytest.mark.parametrize(
    ("digest", "told"),
    [
        ("Turnover in China shrank 20%.", "Revenue in China fell by 20%."),
        ("Turnover in China shrank 21%.", "Revenue in China fell by a fifth."),
        ("Turnover in China shrank to 20.", "Revenue in China fell by a fifth."),
    ],
)
def test_a_share_is_told_to_the_encoder_as_the_digest_tells_it(digest: str, told: str) -> None:
    ledger = ledger_of(Report(id="r", text="Revenue in China fell by a fifth."))
    [line], [mine] = reports_side([ledger]).lines, digest_lines(digest, [ledger])
    assert mine.shared(line) == told
