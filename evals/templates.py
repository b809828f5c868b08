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
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pycountry

from copydesk.compare.senses import meaning
from copydesk.facts.events.deeds import Deed, find_deeds
from copydesk.nouns import Event, Ledger, Place, Span
from copydesk.parse.mentions import demonyms

WEIGHTS = Path(__file__).parent / "muc.json.gz"
NONE = "none"
EFFECTS = ("DEATH", "INJURY", "NO INJURY OR DEATH")
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
# Chances from which on a type is taken to be in a report, a further deed to be relevant, an uncertain slot to be filled: what is
# filled pays where it is right more often than about half of the F that is reached.
PRESENT, FURTHER, FILLED, BLAMED = 0.6, 0.5, 0.35, 0.25
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
_NOBODY = re.compile(r"\b(?:no|not|nobody|none|neither|yet)\b[^.]{0,50}$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# What is said of a group: that it did a deed, that the deed was done by it.
_DID = (
    r"(?:\s\w+){0,3}\s(?:abducted|ambushed|assassinated|attacked|blew|burned|carried|destroyed|detonated|dynamited|executed"
    r"|exploded|kidnapped|killed|launched|murdered|placed|seized|set|shot|staged|threatened)\b"
)
_BY = r"\bby(?:\s\w+){0,4}\s"
ABROAD = 0.4  # what a mention of the United States weighs, which reports of other countries name so often
EVEN = 16.0  # what all words of a report weigh together, squared and rooted, so that long reports weigh no more than short ones
COMMON = ("doc ", "near ", "bias")  # what is seen of every deed of a report, and too much to be told of it twice
OPENING = 80  # characters that hold the dateline
READ = 500  # characters of a sentence whose meaning is read
SENSE = 3.0  # what a meaning weighs: a unit vector of some hundred small numbers beside words that count 1 each
# Words for people that begin like words in the names of countries which they do not mean ("The Democratic Republic of the Congo").
_NO_PEOPLE = frozenset(
    ("american", "british", "democrat", "democratic", "liberal", "northern", "republican", "roman", "southern")
)

Row = dict[str, float]
Model = Mapping[str, Any]


def words(text: str) -> set[str]:
    """The small words of a text, plurals and singulars as one."""
    return {word[:-1] if word.endswith("s") and len(word) > 4 else word for word in _WORD.findall(text.lower())}


def features(ledger: Ledger, deeds: Sequence[Deed]) -> list[Row]:
    """What is seen of each deed: kinds, triggers, who took part, when, where, how surely, and the words around."""
    everything = _even(words(ledger.text), "doc")
    every: list[Row] = []
    sentences = ledger.sentences
    for number, deed in enumerate(deeds):
        events = [ledger.events[at] for at in deed.events]
        row: Row = everything | {f"kind {deed.kind}": 1.0, "bias": 1.0}
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


@functools.lru_cache(maxsize=1)
def _named(groups: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    """Patterns of the groups' names, and of what is said of them, longest name first; a group without names is never found."""
    any_of = r"\b(?:" + "|".join(map(re.escape, sorted(groups, key=len, reverse=True)) or ["(?!)"]) + r")\b"
    return {key: re.compile(said) for key, said in (("named", any_of), ("did", any_of + _DID), ("by", _BY + any_of))}


def blamed(text: str, kind: str, groups: Sequence[str]) -> Row:
    """What a whole report says of who did a deed of a type: which armed groups it names, and in which words it blames them.

    `groups` are names in small letters.
    """
    text = " ".join(text.lower().split())
    patterns = _named(tuple(groups))
    found = Counter(match[0] for match in patterns["named"].finditer(text))
    row = {"bias": 1.0, f"type {kind}": 1.0, f"groups {min(len(found), 4)}": 1.0}
    row |= {f"named {min(found.total().bit_length(), 5)}": 1.0} | {f"group {name}": 1.0 for name in found}
    for sentence in _SENTENCE.split(text):
        here = patterns["named"].search(sentence) is not None
        row |= {f"group {said}": 1.0 for said in ("did", "by") if here and patterns[said].search(sentence)}
        for name, pattern in _BLAME.items():
            match = pattern.search(sentence)
            if match and not (name == "claimed" and _NOBODY.search(sentence[: match.start()])):
                row |= {f"said {name}": 1.0} | ({f"said {name} of group": 1.0} if here else {})
    return row


def whole(ledger: Ledger, rows: Sequence[Row]) -> Row:
    """What is seen of a whole report: its words, its opening, what is seen of any of its deeds."""
    row = _even(words(ledger.text), "doc")
    row |= {f"lead {word}": 1.0 for word in words(ledger.text[OPENING // 2 : LEAD])}
    row |= _even({name for own in rows for name, value in own.items() if value and not name.startswith(COMMON)}, "any")
    row[f"deeds {min(len(rows), 6)}"] = 1.0
    row["bias"] = 1.0
    return row


def _even(names: set[str], of: str) -> Row:
    """Names that weigh as much together as those of any other report."""
    return {f"{of} {name}": EVEN / math.sqrt(len(names)) for name in names}


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
    return f"ago {_ago(ledger.published, deed.time.value)}" if ledger.published else "day"


def countries(ledger: Ledger, deed: Deed) -> list[tuple[str, float]]:
    """The countries that a deed's own place, its sentences, the dateline and the whole report speak for, most spoken for first."""
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
    shared = {f"time {_when(ledger, deed)}", f"days {min(len(found), 5)}", f"type {kind}", f"first {_step(before)}"}
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
    own = _own_sentences(ledger.sentences, events)
    return [event.trigger.start for event in events], own, min(own, default=0)


def _apart(ledger: Ledger, start: int, starts: Sequence[int], own: Sequence[int], first: int) -> Row:
    """How far from a deed's words something stands in a report."""
    here = bisect_right([sentence.start for sentence in ledger.sentences], start) - 1
    away = min((abs(here - at) for at in own), default=9)
    near = min((abs(start - at) for at in starts), default=999)
    side = "before" if here < first else "behind"
    return {f"away {min(away, 4)} {side}": 1.0, f"chars {_step(near)}": 1.0, f"first {here == first}": 1.0}


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


def likeliest(model: Model, candidates: Sequence[Candidate]) -> Any:
    """The value of the candidate that is likeliest to be right; None without any."""
    if not candidates:
        return None
    return max(candidates, key=lambda one: chances(model, one.row).get("yes", 0.0)).value


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

    made: dict[str, Any] = {"type": [kind], "stage": [chosen("stage")]}
    path = likeliest(fitted["location"], paths(ledger, deed, kind))
    if path:
        made["location"] = [{"any": [path]}]
    day = likeliest(fitted["date"], days(ledger, deed, kind))
    if day:
        made["date"] = [day]
    surely = chances(fitted["perp_confidence"], blamed(ledger.text, kind, fitted["perp_confidence"].get("groups", ())))
    confidence = max((name for name in surely if name != NONE), key=surely.__getitem__)
    if surely[confidence] >= BLAMED:
        made["perp_confidence"] = [confidence]
    effects = [name for name in EFFECTS if chances(fitted[f"effect {name}"], row).get("yes", 0.0) >= FILLED]
    if effects:
        made["human_effect"] = effects
    return made
