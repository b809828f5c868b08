"""The civil calendar: weeks, months, their names, named days."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

Day = dt.date
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day(year: int, month: int, number: int) -> Day | None:
    """The day, or None where the calendar has none such.

    >>> day(2023, 2, 30) is None
    True
    """
    try:
        return dt.date(year, month, number)
    except (ValueError, OverflowError):
        return None


def shifted(start: Day, days: int) -> Day | None:
    """The day some days later (earlier where negative), or None outside the years 1 to 9999."""
    try:
        return start + dt.timedelta(days=days)
    except OverflowError:
        return None


def later(moment: dt.datetime, minutes: float) -> dt.datetime | None:
    """The moment some minutes later (earlier where negative), or None outside the years 1000 to 9999.

    >>> later(dt.datetime(2018, 11, 4, 23, 20), 60)
    datetime.datetime(2018, 11, 5, 0, 20)
    """
    try:
        moved = moment + dt.timedelta(minutes=minutes)
    except OverflowError:
        return None
    return moved if moved.year >= 1000 else None


def months_on(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month that are `count` months later.

    >>> months_on(2023, 11, 3), months_on(2023, 1, -1)
    ((2024, 2), (2022, 12))
    """
    at = year * 12 + month - 1 + count
    return at // 12, at % 12 + 1


def week(of: Day) -> str:
    """The ISO week of a day.

    >>> week(dt.date(2023, 1, 1))
    '2022-W52'
    """
    year, number, _ = of.isocalendar()
    return f"{year:04}-W{number:02}"


def quarter(month: int) -> int:
    """The quarter that a month is in, 1 to 4."""
    return (month - 1) // 3 + 1


def season(of: Day) -> tuple[str, int]:
    """The season of a day by calendar months, and the year that it is named after (the one it begins in)."""
    name = ("WI", "SP", "SU", "FA")[of.month % 12 // 3]
    return name, of.year - (1 if of.month < 3 else 0)


SEASON_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}


def easter(year: int) -> Day:
    """Easter Sunday of the western churches (Gauss, in Butcher's form)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, number = divmod(h + ell - 7 * m + 114, 31)
    return dt.date(year, month, number + 1)


def orthodox_easter(year: int) -> Day:
    """Easter Sunday of the eastern churches (Meeus), in the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, number = divmod(d + e + 114, 31)
    return dt.date(year, month, number + 1) + dt.timedelta(days=year // 100 - year // 400 - 2)


def named_day(kind: str, rule: Any, year: int) -> Day | None:
    """The named day of a year by its rule in data/days.toml, or None where it is not known for that year."""
    if not 1 <= year <= 9998:
        return None
    if kind == "fixed":
        return dt.date.fromisoformat(f"{year:04}-{rule}")
    if kind == "easter":
        return shifted(easter(year), rule)
    if kind == "orthodox":
        return shifted(orthodox_easter(year), rule)
    if kind == "nth":
        month, which, weekday, after = rule
        length = calendar.monthrange(year, month)[1]
        matching = [n for n in range(1, length + 1) if dt.date(year, month, n).isoweekday() == weekday]
        return dt.date(year, month, matching[which - 1 if which > 0 else which]) + dt.timedelta(days=after)
    listed = [dt.date.fromisoformat(text) for text in ([rule] if kind == "dated" else rule)]
    return next((found for found in listed if found.year == year), None)
