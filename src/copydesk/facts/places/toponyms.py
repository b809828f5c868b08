"""Which words of a report name places."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from copydesk.facts.places.evidence import Seen, odds
from copydesk.parse.gazetteer import Record, fold, lookup, region_name
from copydesk.parse.mentions import demonyms

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 6  # tokens of a name
# Evidence (log odds) from which a name counts as a place; what a sure neighbour in a list adds; from which a name that is
# surely a place elsewhere in the report is one again.
ENOUGH, IN_LIST, SURELY, AGAIN = 0.2, 1.3, 2.2, -1.0
NEW_SPELLING = 1.5  # for a capital that the parser does not know
_SMALL = frozenset(
    "of the and de la del las los al el do da das dos du le les am an der den di upon on sur under by - ’ ' &".split()  # noqa: SIM905
)
_SHORT_NAMES = frozenset(("US", "UK", "UAE", "USA", "DRC", "CAR", "PRC", "NSW", "LA", "WA", "NYC", "USSR"))


def data(name: str) -> dict[str, Any]:
    """A data file of this package."""
    text = importlib.resources.files("copydesk.facts.places").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def cues() -> dict[str, frozenset[str]]:
    """The word lists of cues.toml that are plain lists."""
    return {name: frozenset(value.split()) for name, value in data("cues").items() if isinstance(value, str)}


@functools.cache
def directions() -> dict[str, tuple[float, float]]:
    """Words for a part of a place, each with how far north and east that part lies, from -1 to 1."""
    return {word: (pair[0], pair[1]) for word, pair in data("cues")["directions"].items()}


def direction(doc: Doc, first: int) -> tuple[int, str] | None:
    """The word for a part of a place in front of token `first` ("eastern", "north-eastern"), with the token it starts at."""
    for size in (3, 1):
        if first < size:
            continue
        words = doc[first - size : first].text
        if words.islower() and words in directions():
            return first - size, words
    return None


@functools.cache
def capitals() -> frozenset[str]:
    """Names of capitals, as the gazetteer writes them."""
    return frozenset(data("cues")["capitals"].split("|"))


@functools.cache
def _areas() -> tuple[dict[str, Record], dict[str, str], dict[str, str]]:
    """Our own places by folded name, aliases and state abbreviations by exact text."""
    raw = data("areas")
    places: dict[str, Record] = {}
    for name, (lat, lon, radius, kind, country, others) in raw["places"].items():
        record = Record(name, lat, lon, 0, country, "", kind, float(radius))
        for other in (name, *filter(None, others.split("|"))):
            places.setdefault(fold(other), record)
    return places, raw["aliases"], raw["states"]


@functools.lru_cache(maxsize=8192)
def called(name: str) -> tuple[Record, ...]:
    """Every place that a name as written may mean: our own areas first, then the gazetteer's.

    >>> called("U.S.")[0].name
    'United States'
    """
    places, aliases, states = _areas()
    if name in states:
        return tuple(r for r in lookup(states[name]) if r.kind == "region" and r.country in ("US", "CA"))
    name = aliases.get(name, name)
    own = places.get(fold(name))
    found = lookup(name)
    if own is not None:
        far = tuple(r for r in found if r.kind == "city" or r.kind == "county" or r.country != own.country)
        if own.kind == "water" or (
            own.kind == "area" and " " in name
        ):  # a hamlet called so does not stand against the Middle East
            far = tuple(r for r in far if r.population >= 100_000 or r.kind in ("country", "region"))
        return (own, *far)
    preferred = _preferred().get(name)
    found = tuple(_centred(record) for record in found)
    return tuple(sorted(found, key=lambda r: r.name != preferred)) if preferred else found


@functools.cache
def _preferred() -> dict[str, str]:
    """Names that are taken for one place unless the report says otherwise."""
    return dict(data("areas")["preferred"])


def preferred(name: str, record: Record) -> bool:
    """Whether a name alone means this place by custom ("Washington")."""
    return _preferred().get(name) == record.name


def _centred(record: Record) -> Record:
    """A country with the degrees of its middle, where the gazetteer's are far off it."""
    if record.kind != "country" or record.country not in _centres():
        return record
    lat, lon = _centres()[record.country]
    values = {slot: getattr(record, slot) for slot in record.__slots__}
    return Record(**(values | {"lat": lat, "lon": lon}))


@functools.cache
def _centres() -> dict[str, tuple[float, float]]:
    return {code: (lat, lon) for code, (lat, lon) in data("areas")["centres"].items()}


