"""Time values as places on a small line."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from copydesk.export.dates import days, readable
from copydesk.facts.times.calendar import MONTHS
from copydesk.nouns import Time

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
    short = " ".join(word[:3] if word in MONTHS else word for word in words if word not in ("week", "weekend"))
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
