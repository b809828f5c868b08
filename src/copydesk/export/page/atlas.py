"""A small map: outlines of countries from the package's own data, clipped to where the points lie."""

from __future__ import annotations

import functools
import itertools
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copydesk.export.page.template import data

WIDTH, TALLEST = 480.0, 320.0
# Degrees: a map narrower than this shows no outline by which a reader knows where it is.
LEAST = 7.0
WORLD = (-180.0, -58.0, 180.0, 80.0)
# A pin's radius, from one number in it to the next, the width of a letter of a label: pixels. MOST numbers stand in a pin.
RADIUS, STEP, LETTER, MOST = 9.0, 15.0, 6.4, 5
_DEGREE_KM = 111.2

Point = tuple[float, float]
Ring = list[Point]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Digit:
    """One number of a pin, and where it stands in pixels."""

    number: int
    x: float


@dataclass(frozen=True, slots=True)
class Pin:
    """A place in pixels, `width` wide, with the numbers of all that lies there, and of `more` that found no room.

    `label` is empty where there is no room for it, and `left` says on which side it stands.
    """

    x: float
    y: float
    width: float
    digits: tuple[Digit, ...]
    more: int
    label: str
    left: bool


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a country and where it stands, in pixels."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """A map ready to be drawn: `land` are SVG paths, `scale` the pixels that `kilometres` are long in its middle."""

    width: float
    height: float
    land: tuple[str, ...]
    countries: tuple[Label, ...]
    pins: tuple[Pin, ...]
    kilometres: int
    scale: float


def atlas(points: Sequence[tuple[int, float, float, str]]) -> Atlas | None:
    """The map of numbered points (number, latitude and longitude in degrees, label); None for none.

    >>> atlas([(1, 46.48, 30.73, "Odesa")]).pins[0].label
    'Odesa'
    """
    if not points:
        return None
    view = _view([(lon, lat) for _, lat, lon, _ in points])
    project, height = _projection(view)
    pins = _pins([(number, *project((lon, lat)), label) for number, lat, lon, label in points], height)
    land, names = [], []
    for name, rings in _countries():
        clipped = [ring for ring in (_clipped(ring, view) for ring in rings if _touches(ring, view)) if len(ring) > 2]
        drawn = [line for ring in clipped if len(line := _thinned([project(point) for point in ring])) > 2]
        if drawn:
            land.append("".join(f"M{' '.join(f'{x:.1f},{y:.1f}' for x, y in ring)}Z" for ring in drawn))
            names.append((name, max(drawn, key=_area)))
    kilometres, scale = _scale(view, project)
    return Atlas(WIDTH, height, tuple(land), tuple(_labels(names, pins, height)), tuple(pins), kilometres, scale)


def _view(points: Sequence[Point]) -> Box:
    """West, south, east and north of what is shown: all points and some land around them."""
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    if east - west > 150:
        return WORLD
    squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
    wide = max((east - west) * 1.35, LEAST / squeeze)
    high = max((north - south) * 1.35, wide * squeeze * 0.5)
    wide = max(wide, high * WIDTH / TALLEST / squeeze)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return (
        middle_x - wide / 2, max(-89.0, middle_y - high / 2), middle_x + wide / 2, min(89.0, middle_y + high / 2)
    )  # fmt: skip


class _Projection:
    """Degrees to pixels, true to scale along the middle parallel."""

    def __init__(self, view: Box) -> None:
        self._west, _, east, self._north = view
        squeeze = max(0.2, math.cos(math.radians((view[1] + view[3]) / 2)))
        self.across = WIDTH / (east - self._west)
        self._down = self.across / squeeze

    def __call__(self, point: Point) -> Point:
        return round((point[0] - self._west) * self.across, 1), round((self._north - point[1]) * self._down, 1)


def _projection(view: Box) -> tuple[_Projection, float]:
    project = _Projection(view)
    return project, project((view[2], view[1]))[1]


def _scale(view: Box, project: _Projection) -> tuple[int, float]:
    """A round number of kilometres that is at most a quarter of the map wide, and its length in pixels."""
    squeeze = max(0.2, math.cos(math.radians((view[1] + view[3]) / 2)))
    pixels_a_km = project.across / (_DEGREE_KM * squeeze)
    most = WIDTH / 4 / pixels_a_km
    power = 10 ** math.floor(math.log10(most))
    kilometres = next(step * power for step in (5, 2, 1) if step * power <= most)
    return int(kilometres), round(kilometres * pixels_a_km, 1)


@functools.cache
def _countries() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """Each country with its rings, in degrees."""
    world = json.loads(data("world.json"))
    unit = world["unit"]
    arcs: list[Ring] = []
    for flat in world["arcs"]:
        x = y = 0
        line: Ring = []
        for at in range(0, len(flat), 2):
            x, y = x + flat[at], y + flat[at + 1]
            line.append((x / unit, y / unit))
        arcs.append(line)

    def ring(numbers: Sequence[int]) -> Ring:
        # A negative number is an arc the other way round; neighbouring arcs share a point.
        return [point for at in numbers for point in (arcs[at] if at >= 0 else arcs[~at][::-1])[:-1]]

    return tuple(
        (name, tuple(whole for numbers in rings for whole in _unwrapped(ring(numbers))))
        for name, rings in world["countries"]
    )


def _unwrapped(ring: Ring) -> Iterator[Ring]:
    """A ring that crosses the 180th meridian as two: one that runs on beyond it, and that one on the other side."""
    turn, made = 0.0, [ring[0]]
    for (before, _), (lon, lat) in itertools.pairwise(ring):
        turn += 360.0 * ((lon - before < -180) - (lon - before > 180))
        made.append((lon + turn, lat))
    yield made
    for beyond, back in ((max(made)[0] > 180, -360.0), (min(made)[0] < -180, 360.0)):
        if beyond:
            yield [(lon + back, lat) for lon, lat in made]


def _touches(ring: Ring, view: Box) -> bool:
    west, south, east, north = view
    return (
        max(p[0] for p in ring) >= west and min(p[0] for p in ring) <= east
        and max(p[1] for p in ring) >= south and min(p[1] for p in ring) <= north
    )  # fmt: skip


def _clipped(ring: Ring, view: Box) -> Ring:
    """The ring inside the view (Sutherland and Hodgman)."""
    for axis, bound, sign in ((0, view[0], 1), (0, view[2], -1), (1, view[1], 1), (1, view[3], -1)):
        inside = [sign * (point[axis] - bound) >= 0 for point in ring]
        kept: Ring = []
        for at, point in enumerate(ring):
            before = ring[at - 1]
            if inside[at] != inside[at - 1]:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                kept.append(tuple(b + share * (p - b) for b, p in zip(before, point, strict=True)))  # type: ignore[arg-type]
            if inside[at]:
                kept.append(point)
        ring = kept
    return ring


def _thinned(ring: Ring) -> Ring:
    """The ring without points that cannot be told from the one before: less than a pixel away."""
    kept = ring[:1]
    for point in ring[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 1:
            kept.append(point)
    return kept


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def _middle(ring: Ring) -> Point:
    """The centre of mass of a ring."""
    double = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = ax * by - bx * ay
        double, x, y = double + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return (x / (3 * double), y / (3 * double)) if double else ring[0]


def _pins(points: Sequence[tuple[int, float, float, str]], height: float) -> list[Pin]:
    """The pins, those that would lie on each other made one, with the labels that fit."""
    groups = [[point] for point in points]
    while (pair := _touching(groups)) is not None:
        groups[pair[0]] += groups.pop(pair[1])
    boxes = [_box(group) for group in groups]
    taken, made = list(boxes), []
    for group, (west, _, east, _) in zip(groups, boxes, strict=True):
        x, y = _centre(group)
        x = min(max(x, (east - west) / 2), WIDTH - (east - west) / 2)
        y = min(max(y, RADIUS + 1), height - RADIUS - 1)
        names = {label for _, _, _, label in group}
        label = next(iter(names)) if len(names) == 1 else ""
        wide = LETTER * len(label) + 4
        right, left = x + (east - west) / 2 + 3, x - (east - west) / 2 - 3
        room = [
            (on_left, box)
            for on_left, box in (
                (False, (right, y - 7, right + wide, y + 7)),
                (True, (left - wide, y - 7, left, y + 7)),
            )
            if label and box[0] >= 0 and box[2] <= WIDTH and not _overlaps(box, taken)
        ]
        if room:
            taken.append(room[0][1])
        numbers = sorted(number for number, _, _, _ in group)
        digits = tuple(
            Digit(number, round(x + STEP * (at - (_shown(group) - 1) / 2), 1))
            for at, number in enumerate(numbers[: len(numbers) if len(numbers) <= MOST else MOST - 1])
        )
        pin = Pin(
            round(x, 1),
            round(y, 1),
            east - west,
            digits,
            len(numbers) - len(digits),
            label if room else "",
            bool(room) and room[0][0],
        )
        made.append(pin)
    return made


_Group = list[tuple[int, float, float, str]]


def _shown(group: _Group) -> int:
    return min(len(group), MOST)


def _centre(group: _Group) -> Point:
    return sum(point[1] for point in group) / len(group), sum(point[2] for point in group) / len(group)


def _box(group: _Group) -> Box:
    x, y = _centre(group)
    half = RADIUS + STEP * (_shown(group) - 1) / 2
    return x - half, y - RADIUS, x + half, y + RADIUS


def _touching(groups: Sequence[_Group]) -> tuple[int, int] | None:
    """The first two groups whose pins would lie on each other."""
    boxes = [_box(group) for group in groups]
    for at, box in enumerate(boxes):
        for other in range(at + 1, len(boxes)):
            if _overlaps(box, [boxes[other]]):
                return at, other
    return None


def _labels(names: Sequence[tuple[str, Ring]], pins: Sequence[Pin], height: float) -> Iterator[Label]:
    """The names of the largest countries in view, where they fit and hide nothing."""
    taken: list[Box] = [(p.x - RADIUS, p.y - RADIUS, p.x + RADIUS, p.y + RADIUS) for p in pins]
    for pin in pins:
        wide = 6.2 * len(pin.label) + 12
        taken.append(
            (pin.x - wide, pin.y - 7, pin.x, pin.y + 7) if pin.left else (pin.x, pin.y - 7, pin.x + wide, pin.y + 7)
        )
    for name, ring in sorted(names, key=lambda named: -_area(named[1])):
        x, y = _middle(ring)
        half = 3.1 * len(name)
        box = (x - half, y - 9, x + half, y + 5)
        across = max(p[0] for p in ring) - min(p[0] for p in ring)
        fits = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= height - 14
        if fits and across > 1.6 * half and not _overlaps(box, taken):
            taken.append(box)
            yield Label(round(x, 1), round(y, 1), name)


def _overlaps(box: Box, others: Sequence[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)
