"""Clauses of two reports on one thing: which words they are compared by, and how they relate."""

from __future__ import annotations

import pytest

from copydesk.compare.facts import facts_of, statements
from copydesk.compare.facts.clauses import clauses
from copydesk.compare.facts.finding import readings_of
from copydesk.compare.facts.names import key
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


def test_two_reports_without_outlet_differ_too() -> None:
    wall = "Storm in Port Sellan\n\nThe sea wall in Tern Street had {}been inspected in September."
    reports = [
        ledger_of(Report(id=f"wall-{name}", text=wall.format(word), published=f"2024-11-03T0{hour}:00"))
        for name, word, hour in (("a", "", 8), ("b", "not ", 9))
    ]
    found = [f for f in facts_of(reports, []) if f.attribute.startswith("statement")]
    assert [f.relation for f in found] == ["conflict"]


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


def test_a_part_that_is_not_so_denies_nothing() -> None:
    body = (
        "The furnace was last inspected in 2023, not in February, an inspector said. It was not locked, a guard said."
    )
    [reading] = readings_of([ledger("a", "2024-11-03", body)], [], {})
    assert [c.negated for c in clauses(reading)] == [False, True]


def test_what_is_denied_by_a_pronoun_conflicts() -> None:
    body = (
        "The residents of Tern Street said the robbers wore police uniforms to deceive the guards. "
        "The interior minister, Joana Prado, called that a rumour."
    )
    told = [f for f in facts_of([ledger("a", "2024-11-03", body)], []) if f.relation == "conflict"]
    assert ["uniforms" in f.values[0].quote and "rumour" in f.values[1].quote for f in told] == [True]
    assert told[0].values[1].source_name is not None
    assert "Prado" in told[0].values[1].source_name
    assert "one says that it is not so" in told[0].why


def test_what_is_said_in_the_clause_that_names_the_speaker_is_read() -> None:
    body = "The fire began under a harvester, the farmers said. The owner of the machine speaks of a cigarette thrown from a car."
    [reading] = readings_of([ledger("a", "2024-11-03", body)], [], {})
    assert any("cigarette" in c.quote and "@owner" not in c.keys for c in clauses(reading))


def test_a_source_that_contradicts_another_in_the_next_sentence_conflicts() -> None:
    body = (
        "The water tank above Las Matas was empty when the fire came, the firefighters' union said. "
        "The tank was full on Friday, the mayor of Las Matas said."
    )
    told = [f for f in facts_of([ledger("a", "2024-11-03", body)], []) if f.relation == "conflict"]
    assert any("empty" in f.values[0].quote and "full" in f.values[1].quote for f in told)


def test_what_a_source_says_weeks_after_an_outlet_told_otherwise_does_not_conflict() -> None:
    off = ledger("a", "2024-11-03T08:00", "The recount of the votes planned for Monday has been called off.")
    on = ledger("b", "2024-12-12T08:00", "The recount of the votes will begin on Monday, the election commission said.")
    told = [f.relation for f in facts_of([off, on], []) if f.attribute.startswith("statement")]
    assert told == ["update"]


def test_a_clause_does_not_conflict_with_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "LEAST", 0.0)
    told = "The old lighthouse of Tern Street leaked for years, a widow said."
    again = "The old lighthouse of Tern Street leaked for years, an engineer said."
    reports = [ledger("a", "2024-11-03T08:00", told), ledger("b", "2024-11-03T09:00", again)]
    facts = [f for f in facts_of(reports, [["a", "b"]]) if f.relation == "conflict"]
    assert not any(all(v.quote.startswith("The old lighthouse") for v in f.values) for f in facts)


def test_a_nor_before_the_verb_denies() -> None:
    [reading] = readings_of([ledger("a", "2024-11-03", "Nor was the strike illegal, the court said.")], [], {})
    assert [c.negated for c in clauses(reading)] == [True]


def test_whoever_says_we_is_named() -> None:
    body = "“We wrote to the mayor about the wall,” said Ruth Ainsley."
    [reading] = readings_of([ledger("a", "2024-11-03", body)], [], {})
    assert any(f"@{key('Ainsley')}" in c.keys for c in clauses(reading))


def test_a_party_speaks_for_itself_in_what_it_puts_out() -> None:
    text = "Work goes on\n\nOur gates are watched by cameras. The lock-out is lawful."
    made = ledger_of(Report(id="a", text=text, published="2024-11-03", outlet="Tidewell Terminals (press release)"))
    [reading] = readings_of([made], [], {})
    assert reading.party
    assert f"@{key('Tidewell')}" in clauses(reading)[0].keys


def test_how_long_something_took_does_not_grow() -> None:
    early = ledger("a", "2024-11-03T08:00", "The rescue boat took 22 minutes to the quay, the harbour master said.")
    late = ledger("b", "2024-12-12T08:00", "The rescue boat took 38 minutes to the quay, the inquiry found.")
    facts = [f for f in facts_of([early, late], []) if f.attribute.startswith("statement")]
    assert [(f.relation, [v.low for v in f.values]) for f in facts] == [("conflict", [22, 38])]


def test_a_bare_figure_right_behind_another_counts_the_same() -> None:
    body = "The union said that 900 of its members had stopped work; the operator, Tidewell, counted 640."
    facts = [f for f in facts_of([ledger("a", "2024-11-03", body)], []) if f.relation == "conflict"]
    assert [[v.low for v in f.values] for f in facts] == [[900, 640]]


def test_a_figure_that_replaces_another_stands_beside_it() -> None:
    early = ledger("a", "2024-11-03T08:00", "The firm terminated the services of 198 employees, it said.")
    late = ledger("b", "2024-11-05T08:00", "The list contained 212 names and not 198, the commissioner found.")
    facts = [f for f in facts_of([early, late], []) if f.attribute.startswith("statement")]
    assert [(f.relation, [v.low for v in f.values]) for f in facts] == [("conflict", [198, 212])]


@pytest.mark.parametrize(
    "told", ["nine points, not three,", "three points instead of nine", "from nine points to three"]
)
def test_a_figure_in_whose_place_another_is_put_is_none(told: str) -> None:
    [reading] = readings_of([ledger("a", "2024-11-03", f"The court took {told} off the club.")], [], {})
    numbers = [n for c in clauses(reading) for n in c.numbers]
    assert sorted(n.low for n in numbers if n.replaced) in ([9], [3])
    assert len(numbers) == 2


def test_what_one_is_said_to_have_told_is_the_word_of_whoever_says_so() -> None:
    body = "The hauliers said that Tidewell had told its drivers not to stop at the gates. Tidewell denied this."
    told = [f for f in facts_of([ledger("a", "2024-11-03", body)], []) if f.relation == "conflict"]
    assert any("told its drivers" in f.values[0].quote and "denied" in f.values[1].quote for f in told)


def test_a_name_of_two_words_is_told_as_it_stands() -> None:
    [reading] = readings_of(
        [ledger("a", "2024-11-03", "The engineer Karin Lund had inspected the wall, a guard said.")], [], {}
    )
    [clause] = clauses(reading)
    names = tuple(sorted((k for k in clause.keys if clause.keys[k] in ("Lund", "Karin")), reverse=True))
    pair = statements.Pair(0, 0, dict.fromkeys(("one not", "one denied", "denies", "opposite"), 0.0), names)
    assert statements._topic(pair, clause, clause)[0] == "statement on Karin Lund"
