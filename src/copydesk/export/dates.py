"""Time values as days and as words, one place for terminal and page."""

from __future__ import annotations

import re
from datetime import date, timedelta

from copydesk.facts.times.calendar import MONTHS, WEEKDAYS

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|W(?P<week>\d{2})(?:-(?P<weekday>[1-7]|WE))?"
    r"|Q(?P<quarter>[1-4])|(?P<season>SP|SU|FA|WI)))?(?:T(?P<part>MO|MI|AF|EV|NI|DT|\d{2}(?::\d{2})?(?::\d{2})?))?\Z",
    re.ASCII,
)
_PARTIAL = re.compile(
    r"XXXX-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|WXX-(?P<weekday>[1-7]))(?:T(?P<part>\w{2}))?\Z", re.ASCII
)
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)(DE|CE|[YQMWDHS])\Z", re.ASCII)
_SEASONS = {"SP": (3, "spring"), "SU": (6, "summer"), "FA": (9, "autumn"), "WI": (12, "winter")}
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_UNITS = {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century", "TH": "hour", "TM": "minute", "TS": "second"}  # fmt: skip
_REFS = {"PAST_REF": "in the past", "PRESENT_REF": "now", "FUTURE_REF": "in the future"}


def days(value: str, mod: str | None = None) -> tuple[date, date] | None:
    """First and last day of a TIMEX3 value, narrowed by START, MID and END; None for one that has no place on a line.

    >>> days("2022-12", "END")
    (datetime.date(2022, 12, 22), datetime.date(2022, 12, 31))
    """
    found = _VALUE.match(value)
    if found is None:
        return None
    year = int(found["year"])
    try:
        span = _days(year, found)
    except (ValueError, OverflowError):
        return None
    length = (span[1] - span[0]).days + 1
    if length > 6 and mod in ("START", "MID", "END"):
        third = length // 3
        begin = span[0] + timedelta(days={"START": 0, "MID": third, "END": length - third}[mod])
        span = (begin, begin + timedelta(days=third - 1))
    return span


def _days(year: int, found: re.Match[str]) -> tuple[date, date]:
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["month"]:
        return _months(year, int(found["month"]), 1)
    if found["week"]:
        weekday = found["weekday"] or ""
        first = date.fromisocalendar(year, int(found["week"]), int(weekday) if weekday.isdigit() else 1)
        if weekday.isdigit():
            return first, first
        return (first + timedelta(days=5) if weekday else first), first + timedelta(days=6)
    if found["quarter"]:
        return _months(year, 3 * int(found["quarter"]) - 2, 3)
    if found["season"]:
        return _months(year, _SEASONS[found["season"]][0], 3)
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = month - 1 + count
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)


def readable(value: str) -> str:
    """A TIMEX3 value in words, the value itself where there are none.

    >>> readable("2023-01-13"), readable("P10Y"), readable("XXXX-01-13")
    ('13 January 2023', '10 years', '13 January, year not known')
    """
    if value in _REFS:
        return _REFS[value]
    if length := _LENGTH.match(value):
        unit = _UNITS.get(length[1] + length[3]) or _UNITS.get(length[3])
        if unit is None:
            return value
        count = "some" if length[2] == "X" else length[2]
        many = "centuries" if unit == "century" else unit + "s"
        return f"{count} {unit if count == '1' else many}"
    if partial := _PARTIAL.match(value):
        return _partial(value, partial)
    found = _VALUE.match(value)
    span = days(value)
    if found is None or span is None:
        return value
    year = found["year"]
    if found["day"] or (found["weekday"] or "").isdigit():
        told = f"{span[0].day} {MONTHS[span[0].month - 1]} {span[0].year}"
    elif found["month"]:
        told = f"{MONTHS[span[0].month - 1]} {year}"
    elif found["week"]:
        told = (
            f"{'weekend' if found['weekday'] else 'week'} of {span[0].day} {MONTHS[span[0].month - 1]} {span[0].year}"
        )
    elif found["quarter"]:
        told = f"quarter {found['quarter']} of {year}"
    else:
        told = f"{_SEASONS[found['season']][1]} {year}" if found["season"] else year
    part = found["part"]
    return told if not part else f"{told}, {_PARTS.get(part, part)}"


def _partial(value: str, found: re.Match[str]) -> str:
    """A day without its year, or without its week, in words."""
    part = f", {_PARTS[found['part']]}" if found["part"] in _PARTS else ""
    if found["weekday"]:
        return f"a {WEEKDAYS[int(found['weekday']) - 1]}{part}, date not known"
    month = int(found["month"])
    if not 1 <= month <= 12:
        return value
    day = f"{int(found['day'])} " if found["day"] else ""
    return f"{day}{MONTHS[month - 1]}{part}, year not known"
