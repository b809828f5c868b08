"""What several reports tell happened, in the order of its days; what one alone tells, or tells as planned, is left out."""

from __future__ import annotations

from copydesk.compare.timeline import happenings
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report
from tests.compare.test_mentions import FIRST, SECOND


def read(name: str, text: str) -> Ledger:
    return ledger_of(Report(id=name, text=text, published="2024-05-14", language="en"))


def test_events_that_two_reports_tell() -> None:
    ledgers = [read("first", FIRST), read("second", SECOND)]
    found = happenings(ledgers, {})
    words = [{mention.quote for mention in event.mentions} for event in found]
    assert any("arrested" in told for told in words)
    assert not any("resigned" in told for told in words)
    assert all({mention.report for mention in event.mentions} == {"first", "second"} for event in found)
    assert [event.time for event in found if event.time] == sorted(event.time for event in found if event.time)


def test_parts_that_tell_of_something_else_do_not_count() -> None:
    ledgers = [read("first", FIRST), read("second", SECOND)]
    elsewhere = tuple(one for one in ledgers[1].sentences if "mayor" in one.quote)
    assert happenings(ledgers, {"second": elsewhere}) == ()


def test_one_report_has_no_company() -> None:
    assert happenings([read("first", FIRST)], {}) == ()
