"""Names of places inside longer names."""

from __future__ import annotations

import pytest

from copydesk.facts.places import find_places
from copydesk.nouns import Report
from copydesk.parse import parse

LEAD = "ACCRA, Ghana, 5 November 2024 (Steppe Wire) - Two men were found in a cellar in Accra on Monday, police said."


def quotes(sentence: str) -> list[str]:
    text = f"Two freed from cellar\n\n{LEAD}\n\n{sentence}"
    return [place.quote for place in find_places(parse(Report(id="x", text=text))) if place.start > len(LEAD)]


@pytest.mark.parametrize(
    "sentence",
    [
        "They were taken to Saint Anna hospital, where a doctor said they were weak.",
        "A third man was seen near Lincoln Park Zoo.",
        "The cellar is behind Victoria Station.",
        "They had slept in the Bristol Hotel and at Wellington Barracks.",
        "Paris Hilton sent money, the Washington Post reported.",
        "Officers of Madison Security had the keys.",
        "The cellar belongs to the Windsor Trust, on Kingston Avenue, beside the Hamburg Bakery.",
        "The men prayed at the San Jose Church and walked along Derby Road.",
        "Kofi Hamilton, a lawyer, drives an Austin.",
        "The Clinton Foundation offered help.",
    ],
)
def test_a_longer_name_is_no_town_elsewhere(sentence: str) -> None:
    assert quotes(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "there"),
    [
        ("A third was found in Kumasi, at the Kumasi Central Market.", ["Kumasi", "Kumasi"]),
        ("The keys were found in Tema Harbour.", ["Tema"]),
        ("The Los Angeles Police Department sent an officer.", ["Los Angeles"]),
        ("The Texas Water Board sent an officer.", ["Texas"]),
        ("A fourth was seen in northern Togo and in Greater London.", ["northern Togo", "Greater London"]),
        ("A London lawyer took the case.", ["London"]),
    ],
)
def test_the_place_itself_is_kept_where_the_report_or_the_body_speaks_for_it(sentence: str, there: list[str]) -> None:
    assert quotes(sentence) == there
