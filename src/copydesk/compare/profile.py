"""What a report is compared by: its words by rarity, its names, places, days, kinds of events and counts."""

from __future__ import annotations

import calendar
import functools
import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from copydesk.compare.facts.names import key
from copydesk.compare.rarity import rarity
from copydesk.compare.tables import table
from copydesk.compare.wording import COMPASS, folded, stem, stems, wording
from copydesk.nouns import Ledger, Span

Weights = dict[str, float]

TELLING = 3.5  # rarity from which a name marks an incident
_OPENING = 2  # sentences whose names are the report's own matter
LEAD = 3  # sentences that open a report
READ = 200  # words of a report by which it is told from others: behind them comes what long reports have in common
_HEROES = 5  # heaviest names of a report
_PEOPLE = 6  # of the names of people that a report is looked up by
_KEYS = 30  # of a report's heaviest words, by which it is looked up
_COUNTED = ("held", "lower", "capital", "words", "proper", "lead", "lead proper")
_SPACE = re.compile(r"\s+")
_CLAUSE = re.compile(r"[;:,–—]| - ")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AREA = frozenset({"country", "continent", "area", "water"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a report names: folded name, degrees, radius in km, country, kind, and how much of the report it is."""

    name: str
    lat: float
    lon: float
    radius: float
    country: str
    area: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Profile:
    """One report as it is compared: by its first READ words, so that long reports are not alike by what they all tell.

    `words` and `lead` are unit vectors over stems weighed by rarity (all; headline and first sentences); `proper` and `lead_proper` are the same of words that are written as names, `heroes` the heaviest of them, `kinds` over kinds of
    events and `counts` over numbers with whom they count. `held` and `rare` are of the whole report, `held` all its words. Names, in
    `proper`, `lead_proper`, `rare` (with their rarity), `held` and `apart`, stand as they sound, for other spellings of them. `people` are names with how
    much of the report they are, `days` the dates of what happened with how much speaks for each. `apart` are the rare names in
    sentences that say that two things have nothing to do with each other, but not what the report opens with. `keys` are what the
    report is looked up by: the heaviest words of all of it, and the surnames it gives as they sound.
    """

    id: str
    words: Weights
    lead: Weights
    proper: Weights
    lead_proper: Weights
    kinds: Weights
    counts: Weights
    heroes: Weights
    rare: Weights
    held: frozenset[str]
    people: tuple[tuple[str, float], ...]
    spots: tuple[Spot, ...]
    days: dict[int, float]
    apart: frozenset[str]
    main: str
    published: int | None
    keys: Weights


@functools.cache
def _calendar() -> frozenset[str]:
    return frozenset(stem(name.lower()) for name in (*calendar.day_name, *calendar.month_name[1:]))


def sounds(words: Iterable[str]) -> frozenset[str]:
    """Words as their names sound, whatever the spelling.

    >>> sounds(["karasyov", "karasev"])
    frozenset({'karasev'})
    """
    return frozenset(map(key, words))


def sounded(counts: Mapping[str, int]) -> Weights:
    """The unit vector over names as they sound, weighed by rarity."""
    found: Weights = {}
    for word, weight in _weighed(counts).items():
        found[key(word)] = found.get(key(word), 0.0) + weight
    return unit(found)


@functools.cache
def _disclaimers() -> tuple[str, ...]:
    return tuple(table("parts")["disclaimers"])


def disclaims(sentence: str) -> bool:
    """Whether a sentence says that two things have nothing to do with each other.

    >>> disclaims("She was not related to the colonel."), disclaims("The two are brothers.")
    (True, False)
    """
    return any(phrase in sentence.lower() for phrase in _disclaimers())


def opening(ledger: Ledger) -> frozenset[str]:
    """What a report's headline and first sentences hold, as it sounds: its own matter; of a clause that disclaims, none."""
    head = ledger.headline.end if ledger.headline else 0
    body = [sentence for sentence in ledger.sentences if sentence.start >= head][:_OPENING]
    spans = [*([ledger.headline] if ledger.headline else []), *body]
    clauses = [clause for span in spans for clause in _CLAUSE.split(span.quote) if not disclaims(clause)]
    return sounds(stem for clause in clauses for stem in stems(clause))


def _apart(ledger: Ledger, named: Set[str]) -> frozenset[str]:
    quotes = [*([ledger.headline.quote] if ledger.headline else []), *(sentence.quote for sentence in ledger.sentences)]
    said = {word for quote in quotes if disclaims(quote) for word in stems(quote)}
    found = {word for word in said & named if rarity(word) >= TELLING}
    return sounds(found) - opening(ledger) if found else frozenset()


def unit(weights: Weights) -> Weights:
    """The vector of length one."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def cosine(first: Weights, second: Weights) -> float:
    """The cosine of two unit vectors."""
    if len(second) < len(first):
        first, second = second, first
    return sum(weight * second[word] for word, weight in first.items() if word in second)


def profile(ledger: Ledger) -> Profile:
    """What a report is compared by."""
    shape = _Shape.of(ledger)
    counted = _words(ledger, shape)
    named = {w for w, n in counted["capital"].items() if n > counted["lower"][w] and w not in _calendar()}
    kinds: dict[str, float] = defaultdict(float)
    main = ""
    for event in ledger.events:
        if event.trigger.start < shape.end:
            kinds[event.kind] += (3.0 if event.main else 1.0) * (1.5 if event.trigger.start < shape.top else 1.0)
            main = event.kind if event.main else main
    counts: dict[str, float] = defaultdict(float)
    for quantity in ledger.quantities:
        counted_kind = quantity.low is not None and quantity.kind in ("count", "age", "money", "share")
        if quantity.low is not None and counted_kind and quantity.start < shape.end:
            value = quantity.low if quantity.low == quantity.high else -quantity.low
            counts[f"{value:g} {stem(folded(quantity.unit or ''))}"] += 1.0 if quantity.low > 2 else 0.3
    people = {entity.name: sum(map(shape.weight, entity.mentions)) for entity in ledger.people}
    names = sounded({word: count for word, count in counted["proper"].items() if word in named})
    return Profile(
        id=ledger.id,
        words=_weighed(counted["words"]),
        lead=_weighed(counted["lead"]),
        proper=names,
        heroes=dict(sorted(names.items(), key=lambda item: (-item[1], item[0]))[:_HEROES]),
        lead_proper=sounded({word: count for word, count in counted["lead proper"].items() if word in named}),
        rare={key(word): rarity(word) for word in named if rarity(word) >= TELLING},
        kinds=unit(dict(kinds)),
        counts=unit(dict(counts)),
        held=sounds(counted["held"]),
        people=tuple(sorted(((n, much) for n, much in people.items() if much), key=lambda item: (-item[1], item[0]))),
        spots=_spots(ledger, shape),
        days=_days(ledger, shape),
        apart=_apart(ledger, named),
        main=main,
        published=_day(ledger.published),
        keys=_keys(ledger, shape, counted["held"], {w: n for w, n in counted["capital"].items() if w in named}),
    )


def _keys(ledger: Ledger, shape: _Shape, words: Mapping[str, int], names: Mapping[str, int]) -> Weights:
    heavy = _weighed(words)
    for word, weight in sounded(names).items():
        heavy["~" + word] = weight
    people = [(sum(map(shape.loudness, entity.mentions)), entity.name) for entity in ledger.people]
    for much, name in sorted(people, key=lambda item: (-item[0], item[1]))[:_PEOPLE]:
        surname = "~" + key(name.split()[-1])
        heavy[surname] = max(heavy.get(surname, 0.0), min(1.0, 0.2 + 0.05 * much))
    return dict(sorted(heavy.items(), key=lambda item: (-item[1], item[0]))[:_KEYS])


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where the headline and the lead of a report end, how far it is read, and where its dateline is."""

    head: int
    top: int
    end: int
    dateline: tuple[int, int]

    @classmethod
    def of(cls, ledger: Ledger) -> _Shape:
        head = ledger.headline.end if ledger.headline else max(0, ledger.text.find("\n"))
        top = max([head, *(span.end for span in ledger.sentences[:LEAD])])
        first = next((span.start for span in ledger.sentences if span.start >= head), head)
        start = head + len(ledger.text[head:]) - len(ledger.text[head:].lstrip())
        last = next(itertools.islice(_SPACE.finditer(ledger.text), READ, None), None)
        enough = last.start() if last else len(ledger.text)
        end = next((span.end for span in ledger.sentences if span.end >= enough), len(ledger.text))
        return cls(head, top, end, (start, first) if first > start else (0, 0))

    def weight(self, span: Span) -> float:
        """How much a mention counts in what a report is compared by."""
        return self.loudness(span) if span.start < self.end else 0.0

    def loudness(self, span: Span) -> float:
        """How much a mention counts: most in the headline, least in a dateline, which names a desk's place."""
        if self.dateline[0] <= span.start < self.dateline[1]:
            return 0.3
        return 3.0 if span.start < self.head else 2.0 if span.start < self.top else 1.0


def _words(ledger: Ledger, shape: _Shape) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {name: Counter() for name in _COUNTED}
    text = wording(ledger.text)
    for word, start in zip(text.words, text.starts, strict=True):
        in_dateline = shape.dateline[0] <= start < shape.dateline[1]
        if len(word) < 2 or (word[0].isdigit() and len(word) < 3) or in_dateline:
            continue
        base, first = stem(word), ledger.text[start]
        found["held"][base] += 1
        found["lower"][base] += first.islower()
        named = first.isupper() and start >= shape.head  # a headline may give every word a capital
        found["capital"][base] += named
        if start >= shape.end:
            continue
        found["words"][base] += 1
        found["proper"][base] += named
        if start < shape.top:
            found["lead"][base] += 2 if start < shape.head else 1
            found["lead proper"][base] += named
    return found


def _weighed(counts: Mapping[str, int]) -> Weights:
    return unit({word: (1 + math.log(n)) * rarity(word) for word, n in counts.items() if n and rarity(word)})


def _days(ledger: Ledger, shape: _Shape) -> dict[int, float]:
    days: dict[int, float] = defaultdict(float)
    starts = {time.start: time for time in ledger.times}
    for event in ledger.events:
        time = starts.get(event.time.start) if event.time is not None else None
        if time is not None and time.start < shape.end and (day := _day(time.value)) is not None:
            days[day] += 4.0 if event.main else 2.0
    for time in ledger.times:
        much = shape.weight(time) if time.type in ("DATE", "TIME") else 0.0
        if much and (day := _day(time.value)) is not None:
            days[day] += 0.5 * much
    return dict(days)


def _spots(ledger: Ledger, shape: _Shape) -> tuple[Spot, ...]:
    found: dict[tuple[float, float], Spot] = {}
    people = {folded(word) for person in ledger.people for word in person.name.split()}
    for place in ledger.places:
        name = folded(place.name)
        # A surname or a direction may be a town somewhere; between reports it says nothing of where.
        if not (much := shape.weight(place)) or name in people or name in COMPASS:
            continue
        key = (round(place.lat, 1), round(place.lon, 1))
        old = found.get(key)
        found[key] = Spot(
            name, place.lat, place.lon, place.radius_km or 10.0, place.country or "",
            place.kind in _AREA, much + (old.weight if old else 0.0),
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda spot: (-spot.weight, spot.name)))


def _day(value: str | None) -> int | None:
    match = _DAY.match(value or "")
    if match is None:
        return None
    try:
        return date.fromisoformat(match[0]).toordinal()
    except ValueError:
        return None
