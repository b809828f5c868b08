"""Make export/page/data/world.json, the outlines of the page's map, from Natural Earth as the npm package world-atlas has it.

usage: npm pack world-atlas && tar xf world-atlas-*.tgz && python tools/outlines.py package/countries-50m.json
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "export" / "page" / "data" / "world.json"
# Hundredths of a degree; a line may be moved by so much where points are left out of it.
UNIT, TOLERANCE = 100, 3.0
# A ring smaller than this (hundredths of a degree, squared) is no island that a map of a region misses.
SMALLEST = 60.0

Line = list[tuple[int, int]]


def main() -> None:
    """Decode, simplify, write."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round((x * sx + tx) * UNIT), round((y * sy + ty) * UNIT)))
        arcs.append(simplified(line))
    used: dict[int, int] = {}
    countries = []
    for country in sorted(topology["objects"]["countries"]["geometries"], key=lambda c: c["properties"]["name"]):
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [ring for polygon in polygons for ring in polygon]
        largest = max(area(arcs, ring) for ring in rings)
        kept = [ring for ring in rings if area(arcs, ring) >= min(SMALLEST, largest)]
        numbered = [[number(used, at) for at in ring] for ring in kept]
        countries.append([country["properties"]["name"], numbered])
    world = {
        "origin": "Natural Earth 4.1.0, 1:50m admin 0 countries (by way of world-atlas 2.0.2), simplified by tools/outlines.py",
        "licence": "public domain; world-atlas: ISC",
        "unit": UNIT,
        "arcs": [delta(arcs[at]) for at in used],
        "countries": countries,
    }
    OUT.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT}: {OUT.stat().st_size:,} bytes, {sum(len(a) // 2 for a in world['arcs']):,} points")


def number(used: dict[int, int], arc: int) -> int:
    """The arc by its number among those used; a reversed one as its complement, as TopoJSON has it."""
    at = used.setdefault(arc if arc >= 0 else ~arc, len(used))
    return at if arc >= 0 else ~at


def area(arcs: list[Line], ring: list[int]) -> float:
    """The area of a ring, in squared units."""
    points = [p for at in ring for p in (arcs[at] if at >= 0 else arcs[~at][::-1])]
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def simplified(line: Line) -> Line:
    """The line without points that lie within the tolerance of it (Douglas and Peucker), its ends kept."""
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        start, end = todo.pop()
        far, at = 0.0, start
        (ax, ay), (bx, by) = line[start], line[end]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        for i in range(start + 1, end):
            x, y = line[i]
            off = (
                abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
                if length
                else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            )
            if off > far:
                far, at = off, i
        if far > TOLERANCE:
            keep.add(at)
            todo += [(start, at), (at, end)]
    return [line[i] for i in sorted(keep)]


def delta(line: Line) -> list[int]:
    """The first point, and each next as its distance from the one before."""
    flat: list[Any] = list(line[0])
    for (ax, ay), (bx, by) in itertools.pairwise(line):
        flat += [bx - ax, by - ay]
    return flat


if __name__ == "__main__":
    main()
