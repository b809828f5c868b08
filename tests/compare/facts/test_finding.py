"""Facts side by side: values with their spans, and how they relate."""

from __future__ import annotations

import pytest

from copydesk.compare.facts import facts_of, items_of, statements
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


def test_the_missing_are_found_within_days() -> None:
    first = "Five people are missing after the blast at Torvo, the fire service said on Tuesday."
    then = "Two people are still missing after the blast at Torvo, the transport ministry said on Thursday."
    facts = facts_of([ledger("a", "2024-03-05T12:00", first), ledger("b", "2024-03-07T15:00", then)], [])
    assert found(facts, "missing", "update") == [[5, 2]]
    assert not found(facts, "missing", "conflict")


def test_what_two_sources_say_at_one_time_is_no_course_of_things() -> None:
    first = "A blast at a fuel depot near Torvo killed three people, the fire service said."
    both = (
        "Two people died in the blast at Torvo, the owner of the depot said. "
        "Three people were killed in the blast, the regional hospital said."
    )
    then = "A blast at a fuel depot near Torvo killed four people, the fire service said."
    reports = [
        ledger("a", "2024-03-05T06:00", first),
        ledger("b", "2024-03-05T11:00", both),
        ledger("c", "2024-03-05T15:00", then),
    ]
    assert found(facts_of(reports, []), "killed", "update") == [[3, 3, 4]]


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


def test_a_status_is_of_whoever_is_called_so() -> None:
    reports = [
        ledger("a", "2024-03-05T08:00", "The manager of the depot, Ivo Brand, was detained on Tuesday, police said."),
        ledger("b", "2024-03-08T08:00", "The director was released on Friday. The girl was in hospital, a nurse said."),
    ]
    status = {f.attribute: f for f in facts_of(reports, []) if f.attribute.startswith("status")}
    assert status["status of Ivo Brand"].relation == "update"
    assert [v.value for v in status["status of Ivo Brand"].values] == ["detained", "released"]


def test_a_pronoun_is_whom_the_sentence_before_is_about() -> None:
    text = "Sanna Weir, the pilot who flew Viktor Hallo to the depot, was stopped. She was arrested in the evening."
    facts = facts_of([ledger("a", "2024-03-05T08:00", text)], [])
    assert "status of Sanna Weir" in {f.attribute for f in facts}


def test_a_day_without_an_hour_stays_a_day() -> None:
    day = [v.time for f in facts_of([ledger("a", "2024-03-05", MORNING)], []) for v in f.values]
    hour = [v.time for f in facts_of([ledger("a", "2024-03-05T08:00", MORNING)], []) for v in f.values]
    assert set(day) == {"2024-03-05"}
    assert set(hour) == {"2024-03-05T08:00"}


def test_a_report_without_outlet_is_no_source() -> None:
    text = "Blast at a depot\n\nA blast killed four people on Tuesday."
    facts = facts_of([ledger_of(Report(id="r-12ab", text=text, published="2024-03-05"))], [])
    assert facts
    assert all(v.source_name is None for f in facts for v in f.values)


def test_reasons_tell_days_as_people_write_them() -> None:
    text = "A blast at a depot near Torvo killed four people on Tuesday morning, the fire service said."
    reasons = [
        v.why for f in facts_of([ledger("a", "2024-03-05", text)], []) for v in f.values if f.attribute == "date"
    ]
    assert reasons
    assert all("5 March 2024, morning" in why and "TMO" not in why for why in reasons)


def test_people_in_prison_were_not_arrested_there() -> None:
    text = (
        "The country has 30 journalists behind bars. Two men were taken to hospital, and clinics admitted 31 patients."
    )
    told = [(i.attribute, i.value.low) for i in items_of(ledger("a", "2024-03-05", text))]
    assert not [t for t in told if t[0] == "arrested"]
    assert ("injured", 31) in told


def test_phrases_that_one_source_gives_are_left_out() -> None:
    text = "Ivo Brand, 52, carried a rifle, the mayor said. He is suspected of fraud. Guards accuse a cook."
    facts = facts_of([ledger("a", "2024-03-05", text)], [])
    assert not {f.attribute.partition(" of ")[0] for f in facts} & {"perpetrator", "charge", "age", "weapon"}


def test_a_number_behind_a_name_is_an_age_and_a_verb_of_no_kind_tells_the_day() -> None:
    text = (
        "A helicopter landed in the yard on Monday morning, the ministry said. Viktor Hallo, 43, is still on the run."
    )
    told = [(i.attribute, i.value.low, i.value.value) for i in items_of(ledger("a", "2024-03-05", text))]
    assert ("age", 43, None) in told
    assert ("date", None, "2024-03-04TMO") in told


def test_two_of_those_counted_are_no_count_of_their_own() -> None:
    text = "The clinic admitted 31 patients. Two of them are in intensive care, a doctor said."
    told = [i.value.low for i in items_of(ledger("a", "2024-03-05", text)) if i.attribute == "injured"]
    assert told == [31]


