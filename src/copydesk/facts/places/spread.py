"""Where the parts of a country lie ("southern Thailand"), by the spread of its towns."""

from __future__ import annotations

import functools
import math
from collections import defaultdict

from copydesk.parse.gazetteer import gazetteer

CELL = 0.5  # degrees; a cell with a hundred towns counts no more than a cell with one
FEWEST = 6  # cells of a country whose parts are told apart by its towns
PART = 3  # a direction means the outer third


@functools.lru_cache(maxsize=256)
def cells(country: str) -> tuple[tuple[float, float], ...]:
    """The inhabited cells of a country (ISO 3166-1 alpha-2): the mean latitude and longitude of the towns of each.

    >>> cells("XX")
    ()
    """
    towns: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for lat, lon in gazetteer("geonames").towns(country):
        towns[math.floor(lat / CELL), math.floor(lon / CELL)].append((lat, lon))
    return tuple(
        (sum(lat for lat, _ in group) / len(group), sum(lon for _, lon in group) / len(group))
        for _, group in sorted(towns.items())
    )


def part(country: str, north: float, east: float) -> tuple[float, float, float] | None:
    """Latitude and longitude of the part of a country that lies in a direction, and its radius in km; None if unknown.

    >>> lat, lon, radius = part("UA", 0, 1)
    >>> 47 < lat < 50, 35 < lon < 39
    (True, True)
    """
    inhabited = cells(country)
    if len(inhabited) < FEWEST or not (north or east):
        return None
    middle = math.radians(sum(lat for lat, _ in inhabited) / len(inhabited))
    breadth = math.cos(middle)
    ordered = sorted(inhabited, key=lambda cell: cell[0] * north + cell[1] * breadth * east, reverse=True)
    outer = ordered[: max(2, len(ordered) // PART)]
    lat, lon = sum(cell[0] for cell in outer) / len(outer), sum(cell[1] for cell in outer) / len(outer)
    off = sum(((cell[0] - lat) ** 2 + ((cell[1] - lon) * breadth) ** 2) for cell in outer) / len(outer)
    return lat, lon, max(20.0, math.sqrt(off) * 111)
