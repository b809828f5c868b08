"""The line through a history: years for what has none, asides, ranges."""

from __future__ import annotations

import pytest

from copydesk.facts.times import find_times
from copydesk.facts.times.narrative import Line, Mark, line
from copydesk.nouns import Report
from copydesk.parse import parse

SAVED = "2009-12-19"
WAR = (
    "The war began on September 1, 1939. Finland signed in March 1940. Norway was invaded in April 1940. "
    "On May 10, 1940, the west was attacked. {} The empire attacked in December 1941. It ended in 1945."
)


def read(text: str, published: str | None = SAVED) -> dict[str, str]:
    return {time.quote: time.value for time in find_times(parse(Report(id="t", text=text, published=published)))}


def test_no_marks() -> None:
    assert line([]) == Line({}, frozenset())


@pytest.mark.parametrize(
    ("marks", "years", "asides"),
    [
        # a year passed by in one clause does not carry the story off
        ([Mark(0, 1964, 8), Mark(1, 2005, None), Mark(2, None, 8), Mark(3, 1964, 11)], {2: 1964}, {1}),
        ([Mark(0, 1944, 10), Mark(1, 1945, 1, set_off=True), Mark(2, None, 12)], {2: 1944}, {1}),
        # the story moves on with what is told
        ([Mark(0, 1939, 9), Mark(1, 1940, None), Mark(2, None, 3), Mark(3, None, 4)], {2: 1940, 3: 1940}, set()),
        # a year's end
        ([Mark(0, 1941, 12), Mark(1, None, 1)], {1: 1942}, set()),
        # before the first year that is told
        ([Mark(0, None, 4), Mark(1, 1955, 6)], {0: 1955}, set()),
    ],
)
def test_line(marks: list[Mark], years: dict[int, int], asides: set[int]) -> None:
    assert line(marks) == Line(years, frozenset(asides))


def test_aside_does_not_carry_the_story_off() -> None:
    found = read(WAR.format("A paper declassified in 2005 tells of it. In June the capital fell."))
    assert found["June"] == "1940-06"


@pytest.mark.parametrize(
    ("sentence", "quote", "value"),
    [
        ("In January and March 1941 it tried again.", "January", "1941-01"),
        ("It rained from November to March 1941.", "November", "1940-11"),
        ("They spent the spring and early summer of 1941 at rest.", "the spring", "1941-SP"),
        ("They fought on June 6-7.", "7", "1940-06-07"),
        ("They fought on June 6-7, 1941.", "7", "1941-06-07"),
        ("They fought in 1940-41.", "41", "1941"),
    ],
)
def test_ranges_of_a_history(sentence: str, quote: str, value: str) -> None:
    assert read(WAR.format(sentence))[quote] == value


def test_heading_of_a_history_is_read() -> None:
    assert "1939" in read("The long war (1939-1945)\n\n" + WAR.format(""))


def test_years_before_christ() -> None:
    found = read("The revolt lasted from 499 to 493 BC. A second one shook the 470s BC.")
    assert (found["499"], found["493 BC"], found["the 470s BC"]) == ("BC0499", "BC0493", "BC047")


def test_last_day_of_news() -> None:
    found = read("The summit was held on April 24 and 25. On May 4 and 5 people died.", "1999-05-10")
    assert found["25"] == "1999-04-25"
    assert "5" not in found
