"""Facts side by side: values with their spans, and how they relate."""

from __future__ import annotations

from copydesk.compare.facts import facts_of
from copydesk.ledger import ledger_of
from copydesk.nouns import Fact, Ledger, Report


def ledger(name: str, published: str, body: str, outlet: str = "") -> Ledger:
    return ledger_of(
        Report(id=name, text=f"Blast at a depot\n\n{body}", published=published, outlet=outlet or f"Outlet {name}")
    )


def found(facts: tuple[Fact, ...], attribute: str, relation: str) -> list[list[float | None]]:
    return [[v.low for v in f.values] for f in facts if f.attribute == attribute and f.relation == relation]


MORNING = "A blast at a fuel depot near Torvo killed four people on Tuesday, the fire service said."
NOON = "Three bodies were recovered from the depot near Torvo, the regional hospital said on Tuesday."
LATER = "The number of dead in the blast at Torvo has risen to seven, the fire service said on Friday."
UNION = "Seven workers died in the blast at Torvo, the union of depot workers said on Friday."


def test_one_source_that_tells_more_later_is_an_update() -> None:
    facts = facts_of([ledger("a", "2024-03-05T08:00", MORNING), ledger("b", "2024-03-08T10:00", LATER)], [])
    assert found(facts, "killed", "update") == [[4, 7]]
    assert not found(facts, "killed", "conflict")


def test_sources_that_differ_within_hours_conflict() -> None:
    facts = facts_of([ledger("a", "2024-03-05T08:00", MORNING), ledger("b", "2024-03-05T12:00", NOON)], [])
    assert found(facts, "killed", "conflict") == [[4, 3]]


def test_two_origins_and_sources_agree() -> None:
    facts = facts_of([ledger("b", "2024-03-08T10:00", LATER), ledger("c", "2024-03-08T11:00", UNION)], [])
    assert found(facts, "killed", "agree") == [[7, 7]]


def test_a_reprint_confirms_nothing() -> None:
    reports = [ledger("b", "2024-03-08T10:00", LATER), ledger("c", "2024-03-08T11:00", UNION)]
    assert not found(facts_of(reports, [("b", "c")]), "killed", "agree")


def test_counts_that_are_only_implied() -> None:
    text = "One policeman was shot and both guards are dead, the mayor said. No one else was hurt."
    values = [
        (f.attribute, v.low, v.quote)
        for f in facts_of([ledger("a", "2024-03-05", text)], [])
        for v in f.values
        if f.attribute in ("killed", "injured")
    ]
    assert ("killed", 2, "both guards are dead") in values
    assert next(v for v in values if v[0] == "injured")[1] == 0


def test_the_order_of_arrival_changes_nothing() -> None:
    reports = [
        ledger("a", "2024-03-05T08:00", MORNING),
        ledger("b", "2024-03-05T12:00", NOON),
        ledger("c", "2024-03-08T10:00", LATER),
    ]
    assert facts_of(reports, [("a",), ("b",), ("c",)]) == facts_of(reports[::-1], [("a",), ("b",), ("c",)])


def test_no_reports_have_no_facts() -> None:
    assert facts_of([], []) == ()
