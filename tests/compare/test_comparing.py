"""A pool laid side by side: the verb, its order, its records."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

import copydesk
from copydesk import InputError, Ledger, compare, read
from copydesk.export.records import json_bytes, load
from copydesk.export.schema import schema
from copydesk.nouns import Comparison

POOL = Path(__file__).parent.parent.parent / "examples" / "pier.jsonl"


@pytest.fixture(scope="module")
def ledgers() -> list[Ledger]:
    return list(read(str(POOL)))


@pytest.fixture(scope="module")
def compared(ledgers: list[Ledger]) -> Comparison:
    return compare(ledgers)


def test_reprints_are_one_origin_and_two_incidents_stay_apart(compared: Comparison) -> None:
    assert {frozenset(incident.reports) for incident in compared.incidents} == {
        frozenset({"pier-1", "pier-2", "pier-3", "pier-4"}),
        frozenset({"pier-5", "pier-6"}),
    }
    assert compared.copies == (("pier-1", "pier-2"),)
    assert ("pier-1", "pier-2") in compared.origins


def test_the_order_of_arrival_changes_nothing(ledgers: list[Ledger], compared: Comparison) -> None:
    shuffled = list(ledgers)
    for seed in range(3):
        random.Random(seed).shuffle(shuffled)
        assert json_bytes(compare(iter(shuffled))) == json_bytes(compared)


def test_the_record_keeps_the_contract(compared: Comparison, ledgers: list[Ledger]) -> None:
    record = json.loads(json_bytes(compared))
    jsonschema.validate(record, schema("comparison"))
    assert {"incidents", "copies", "unplaced"} <= set(record)
    texts = {ledger.id: ledger.text for ledger in ledgers}
    for incident in record["incidents"]:
        assert {"id", "name", "reports", "time", "place", "facts"} <= set(incident)
        for fact in incident["facts"]:
            assert {"attribute", "relation", "values"} <= set(fact)
            for value in fact["values"]:
                assert {"report", "start", "end", "quote", "source_name", "certainty", "time"} <= set(value)
                assert texts[value["report"]][value["start"] : value["end"]] == value["quote"]
                assert value["report"] in incident["reports"]
    assert load(json_bytes(compared), Comparison) == compared


def test_agreement_takes_two_origins(compared: Comparison) -> None:
    origin = {report: at for at, reports in enumerate(compared.origins) for report in reports}
    for fact in itertools.chain.from_iterable(incident.facts for incident in compared.incidents):
        if fact.relation == "agree":
            assert len({origin[value.report or ""] for value in fact.values}) > 1


def test_every_report_has_a_place(compared: Comparison, ledgers: list[Ledger]) -> None:
    placed = {report for incident in compared.incidents for report in incident.reports} | set(compared.unplaced)
    assert placed == {ledger.id for ledger in ledgers}
    assert {report for reports in compared.origins for report in reports} == placed


def test_progress_is_told(ledgers: list[Ledger]) -> None:
    steps: list[tuple[int, int]] = []
    made = compare(ledgers, on_step=lambda done, total: steps.append((done, total)))
    assert steps == [(done, len(made.incidents)) for done in range(len(made.incidents))]


def test_a_pool_of_one_is_a_pool(ledgers: list[Ledger]) -> None:
    alone = compare(ledgers[:1])
    assert all(
        fact.relation in ("single", "conflict", "update") for incident in alone.incidents for fact in incident.facts
    )
    assert alone.copies == ()


def test_a_report_in_another_language_stops_nothing(ledgers: list[Ledger]) -> None:
    foreign = Ledger(id="ru", text="Паром девять часов дрейфовал у берегов Варны.", language="ru")
    made = compare([*ledgers, foreign])
    assert len(made.incidents) >= 2


def test_a_pool_needs_reports_that_can_be_told_apart(ledgers: list[Ledger]) -> None:
    with pytest.raises(InputError, match="no report"):
        compare([])

    def twice() -> Iterator[Ledger]:
        yield ledgers[0]
        yield ledgers[0]

    with pytest.raises(InputError, match="two reports have the id 'pier-1'"):
        copydesk.compare(twice())


def test_what_several_reports_tell_happened(compared: Comparison, ledgers: list[Ledger]) -> None:
    texts = {ledger.id: ledger.text for ledger in ledgers}
    told = [event for incident in compared.incidents for event in incident.events]
    assert told
    for incident in compared.incidents:
        days = [event.time or "9" for event in incident.events]
        assert days == sorted(days)
        for event in incident.events:
            assert len({mention.report for mention in event.mentions}) > 1
            assert all(mention.report in incident.reports for mention in event.mentions)
            assert all(mention.quotes(texts[mention.report or ""]) for mention in event.mentions)
