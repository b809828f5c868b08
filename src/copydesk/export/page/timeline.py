"""Time values as days, as words, and as places on a small line."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from copydesk.nouns import Time

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|W(?P<week>\d{2})(?:-(?P<weekday>[1-7]|WE))?"
    r"|Q(?P<quarter>[1-4])|(?P<season>SP|SU|FA|WI)))?(?:T(?P<part>MO|MI|AF|EV|NI|DT|\d{2}(?::\d{2})?(?::\d{2})?))?\Z",
    re.ASCII,
)
_PARTIAL = re.compile(
    r"XXXX-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|WXX-(?P<weekday>[1-7]))(?:T(?P<part>\w{2}))?\Z", re.ASCII
)
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)(DE|CE|[YQMWDHS])\Z", re.ASCII)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = {"SP": (3, "spring"), "SU": (6, "summer"), "FA": (9, "autumn"), "WI": (12, "winter")}
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_UNITS = {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century", "TH": "hour", "TM": "minute", "TS": "second"}  # fmt: skip
_REFS = {"PAST_REF": "in the past", "PRESENT_REF": "now", "FUTURE_REF": "in the future"}

WIDTH, EDGE, LEAST = 480.0, 26.0, 26.0
LANE = 24.0
MOST = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on the line: its number in the list, and pixels. `x` to `x2` is a bar where they differ."""

    number: int
    x: float
    x2: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A timeline ready to be drawn; `today` is where the day of publication stands."""

    width: float
    height: float
    axis: float
    marks: tuple[Mark, ...]
    today: float | None


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
        told = f"{span[0].day} {_MONTHS[span[0].month - 1]} {span[0].year}"
    elif found["month"]:
        told = f"{_MONTHS[span[0].month - 1]} {year}"
    elif found["week"]:
        told = (
            f"{'weekend' if found['weekday'] else 'week'} of {span[0].day} {_MONTHS[span[0].month - 1]} {span[0].year}"
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
        return f"a {_WEEKDAYS[int(found['weekday']) - 1]}{part}, date not known"
    month = int(found["month"])
    if not 1 <= month <= 12:
        return value
    day = f"{int(found['day'])} " if found["day"] else ""
    return f"{day}{_MONTHS[month - 1]}{part}, year not known"


def ordered(times: Sequence[Time]) -> tuple[list[list[Time]], list[list[Time]]]:
    """The times by value: those that have a place on a line, in its order, and the others in text order."""
    groups: dict[tuple[str, str | None], list[Time]] = {}
    for time in times:
        groups.setdefault((time.value, time.mod), []).append(time)
    dated = [(days(*key), group) for key, group in groups.items()]
    on = sorted(((span, group) for span, group in dated if span is not None), key=lambda pair: pair[0])
    return [group for _, group in on], [group for span, group in dated if span is None]


def line(groups: Sequence[Sequence[Time]], published: str | None = None) -> Line | None:
    """The timeline of dated groups (see `ordered`), numbered from 1; None for fewer than two days to
    show, or for more than a small line can hold.

    Distances grow with the logarithm of the days between, so that a year and a week can share a line.
    """
    spans = [days(group[0].value, group[0].mod) for group in groups]
    known = [(number, *span) for number, span in enumerate(spans, 1) if span is not None]
    today = days(published[:10]) if published else None
    points = sorted({point for _, first, last in known for point in (first, last)} | set(today or ()))
    if not 2 <= len(points) <= MOST or not known:
        return None
    place = _places(points)
    bars = [(number, first, last) for number, first, last in known if first != last]
    lanes = _lanes([(place[first], place[last]) for _, first, last in bars])
    axis = 18 + LANE * max(lanes, default=0)
    over = {number: lane for (number, _, _), lane in zip(bars, lanes, strict=True)}
    marks: list[Mark] = []
    free, year = 0.0, ""
    for number, first, last in sorted(known, key=lambda mark: place[mark[1]] + place[mark[2]]):
        label = _label(groups[number - 1][0].value, first, year)
        middle, half = (place[first] + place[last]) / 2, 3.2 * len(label)
        if middle - half < free:
            label = ""
        else:
            free, year = middle + half + 8, str(first.year)
        marks.append(Mark(number, place[first], place[last], axis - LANE * over.get(number, 0), label))
    return Line(WIDTH, axis + 36, axis, tuple(marks), place[today[0]] if today else None)


def _label(value: str, first: date, year: str) -> str:
    """A short date, with its year where the label before had another."""
    words = readable(value).partition(",")[0].replace(" of ", " ").split()
    short = " ".join(word[:3] if word in _MONTHS else word for word in words if word not in ("week", "weekend"))
    return short.removesuffix(f" {year}") if year == str(first.year) else short


def _places(points: Sequence[date]) -> dict[date, float]:
    """Where each day stands: never closer than a mark is wide, as far as there is room for that."""
    gaps = [math.log1p((after - before).days) for before, after in itertools.pairwise(points)]
    room = WIDTH - 2 * EDGE
    least = min(LEAST, room / len(gaps))
    stretch = (room - least * len(gaps)) / sum(gaps)
    place, x = {points[0]: EDGE}, EDGE
    for point, gap in zip(points[1:], gaps, strict=True):
        x += least + stretch * gap
        place[point] = round(x, 1)
    return place


def _lanes(bars: Sequence[tuple[float, float]]) -> list[int]:
    """A lane above the axis, from 1, for each bar, so that no two touch."""
    ends: list[float] = []
    lanes = []
    for start, end in bars:
        lane = next((at for at, before in enumerate(ends) if before + 8 < start), len(ends))
        ends[lane : lane + 1] = [end]
        lanes.append(lane + 1)
    return lanes
