"""When and where it took place: times and places that hang on the words that tell the incident itself."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from copydesk.compare.facts.names import key
from copydesk.compare.facts.reading import Item, Reading, Token, cover, in_words, latest
from copydesk.compare.tables import table
from copydesk.compare.wording import COMPASS
from copydesk.facts.tolls import COMING, listed
from copydesk.nouns import Time

_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.I)
_STEPS = 5  # up the tree from a time or a place to the word that tells what took place
_NAME = re.compile(r"[A-Z][\w'’-]{2,}")
PASSING = "in passing"  # the heading of places that no word of the incident governs
FAR = 60.0  # km between two places that cannot be one
_NO_PLACE = frozenset({"PERSON", "DATE", "TIME", "ORG"})
_LIGHT = (COMPASS - {"centre", "center"}) | {"upper", "lower", "new"}
_PLAIN = frozenset({"city", "town", "village", "district", "region", "province", "area", "state", "county"})


@dataclass(frozen=True, slots=True)
class Lists:
    """The words of data/occurrence.toml: heading by kind of event and by verb, kind of spot by noun, and lists."""

    kinds: Mapping[str, str]
    verbs: Mapping[str, str]
    spots: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


@functools.cache
def lists() -> Lists:
    """The lists, read once a process."""
    raw = table("occurrence")
    words = {name: frozenset(text.split()) for name, text in raw["words"].items()}
    spots = {noun: name for name, nouns in raw["spots"].items() for noun in nouns.split()}
    headings = {name: entry for name, entry in raw.items() if name not in ("words", "spots")}
    kinds = {kind: name for name, entry in headings.items() for kind in entry["kinds"].split()}
    verbs = {verb: name for name, entry in headings.items() for verb in entry["verbs"].split()}
    return Lists(kinds, verbs, spots, words)


def find_occurrence(reading: Reading, words: Any) -> Iterator[Item]:
    """The times and places of the incident that one sentence tells."""
    start, end = words.start_char, words.end_char
    triggers = {e.trigger.start: e.kind for e in reading.ledger.events if start <= e.trigger.start < end}
    for time in reading.ledger.times:
        if not start <= time.start < end or time.type not in ("DATE", "TIME") or latest(time.value) is None:
            continue
        if not re.match(r"\d{4}-\d{2}-\d{2}", time.value):
            continue
        token = next((t for t in words if t.idx <= time.start < t.idx + len(t) or time.start <= t.idx < time.end), None)
        heading, word = _heading(token, triggers)
        if word is None:
            heading, word = _lead(reading, token)
        if not heading or word is None:
            heading, word = (PASSING, token) if token is not None and _aside(token) else ("", None)
        if not heading or word is None:
            continue
        value = _in_the_past(time, word, reading)
        if value[:10] > reading.published.date().isoformat():
            continue  # what is to come: "Talks are to begin on Thursday"
        clock = re.search(r"T(\d\d:\d\d)", value)
        same = f"{value[:10]} {clock[1]}" if clock else value[:10]
        why = f"“{time.quote}” ({in_words(value)}) of “{word.text}”"
        for name in dict.fromkeys((heading, *_beside(word, triggers))):
            yield reading.item("date", name, time.start, time.end, value=value, same=same, why=why)
    yield from _places(reading, words, triggers)


def _lead(reading: Reading, token: Token | None) -> tuple[str, Token | None]:
    """The heading of a time in the first sentence that tells what took place by a verb of no kind ("a helicopter landed")."""
    first = next(iter(reading.body()), None)
    if token is None or first is None or token.sent.start != first.start:
        return "", None
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.tag_ not in ("VBD", "VBN") or verb.dep_ not in ("ROOT", "ccomp"):
        return "", None
    return ("", None) if verb.lemma_.lower() in lists().words["saying"] else ("happening", verb)


def _aside(token: Token) -> bool:
    """Whether a time is that of something told, not of somebody's saying so."""
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and verb.lemma_.lower() not in lists().words["saying"]


def dated(items: Sequence[Item]) -> list[Item]:
    """The days of the incident, and the same days where another report gives them for some part of it in passing."""
    sure = [i for i in items if i.thing != PASSING]
    kept = list(sure)
    for item in items:
        day = [s for s in sure if s.same[:10] == item.same[:10]]
        for match in {s.thing: s for s in day if s.report != item.report}.values():
            if not any(s.report == item.report and s.thing == match.thing for s in day):
                kept.append(replace(item, thing=match.thing, same=match.same, weight=0.5))
    return kept


