"""Quantities: phenomena as tables of (text, quote, low, high, unit, mod, kind)."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from copydesk.facts.quantities import find_quantities
from copydesk.facts.times import find_times
from copydesk.nouns import Quantity, Report
from copydesk.parse import parse

KINDS = {"count", "age", "money", "share", "distance", "weight", "area", "volume", "speed", "temperature", "other"}


def quantities(text: str, published: str | None = "2023-01-18") -> tuple[Quantity, ...]:
    parsed = parse(Report(id="t", text=text, published=published))
    return find_quantities(parsed, find_times(parsed))


@pytest.mark.parametrize(
    ("text", "quote", "low", "high", "unit", "mod", "kind"),
    [
        # counts and their bounds
        ("The paper wrote of eight soldiers.", "eight soldiers", 8, 8, "soldiers", None, "count"),
        ("He called up 300,000 reservists.", "300,000 reservists", 300_000, 300_000, "reservists", None, "count"),
        ("At least 14 soldiers have died.", "At least 14 soldiers", 14, None, "soldiers", None, "count"),
        ("More than 70,000 people have fled.", "More than 70,000 people", 70_000, None, "people", None, "count"),
        ("As many as 2,300 drivers stayed at home.", "As many as 2,300 drivers", None, 2_300, "drivers", None, "count"),
        ("Fewer than 15 men came back.", "Fewer than 15 men", None, 15, "men", None, "count"),
        ("About 140 people were employed there.", "About 140 people", 140, 140, "people", "APPROX", "count"),
        ("There were men at tea. Ten, maybe fifteen.", "Ten, maybe fifteen", 10, 15, None, None, "count"),
        ("The fire killed between 8 and 10 people.", "between 8 and 10 people", 8, 10, "people", None, "count"),
        ("Three of the five men were shot.", "Three of the five men", 3, 3, "men", None, "count"),
        ("Some 2,500 people took part, up from 2,300 a year ago.", "2,300", 2_300, 2_300, "people", None, "count"),
        ("It got 11 percent, against 7.2 in 2019.", "7.2", 7.2, 7.2, "percent", None, "share"),
        ("Orders have risen from 90 to 120 pies.", "90", 90, 90, "pies", None, "count"),
        ("It had forecast 40 million francs; now it expects 30 million.", "30 million", 3e7, 3e7, "francs", None, "money"),
        ("It sold 90 pies and 40 buns, up from 80 and 30.", "80", 80, 80, None, None, "count"),
        ("He sold 40 pies to people from 2 villages.", "40 pies", 40, 40, "pies", None, "count"),
        ("That would give the party 36 or 37 seats.", "36 or 37 seats", 36, 37, "seats", None, "count"),
        ("Two of them are in hospital.", "Two of them", 2, 2, None, None, "count"),
        ("Since Monday 112 planned operations have been put off.", "112", 112, 112, None, None, "count"),
        ("One helicopter took part.", "One helicopter", 1, 1, "helicopter", None, "count"),
        ("The police cleared 1 400 stalls.", "1 400 stalls", 1_400, 1_400, "stalls", None, "count"),
        ("Seven other people were held.", "Seven other people", 7, 7, "people", None, "count"),
        ("Some 3.5 lakh voters are missing.", "Some 3.5 lakh voters", 350_000, 350_000, "voters", "APPROX", "count"),
        ("Two hundred and thirty-four houses burned.", "Two hundred and thirty-four houses", 234, 234, "houses", None, "count"),
        # vague
        ("Thousands of Russians fled the country.", "Thousands of Russians", 2_000, None, "Russians", None, "count"),
        ("Dozens of people are missing.", "Dozens of people", 24, None, "people", None, "count"),
        ("Several drivers are missing.", "Several drivers", 3, None, "drivers", None, "count"),
        ("Tens of thousands of homes have no power.", "Tens of thousands of homes", 20_000, None, "homes", None, "count"),
        ("A dozen men were arrested.", "A dozen men", 12, 12, "men", None, "count"),
        ("The source was warned twice.", "twice", 2, 2, "times", None, "other"),
        # ages
        ("The man was 31 years old.", "31 years old", 31, 31, "years (age)", None, "age"),
        ("A 34-year-old man was held.", "34-year-old", 34, 34, "years (age)", None, "age"),
        ("Ana Ruiz, 44, denied it.", "44", 44, 44, "years (age)", None, "age"),
        ("A woman in her 40s was hurt.", "in her 40s", 40, 49, "years (age)", None, "age"),
        ("A fisherman aged 58 drowned.", "aged 58", 58, 58, "years (age)", None, "age"),
        ("It hit children aged between two and five.", "aged between two and five", 2, 5, "years (age)", None, "age"),
        # money
        ("He paid about 9,000 euros in cash.", "about 9,000 euros", 9_000, 9_000, "euros", "APPROX", "money"),
        ("The bill came to $3.4m.", "$3.4m", 3_400_000, 3_400_000, "dollars", None, "money"),
        ("It cost between €2 million and €3 million.", "between €2 million and €3 million", 2_000_000, 3_000_000, "euros", None, "money"),
        ("They offered up to 900 euros.", "up to 900 euros", None, 900, "euros", None, "money"),
        ("The arrears stand at N17 billion.", "N17 billion", 17_000_000_000, 17_000_000_000, "naira", None, "money"),
        ("They seek Rs 500 crore.", "Rs 500 crore", 5_000_000_000, 5_000_000_000, "rupees", None, "money"),
        ("It was worth 1,5 million euros.", "1,5 million euros", 1_500_000, 1_500_000, "euros", None, "money"),
        # shares
        ("Prices rose 4.5 per cent.", "4.5 per cent", 4.5, 4.5, "percent", None, "share"),
        ("Turnout fell by roughly 40 percent.", "roughly 40 percent", 40, 40, "percent", "APPROX", "share"),
        ("Analysts expect a 4-5% fall.", "4-5%", 4, 5, "percent", None, "share"),
        ("Two thirds of voters agreed.", "Two thirds of voters", 66.7, 66.7, "percent", None, "share"),
        ("One in eight patients stopped.", "One in eight patients", 12.5, 12.5, "percent", None, "share"),
        ("Half of the boats were uninsured.", "Half of the boats", 50, 50, "percent", None, "share"),
        # measures
        ("It sank 20 km off the coast.", "20 km", 20, 20, "km", None, "distance"),
        ("They seized 1.3 tonnes of tobacco.", "1.3 tonnes", 1.3, 1.3, "tonnes", None, "weight"),
        ("The train ran at 118 km/h.", "118 km/h", 118, 118, "km/h", None, "speed"),
        ("A burned area of 6,500 square metres was seen.", "6,500 square metres", 6_500, 6_500, "square metres", None, "area"),
        ("95,000 litres of crude were spilled.", "95,000 litres", 95_000, 95_000, "litres", None, "volume"),
        ("It was minus 28 degrees.", "minus 28 degrees", -28, -28, "degrees", None, "temperature"),
        ("A tremor of magnitude 2.9 was felt.", "magnitude 2.9", 2.9, 2.9, "magnitude", None, "other"),
    ],
)  # fmt: skip
def test_quantity(
    text: str, quote: str, low: float | None, high: float | None, unit: str | None, mod: str | None, kind: str
) -> None:
    found = quantities(text)
    same = [quantity for quantity in found if quantity.quote == quote]
    assert same, f"{quote!r} not among {[quantity.quote for quantity in found]}"
    assert (same[0].low, same[0].high, same[0].unit, same[0].mod, same[0].kind) == (low, high, unit, mod, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was hurt and no houses burned.",
        "The first man and the third woman left.",
        "One of them left; the other one stayed.",
        "The daughter of one of them spoke.",
        "An F-16 crashed near Flight 103.",
        "Article 5 of Resolution 1701 applies.",
        "The board voted 5-4.",
        "It lasted three weeks, until 14 May 2019.",
        "On 30 February 2023 it rained.",
        "Call +49 30 123456.",
        "One woman said she was afraid.",
        "Not one ballot is missing.",
    ],
)
def test_no_quantity(text: str) -> None:
    assert quantities(text) == ()


def test_seed(seed_text: str) -> None:
    found = [(quantity.quote, quantity.low, quantity.high, quantity.kind) for quantity in quantities(seed_text)]
    assert ("31 years old", 31, 31, "age") in found
    assert ("300,000 reservists", 300_000, 300_000, "count") in found
    assert ("thousands of Russians", 2_000, None, "count") in found
    assert any("eight soldiers" in quote and (low, high) == (8, 8) for quote, low, high, _ in found)
    assert not any("10 years" in quote for quote, *_ in found)


def test_why_quotes_the_words() -> None:
    assert quantities("At least 14 soldiers have died.")[0].why == "“at least” makes it the least, of soldiers"


PIECES = st.sampled_from(
    [
        "two",
        "3",
        "1.5",
        "10,000",
        "a",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "$",
        "€",
        "%",
        "percent",
        "km",
        "years",
        "old",
        ",",
        ".",
        "-",
        "of",
        "the",
        "them",
        "men",
        "people",
        "in",
        "her",
        "40s",
        "half",
        "third",
        "one",
        "eight",
        "at",
        "least",
        "up",
        "to",
        "more",
        "than",
        "about",
        "between",
        "and",
        "from",
        "aged",
        "woman",
        "Ana",
        "Ruiz",
        "(",
        ")",
        "minus",
        "7-5",
        "100",
        "m",
        "×",
        "½",
        "several",
        "dozens",
        "twice",
        "January",
        "2023",
        "Wednesday",
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join)))
@example("Two man of 1")
def test_any_text_gives_quantities_beside_times(text: str) -> None:
    parsed = parse(Report(id="t", text=text, published="2023-01-18"))
    found_times = find_times(parsed)
    end = 0
    for quantity in find_quantities(parsed, found_times):
        assert quantity.start >= end
        assert text[quantity.start : quantity.end] == quantity.quote
        assert quantity.kind in KINDS
        assert quantity.low is not None or quantity.high is not None
        assert all(value is None or math.isfinite(value) for value in (quantity.low, quantity.high))
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        assert not any(time.start < quantity.end and quantity.start < time.end for time in found_times)
        end = quantity.end
