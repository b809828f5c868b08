"""Events of a report."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.claims import find_claims
from copydesk.facts.events import find_events
from copydesk.facts.events.ontology import ontology
from copydesk.facts.places import find_places
from copydesk.nouns import Event, Report, Time
from copydesk.parse import parse
from copydesk.parse.names import find_names


def events(text: str, *, claims: bool = False) -> list[Event]:
    parsed = parse(Report(id="t", text=text))
    names = find_names(parsed)
    said = find_claims(parsed, names) if claims else ()
    return list(find_events(parsed, said, (), find_places(parsed), names))


def told(text: str) -> dict[str, Event]:
    return {event.trigger.quote: event for event in events(text)}


def roles(event: Event) -> set[tuple[str, str]]:
    return {(p.role, p.span.quote) for p in event.participants}


def test_the_first_report(seed_text: str) -> None:
    found = events(seed_text, claims=True)
    main = [event for event in found if event.main]
    assert [(event.kind, event.trigger.quote) for event in main] == [("killing", "eliminated")]
    assert ("patient", "a soldier") in roles(main[0])
    assert main[0].claim == 0
    kinds = {event.kind for event in found if not event.main}
    assert {"mobilisation", "law", "desertion", "flight"} <= kinds


@pytest.mark.parametrize(
    "text",
    [
        "The Front released a video on Thursday.",
        "A video it released late on Thursday shows a flash.",
        "All the clips were shot on Friday.",
        "A senior aide, pleading anonymity, denied it.",
    ],
)
def test_paper_and_pictures_are_neither_freed_nor_attacked(text: str) -> None:
    assert not {"release", "attack", "trial"} & {event.kind for event in events(text)}


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "expected"),
    [
        ("Two soldiers were killed by a mine.", "killed", "killing", {("patient", "Two soldiers"), ("agent", "a mine")}),
        ("Police arrested a teacher on Monday.", "arrested", "arrest", {("agent", "Police"), ("patient", "a teacher")}),
        ("The men who attacked the bank fled.", "attacked", "attack", {("agent", "The men"), ("patient", "the bank")}),
        ("Soldiers killed in the raid were buried.", "killed", "killing", {("patient", "Soldiers")}),
        ("The killing of a judge by gunmen shocked the town.", "killing", "killing", {("patient", "a judge"), ("agent", "gunmen")}),
        ("The bus crashed near the river.", "crashed", "accident", {("patient", "The bus")}),
        ("Gunmen stormed the camp and killed a guard.", "killed", "killing", {("agent", "Gunmen"), ("patient", "a guard")}),
        ("A patient died in hospital.", "died", "death", {("patient", "A patient")}),
    ],
)  # fmt: skip
def test_who_took_part(text: str, trigger: str, kind: str, expected: set[tuple[str, str]]) -> None:
    event = told(text)[trigger]
    assert event.kind == kind
    assert expected <= roles(event)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Two officers were shot dead at the range.", "shot", "killing"),
        ("The guards opened fire on the crowd.", "fire", "attack"),
        ("A fire broke out in the mill.", "fire", "fire"),
        ("A drone strike hit the depot.", "strike", "attack"),
        ("The union called a strike of nurses over pay.", "strike", "strike"),
        ("Soldiers left their unit at night.", "left", "desertion"),
        ("The police eliminated a gunman.", "eliminated", "killing"),
        ("The ferry ran aground in thick fog.", "ran", "accident"),
        ("A bus struck a tree near the river.", "struck", "accident"),
        ("The lorry slammed into a wall.", "slammed", "accident"),
        ("Rebels struck the town at dawn.", "struck", "attack"),
    ],
)
def test_words_with_several_senses(text: str, trigger: str, kind: str) -> None:
    assert told(text)[trigger].kind == kind


def test_what_eliminates_no_person_kills_no_one() -> None:
    assert "killing" not in {event.kind for event in events("The reform eliminated the tax on bread.")}


def test_place_and_time_hang_on_their_own_event() -> None:
    text = "A factory was destroyed in Lyon on Monday. Two men were arrested in Paris on Friday and a third fled."
    parsed = parse(Report(id="t", text=text))
    times = [
        Time(start=text.index(day), end=text.index(day) + len(day), quote=day, value="X", type="DATE", why="")
        for day in ("Monday", "Friday")
    ]
    found = find_events(parsed, (), times, find_places(parsed), find_names(parsed))
    where = {
        event.trigger.quote: (event.place and event.place.quote, event.time and event.time.quote) for event in found
    }
    assert where["destroyed"] == ("Lyon", "Monday")
    assert where["arrested"] == ("Paris", "Friday")


def test_the_claim_that_asserts_an_event_is_the_innermost() -> None:
    found = events("The army said the rebels had admitted that they killed a farmer.", claims=True)
    killed = next(event for event in found if event.trigger.quote == "killed")
    assert killed.claim is not None


def test_the_outlets_own_voice_is_listed_too() -> None:
    found = events("The roster lengthens every shift by two hours.")
    assert [(event.kind, event.claim) for event in found] == [("other", None)]


def test_one_main_event_that_headline_and_lead_share() -> None:
    text = (
        "Two children drown in reservoir\n\n"
        "Two children drowned in a reservoir near the village on Sunday, the mayor said. "
        "The council will meet on Tuesday. A similar accident happened in 2019."
    )
    main = [event for event in events(text) if event.main]
    assert [event.trigger.quote for event in main] == ["drowned"]


def test_a_participle_that_states_a_rule_is_no_event() -> None:
    found = told("The club suspended the swimmer after a prohibited drug was found, it said in a press release.")
    assert "suspended" in found
    assert not {"prohibited", "release"} & set(found)
    assert "prohibited" in told("The law prohibited the drug in May.")


def test_the_main_event_is_no_attributive_participle() -> None:
    text = (
        "Hole swallows lane\n\n"
        "A hole swallowed the lane of a retired judge on Monday. Nobody was near. Two cows that grazed there died."
    )
    main = [event for event in events(text) if event.main]
    assert [event.trigger.quote for event in main] == ["died"]


def test_every_kind_is_mapped_and_told() -> None:
    for kind in ontology().kinds.values():
        assert kind.what
        assert isinstance(kind.plover, str)
        assert isinstance(kind.acled, str)
    assert ontology().kinds["arrest"].acled == "Strategic developments / Arrests"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_events_that_quote_it(text: str) -> None:
    found = events(text, claims=False)
    assert sum(event.main for event in found) == bool(found)
    for event in found:
        assert text[event.trigger.start : event.trigger.end] == event.trigger.quote
        assert -3 <= event.factuality <= 3


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "expected"),
    [
        ("Guerrillas hurled a grenade at the house of a judge.", "hurled", "attack",
         {("agent", "Guerrillas"), ("instrument", "a grenade"), ("patient", "the house of a judge")}),
        ("A car bomb exploded in front of the embassy.", "exploded", "explosion", {("instrument", "A car bomb")}),
        ("The front claimed responsibility for the attack on the barracks.", "attack", "attack",
         {("agent", "The front"), ("patient", "the barracks")}),
        ("The army was accused of killing six priests.", "killing", "killing",
         {("agent", "The army"), ("patient", "six priests")}),
        ("Two bombs were planted by rebels in a bank.", "planted", "attack", {("agent", "rebels"), ("instrument", "Two bombs")}),
        ("The attack was carried out by a rebel column.", "attack", "attack", {("agent", "a rebel column")}),
        ("Gunmen fired at him with rifles.", "fired", "attack",
         {("agent", "Gunmen"), ("patient", "him"), ("instrument", "rifles")}),
        ("Police blamed the rebels for the kidnapping of a minister.", "kidnapping", "abduction",
         {("agent", "the rebels"), ("patient", "a minister")}),
    ],
)  # fmt: skip
def test_who_did_it_and_with_what(text: str, trigger: str, kind: str, expected: set[tuple[str, str]]) -> None:
    event = told(text)[trigger]
    assert event.kind == kind
    assert roles(event) == expected


def test_who_loses_a_life_dies() -> None:
    found = told(
        "Three men lost their lives when a bus fell into a river. Their firm lost its licence and its life savings."
    )
    assert (found["lost"].kind, roles(found["lost"])) == (
        "other",
        {("agent", "Their firm"), ("patient", "its licence and its life savings")},
    )
    (died, *_) = events("Three men lost their lives when a bus fell into a river.")
    assert (died.trigger.quote, died.kind, roles(died)) == ("lost", "death", {("patient", "Three men")})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Three dockworkers were killed when a crane toppled onto a ship.", "death"),
        ("Nine people were killed in the collision of two trains.", "death"),
        ("Two men killed in a landslide were found on Monday.", "death"),
        ("Three soldiers were killed when a convoy was ambushed.", "killing"),
        ("Two men were killed in an attack on a market.", "killing"),
    ],
)
def test_who_is_killed_in_a_mishap_dies(text: str, kind: str) -> None:
    assert next(e.kind for e in events(text) if e.trigger.quote == "killed") == kind
