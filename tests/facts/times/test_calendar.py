"""The civil calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.facts.times import calendar


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [(2023, "2023-04-09", "2023-04-16"), (2024, "2024-03-31", "2024-05-05"), (2025, "2025-04-20", "2025-04-20")],
)
def test_easter(year: int, western: str, eastern: str) -> None:
    assert calendar.easter(year).isoformat() == western
    assert calendar.orthodox_easter(year).isoformat() == eastern


def test_named_days() -> None:
    assert calendar.named_day("nth", [11, 4, 4, 0], 2023) == dt.date(2023, 11, 23)
    assert calendar.named_day("nth", [5, -1, 1, 0], 2024) == dt.date(2024, 5, 27)
    assert calendar.named_day("listed", ["2023-11-12"], 2024) is None


def test_weeks_and_seasons() -> None:
    assert calendar.week(dt.date(2021, 1, 3)) == "2020-W53"
    assert calendar.season(dt.date(2024, 1, 5)) == ("WI", 2023)
    assert calendar.season(dt.date(2024, 12, 5)) == ("WI", 2024)


@given(st.dates(), st.integers(-4000, 4000))
def test_months_on_is_a_shift(day: dt.date, count: int) -> None:
    there = calendar.months_on(day.year, day.month, count)
    assert calendar.months_on(*there, -count) == (day.year, day.month)
    assert 1 <= there[1] <= 12


@given(st.integers(), st.integers(-3, 20), st.integers(-3, 40))
def test_day_never_raises(year: int, month: int, number: int) -> None:
    found = calendar.day(year, month, number)
    assert found is None or (found.year, found.month, found.day) == (year, month, number)