@functools.lru_cache(maxsize=512)
def state_of(text: str) -> Record | None:
    """The North American state or province that a short form behind a town's name means ("Fla.", "TX")."""
    _, _, states = _areas()
    name = states.get(text) or (region_name(f"US-{text}") if len(text) == 2 and text.isupper() else "")
    if not name and len(text) == 2 and text.isupper():
        name = region_name(f"CA-{text}")
    found = [r for r in lookup(name) if r.kind == "region" and r.country in ("US", "CA")] if name else []
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place at tokens `first` to `last` (exclusive), what it may mean and what makes it a place's name.

    `inside` is the name that stands behind it as the larger place ("Paris, Texas"), `noun` a place noun beside it.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    candidates: tuple[Record, ...]
    evidence: float
    inside: tuple[Record, ...] = ()
    inside_text: str = ""
    noun: str = ""


def toponyms(doc: Doc, taken: frozenset[int], surnames: frozenset[str]) -> list[Toponym]:
    """The names of places in a parse; `taken` are tokens of people's names, `surnames` their last words in small letters."""
    found = named(doc, taken)
    scored = [
        replace(t, evidence=odds(doc, seen, cues()) + NEW_SPELLING * _unknown(doc, seen))
        for t, seen in zip(found, sights(doc, found, surnames), strict=True)
    ]
    # places stand in lists with places: a neighbour that surely is one counts
    lists = [_joined(doc, scored, at) for at in range(1, len(scored))]
    raised = list(scored)
    for order in (range(1, len(scored)), range(len(scored) - 1, 0, -1)):
        for at in order:
            if lists[at - 1]:
                left, right = raised[at - 1], raised[at]
                if left.evidence >= ENOUGH > right.evidence:
                    raised[at] = replace(right, evidence=right.evidence + IN_LIST)
                elif right.evidence >= ENOUGH > left.evidence:
                    raised[at - 1] = replace(left, evidence=left.evidence + IN_LIST)
    surest: dict[str, float] = {}
    for t in raised:
        for form in _forms(t):
            surest[form] = max(surest.get(form, t.evidence), t.evidence)
    # what is surely a place once is one again, under another name too ("Bohol", "Bohol province")
    return [
        t
        for t in raised
        if t.evidence >= ENOUGH or (t.evidence >= AGAIN and max(surest[form] for form in _forms(t)) >= SURELY)
    ]


def _forms(name: Toponym) -> set[str]:
    """A name as it is written and as the gazetteer writes its likeliest place."""
    return {fold(name.text), fold(name.candidates[0].name)}


def _unknown(doc: Doc, seen: Seen) -> bool:
    """Whether the parser has no label for a capital's name, as it has none for the spellings of late ("Kyiv")."""
    return seen.capital and not seen.surname and doc[seen.first].ent_type_ == "" and doc[seen.first].pos_ == "PROPN"


def named(doc: Doc, taken: frozenset[int]) -> list[Toponym]:
    """Every name of the gazetteer in a parse, whatever it is used for, but for names of peoples."""
    found = list(_matches(doc, taken))
    found = [_behind(doc, found, at) for at in range(len(found))]
    return [t for t in _listed(doc, found) if doc[t.first : t.last].text.lower() not in demonyms()]


def sights(doc: Doc, found: list[Toponym], surnames: frozenset[str]) -> list[Seen]:
    """What is known of each name beyond its neighbours."""
    often = Counter(fold(t.text) for t in found)
    placed = Counter(
        fold(t.text) for t in found if any(token.ent_type_ in ("GPE", "LOC") for token in doc[t.first : t.last])
    )
    return [
        Seen(
            first=t.first,
            last=t.last,
            candidates=t.candidates,
            inside=bool(t.inside),
            noun=bool(t.noun) or doc[t.last - 1].lower_ in cues()["regions"],
            surname=t.last - t.first == 1 and t.text.lower() in surnames,
            capital=t.text in capitals(),
            directed=direction(doc, t.first) is not None,
            often=often[fold(t.text)],
            placed=placed[fold(t.text)] / often[fold(t.text)],
        )
        for t in found
    ]


def _joined(doc: Doc, found: list[Toponym], at: int) -> bool:
    """Whether nothing but a comma or "and" stands between a toponym and the one before it."""
    between = [token.lower_ for token in doc[found[at - 1].last : found[at].first]]
    return 0 < len(between) <= 2 and all(word in (",", "and", "or", "&") for word in between)


def _listed(doc: Doc, found: list[Toponym]) -> list[Toponym]:
    """Names in a list that a plural ends ("Harper and Kingman counties") read as names of regions."""
    done = list(found)
    for at in range(len(found) - 1, -1, -1):
        this = found[at]
        ends = this.last < len(doc) and doc[this.last].lower_ in cues()["plural"]
        goes_on = at + 1 < len(found) and done[at + 1].noun in cues()["plural"] and _joined(doc, found, at + 1)
        if not (ends or goes_on):
            continue
        noun = doc[this.last].lower_ if ends else done[at + 1].noun
        single = {"counties": "County", "parishes": "Parish"}.get(noun)
        regions = tuple(r for r in called(f"{this.text} {single}") if r.kind == "county") if single else ()
        done[at] = replace(this, noun=noun, candidates=regions or this.candidates)
    return done


