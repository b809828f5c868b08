"""What the desk makes of a report, in the terms of the MUC-4 incident templates: six slots of each relevant deed.

The desk tells what was done; which deeds MUC calls relevant (terrorism against civilians and their like, told as single acts, no
clashes of armies), and how it words a slot, is the task's own matter. Softmax regressions over what the ledger holds about a deed
judge that; `training/train_templates.py` fits them on the task's training part, and they stay with the evaluation (`muc.json.gz`).
"""

from __future__ import annotations

import datetime
import functools
import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pycountry

from copydesk.facts.events.deeds import Deed, find_deeds
from copydesk.nouns import Event, Ledger, Place, Span
from copydesk.parse.mentions import demonyms

WEIGHTS = Path(__file__).parent / "muc.json.gz"
NONE = "none"
EFFECTS = ("DEATH", "INJURY", "NO INJURY OR DEATH")
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
# Chances from which on a type is taken to be in a report, a further deed to be relevant, an uncertain slot to be filled: what is
# filled pays where it is right more often than about half of the F that is reached.
PRESENT, FURTHER, FILLED, BLAMED = 0.5, 0.5, 0.3, 0.65
LEAD = 600  # characters behind the dateline
_WORD = re.compile(r"[a-z]{3,}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PEOPLE = re.compile(r"\b[A-Z][a-z]+s?\b")
_KIND = re.compile(r" (?:DEPARTMENT|PROVINCE|STATE|CITY CENTER)$")
_BLAME = {
    "claimed": re.compile(
        r"\b(?:claim|assum|admit|acknowledg|took|take)\w*\s+(?:\w+\s+)?(?:responsibility|credit)|\bconfess"
    ),
    "suspected": re.compile(r"\b(?:suspect|alleg|presum|apparent|reported|believ|probabl|possibl|attribut)"),
    "accused": re.compile(r"\b(?:accus|blam|charg|held? responsible|responsible for|guilty|denounc)"),
    "authorities": re.compile(
        r"\b(?:polic|army|militar|government|authorit|official|president|minister|armed forces|judge)"
    ),
    "rebels": re.compile(
        r"\b(?:guerrilla|rebel|terrorist|subversive|extremist|insurgent|farabundo|fmln|eln|shining path|farc)"
    ),
    "unknown": re.compile(r"\b(?:unidentified|unknown|unhurt|no one has|not been identified)"),
    "denied": re.compile(r"\b(?:deni|rejected|disclaim)"),
}
ABROAD = 0.4  # what a mention of the United States weighs, which reports of other countries name so often
OPENING = 80  # characters that hold the dateline

Row = dict[str, float]
Model = Mapping[str, Any]


def words(text: str) -> set[str]:
    """The small words of a text, plurals and singulars as one."""
    return {word[:-1] if word.endswith("s") and len(word) > 4 else word for word in _WORD.findall(text.lower())}


def features(ledger: Ledger, deeds: Sequence[Deed]) -> list[Row]:
    """What is seen of each deed: kinds, triggers, who took part, when, where, how surely, and the words around."""
    everything = words(ledger.text)
    every: list[Row] = []
    sentences = ledger.sentences
    for number, deed in enumerate(deeds):
        events = [ledger.events[at] for at in deed.events]
        row: Row = {f"doc {word}": 1.0 for word in everything}
        row |= {f"kind {deed.kind}": 1.0, "bias": 1.0}
        row |= {f"kinds {event.kind}": 1.0 for event in events}
        row |= {f"trigger {event.trigger.quote.lower()}": 1.0 for event in events}
        for role, spans in (("agent", deed.agents), ("patient", deed.patients), ("instrument", deed.instruments)):
            row |= {f"{role} {word}": 1.0 for span in spans[:6] for word in words(span.quote[:80])}
            row[f"{role}s {min(len(spans), 3)}"] = 1.0
            row[f"{role} named"] = float(any(_capital(span.quote) for span in spans))
        own = _own_sentences(sentences, events)
        for at in own:
            row |= {f"near {word}": 1.0 for word in words(sentences[at].quote[:600])}
        first = min(own, default=0)
        row |= {f"first {_step(first)}": 1.0, f"number {min(number, 5)}": 1.0, f"of {min(len(deeds), 8)}": 1.0}
        row |= {f"events {min(len(events), 6)}": 1.0, f"sentences {_step(len(sentences))}": 1.0}
        earlier = sum(other.kind == deed.kind for other in deeds[:number])
        row[f"earlier {min(earlier, 3)}"] = 1.0
        row["main"] = float(any(event.main for event in events))
        surely = max(event.factuality for event in events)
        row[f"surely {round(surely)}"] = 1.0
        row[f"time {_when(ledger, deed)}"] = 1.0
        row[f"place {deed.place.country if deed.place else None}"] = 1.0
        row[f"country {country_of(ledger, deed)}"] = 1.0
        for event in events:
            claim = ledger.claims[event.claim] if event.claim is not None else None
            row[f"claim {claim.source_kind if claim else None}"] = 1.0
            row[f"certainty {claim.certainty if claim else None}"] = 1.0
        row |= _blame(ledger, deed, [sentences[at] for at in own])
        row["plural"] = float(all(event.trigger.quote.endswith("s") for event in events))
        row["nobody"] = float(not deed.agents and not deed.patients)
        every.append(row)
    return every


def _blame(ledger: Ledger, deed: Deed, own: Sequence[Span]) -> Row:
    """What is seen of who is said to have done a deed, and how: organisations as agents or near, words of claim and of blame."""
    bodies = [span for body in ledger.organisations for span in body.mentions]
    agent = any(span.start < body.end and body.start < span.end for span in deed.agents for body in bodies)
    near = sum(any(one.start <= body.start < one.end for one in own) for body in bodies)
    text = " ".join(one.quote for one in own).lower()
    found = {name for name, pattern in _BLAME.items() if pattern.search(text)}
    row = {f"blame {name}": 1.0 for name in found}
    row |= {f"blame {name} of body": 1.0 for name in found if agent}
    row |= {"agent body": float(agent), f"bodies {min(near, 3)}": 1.0}
    row["agent capitals"] = float(any(re.search(r"\b[A-Z]{3,}\b", span.quote) for span in deed.agents))
    row["bodies in report"] = float(any(re.search(r"\b[A-Z]{3,5}\b", body.quote) for body in bodies))
    return row


def whole(ledger: Ledger, rows: Sequence[Row]) -> Row:
    """What is seen of a whole report: its words, its opening, what is seen of any of its deeds."""
    row = {f"doc {word}": 1.0 for word in words(ledger.text)}
    row |= {f"lead {word}": 1.0 for word in words(ledger.text[OPENING // 2 : LEAD])}
    for own in rows:
        row |= {
            f"any {name}": 1.0
            for name, value in own.items()
            if value and not name.startswith(("doc ", "near ", "bias"))
        }
    row[f"deeds {min(len(rows), 6)}"] = 1.0
    row["bias"] = 1.0
    return row


def _capital(quote: str) -> bool:
    return any(word[:1].isupper() for word in quote.split()[1:])


def _step(number: int) -> int:
    return min(int(math.log2(number + 1) * 2), 10)


def _own_sentences(sentences: Sequence[Span], events: Iterable[Event]) -> list[int]:
    starts = [event.trigger.start for event in events]
    return [at for at, one in enumerate(sentences) if any(one.start <= start < one.end for start in starts)]


def _when(ledger: Ledger, deed: Deed) -> str:
    """What sort of time a deed has."""
    if deed.time is None:
        return "none"
    if not _DAY.match(deed.time.value):
        return "vague" if not deed.time.value[:1].isdigit() else f"year {len(deed.time.value)}"
    if not ledger.published:
        return "day"
    try:
        ago = (
            datetime.date.fromisoformat(ledger.published[:10]) - datetime.date.fromisoformat(deed.time.value[:10])
        ).days
    except ValueError:
        return "vague"
    return f"ago {ago if -1 <= ago <= 3 else 'week' if 0 < ago < 14 else 'quarter' if 0 < ago < 90 else 'future' if ago < 0 else 'old'}"


def country_of(ledger: Ledger, deed: Deed) -> str | None:
    """The country of a deed: the one that its own place, its sentences, the dateline and the whole report speak for most."""
    votes: defaultdict[str, float] = defaultdict(float)
    own = [ledger.sentences[at] for at in _own_sentences(ledger.sentences, [ledger.events[at] for at in deed.events])]
    said = [(place.start, place.country) for place in ledger.places] + peoples(ledger.text)
    for start, country in said:
        if country:
            here = any(sentence.start <= start < sentence.end for sentence in own)
            votes[country] += (2.0 if here else 1.0) * (ABROAD if country == "US" else 1.0)
    if deed.place and deed.place.country:
        votes[deed.place.country] += 1.0
    opening = [country for start, country in said if start < OPENING and country]
    if opening:
        votes[opening[0]] += 2.0
    return min(votes, key=lambda country: (-votes[country], country)) if votes else None


@functools.cache
def _people(word: str) -> str | None:
    """The country whose people a word names ("Salvadoran"), by the beginning that it shares with the country's name."""
    small = word.lower()
    if small not in demonyms() and small.removesuffix("s") not in demonyms():
        return None
    best: tuple[int, str] | None = None
    for country in pycountry.countries:
        for part in getattr(country, "common_name", country.name).lower().replace(",", " ").split():
            shared = next(
                (n for n, (a, b) in enumerate(zip(part, small, strict=False)) if a != b), min(len(part), len(small))
            )
            if shared >= 4 and shared >= len(part) - 2 and (best is None or shared > best[0]):
                best = (shared, country.alpha_2)
    return best[1] if best else None


def peoples(text: str) -> list[tuple[int, str | None]]:
    """Where a text names a people, and the country's code."""
    found = ((match.start(), _people(match[0])) for match in _PEOPLE.finditer(text))
    return [(start, country) for start, country in found if country]


def places_near(ledger: Ledger, deed: Deed) -> list[Place]:
    """The places that a deed may have happened at, the likeliest first."""
    found: list[Place] = [deed.place] if deed.place else []
    starts = [ledger.events[at].trigger.start for at in deed.events]
    own = _own_sentences(ledger.sentences, [ledger.events[at] for at in deed.events])
    spans = [ledger.sentences[at] for at in own]
    found += [p for p in ledger.places if any(s.start <= p.start < s.end for s in spans)]
    before = [p for p in ledger.places if p.start < min(starts, default=0)]
    found += reversed(before)
    return found or list(ledger.places[:1])


def country_name(code: str | None) -> str | None:
    """A country in capitals."""
    found = pycountry.countries.get(alpha_2=code) if code else None
    name = getattr(found, "common_name", found.name) if found else None
    return name.split(",")[0].upper() if name else None


def location(ledger: Ledger, deed: Deed, country: str | None) -> list[str]:
    """The path of names, coarse to fine, of where a deed happened in a country.

    A place that the gazetteer knows only abroad counts where nothing else in the report is of that country: a namesake.
    """
    often = Counter(place.country for place in ledger.places)
    for place in places_near(ledger, deed):
        if place.kind != "country" and (place.country == country or often[place.country] == 1):
            return [country_name(country) or "", _KIND.sub("", " ".join(place.quote.upper().split()))]
    return [country_name(country) or ""]


@functools.cache
def models() -> dict[str, Model]:
    """The fitted regressions of muc.json.gz."""
    read: dict[str, Model] = json.loads(gzip.decompress(WEIGHTS.read_bytes()))["models"]
    return read


def chances(model: Model, row: Row) -> dict[str, float]:
    """The chance of each class."""
    sums = [0.0] * len(model["classes"])
    for name, value in row.items():
        weights = model["weights"].get(name)
        if weights is not None and value:
            sums = [total + value * weight for total, weight in zip(sums, weights, strict=True)]
    top = max(sums)
    shares = [math.exp(total - top) for total in sums]
    return {name: share / sum(shares) for name, share in zip(model["classes"], shares, strict=True)}


def templates(
    ledger: Ledger, *, fitted: Mapping[str, Model] | None = None, present: float = PRESENT, further: float = FURTHER
) -> list[dict[str, Any]]:
    """The templates of a report: of each type that it holds the likeliest deed, and further deeds that are likely enough."""
    fitted = fitted or models()
    deeds = find_deeds(ledger)
    rows = features(ledger, deeds)
    about = whole(ledger, rows)
    told = [chances(fitted["type"], row) for row in rows]
    given: set[tuple[int, str]] = set()
    for kind in TYPES:
        if f"has {kind}" not in fitted or chances(fitted[f"has {kind}"], about).get("yes", 0.0) < present:
            continue
        if deeds:
            given.add((max(range(len(deeds)), key=lambda at: told[at].get(kind, 0.0)), kind))
    taken = {at for at, _ in given}
    for at, kinds in enumerate(told):
        if at not in taken and 1 - kinds[NONE] >= further:
            given.add((at, max((kind for kind in kinds if kind != NONE), key=kinds.__getitem__)))
    return [filled(ledger, deeds[at], rows[at] | {f"type {kind}": 1.0}, kind, fitted) for at, kind in sorted(given)]


def filled(ledger: Ledger, deed: Deed, row: Row, kind: str, fitted: Mapping[str, Model]) -> dict[str, Any]:
    """The template of one deed."""

    def chosen(slot: str) -> str:
        told = chances(fitted[slot], row)
        return max(told, key=told.__getitem__)

    country = country_of(ledger, deed)
    made: dict[str, Any] = {"type": [kind], "stage": [chosen("stage")]}
    if country_name(country):
        path = location(ledger, deed, country)
        made["location"] = [{"any": [path if chosen("location") == "fine" else path[:1]]}]
    date = chosen("date")
    if date == "own" and deed.time and _DAY.match(deed.time.value):
        made["date"] = [deed.time.value[:10]]
    elif ledger.published:
        made["date"] = [ledger.published[:10] if date == "published" else f"../{ledger.published[:10]}"]
    surely = chances(fitted["perp_confidence"], row)
    confidence = max((name for name in surely if name != NONE), key=surely.__getitem__)
    if 1 - surely.get(NONE, 0.0) >= BLAMED:
        made["perp_confidence"] = [confidence]
    effects = [name for name in EFFECTS if chances(fitted[f"effect {name}"], row).get("yes", 0.0) >= FILLED]
    if effects:
        made["human_effect"] = effects
    return made
