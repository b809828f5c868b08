"""Dates in figures, and dates that the calendar does not have."""

from __future__ import annotations

import pytest

from copydesk.facts.times import find_times, read_times
from copydesk.nouns import Report, Time
from copydesk.parse import parse


def times(text: str, published: str | None = None) -> tuple[Time, ...]:
    return find_times(parse(Report(id="x", text=text, published=published)))


def values(text: str, published: str | None = None) -> list[str]:
    return [time.value for time in times(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The strike was called on 03.11.2024, the union said.", "2024-11-03"),
        ("It was dated 03.11.24, the union said.", "2024-11-03"),
        ("It began on 2024/11/03.", "2024-11-03"),
        ("It began on 2024-11-3.", "2024-11-03"),
        ("It began on 3-Nov-2024.", "2024-11-03"),
        ("It began on Nov-03-2024.", "2024-11-03"),
        ("It began on 25/10/2024.", "2024-10-25"),
        ("It began on 10/25/2024.", "2024-10-25"),
        ("It began on 12/12/2024.", "2024-12-12"),
    ],
)
def test_what_can_be_read_one_way_is_read_so(text: str, value: str) -> None:
    assert values(text) == [value]
    assert values(text, "2024-12-20") == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It began on 3/11/2024.", "2024"),
        ("It was signed on 25/10/2024 and began on 3/11/2024.", "2024-11-03"),
        ("It was signed on 10/25/2024 and began on 3/11/2024.", "2024-03-11"),
        ("It was signed on 10/25/2024, ended on 25/11/2024 and began on 3/11/2024.", "2024"),
        ("The paper of 25 October 2024 says that it began on 3/11/2024.", "2024-11-03"),
        ("The paper of October 25, 2024 says that it began on 3/11/2024.", "2024-03-11"),
        ("It began on Sunday, 3/11/2024.", "2024-11-03"),
        ("It began on 3/11/2024 (Monday).", "2024-03-11"),
    ],
)
def test_the_report_itself_tells_whether_the_day_comes_first(text: str, value: str) -> None:
    assert value in values(text)


def test_a_date_that_may_be_either_of_two_days_names_both() -> None:
    [time] = times("It began on 3/11/2024.")
    assert (time.value, time.why) == ("2024", "“3/11/2024” may be 3 November or 11 March: only the year is sure")


@pytest.mark.parametrize(
    "text",
    [
        "They met on 31 February 2024.", "They met on 31 February.", "They met on February 30, 2024.", "Nov. 31 was named.",
        "They met on the 31st of June 2024.", "It is dated 2023-13-40.", "It is dated 45/13/2024.", "It is due by 30/2/2024.",
        "She was born on 29 February 2023.", "It is dated 32.01.2024.", "The server is 10.11.2024.5.", "Section 3.11.24 holds.",
    ],
)  # fmt: skip
def test_a_day_that_is_none_has_no_value(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("They met on 31 February 2024.", "31 February 2024"),
        ("They met on 45 March 2024.", "45 March 2024"),
        ("They met on Friday, 31 April 2024.", "Friday, 31 April 2024"),
        ("He came at 5pm on 31 April.", "31 April"),
        ("It is dated 2023-13-40.", "2023-13-40"),
        ("It is dated 45/13/2024.", "45/13/2024"),
        ("It is dated 32.01.2024.", "32.01.2024"),
    ],
)
def test_a_day_that_is_none_is_told_apart(text: str, quote: str) -> None:
    assert [span.quote for span in read_times(parse(Report(id="x", text=text)))[1]] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "They met on 29 February 2024.", "In February 30 people died.", "The server is 10.11.2024.5.", "Section 33.11.24 holds.",
        "Call 12-34-5678 now.", "It began on 3/11/2024.", "Some may 45 times.", "Two March 45 miles.",
    ],
)  # fmt: skip
def test_other_numbers_are_no_dates(text: str) -> None:
    assert read_times(parse(Report(id="x", text=text)))[1] == ()


def test_a_month_before_people_counted_is_a_month() -> None:
    assert values("In February 30 people died.", "2024-11-06") == ["2024-02"]
