"""Which of the places of one name is meant: the larger place that the text names, nearness to the others, size."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from copydesk.facts.places.toponyms import Toponym, preferred
from copydesk.parse.gazetteer import Record, fold, region_name

# Tuned by mechanism on half of the developers' articles of LGL and GeoVirus.
MOST_NAMES, MOST_PLACES, ROUNDS = 60, 40, 4
PRIOR = {"country": 8.5, "continent": 9.0, "water": 7.0, "area": 7.0, "region": 6.5, "county": 4.0, "building": 6.0}
NEAR, FAR = 60.0, 400.0  # km: as in one county, as in one state
MOST_SUPPORT = 6.0
PRICE = 0.7  # what a neighbour's own doubt takes off its support
CUSTOM = 3.0
STATED = 9.0  # "Paris, Texas"


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a name was resolved to, and why."""

    record: Record
    why: str


def distance(a: Record, b: Record) -> float:
    """Great-circle distance in km."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def prior(record: Record) -> float:
    """How likely a place is meant by its name alone, before the report is looked at."""
    base = PRIOR.get(record.kind, 0.0) or math.log10(record.population + 10) * 1.0
    if record.kind == "region" and record.country not in ("US", "CA", "GB", "AU", "IN"):
        base -= 1.0
    return base - (0.0 if record.primary else 1.2)


def holds(larger: Record, smaller: Record) -> bool:
    """Whether one place lies in another, as far as codes and distances tell."""
    if larger.kind == "country":
        return larger.country == smaller.country
    if larger.kind == "region" and larger.region:
        return larger.region == smaller.region
    if larger.kind == "county":
        return larger.region == smaller.region and distance(larger, smaller) <= 60
    return distance(larger, smaller) <= max(30.0, larger.radius_km * 1.2)


def resolve(names: list[Toponym]) -> dict[tuple[str, str], Choice]:
    """The place of each name; keys are (folded name, folded larger place named behind it or "")."""
    senses: dict[tuple[str, str], list[Toponym]] = defaultdict(list)
    for name in names:
        senses[key(name)].append(name)
    bare = dict(senses)
    order = sorted(bare, key=lambda k: (-len(bare[k]), bare[k][0].start))[:MOST_NAMES]
    options = {k: _options(bare[k]) for k in order}
    for k in order:  # "DeKalb" where the report has DeKalb County too
        county = next((options[other] for other in order if other[0] in (f"{k[0]} county", f"{k[0]} parish")), None)
        if county:
            options[k] = list(dict.fromkeys([*options[k], *county]))
    scores = {
        k: [prior(r) + _stated(bare[k], r) + CUSTOM * preferred(bare[k][0].text, r) for r in options[k]] for k in order
    }
    base = {k: list(v) for k, v in scores.items()}
    weights = {k: 1.0 + math.log(len(bare[k])) for k in order}
    near = {k: [_support(k, r, order, options, bare) for r in options[k]] for k in order}
    for _ in range(ROUNDS):
        tops = {k: max(v) for k, v in scores.items()}
        scores = {
            k: [
                base[k][i]
                + _capped(
                    sum(
                        weights[o] * max(0.0, max(s - PRICE * (tops[o] - scores[o][j]) for j, s in row))
                        for o, row in near[k][i].items()
                    )
                )
                for i in range(len(options[k]))
            ]
            for k in order
        }
    chosen: dict[tuple[str, str], Choice] = {}
    for k in order:
        best = max(range(len(options[k])), key=lambda i: (scores[k][i], -i))
        record = options[k][best]
        chosen[k] = Choice(record, _why(bare[k], record, options[k], near[k][best], options, chosen))
    for k in bare.keys() - set(order):
        record = max(_options(bare[k]), key=prior)
        chosen[k] = Choice(record, f"the largest place called {bare[k][0].text}")
    return chosen


def key(name: Toponym) -> tuple[str, str]:
    """What makes two toponyms one: the same name, with the same larger place behind it if any."""
    return fold(name.text), fold(name.inside_text)


def _options(group: list[Toponym]) -> list[Record]:
    """The likeliest readings of a name, at most `MOST_PLACES`."""
    records = list(group[0].candidates)
    if any(t.noun for t in group) and all(t.noun for t in group):
        wide = [r for r in records if r.kind in ("region", "county", "area")]
        records = wide or records
    stated = [r for r in records if any(holds(larger, r) for t in group for larger in t.inside)]
    rest = sorted(records, key=prior, reverse=True)
    return list(dict.fromkeys([*stated, *rest]))[:MOST_PLACES]


def _stated(group: list[Toponym], record: Record) -> float:
    """The weight of a larger place named right behind the name."""
    return STATED if any(holds(larger, record) for t in group for larger in t.inside) else 0.0


def _support(
    mine: tuple[str, str],
    record: Record,
    order: list[tuple[str, str]],
    options: dict[tuple[str, str], list[Record]],
    groups: dict[tuple[str, str], list[Toponym]],
) -> dict[tuple[str, str], list[tuple[int, float]]]:
    """What each reading of each other name would add to one reading of this name."""
    found = {}
    for other in order:
        if other == mine or other[0] == mine[0]:
            continue
        row = []
        for j, their in enumerate(options[other]):
            value = _tie(record, their)
            if value:
                row.append((j, value))
        if row:
            found[other] = row
    return found


def _tie(a: Record, b: Record) -> float:
    """How much two readings speak for each other."""
    if a.kind in ("continent", "water") or b.kind in ("continent", "water"):
        return 0.0
    if a.kind == "area" or b.kind == "area":
        return 0.6 if a.country and a.country == b.country else 0.0
    if b.kind == "country" or a.kind == "country":
        return 0.6 if a.country == b.country else 0.0
    if b.kind == "region" or a.kind == "region":
        return 1.5 if a.region == b.region and a.region else (0.2 if a.country == b.country else 0.0)
    km = distance(a, b)
    value = 2.2 * math.exp(-km / NEAR) + 0.8 * math.exp(-km / FAR)
    return value + (0.15 if a.country == b.country else 0.0)


def _capped(support: float) -> float:
    """Support by neighbours, which says less and less the more there is of it."""
    return MOST_SUPPORT * math.tanh(support / MOST_SUPPORT)


def _why(
    group: list[Toponym],
    record: Record,
    options: list[Record],
    row: dict[tuple[str, str], list[tuple[int, float]]],
    every: dict[tuple[str, str], list[Record]],
    chosen: dict[tuple[str, str], Choice],
) -> str:
    """One sentence on what decided for a place."""
    inside = region_name(record.region) if record.kind in ("city", "county") else ""
    place = f"{record.name} ({', '.join(x for x in (inside, record.country) if x)})" if record.country else record.name
    stated = next((t for t in group if any(holds(larger, record) for larger in t.inside)), None)
    if stated is not None:
        return f"{place}: “{stated.text}” stands before “{stated.inside_text}”"
    if len(options) == 1:
        return f"{place}: the only place of that name in the gazetteer"
    ties = [(max(value for _, value in items), other) for other, items in row.items() if other in chosen]
    best = max(ties, default=None)
    if best is not None and best[0] >= 1.0:
        return f"{place}: fits {chosen[best[1]].record.name}, which the report names too"
    return f"{place}: the most prominent of {len(options)} places of that name"