def test_a_denial_right_beside_what_it_denies() -> None:
    text = (
        "The spokeswoman Ana Lobo denied that the company had been warned. "
        "The fire was put out by noon. A former technician said that he had warned Aquapura about the valve in March."
    )
    facts = facts_of([ledger("a", "2024-03-05", text)], [])
    assert [f.relation for f in facts if f.attribute.startswith("statement")] == ["conflict"]


def test_an_opposite_denies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "LEAST", 0.1)  # two clauses make no incident by which to weigh words
    reports = [
        ledger("a", "2024-03-05T08:00", "A former cook said that the cold store had been broken for weeks."),
        ledger(
            "b",
            "2024-03-05T12:00",
            "The lawyer of the depot said that the cold store had worked on Tuesday.",
        ),
    ]
    told = [(f.attribute, f.relation) for f in facts_of(reports, []) if f.attribute.startswith("statement")]
    assert [relation for _, relation in told] == ["conflict"]


def test_people_who_fell_ill_are_counted_and_are_nobody_in_particular() -> None:
    text = "Ivo Brand was detained. Eighty-three children fell ill on Tuesday, the health office said."
    told = [(i.attribute, i.thing, i.value.low) for i in items_of(ledger("a", "2024-03-05", text))]
    assert ("ill", "ill", 83) in told
    assert not [t for t in told if t[:2] == ("state of health", "Ivo Brand")]


def test_a_source_that_changes_its_mind_is_an_update() -> None:
    reports = [
        ledger("a", "2024-03-05T08:00", "The fire was caused by a short circuit, the fire service said."),
        ledger("b", "2024-03-25T08:00", "The fire was caused by a cigarette, the fire service said."),
    ]
    assert [f.relation for f in facts_of(reports, []) if f.attribute == "cause"] == ["update"]


def test_reports_without_outlet_are_two_voices_and_no_source_that_changed_its_mind() -> None:
    told = {"blast-a": ("2024-03-05T08:00", "a short circuit"), "blast-b": ("2024-03-25T08:00", "a cigarette")}
    reports = [
        ledger_of(Report(id=name, text=f"Fire at a depot\n\nThe fire was caused by {cause}.", published=at))
        for name, (at, cause) in told.items()
    ]
    facts = [f for f in facts_of(reports, []) if f.attribute == "cause"]
    assert [f.relation for f in facts] == ["conflict"]
    assert "an unnamed outlet (blast-a)" in facts[0].why


def test_things_that_are_missing_are_no_people() -> None:
    text = "The commission counted 17 missing boxes. Nine people are missing, the mayor said."
    told = [i.value.low for i in items_of(ledger("a", "2024-03-05", text)) if i.attribute == "missing"]
    assert told == [9]


def test_whoever_speaks_of_him_tells_of_another() -> None:
    text = "Marko Lind was arrested. His lawyer, Ada Quill, said that he was in hospital on Sunday."
    told = {i.thing for i in items_of(ledger("a", "2024-03-05", text)) if i.attribute == "status"}
    assert told == {"Marko Lind"}


def test_a_sentence_in_years_is_one_persons() -> None:
    body = "The former manager, Jon Berg, was sentenced to four years in prison. Eva Lund was sentenced to two years in prison."
    terms = {
        i.thing: i.value.low for i in items_of(ledger("a", "2024-03-05", body)) if i.attribute == "sentence in years"
    }
    assert terms == {"Jon Berg": 4, "Eva Lund": 2}


def test_a_bare_figure_keeps_its_bound() -> None:
    body = "Twelve tanks were destroyed, the fire service said. The owner spoke of no more than eight."
    found = [(i.value.low, i.value.high) for i in items_of(ledger("a", "2024-03-05", body)) if "tanks" in i.attribute]
    assert found == [(12, 12), (None, 8)]


def test_what_an_outlet_tells_hours_later_in_its_own_voice_takes_no_side() -> None:
    early = ledger("a", "2024-03-05T08:00", "Twelve people were killed in the blast at Torvo, the fire service said.")
    noon = ledger("b", "2024-03-05T15:00", "By noon 23 bodies lay in the sports hall of Torvo.")
    said = ledger("c", "2024-03-05T15:00", "Twenty-three people were killed in the blast at Torvo, the union said.")
    assert found(facts_of([early, noon], []), "killed", "update") == [[12, 23]]
    assert not found(facts_of([early, noon], []), "killed", "conflict")
    assert found(facts_of([early, said], []), "killed", "conflict") == [[12, 23]]