def _matches(doc: Doc, taken: frozenset[int]) -> Iterator[Toponym]:
    """The longest names of the gazetteer in the text, left to right, that are written as names."""
    at, n, whole = 0, len(doc), doc.text
    while at < n:
        token = doc[at]
        text = token.text
        dated = text.lower() in cues()["months"] and at + 1 < n and doc[at + 1].like_num  # "Nov 7"
        if at in taken or dated or not text[0].isupper() or (len(text) == 1 and text not in ("N", "S", "E", "W")):
            at += 1
            continue
        match = None
        for last in range(min(n, at + LONGEST), at, -1):
            final = doc[last - 1]
            large = final.text[0].isupper() or (
                final.text[:2] in ("d'", "d’", "l'", "l’") and final.text[2:3].isupper()
            )
            if last - 1 in taken or not (
                large or final.lower_ in ("region", "province", "oblast") or _city(doc, at, last)
            ):
                continue
            if last - at > 1 and not _whole(doc, at, last):
                continue
            name = " ".join(whole[doc[at].idx : final.idx + len(final)].split())
            # a short word in capitals is a place only if the name is written so
            if last - at == 1 and name.isupper() and len(name) <= 4 and "." not in name and name not in _SHORT_NAMES:
                continue
            candidates = called(name)
            if whole[final.idx + len(final) :][:1] == "." and name + "." in _areas()[2]:
                candidates = called(name + ".")  # the parser took the full stop for the sentence's
            if last - at > 1 and doc[at].lower_ == "the":
                candidates = tuple(r for r in candidates if r.name.lower().startswith("the "))
            if candidates:
                match = Toponym(at, last, doc[at].idx, final.idx + len(final), name, candidates, 0.0)
                break
        if match is None:
            at += 1
            continue
        end = _goes_on(doc, match.last)
        if end == match.last:
            yield match
        at = end


def _city(doc: Doc, first: int, last: int) -> bool:
    """Whether "city" is the last word of a name that is written small: "Mexico city", but neither "Columbia city council", which
    is that of Columbia, nor what a name describes, "the Kansas city of Wichita".
    """
    if last - first < 2 or doc[last - 1].lower_ != "city" or (last < len(doc) and doc[last].lower_ == "of"):
        return False
    larger = called(doc[first : last - 1].text)
    described = first > 0 and doc[first - 1].dep_ in ("det", "poss")
    return bool(larger) and larger[0].kind in ("country", "region") and not described


def _goes_on(doc: Doc, last: int) -> int:
    """Where a name ends that goes on behind a name of the gazetteer: "San Luis de la Reina" is neither San Luis nor Reina."""
    at = last
    while at < len(doc) and at - last < 2 and doc[at].text in ("de", "del", "la", "las", "los", "el"):
        at += 1
    joins = last < at < len(doc) and doc[last].text in ("de", "del")
    return at + 1 if joins and doc[at].text[0].isupper() else last


def _whole(doc: Doc, first: int, last: int) -> bool:
    """Whether the tokens between are all parts of a name, with nothing but hyphens and small words between them."""
    for at in range(first + 1, last):
        token = doc[at]
        if token.is_space and token.text.count("\n") < 2:
            continue  # a line that is broken within a name
        if token.is_sent_start and not doc[at - 1].text.endswith("."):
            return False
        if not (token.text[0].isupper() or token.lower_ in _SMALL or at == last - 1):
            return False
    return True


def _behind(doc: Doc, found: list[Toponym], at: int) -> Toponym:
    """The toponym with the larger place that stands behind it after a comma or in brackets, and a place noun."""
    this = found[at]
    last, noun = this.last, ""
    if last < len(doc) and doc[last].lower_ in cues()["regions"]:
        noun = doc[last].lower_
    if last + 1 < len(doc) and doc[last].text in (",", "("):
        after = doc[last + 1]
        record = state_of(after.text)
        if record is not None:
            return replace(this, inside=(record,), inside_text=after.text, noun=noun)
        if at + 1 < len(found) and found[at + 1].first == last + 1:
            larger = found[at + 1]
            wide = tuple(r for r in larger.candidates if r.kind in ("country", "region", "area", "county"))
            if wide:
                return replace(this, inside=wide, inside_text=larger.text, noun=noun)
    return replace(this, noun=noun)
