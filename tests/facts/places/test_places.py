"""Places of a report."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.facts.places import find_places
from copydesk.facts.places.toponyms import called, state_of
from copydesk.nouns import Place, Report
from copydesk.parse import parse


def places(text: str) -> list[Place]:
    return list(find_places(parse(Report(id="t", text=text))))


def found(text: str) -> dict[str, Place]:
    return {place.quote: place for place in places(text)}


def test_the_first_report(seed_text: str) -> None:
    here = found(seed_text)
    lipetsk = here["Lipetsk region"]
    assert (lipetsk.lat, lipetsk.lon) == (pytest.approx(52.5, abs=0.2), pytest.approx(39.2, abs=0.3))
    assert (lipetsk.country, lipetsk.kind) == ("RU", "region")
    assert here["eastern Ukraine"].kind == "area"
    assert here["Ukraine"].kind == "country"
    assert "Moscow" not in here, "the government is meant"


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("Two people died in Paris, Texas, on Monday.", "Paris", 33.7, -95.6),
        ("Two people died in Paris on Monday, the French police said.", "Paris", 48.9, 2.4),
        ("GAINESVILLE, Fla. -- A man was shot in Gainesville on Monday.", "Gainesville", 29.7, -82.3),
        ("The shelling hit Kiev and Kharkiv.", "Kiev", 50.4, 30.5),
        ("Refugees left Al-Fashir and El Fasher in Darfur.", "El Fasher", 13.6, 25.3),
        ("The train from Lviv reached Kyiv at noon.", "Kyiv", 50.4, 30.5),
        ("The storm crossed the Black Sea.", "Black Sea", 43.4, 34.3),
        ("A fire broke out in the Voronezh region.", "Voronezh region", 50.9, 39.9),
        ("Police in Athens, Georgia, arrested two men.", "Athens", 33.95, -83.4),
    ],
)
def test_names_are_resolved(text: str, name: str, lat: float, lon: float) -> None:
    place = found(text)[name]
    assert place.lat == pytest.approx(lat, abs=1.0)
    assert place.lon == pytest.approx(lon, abs=1.0)
    assert place.why


def test_other_places_decide_among_namesakes() -> None:
    text = "Officers from Rapides Parish searched a house in Alexandria. The parish jail in Alexandria was full."
    assert found(text)["Alexandria"].country == "US"
    assert found("The ferry from Cairo reached Alexandria in Egypt.")["Alexandria"].country == "EG"


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said the talks had failed.",
        "It has close ties with Moscow.",
        "The term is used by Moscow for the war.",
        "When Moscow halved the subsidy in May, it also closed two ports.",
        "After the floods, Moscow also tightened the rules on dams.",
        "Because Moscow had postponed the census, the figures are old.",
    ],
)
def test_a_capital_that_means_a_government_is_no_place(text: str) -> None:
    assert not [place for place in places(text) if place.name == "Moscow"]


def test_a_capital_that_means_the_city_is_a_place() -> None:
    assert "Moscow" in found("The plane landed in Moscow at noon.")
    assert "Moscow" in found("Moscow lies on a river.")
    assert "Moscow" in found("The bank closed its office in Moscow.")


@pytest.mark.parametrize(
    "text",
    [
        "A Russian officer and two Ukrainians met a German.",
        "Florence Nightingale wrote to Jack London.",
        "On Monday in March the Police said so.",
        "President Lincoln spoke first.",
        "On Nov 7 the Police said so.",
    ],
)
def test_peoples_persons_and_days_are_no_places(text: str) -> None:
    assert places(text) == []


def test_a_direction_narrows_and_moves_an_area() -> None:
    whole, east = found("He left Ukraine. He lives in eastern Ukraine.").values()
    assert east.lon > whole.lon
    assert east.radius_km < whole.radius_km


@pytest.mark.parametrize(
    ("text", "quote", "lat", "lon", "off"),
    [
        ("Rains flooded roads in northern Vietnam.", "northern Vietnam", 21.7, 105.2, 1.5),
        ("A bus overturned in southern Peru on Monday.", "southern Peru", -15.5, -72.0, 2.0),
        ("The fire spread in western Turkey.", "western Turkey", 39.0, 28.5, 1.5),
        ("Farmers fled north-eastern Nigeria.", "north-eastern Nigeria", 11.5, 11.5, 2.0),
        ("It was felt in eastern Cuba.", "eastern Cuba", 20.5, -75.9, 1.2),
    ],
)
def test_a_part_of_a_country_lies_where_its_towns_lie(
    text: str, quote: str, lat: float, lon: float, off: float
) -> None:
    place = found(text)[quote]
    assert place.kind == "area"
    assert place.lat == pytest.approx(lat, abs=off)
    assert place.lon == pytest.approx(lon, abs=off)


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Maramures County", "RO", 47.67, 24.0),  # listed with its neighbour's point
        ("Bohol province", "PH", 9.85, 124.15),  # listed with another region's towns
        ("Gilan Province", "IR", 37.3, 49.6),
        ("Benguet", "PH", 16.5, 120.7),
        ("Ontario", "CA", 51.2, -85.3),  # its towns lie far south of its middle
        ("Tarragona province", "ES", 41.1, 1.2),  # a division of ISO 3166-2 that the list of regions lacks
        ("Mbeya region", "TZ", -8.9, 33.4),
    ],
)
def test_points_of_regions(name: str, country: str, lat: float, lon: float) -> None:
    region = next(r for r in called(name) if r.country == country and r.kind == "region")
    assert region.lat == pytest.approx(lat, abs=0.7)
    assert region.lon == pytest.approx(lon, abs=0.7)


def test_a_town_of_a_country_that_the_report_names_needs_less_evidence() -> None:
    text = "Rescuers in Vorarlberg in western Austria went home. They now work for hotels in Bludenz."
    assert found(text)["Bludenz"].country == "AT"


def test_states_by_their_short_forms() -> None:
    assert state_of("Fla.").name == "Florida"
    assert state_of("TX").name == "Texas"
    assert state_of("Zz.") is None
    assert called("W.Va.")[0].name == "West Virginia"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_places_that_quote_it(text: str) -> None:
    for place in places(text):
        assert text[place.start : place.end] == place.quote
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180


def test_the_same_text_gives_the_same_places(seed_text: str) -> None:
    assert places(seed_text) == places(seed_text)


@pytest.mark.shared
def test_against_annotated_articles(shared: Path) -> None:
    near = right = 0
    rows = [json.loads(line) for line in (shared / "data" / "places" / "dev.jsonl").open(encoding="utf-8")]
    for row in [r for r in rows if len(r["text"]) < 2500][::20]:
        ours = {(p.start, p.end): p for p in places(row["text"])}
        for gold in row["places"]:
            place = ours.get((gold["start"], gold["end"]))
            if place is not None:
                right += 1
                near += abs(place.lat - gold["lat"]) < 1.5 and abs(place.lon - gold["lon"]) < 2.0
    assert right > 50
    assert near / right > 0.75


def test_a_name_goes_on_over_the_end_of_a_line() -> None:
    here = places("Soldiers searched houses to the north of San\nSalvador on Tuesday.")
    assert [(place.name, place.country) for place in here] == [("San Salvador", "SV")]


@pytest.mark.parametrize(
    ("text", "quote", "name", "kind"),
    [
        ("He was kidnapped in Guatemala city on his way to the airport.", "Guatemala city", "Guatemala City", "city"),
        ("Panama city police said three people died.", "Panama city", "Panama City", "city"),
        ("A fire broke out in the Mexico city of Puebla.", "Mexico", "Mexico", "country"),
    ],
)
def test_a_city_whose_name_ends_in_city_written_small(text: str, quote: str, name: str, kind: str) -> None:
    place = found(text)[quote]
    assert (place.name, place.kind) == (name, kind)


def test_the_parts_of_a_long_name_are_no_places() -> None:
    here = found("He was taken in San Luis de la Reina on Monday, police in San Miguel, El Salvador, said.")
    assert set(here) == {"San Miguel", "El Salvador"}
    assert "Rio de Janeiro" in found("The fair opened in Rio de Janeiro on Monday.")