def _in_the_past(time: Time, word: Token, reading: Reading) -> str:
    """The value of a time; a weekday or a day of a year of what has happened already is the last one, not the next."""
    moment = latest(time.value)
    told = word.tag_ in ("VBD", "VBN", "VBG") or word.pos_ == "NOUN"
    if moment is None or not told or moment <= reading.published:
        return time.value
    if moment.date() == reading.published.date():
        if reading.published.time() == datetime.min.time():
            return time.value
        return (moment - timedelta(days=1)).date().isoformat() + time.value[10:]  # "came at 10.40 p.m.", told at eight
    if _WEEKDAY.search(time.quote):
        return (moment - timedelta(days=7)).date().isoformat() + time.value[10:]
    if str(moment.year) not in time.quote and (moment.month, moment.day) != (2, 29):
        return moment.replace(year=moment.year - 1).date().isoformat() + time.value[10:]
    return time.value


def _beside(word: Token, triggers: Mapping[int, str]) -> Iterator[str]:
    """The headings of the verbs joined to a verb, which share its time: "opened fire on Tuesday and fled"."""
    for other in word.conjuncts:
        if other.pos_ == "VERB" and other.i > word.i:
            name, found = _heading(other, triggers)
            if found is not None and found.i == other.i:
                yield name


def _heading(token: Token | None, triggers: Mapping[int, str]) -> tuple[str, Token | None]:
    """Under which heading the word falls that a time or place hangs on; ("", None) if it tells nothing of the incident."""
    kinds, verbs = lists().kinds, lists().verbs
    if token is None:
        return "", None
    word = token
    for _ in range(_STEPS):
        kind = triggers.get(word.idx)
        if kind is not None and kind in kinds:
            return kinds[kind], word
        if word.pos_ in ("VERB", "AUX"):
            lemma = word.lemma_.lower()
            with_particle = {
                f"{lemma}_{c.lower_}" for c in word.children if c.dep_ in ("prt", "dobj", "advmod", "acomp", "prep")
            }
            found = next((verbs[v] for v in sorted(with_particle & verbs.keys())), verbs.get(lemma))
            if found and not any(c.dep_ == "xcomp" for c in word.children):
                return found, word
            if lemma in lists().words["saying"]:
                return "", None
        elif (deed := _done_to(word, token, triggers)) is not None:
            return kinds[triggers[deed.idx]], deed
        if word.head.i == word.i or word.dep_ in ("relcl",):
            break
        word = word.head
    return "", None


def _done_to(noun: Token, token: Token, triggers: Mapping[int, str]) -> Token | None:
    """The participle of the incident that a noun has before a time or place: "a missile launched from a drone hit the market on Tuesday"."""
    own = (c for c in noun.children if c.dep_ == "acl" and noun.i < c.i < token.i)
    return next((c for c in own if triggers.get(c.idx) in lists().kinds), None)


def _places(reading: Reading, words: Any, triggers: Mapping[int, str]) -> Iterator[Item]:
    taken = -1
    for token in words:
        if token.dep_ != "prep" or token.lower_ not in lists().words["places"] or token.i <= taken:
            continue
        inner = _to_the_clause([t for t in token.subtree if t.i >= token.i])
        spot = next((c for c in token.children if c.dep_ == "pobj"), None)
        known = spot is not None and spot.lemma_.lower() in lists().spots  # whatever the tagger takes its name for
        named = [
            t for t in inner if t.pos_ == "PROPN" and t.text[0].isupper() and (known or t.ent_type_ not in _NO_PLACE)
        ]
        if not named or any(t.ent_type_ in ("DATE", "TIME") for t in inner[1:3]):
            continue
        if spot is None or not (spot.pos_ == "PROPN" or spot.lemma_.lower() in lists().spots or _is_spot(spot)):
            continue
        if token.lower_ == "on" and spot.lemma_.lower() not in lists().words["over"]:
            continue
        if spot.idx in triggers or spot.lemma_.lower() in listed("persons"):
            continue  # "in a bomb attack in Kyiv": the place is the inner one
        heading, word = _heading(token.head, triggers)
        if word is not None and word.tag_ == "VB" and any(c.lower_ in ("to", *COMING) for c in word.children):
            continue  # "Talks are to begin in the port of Selm"
        if not heading and _located(token):
            heading, word = "happening", token.head
        if not names_in(reading.ledger.text[slice(*cover(*inner))]):
            continue
        taken = inner[-1].i
        start, end = cover(*inner)
        kind = lists().spots.get(spot.lemma_.lower(), "")
        why = f"of “{word.text}”" if word is not None else "in passing"
        yield _place(reading, heading if word is not None else PASSING, start, end, kind, why)


