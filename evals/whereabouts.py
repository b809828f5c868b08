"""Where and when a deed of a report was done, in the terms of the MUC-4 templates: the values that a slot may be filled with."""

from __future__ import annotations

import datetime
import functools
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pycountry

from copydesk.compare.senses import meaning
from copydesk.facts.events.deeds import Deed
from copydesk.nouns import Event, Ledger, Place, Span
from copydesk.parse.mentions import demonyms

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PEOPLE = re.compile(r"\b[A-Z][a-z]+s?\b")
_KIND = re.compile(r" (?:DEPARTMENT|PROVINCE|STATE|CITY CENTER)$")
ABROAD = 0.4  # what a mention of the United States weighs, which reports of other countries name so often
OPENING = 80  # characters that hold the dateline
READ = 500  # characters of a sentence whose meaning is read
SENSE = 3.0  # what a meaning weighs: a unit vector of some hundred small numbers beside words that count 1 each
# Words for people that begin like words in the names of countries which they do not mean ("The Democratic Republic of the Congo").
_NO_PEOPLE = frozenset(
    ("american", "british", "democrat", "democratic", "liberal", "northern", "republican", "roman", "southern")
)

Row = dict[str, float]


def step(number: int) -> int:
    """A number on a scale of a dozen steps, each wider than the one before."""
    return min(int(math.log2(number + 1) * 2), 10)


def own_sentences(sentences: Sequence[Span], events: Iterable[Event]) -> list[int]:
    """The numbers of the sentences that tell of some events."""
    starts = [event.trigger.start for event in events]
    return [at for at, one in enumerate(sentences) if any(one.start <= start < one.end for start in starts)]


def when(ledger: Ledger, deed: Deed) -> str:
    """What sort of time a deed has."""
    if deed.time is None:
        return "none"
    if not _DAY.match(deed.time.value):
        return "vague" if not deed.time.value[:1].isdigit() else f"year {len(deed.time.value)}"
    return f"ago {_ago(ledger.published, deed.time.value)}" if ledger.published else "day"


def countries(ledger: Ledger, deed: Deed) -> list[tuple[str, float]]:
    """The countries that a deed's own place, its sentences, the dateline and the whole report speak for, most spoken for first."""
    votes: defaultdict[str, float] = defaultdict(float)
    own = [ledger.sentences[at] for at in own_sentences(ledger.sentences, [ledger.events[at] for at in deed.events])]
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
    return sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))


def country_of(ledger: Ledger, deed: Deed) -> str | None:
    """The country that is most spoken for."""
    voted = countries(ledger, deed)
    return voted[0][0] if voted else None


