"""The years of a history: which year each month or day without one belongs to, judged over the whole text at once.

A history mostly moves on. Each date it names either carries the story there or is said aside ("declassified in 2005"); the
cheapest way through all of them, by the costs below, settles the years that are not told.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# What a step costs. Set by hand, then tried one by one on eight WikiWars documents, measured on eight others (a date without
# a year right 93 of 100 on both). A told date moves the story on, back (so much, and so much a month, on a log scale) or is an
# aside: set off by brackets, a bare year, or more than that.
TOLD_ON, TOLD_BACK, TOLD_BACK_BY = 0.5, 1.0, 0.6
ASIDE_SET_OFF, ASIDE_YEAR, ASIDE = 0.3, 1.2, 3.0
# A date without a year stays in the story's year, moves to the next or, rarest, back to the one before.
STAY_ON, STAY_BACK_MONTH, NEXT, NEXT_BY, LAST, LAST_BY, FURTHER = 0.1, 0.15, 1.0, 0.3, 2.0, 0.5, 2.0
KEPT = 24  # of the ways through so far, how many are followed on

Point = tuple[int, int | None]  # a year, and a month of it where the story is known to be there


@dataclass(frozen=True, slots=True)
class Mark:
    """A date in the text: its year where told, its month where it has one; `set_off` where it only qualifies other words."""

    at: int
    year: int | None
    month: int | None
    set_off: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The way through: the years of the dates that tell none, by their first character, and the dates said aside."""

    years: dict[int, int]
    asides: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Way:
    cost: float
    mark: Mark | None
    year: int
    aside: bool
    before: _Way | None


def line(marks: Sequence[Mark]) -> Line:
    """The cheapest way through the dates of a history, in text order.

    >>> line([Mark(0, 1975, 3), Mark(9, 2005, None), Mark(20, None, 4), Mark(30, 1975, 5)])
    Line(years={20: 1975}, asides=frozenset({9}))
    """
    ahead: list[int | None] = []
    coming: int | None = None
    for mark in reversed(marks):
        ahead.append(coming)
        coming = mark.year or coming
    ways: dict[Point | None, _Way] = {None: _Way(0.0, None, 0, False, None)}
    for mark, coming in zip(marks, reversed(ahead), strict=True):
        found: dict[Point | None, _Way] = {}
        for point, way in ways.items():
            for year, onto, cost, aside in _steps(mark, point, coming):
                if onto not in found or way.cost + cost < found[onto].cost:
                    found[onto] = _Way(way.cost + cost, mark, year, aside, way)
        cheapest = sorted(found, key=lambda onto: (found[onto].cost, str(onto)))
        ways = {onto: found[onto] for onto in cheapest[:KEPT]} or ways
    return _read(min(ways.values(), key=lambda way: way.cost))


def _steps(mark: Mark, point: Point | None, coming: int | None) -> Iterator[tuple[int, Point | None, float, bool]]:
    """The year that a date can have, the point that the story then stands at, what it costs, whether it is an aside."""
    if mark.year is not None:
        yield mark.year, point, ASIDE_SET_OFF if mark.set_off else ASIDE_YEAR if mark.month is None else ASIDE, True
        kept = point[1] if point and mark.month is None and point[0] == mark.year else mark.month
        months = _apart(point, (mark.year, mark.month)) if point else 0
        on = months >= 0
        yield (
            mark.year,
            (mark.year, kept),
            _by(months, 0.0, TOLD_ON) if on else _by(months, TOLD_BACK, TOLD_BACK_BY),
            False,
        )
        return
    near = [year for year in (coming, point and point[0]) if year is not None]
    for year in sorted({year + off for year in near for off in (-1, 0, 1)}):
        yield year, (year, mark.month), _open(point or (coming or year, None), (year, mark.month)), False


def _open(point: Point, onto: Point) -> float:
    """What it costs that a date without a year lies there."""
    months, years = _apart(point, onto), onto[0] - point[0]
    if years == 0:
        return _by(months, 0.0, STAY_ON) if months >= 0 else -STAY_BACK_MONTH * months
    return (
        _by(months, NEXT, NEXT_BY) + FURTHER * (years - 1)
        if years > 0
        else _by(months, LAST, LAST_BY) - FURTHER * (years + 1)
    )


def _by(months: int, least: float, each: float) -> float:
    return least + each * math.log1p(abs(months))


def _apart(point: Point, onto: Point) -> int:
    """How many months the story moves on (back where negative), at the least that the two can mean."""
    years = 12 * (onto[0] - point[0])
    first, second = point[1], onto[1]
    if first is not None and second is not None:
        return years + second - first
    if years == 0:
        return 0
    if years > 0:
        return years + (second or 1) - (first or 12)
    return min(0, years + (second or 12) - (first or 1))


def _read(way: _Way) -> Line:
    years, asides = {}, set()
    step: _Way | None = way
    while step is not None and step.mark is not None:
        if step.mark.year is None:
            years[step.mark.at] = step.year
        elif step.aside:
            asides.add(step.mark.at)
        step = step.before
    return Line(years, frozenset(asides))
