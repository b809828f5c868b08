"""Places of a report: recognised, resolved, and kept apart from governments that are called by their capital."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from copydesk.facts.places.resolve import Choice, key, resolve
from copydesk.facts.places.spread import part
from copydesk.facts.places.toponyms import Toponym, called, capitals, data, direction, directions, toponyms
from copydesk.facts.places.within import places_meant
from copydesk.nouns import Place
from copydesk.parse.gazetteer import Record
from copydesk.parse.names import Names, find_names
from copydesk.parse.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def find_places(parsed: Parsed, names: Names | None = None) -> tuple[Place, ...]:
    """The places that a report names, in text order, each with degrees, country, kind and radius in km.

    `names` are the report's people and organisations, found anew where they are not given.

    >>> from copydesk.nouns import Report
    >>> from copydesk.parse import parse
    >>> places = find_places(parse(Report(id="x", text="Two died in Paris, Texas, police said.")))
    >>> [(place.name, place.country) for place in places]
    [('Paris', 'US'), ('Texas', 'US')]
    """
    doc = parsed.doc
    taken, surnames = people_of(parsed, names or find_names(parsed))
    found = [name for name in toponyms(doc, taken, surnames) if not parsed.aside(name.start)]
    chosen = resolve(found)
    meant = places_meant(doc, found, chosen)
    if len(meant) < len(found):
        chosen = resolve(meant)
    places = []
    for name in meant:
        if _government(doc, name, chosen[key(name)]):
            continue
        places.append(_place(parsed, name, chosen[key(name)]))
    return tuple(places)


def people_of(parsed: Parsed, names: Names) -> tuple[frozenset[int], frozenset[str]]:
    """Tokens of people's full names, and their surnames in small letters."""
    tokens: set[int] = set()
    surnames: set[str] = set()
    for person in names.people:
        parts = person.name.split()
        if len(parts) < 2 or any(
            r.population >= 50_000 or r.kind in ("country", "region") for r in called(person.name)
        ):
            continue
        surnames.add(parts[-1].lower())
        for mention in person.mentions:
            words = parsed.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if words is not None and len(words) > 1:
                tokens.update(range(words.start, words.end))
    return frozenset(tokens), frozenset(surnames)


@functools.cache
def _cues() -> dict[str, frozenset[str]]:
    """The verbs, nouns and prepositions that make a capital a government."""
    return {name: frozenset(value.split()) for name, value in data("cues")["government"].items()}


def _government(doc: Doc, name: Toponym, choice: Choice) -> bool:
    """Whether a capital is named for the government that sits there ("ties with Moscow", "Moscow said")."""
    if name.inside or name.noun or choice.record.name not in capitals():
        return False
    lists = _cues()
    head = doc[name.first : name.last].root
    if head.dep_ == "nsubj" and head.head.pos_ in ("VERB", "AUX"):
        return _of_state(head.head, lists)
    if head.dep_ == "poss":
        return bool({head.head.lemma_.lower(), head.head.lower_} & lists["nouns"])
    if head.dep_ == "pobj" and head.head.dep_ == "agent":
        return True
    if head.dep_ in ("pobj", "conj") and head.head.lower_ in lists["agents"] and head.head.lower_ != "by":
        return bool({head.head.head.lemma_.lower(), head.head.head.lower_} & lists["nouns"])
    return False


def _of_state(verb: Token, lists: dict[str, frozenset[str]]) -> bool:
    """Whether a verb says what governments do: they say, refuse, ban; and they close, sell, tighten something."""
    lemma = verb.lemma_.lower()
    if lemma in lists["verbs"]:
        return True
    return lemma in lists["deeds"] and any(c.dep_ in ("dobj", "prt", "xcomp") for c in verb.children)


def _place(parsed: Parsed, name: Toponym, choice: Choice) -> Place:
    """The entry of one toponym; a direction in front of it ("eastern Ukraine") moves and narrows it."""
    record = choice.record
    lat, lon, radius, why, kind = record.lat, record.lon, record.radius_km, choice.why, record.kind
    start = name.start
    towards = direction(parsed.doc, name.first)
    if towards is not None and record.kind in ("country", "region", "area", "continent"):
        first, word = towards
        start = parsed.doc[first].idx
        lat, lon, radius = _towards(record, *directions()[word])
        kind, why = "area", f"the {word} part of {why}"
    return Place(
        start=start, end=name.end, quote=parsed.report.text[start : name.end], name=record.name, lat=round(lat, 4),
        lon=round(lon, 4), country=record.country or None, kind=kind, radius_km=radius or None, why=why,
    )  # fmt: skip


def _towards(record: Record, north: float, east: float) -> tuple[float, float, int]:
    """Latitude, longitude and radius in km of the part of a place that lies in a direction."""
    known = part(record.country, north, east) if record.kind == "country" else None
    if known is not None:
        return known[0], known[1], round(known[2])
    half = record.radius_km / 2
    lon = record.lon + east * half / 111 / max(0.2, math.cos(math.radians(record.lat)))
    return record.lat + north * half / 111, lon, round(half)
