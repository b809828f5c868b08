"""Which words of a report name places."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from copydesk.parse.gazetteer import Record, fold, lookup, region_name
from copydesk.parse.mentions import demonyms, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 6  # tokens of a name
ENOUGH = 1.0  # evidence from which a name counts as a place
TOWN, AT_HOME = (
    5_000,
    0.8,
)  # inhabitants from which a town of a country that the report names gets so much more evidence
_SMALL = frozenset(
    "of the and de la del las los al el do da das dos du le les am an der den di upon on sur under by - ’ ' &".split()  # noqa: SIM905
)
_SHORT_NAMES = frozenset(("US", "UK", "UAE", "USA", "DRC", "CAR", "PRC", "NSW", "LA", "WA", "NYC", "USSR"))
_STOPS = frozenset(",.;:()[]")


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
    found = list(_matches(doc, taken))
    found = [_behind(doc, found, at) for at in range(len(found))]
    found = _listed(doc, found)
    scored = [replace(t, evidence=_evidence(doc, t, surnames)) for t in found]
    scored = _at_home(doc, scored)
    # places stand in lists with places: a neighbour that surely is one counts
    lists = [_joined(doc, scored, at) for at in range(1, len(scored))]
    raised = list(scored)
    for order in (range(1, len(scored)), range(len(scored) - 1, 0, -1)):
        for at in order:
            if lists[at - 1]:
                left, right = raised[at - 1], raised[at]
                if left.evidence >= ENOUGH > right.evidence > -2.0:
                    raised[at] = replace(right, evidence=right.evidence + 1.3)
                elif right.evidence >= ENOUGH > left.evidence > -2.0:
                    raised[at - 1] = replace(left, evidence=left.evidence + 1.3)
    best: dict[str, float] = {}
    for t in raised:
        key = fold(t.text)
        best[key] = max(best.get(key, -9.0), t.evidence)
    # a name that is surely a place once is one again, unless something speaks against it there
    return [t for t in raised if t.evidence >= ENOUGH or (t.evidence >= -0.5 and best[fold(t.text)] >= ENOUGH + 1)]


def _at_home(doc: Doc, found: list[Toponym]) -> list[Toponym]:
    """Names behind "in" or "near" with more evidence where the report surely names the country or region they lie in."""
    lands: set[str] = set()
    for t in found:
        top = t.candidates[0]
        if t.evidence >= ENOUGH + 1 and top.kind in ("country", "region"):
            lands.add(top.region or top.country)
    done = list(found)
    for at, t in enumerate(found):
        if t.evidence >= ENOUGH or not t.first or doc[t.first - 1].lower_ not in cues()["locative"]:
            continue
        if any(r.primary and r.population >= TOWN and lands & {r.country, r.region} for r in t.candidates):
            done[at] = replace(t, evidence=t.evidence + AT_HOME)
    return done


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
        if at in taken or not text[0].isupper() or (len(text) == 1 and text not in ("N", "S", "E", "W")):
            at += 1
            continue
        match = None
        for last in range(min(n, at + LONGEST), at, -1):
            final = doc[last - 1]
            large = final.text[0].isupper() or (
                final.text[:2] in ("d'", "d’", "l'", "l’") and final.text[2:3].isupper()
            )
            if last - 1 in taken or not (large or final.lower_ in ("region", "province", "oblast")):
                continue
            if last - at > 1 and not _whole(doc, at, last):
                continue
            name = whole[doc[at].idx : final.idx + len(final)]
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
        yield match
        at = match.last


def _whole(doc: Doc, first: int, last: int) -> bool:
    """Whether the tokens between are all parts of a name, with nothing but hyphens and small words between them."""
    for at in range(first + 1, last):
        token = doc[at]
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


def _evidence(doc: Doc, this: Toponym, surnames: frozenset[str]) -> float:
    """How surely a name is used for a place here; from `ENOUGH` on it counts as one."""
    lists = cues()
    first, last, size = this.first, this.last, this.last - this.first
    labels = {token.ent_type_ for token in doc[first:last]}
    head = doc[first]
    top = this.candidates[0]
    score = 0.0
    if labels & {"GPE", "LOC"}:
        score += 2.0
    elif "FAC" in labels:
        score += 0.5
    elif "PERSON" in labels:
        score -= 1.0
    elif any(labels):
        score -= 0.6
    small = " ".join(token.lower_ for token in doc[first:last])
    if small in demonyms():
        return -9.0
    if size == 1 and small in lists["common"]:
        score -= 2.0
    if size == 1 and small in surnames:
        score -= 2.5
    if not any(token.pos_ == "PROPN" for token in doc[first:last]):
        score -= 1.5
    if size == 1 and head.is_sent_start and not labels & {"GPE", "LOC"}:
        score -= 0.7
    if top.kind in ("country", "region", "continent", "water", "area"):
        score += 1.5
    elif top.kind == "county" or size > 1:
        score += 1.2 + (0.6 if top.population >= 100_000 else 0.0)
    elif top.population >= 100_000:
        score += 0.8
    elif top.population >= 10_000:
        score += 0.4
    if not any(r.primary for r in this.candidates):
        score -= 0.4 if top.population >= 100_000 or top.kind != "city" else 1.5
    if this.inside:
        score += 3.0
    if this.noun:
        score += 1.5
    before = doc[first - 1] if first else None
    after = doc[last] if last < len(doc) else None
    if before is not None and not head.is_sent_start:
        score += _before(doc, before, size)
    opens = before is None or before.is_punct or before.is_space or head.is_sent_start
    leads = after is None or after.text in ("-", "--", "–", "—", "(", ":", ",")
    if this.text.isupper() and len(this.text) > 3 and opens and leads:
        score += 2.5  # a dateline
    if after is not None and (not after.is_sent_start or after.text in ("-", "--", "–", "—")):
        score += _after(doc, this, after)
    return score


def _before(doc: Doc, before: Token, size: int) -> float:
    """What the word in front of a name says for its being a place."""
    lists = cues()
    if before.lower_ in lists["locative"]:
        return 1.3
    if direction(doc, before.i + 1):
        return 1.3
    if before.lower_ == "of" and before.i:
        return 1.5 if doc[before.i - 1].lower_ in lists["before"] else 0.4
    if before.lower_ == "the" and before.i and doc[before.i - 1].lower_ in lists["locative"] and size > 1:
        return 0.8
    if before.text.lower().strip(".") in words()["proving"] and before.text[0].isupper():
        return -3.0
    if before.ent_type_ in ("ORG", "PERSON") and doc[before.i + 1].ent_iob_ == "I":
        return -2.0
    if before.pos_ == "PROPN" and before.text[0].isupper() and before.ent_type_ not in ("GPE", "LOC", "NORP", "DATE"):
        return -1.8
    return 0.0


def _after(doc: Doc, this: Toponym, after: Token) -> float:
    """What the word behind a name says for its being a place."""
    lists = cues()
    if after.lower_ in lists["after"] and after.text.islower():
        return 1.3
    if (
        after.text in lists["features"]
        and this.last - this.first == 1
        and this.candidates[0].kind in ("city", "county")
    ):
        return -3.0
    if after.text in lists["civic"]:
        return 0.5
    if after.lower_ in lists["local"] and after.text.islower() and after.pos_ in ("NOUN", "PROPN"):
        return 1.0
    if after.text[0].isupper() and after.pos_ == "PROPN" and after.text not in _STOPS:
        return -1.0 if this.last - this.first > 1 else -1.8
    if after.text == "-" and after.i + 1 < len(doc) and doc[after.i + 1].lower_ in ("based", "area", "born"):
        return 1.3
    if after.lower_ in ("'s", "’s"):
        return 0.2
    return 0.0