@functools.cache
def _people(word: str) -> str | None:
    """The country whose people a word names ("Salvadoran"), by the beginning that it shares with the country's name."""
    small = word.lower()
    if small.removesuffix("s") in _NO_PEOPLE or not {small, small.removesuffix("s")} & demonyms():
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
    own = own_sentences(ledger.sentences, [ledger.events[at] for at in deed.events])
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a slot may be filled with, and what is seen of it."""

    value: Any
    row: Row


def days(ledger: Ledger, deed: Deed, kind: str) -> list[Candidate]:
    """The days that a deed may have been done on: those the report names, its publication day, and no day but up to then."""
    published = (ledger.published or "")[:10]
    starts, own, before = _whereabouts(ledger, deed)
    found: dict[str, Row] = {}
    for time in ledger.times:
        if _DAY.match(time.value) and time.start >= OPENING // 2:
            row = found.setdefault(time.value[:10], {})
            row |= {
                f"ago {_ago(ledger.published, time.value)}": 1.0,
                f"word {' '.join(time.quote.lower().split())}": 1.0,
            }
            row |= _apart(ledger, time.start, starts, own, before)
            row["times"] = row.get("times", 0.0) + 1.0
    if published:
        found.setdefault(published, {})["published"] = 1.0
        found[f"../{published}"] = {"default": 1.0} | {
            f"default ago {_ago(ledger.published, day)}": 1.0 for day in found
        }
    if deed.time and deed.time.value[:10] in found:
        found[deed.time.value[:10]]["own"] = 1.0
    shared = {f"time {when(ledger, deed)}", f"days {min(len(found), 5)}", f"type {kind}", f"first {step(before)}"}
    shared |= {f"trigger {ledger.events[at].trigger.quote.lower()}" for at in deed.events}
    seen = dict.fromkeys(shared, 1.0) | _sense([ledger.sentences[at] for at in own])
    return [
        Candidate(day, row | {"bias": 1.0} | {f"{name} {_sort(row)}": value for name, value in seen.items()})
        for day, row in found.items()
    ]


def paths(ledger: Ledger, deed: Deed, kind: str) -> list[Candidate]:
    """The paths of names, coarse to fine, of where a deed may have been done: the country, and each place of the report in it."""
    voted = countries(ledger, deed)
    order: dict[str | None, int] = {country: at for at, (country, _) in enumerate(voted)}
    starts, own, before = _whereabouts(ledger, deed)
    often = Counter(place.name for place in ledger.places)
    likely = [place.name for place in places_near(ledger, deed)]
    found: dict[tuple[str, ...], Row] = {}
    for at, (named, votes) in enumerate(voted[:4]):
        share = round(5 * votes / sum(vote for _, vote in voted))
        row = {"coarse": 1.0, f"order {at}": 1.0, f"share {share}": 1.0, f"path in {named}": 1.0}
        found[country_name(named) or "",] = row
    for place in ledger.places:
        if place.kind == "country":
            continue
        name = _KIND.sub("", " ".join(place.quote.upper().split()))
        said = ledger.text[max(0, place.start - 30) : place.start].lower().split()
        seen = _apart(ledger, place.start, starts, own, before)
        seen |= {f"kind {place.kind}": 1.0, f"often {min(often[place.name], 4)}": 1.0, f"country {place.country}": 1.0}
        seen |= {f"after {word}": 1.0 for word in said[-1:]} | {f"near {word}": 1.0 for word in said[-3:]}
        seen[f"likely {min(likely.index(place.name), 4) if place.name in likely else None}"] = 1.0
        seen |= {"opening": float(place.start < OPENING), "own": float(place == deed.place)}
        for country in dict.fromkeys((*(country for country, _ in voted[:1]), place.country)):
            row = found.setdefault((country_name(country) or "", name), {})
            row |= {key: max(value, row.get(key, 0.0)) for key, value in seen.items()}
            row |= {
                f"order {min(order.get(country, 9), 4)}": 1.0,
                f"home {place.country == country}": 1.0,
                f"path in {country}": 1.0,
            }
    shared = {f"type {kind}", f"places {min(len(found), 5)}", f"own place {deed.place.kind if deed.place else None}"}
    return [
        Candidate(list(path), row | {"bias": 1.0} | {f"{name} {_sort(row)}": 1.0 for name in shared})
        for path, row in found.items()
        if path[0]
    ]


def _whereabouts(ledger: Ledger, deed: Deed) -> tuple[list[int], list[int], int]:
    """Where the triggers of a deed start, the numbers of its sentences, and that of its first."""
    events = [ledger.events[at] for at in deed.events]
    own = own_sentences(ledger.sentences, events)
    return [event.trigger.start for event in events], own, min(own, default=0)


def _apart(ledger: Ledger, start: int, starts: Sequence[int], own: Sequence[int], first: int) -> Row:
    """How far from a deed's words something stands in a report."""
    here = bisect_right([sentence.start for sentence in ledger.sentences], start) - 1
    away = min((abs(here - at) for at in own), default=9)
    near = min((abs(start - at) for at in starts), default=999)
    side = "before" if here < first else "behind"
    return {f"away {min(away, 4)} {side}": 1.0, f"chars {step(near)}": 1.0, f"first {here == first}": 1.0}


def _sense(spans: Sequence[Span]) -> Row:
    """What some sentences mean together, in the numbers of the sentence encoder: near where other words say a like thing."""
    read = [meaning(" ".join(span.quote.lower().split())[:READ]) for span in spans]
    return {f"sense own {at}": SENSE * float(x) for at, x in enumerate(np.mean(read, axis=0))} if read else {}


def _sort(row: Row) -> str:
    """Which sort of candidate a row is of."""
    return next((name for name in ("own", "default", "coarse", "published") if row.get(name)), "other")


def _ago(published: str | None, value: str) -> str:
    """How long before a report was published a day lies."""
    try:
        ago = (
            datetime.date.fromisoformat((published or "")[:10])
            - datetime.date.fromisoformat(value.removeprefix("../")[:10])
        ).days
    except ValueError:
        return "vague"
    return f"{ago if -1 <= ago <= 3 else 'week' if 0 < ago < 14 else 'quarter' if 0 < ago < 90 else 'future' if ago < 0 else 'old'}"
