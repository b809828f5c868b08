"""How a count moved: the values that reports give for it over time, ready to be drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from copydesk.export import sides
from copydesk.nouns import Fact, Value

WIDTH, HEIGHT = 380.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 22.0, 24.0, 34.0
MOST = 60

_Key = tuple[str | None, int, int, float | None, float | None]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A value: where it stands, from where to where a range runs (`top` to `bottom`), and what is written at it."""

    value: Value
    x: float
    y: float
    top: float
    bottom: float
    label: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class Toll:
    """One count over time: gridlines and days with their labels, lines between values of one update, the values."""

    attribute: str
    grid: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]
    lines: tuple[str, ...]
    ties: tuple[str, ...]
    dots: tuple[Dot, ...]


def toll(attribute: str, facts: Sequence[Fact]) -> Toll | None:
    """The chart of a count that moved or is disputed; None for another, for one moment alone, and for too many values."""
    if not any(fact.relation in ("update", "conflict") for fact in facts):
        return None
    told: dict[_Key, tuple[Value, datetime]] = {}
    for value in (value for fact in facts for value in fact.values):
        moment = _moment(value.time)
        if moment is not None and _middle(value) is not None and value.polarity == "positive":
            told.setdefault(_key(value), (value, moment))
    moments = sorted({moment for _, moment in told.values()})
    if len(moments) < 2 or len(told) > MOST:
        return None
    plane = _Plane(moments[0], moments[-1], max(_most(value) for value, _ in told.values()))
    place = {key: (plane.across(moment), plane.down(_middle(value) or 0)) for key, (value, moment) in told.items()}
    conflicting = {_key(value) for fact in facts if fact.relation == "conflict" for value in fact.values}

    def lines(relation: str) -> tuple[str, ...]:
        paths = (_path(fact, place) for fact in facts if fact.relation == relation)
        return tuple(path for path in paths if path)

    return Toll(
        attribute,
        tuple((plane.down(count), f"{count:,g}") for count in plane.steps()),
        tuple(plane.days()),
        lines("update"),
        lines("conflict"),
        tuple(_dots({key: value for key, (value, _) in told.items()}, place, conflicting, plane)),
    )


class _Plane:
    """Moments and counts to pixels."""

    def __init__(self, first: datetime, last: datetime, most: float) -> None:
        self._first, self._last = first, last
        self._step = _step(most)
        self._top = max(self._step, self._step * math.ceil(most / self._step))

    def across(self, moment: datetime) -> float:
        share = (moment - self._first) / (self._last - self._first)
        return round(_LEFT + 10 + (WIDTH - _LEFT - _RIGHT - 10) * share, 1)

    def down(self, count: float) -> float:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * count / self._top, 1)

    def steps(self) -> list[float]:
        """The counts at which gridlines stand."""
        return [self._step * at for at in range(round(self._top / self._step) + 1)]

    def days(self) -> Iterator[tuple[float, str]]:
        """Where a label stands under the axis: days at noon, at most five; clock times where all is one day."""
        count = (self._last.date() - self._first.date()).days
        if count == 0:
            yield from ((self.across(moment), f"{moment:%H:%M}") for moment in (self._first, self._last))
            return
        for ahead in range(0, count + 1, math.ceil(count / 4)):
            day = self._first.date() + timedelta(days=ahead)
            noon = datetime.combine(day, datetime.min.time()) + timedelta(hours=12)
            year = f" {day:%Y}" if count >= 300 else ""
            yield self.across(min(max(noon, self._first), self._last)), f"{day.day} {day:%b}{year}"


def _key(value: Value) -> _Key:
    return value.report, value.start, value.end, value.low, value.high


def _middle(value: Value) -> float | None:
    """Where a value stands: in the middle of a range, at the known end of an open one."""
    if value.low is None:
        return value.high
    return value.low if value.high is None else (value.low + value.high) / 2


def _most(value: Value) -> float:
    return max(value.low or 0, value.high or 0)


def _moment(time: str | None) -> datetime | None:
    """The moment of an ISO date or date-time; noon of a day."""
    try:
        moment = datetime.fromisoformat(time or "").replace(tzinfo=None)
    except ValueError:
        return None
    return moment + timedelta(hours=12) if len(time or "") <= 10 else moment


def _step(most: float) -> float:
    """A round distance between gridlines, at most four of which are needed for `most`."""
    power = 10.0 ** max(0, math.floor(math.log10(max(most, 1) / 4)))
    return next(step * power for step in (1, 2, 5, 10, 20, 50) if most / (step * power) <= 4)


def _path(fact: Fact, place: Mapping[_Key, Point]) -> str:
    """A line through the values of a fact in the order of time."""
    points = sorted({place[key] for key in map(_key, fact.values) if key in place})
    return "M" + "L".join(f"{x},{y}" for x, y in points) if len(points) > 1 else ""


def _dots(
    values: Mapping[_Key, Value], place: Mapping[_Key, Point], conflicting: set[_Key], plane: _Plane
) -> Iterator[Dot]:
    """The values from left to right; one that would be written over another's figure stands there without its own."""
    taken: list[Point] = []
    for key in sorted(values, key=lambda key: (place[key], str(key))):
        value, (x, y) = values[key], place[key]
        label = sides.told(value)
        if len(label) > 10 or any(abs(x - other[0]) < 4 + 7 * len(label) and abs(y - other[1]) < 13 for other in taken):
            label = ""
        else:
            taken.append((x, y))
        low, high = value.low, value.high
        yield Dot(
            value, x, y,
            plane.down(high) if high is not None else max(4.0, y - 14), plane.down(low) if low is not None else min(HEIGHT - _BOTTOM, y + 14),
            label, key in conflicting,
        )  # fmt: skip