def test_a_figure_that_says_of_what_it_is_counts_nothing_told_before() -> None:
    text = (
        "Two people have died since the blast at Torvo. The health authority put the number of injured at 41. "
        "Three people are missing, the ministry said. The mayor speaks of 15 dead."
    )
    told = {(i.attribute, i.value.low) for i in items_of(ledger("a", "2024-03-05", text))}
    assert {("killed", 2), ("injured", 41), ("missing", 3), ("killed", 15)} <= told
    assert not {("killed", 41), ("missing", 15)} & told


def test_those_who_speak_are_not_counted() -> None:
    text = "The ferry capsized off Torvo and 61 people were rescued. The captain left first, two survivors said."
    told = [i.value.low for i in items_of(ledger("a", "2024-03-05", text)) if i.attribute == "rescued"]
    assert told == [61]


def test_ages_of_people_whom_nobody_names_are_not_compared() -> None:
    reports = [
        ledger("a", "2024-03-05", "A man of 71 was found dead after the blast at Torvo, the fire service said."),
        ledger("b", "2024-03-07", "A man of 34 was arrested after the blast at Torvo, the police said."),
    ]
    assert not [f for f in facts_of(reports, []) if f.attribute.startswith("age")]


def test_of_two_places_that_a_report_gives_both_neither_is_denied() -> None:
    region = ledger("a", "2024-03-05", "A blast occurred in Odesa on Tuesday, the police said. It occurred in Kyiv.")
    town = ledger("b", "2024-03-05", "A blast occurred in Kyiv on Tuesday, the army said.")
    alone = ledger("c", "2024-03-05", "A blast occurred in Odesa on Tuesday, the police said.")
    assert not [f for f in facts_of([region, town], []) if f.attribute == "place" and f.relation == "conflict"]
    assert [f for f in facts_of([alone, town], []) if f.attribute == "place" and f.relation == "conflict"]


def test_an_hour_that_is_still_to_come_was_the_day_before() -> None:
    text = "The wall collapsed at 10.40 p.m., the mayor said."
    days = [i.value.value for i in items_of(ledger("a", "2024-03-05T19:45", text)) if i.attribute == "date"]
    assert days == ["2024-03-04T22:40"]


def test_a_night_is_of_two_days() -> None:
    night = ledger("a", "2024-03-06T09:00", "A furnace exploded at Torvo on Monday night, the fire service said.")
    early = ledger("b", "2024-03-06T10:00", "A furnace exploded at Torvo on Tuesday, the union said.")
    noon = ledger("c", "2024-03-06T10:00", "A furnace exploded at Torvo on Tuesday afternoon, the union said.")
    assert not [f for f in facts_of([night, early], []) if f.attribute == "date" and f.relation == "conflict"]
    assert [f for f in facts_of([night, noon], []) if f.attribute == "date" and f.relation == "conflict"]


def test_who_is_accused_of_something_else_did_not_do_it() -> None:
    text = "The parents accuse the school of having waited two hours. {} has claimed responsibility."
    told = [
        [i.value.quote for i in items_of(ledger("a", "2024-03-05", text.format(who))) if i.attribute == "perpetrator"]
        for who in ("No one", "The Front")
    ]
    assert [len(values) for values in told] == [0, 1]
    text = "The army accused the rebels of kidnapping the doctor."
    assert [i.attribute for i in items_of(ledger("b", "2024-03-05", text)) if i.attribute == "perpetrator"]


def test_a_denial_of_fraud_says_that_there_was_none() -> None:
    text = "The council rejects the insinuations of fraud. The observers said they had found no fraud."
    told = {i.value.value for i in items_of(ledger("a", "2024-03-05", text)) if i.attribute == "irregularities"}
    assert told == {"none"}


def test_a_noun_by_which_one_report_counts_several_things_is_no_one_count() -> None:
    mixed = "The mayor of Torvo obtained 8,214 votes. His lead was cut to nine votes, the fire service said."
    first = "The mayor of Torvo won 301 votes in the second station."
    reports = [
        ledger("a", "2024-03-05T08:00", first),
        ledger("b", "2024-03-05T09:00", "Nine votes were missing. " + mixed),
    ]
    assert not [f for f in facts_of(reports, []) if f.attribute == "number of votes" and f.relation == "conflict"]


def test_what_is_to_come_is_no_day_of_the_incident() -> None:
    text = (
        "At least one projectile launched from a drone hit the grain market of Wadrem, in the rebel-held north of the province, "
        "on Tuesday morning, killing 28 people, a doctor said.\n\nTalks on a truce are to begin on Thursday in the port of Selm."
    )
    told = items_of(ledger("a", "2024-11-19T12:30", text))
    assert [i.value.value for i in told if i.attribute == "date"] == ["2024-11-19TMO"]
    assert not [i for i in told if i.attribute == "place"]


def test_the_dead_can_number_some() -> None:
    text = "The dead now number 41, among them nine children, according to the register of the hospital."
    told = [i.value.low for i in items_of(ledger("a", "2024-11-19T12:30", text)) if i.attribute == "killed"]
    assert told == [41]
