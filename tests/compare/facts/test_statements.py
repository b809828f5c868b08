"""Clauses of two reports on one thing: which words they are compared by, and how they relate."""

from __future__ import annotations

from copydesk.compare.facts import facts_of
from copydesk.compare.facts.clauses import clauses
from copydesk.compare.facts.finding import readings_of
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report


def ledger(name: str, published: str, body: str) -> Ledger:
    return ledger_of(
        Report(id=name, text=f"Storm in Port Sellan\n\n{body}", published=published, outlet=f"Outlet {name}")
    )


BROKEN = "The sea wall in Tern Street had been inspected in September, the Ports Authority said."
UNSEEN = "The sea wall in Tern Street had not been inspected since 2021, an engineer said."


def test_who_speaks_is_no_part_of_what_is_said() -> None:
    [reading] = readings_of([ledger("a", "2024-11-03", BROKEN)], [], {})
    [clause] = clauses(reading)
    assert "inspected" in clause.quote
    assert not clause.negated
    assert "@autoriti" not in clause.keys
    assert "wall" in clause.subject


def test_an_opposite_counts_as_the_word_that_it_denies() -> None:
    [reading] = readings_of(
        [ledger("a", "2024-11-03", "The tower at the prison stood unmanned, a guard said.")], [], {}
    )
    assert any("man" in clause.keys for clause in clauses(reading))


def test_two_accounts_of_one_deed_differ() -> None:
    facts = facts_of([ledger("a", "2024-11-03T08:00", BROKEN), ledger("b", "2024-11-03T09:00", UNSEEN)], [])
    found = [f for f in facts if f.attribute.startswith("statement")]
    assert [f.relation for f in found] == ["conflict"]
    assert {v.report for v in found[0].values} == {"a", "b"}
    assert "one says that it is not so" in found[0].why


def test_one_figure_of_two_sources_agrees() -> None:
    reports = [
        ledger("a", "2024-11-03T08:00", "The trade register says that 19,000 heaters were sold in the province."),
        ledger(
            "b", "2024-11-05T08:00", "The company admitted on Tuesday that 19,000 heaters were sold in the province."
        ),
    ]
    agreed = [f for f in facts_of(reports, []) if f.relation == "agree"]
    assert any([v.low for v in f.values] == [19000, 19000] for f in agreed)


def test_what_two_outlets_tell_days_apart_in_their_own_voice_does_not_conflict() -> None:
    shut = ledger("a", "2024-11-03T08:00", "The old lighthouse of Tern Street has been shut to all visitors.")
    again = ledger("b", "2024-12-03T08:00", "The old lighthouse of Tern Street is open to visitors again.")
    told = [f.relation for f in facts_of([shut, again], []) if f.attribute.startswith("statement")]
    assert "conflict" not in told
    assert "update" in told