def _is_spot(noun: Token) -> bool:
    """Whether a noun is a spot by the name behind it: "the outskirts of Torvo", "a ground near Torvo"."""
    return any(c.dep_ == "prep" and c.lower_ in lists().words["places"] | {"of"} for c in noun.children)


def _located(prep: Token) -> bool:
    """ "The village is in the Upper Chitral district": said of the place itself."""
    verb = prep.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return bool(
        verb.lemma_ in ("be", "lie") and subject is not None and subject.lemma_.lower() in lists().words["located"]
    )


def _to_the_clause(words: list[Token]) -> list[Token]:
    """The words of a phrase as far as the first clause, comma or dash in it."""
    kept: list[Token] = []
    for token in words:
        if kept and (token.i != kept[-1].i + 1 or token.dep_ in ("relcl", "advcl", "punct") or token.pos_ == "VERB"):
            break
        if token.lower_ in ("that", "which", "who", "where", "when", "after", "since"):
            break
        kept.append(token)
    return kept


def _place(reading: Reading, heading: str, start: int, end: int, kind: str, of: str) -> Item:
    quote = reading.ledger.text[start:end]
    return reading.item(
        "place", heading, start, end, value=quote, same=f"{kind}:{names_in(quote)}", why=f"“{quote}”, {of}",
        where=_where(reading, start, end),
    )  # fmt: skip


def _where(reading: Reading, start: int, end: int) -> tuple[float, float, float] | None:
    """The smallest place that the ledger resolved in some characters."""
    inside = [p for p in reading.ledger.places if start <= p.start < end]
    if not inside:
        return None
    place = min(inside, key=lambda p: (p.radius_km or 0.0, p.start))
    return place.lat, place.lon, place.radius_km or 0.0


def names_in(quote: str) -> str:
    """The names in a phrase, in one spelling, parted by blanks."""
    found = [key(w) for w in _NAME.findall(quote)]
    kept = [w for w in found if w not in _LIGHT and w not in _PLAIN]
    return " ".join(sorted(dict.fromkeys(kept)))


def headline_places(reading: Reading) -> Iterator[Item]:
    """The names in a headline, which place what it tells if other reports have them as places."""
    head = reading.ledger.headline
    if head is None or reading.parts is not None:
        return
    for found in _NAME.finditer(head.quote):
        start, end = head.start + found.start(), head.start + found.end()
        place = next((p for p in reading.ledger.places if p.start <= start < p.end), None)
        if place is not None:
            start, end = place.start, place.end
        quote = reading.ledger.text[start:end]
        if not names_in(quote) or (place is not None and place.kind == "country"):
            continue
        yield reading.item(
            "place", "happening" if place is not None else PASSING, start, end, value=quote,
            same=f":{names_in(quote)}", weight=0.5, why=f"“{quote}” in the headline", where=_where(reading, start, end),
        )  # fmt: skip


def placed(items: Sequence[Item]) -> list[Item]:
    """The places that take part in the comparison: those of the incident, and those in passing that another report has so."""
    sure = [i for i in items if i.thing != PASSING]
    kept = []
    for item in items:
        if item.thing != PASSING:
            kept.append(item)
            continue
        match = next((s for s in sure if s.report != item.report and _one_spot(s.same, item.same)), None)
        if match is not None:
            kept.append(replace(item, thing=match.thing))
    return kept


def _one_spot(sure: str, passing: str) -> bool:
    kind, _, names = sure.partition(":")
    other, _, found = passing.partition(":")
    return bool(set(names.split()) & set(found.split())) and (kind == other or not other)


def one_night(one: Item, other: Item) -> bool:
    """Whether two days are the evening and the morning of one night, as one of them tells: "the night shift", "early on Tuesday"."""
    first, last = sorted((one, other), key=lambda i: i.same)
    next_day = date.fromisoformat(last.same[:10]) - date.fromisoformat(first.same[:10]) == timedelta(days=1)
    told = (last.value.value or "")[10:]
    return next_day and (first.value.value or "").endswith("TNI") and ("T00" <= told < "T06" or not told)


def far_apart(one: Item, other: Item) -> bool:
    """Whether two places that share no name cannot be one: far from each other, or spots of two kinds."""
    if one.where is not None and other.where is not None:
        return kilometres(one.where[:2], other.where[:2]) > one.where[2] + other.where[2] + FAR
    mine, theirs = one.same.partition(":")[0], other.same.partition(":")[0]
    return bool(mine and theirs and mine != theirs and one.thing == other.thing != "happening")


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two places on the globe, each in degrees of latitude and longitude.

    >>> round(kilometres((50.45, 30.52), (46.48, 30.73)))
    442
    """
    a, b = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    inner = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(across)
    return 6371.0 * math.acos(max(-1.0, min(1.0, inner)))
