"""A digest of several reports: an outdated figure, one side's account, reprints as confirmation, two matters as one."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.audit.cases import Case, Signal
from copydesk.audit.lexicon import lexicon
from copydesk.audit.phrases import short
from copydesk.audit.sides import Line, is_content, lemma
from copydesk.compare.facts.finding import COUNTED
from copydesk.compare.facts.occurrence import kilometres
from copydesk.nouns import DriftType, Fact, Ledger, Place, Value

# what moves with time and is the same thing whoever tells it
MOVING = (
    "killed",
    "injured",
    "missing",
    "arrested",
    "abducted",
    "displaced",
    "rescued",
    "sentence",
    "margin",
    "turnout",
)
SURELY = 0.6  # how well the reports must hold a sentence but for its place
BEYOND = 30.0  # km between two places that are not one
AS_WELL = 0.7  # as well as this share of the best line must a line tell it to be another that does
HOLDS = 0.3  # share of a statement that a line must hold to tell it
DENIED = frozenset({"denied", "not"})
_DENIABLE = frozenset({"confession", "irregularities", "link to another case"})


@dataclass(frozen=True, slots=True)
class Laid:
    """The reports of a digest side by side: their independent origins, and their facts."""

    origins: tuple[tuple[str, ...], ...]
    facts: tuple[Fact, ...]


@functools.lru_cache(maxsize=4)
def laid(ledgers: tuple[Ledger, ...]) -> Laid:
    """The reports side by side, as a digest of them is of one matter; kept, as every sentence asks for it."""
    from copydesk.compare.facts import facts_of
    from copydesk.compare.origins import origins, shared_texts

    pool = sorted(ledgers, key=lambda ledger: (ledger.published or "9", ledger.id))
    independent = origins(pool, shared_texts(pool))
    return Laid(tuple(independent), facts_of(pool, independent))


@functools.lru_cache(maxsize=4)
def _told(digest: str, lines: tuple[Line, ...]) -> tuple[Any, ...]:
    """The values that a digest tells."""
    from copydesk.compare.facts import items_of

    claims = tuple(dict.fromkeys(c for line in lines for c in line.claims))
    return items_of(
        Ledger(
            id="digest", text=digest, claims=claims, times=tuple(t for line in lines for t in line.times),
            quantities=tuple(q for line in lines for q in line.quantities),
        )
    )  # fmt: skip


def several(case: Case) -> Iterator[Signal]:
    """What only a comparison of the reports shows; nothing where there is one report."""
    if len(case.side.ledgers) < 2:
        return
    comparison = laid(case.side.ledgers)
    start, end = case.line.start, case.line.end
    mine = [i for i in _told(case.digest, case.digest_lines) if start <= i.value.start < end]
    for item in mine:
        if len({_number(i.value) for i in mine if i.attribute == item.attribute}) > 1:
            continue  # it tells of more than one state or side
        same = [f for f in comparison.facts if _attribute(f) == _attribute(item)]
        yield from _outdated(case, item, same)
        yield from _one_side(case, item, same)
    yield from _reprints(case, comparison)
    yield from _tied(case)
    yield from _elsewhere(case)


def _attribute(told: Any) -> str:
    """What a fact or a value is about, whoever it is of: "age" for the age of somebody, but the number of villages is not that of bottles."""
    name: str = told.attribute
    return name if name.startswith(COUNTED) else name.partition(" of ")[0]


def _number(value: Value) -> tuple[float | None, float | None]:
    return value.low, value.high


def _counts(item: Any) -> bool:
    return item.value.low is not None or item.value.high is not None


def _cited(case: Case, item: Any) -> bool:
    """Whether the digest names someone for a value, in a claim or as the one who counts or puts it so."""
    inside = [t for t in case.line.words if item.value.start <= t.idx < item.value.end]
    giving = set(lexicon("several")["giving"])
    for word in (*inside, *(inside[0].ancestors if inside else ())):
        # "the army gave 19", and "the 19 dead that the army gave"
        for verb in (word, *(c for c in word.children if c.dep_ in ("relcl", "acl"))):
            if verb.lemma_.lower() in giving and any(c.dep_ == "nsubj" for c in verb.children):
                return True
    if any(_whose_figure(t) for t in case.line.words):
        return True
    return any(
        c.source is not None and any(s.start < item.value.end and s.end > item.value.start for s in c.content)
        for c in case.line.claims
    )


def _whose_figure(noun: Any) -> bool:
    """Whether a noun says whose figure or account it is: "by its own account", "the health officer's count", "the official toll"."""
    if noun.lemma_.lower() not in lexicon("several")["figures"]:
        return False
    return any(c.dep_ == "poss" or c.lower_ in ("official", "one") for c in noun.children)


def _outdated(case: Case, item: Any, facts: Sequence[Fact]) -> Iterator[Signal]:
    """A figure told as if it held, where the reports have a later one."""
    if not _counts(item) or _cited(case, item) or not item.attribute.startswith(MOVING):
        return
    past = set(lexicon("several")["past"])
    if any(t.lower_ in past for t in case.line.words):
        return
    for fact in facts:
        if fact.relation != "update" or fact.values[0].low is None:
            continue
        last = fact.values[-1]
        numbers = [_number(v) for v in fact.values]
        if _number(item.value) not in numbers or _number(item.value) == _number(last):
            continue
        if any(_number(last) == (q.low, q.high) for q in case.line.quantities):
            continue  # it tells the latest one, too
        reason = (
            f"“{item.value.quote}” is no longer the latest: {last.source_name or 'a later report'} has “{last.quote}”"
        )
        start, end = _figure(case, item)
        yield Signal("number", start, end, {}, reason, _lines(case, [last]), "major", None, "outdated")
        return


def _figure(case: Case, item: Any) -> tuple[int, int]:
    """The numeral of a value with its noun, as it stands in the digest."""
    for quantity in case.line.quantities:
        if quantity.start < item.value.end and quantity.end > item.value.start:
            return quantity.start, quantity.end
    return item.value.start, item.value.end


def _one_side(case: Case, item: Any, facts: Sequence[Fact]) -> Iterator[Signal]:
    """One side of a conflict told as fact, without the one who says so."""
    if _cited(case, item):
        return
    for fact in facts:
        if fact.relation != "conflict":
            continue
        with_it = [v for v in fact.values if _is(item, v)]
        against = [v for v in fact.values if not _is(item, v)]
        if not with_it or not against or _settled(item, fact, facts):
            continue
        one, other = with_it[0], against[0]
        if {v.source_name for v in with_it} & {v.source_name for v in against}:
            continue
        kind: DriftType = "polarity" if item.attribute in _DENIABLE else "attribution"
        reason = (
            f"told as fact, but the reports differ: “{short(one.quote)}” ({one.source_name}), "
            f"“{short(other.quote)}” ({other.source_name})"
        )
        start, end = _clause(case, item)
        yield Signal(kind, start, end, {}, reason, _lines(case, [other, one]), "major", None, "one_side")
        return


def _settled(item: Any, fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a value is what the reports end with: the last of an update, or told by more origins than what is against it."""
    if any(f.relation == "update" and _is(item, f.values[-1]) for f in facts):
        return True
    if item.attribute in _DENIABLE:
        return False
    mine = {v.origin for v in fact.values if _is(item, v)}
    return len(mine) > max(1, len({v.origin for v in fact.values if not _is(item, v)}))


def _is(item: Any, value: Value) -> bool:
    """Whether a digest's value and a report's are one."""
    if _counts(item):
        return _number(item.value) == _number(value)
    return value.value is not None and item.value.value is not None and value.value.lower() == item.value.value.lower()


def _clause(case: Case, item: Any) -> tuple[int, int]:
    """The clause of the digest that tells a value."""
    inside = [p for p in case.propositions if p.start < item.value.end and p.end > item.value.start]
    best = min(inside, key=lambda p: p.end - p.start, default=None)
    return (best.start, best.end) if best is not None else (item.value.start, item.value.end)


def _lines(case: Case, values: Sequence[Value]) -> tuple[Line, ...]:
    """The report lines that some values stand in."""
    found = []
    for value in values:
        for line in case.side.lines:
            if case.side.ids[line.report] == value.report and line.start < value.end and line.end > value.start:
                found.append(line)
                break
    return tuple(dict.fromkeys(found))


def _reprints(case: Case, comparison: Laid) -> Iterator[Signal]:
    """Several outlets told to confirm what one origin tells."""
    words = lexicon("several")
    outlets, confirming, many = (set(words[name]) for name in ("outlets", "confirming", "many"))
    for verb in case.line.words:
        if verb.lemma_.lower() not in confirming or verb.pos_ != "VERB":
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.lemma_.lower() not in outlets or subject.tag_ not in ("NNS", "NNPS"):
            continue
        apart = any(c.lower_ == "independently" for c in verb.children)
        if not apart and not any(c.lower_ in many for c in subject.children):
            continue
        own = {t.i for t in subject.subtree} | {verb.i} | {c.i for c in verb.children if c.dep_ == "advmod"}
        tokens = [t for t in case.line.content if t.i not in own]
        telling = _telling(case, tokens)
        origins = {_origin(comparison, case.side.ids[line.report]) for line in telling}
        if len(origins) > 1 or not telling:
            continue
        start = min(t.idx for t in subject.subtree)
        whose = ", ".join(sorted({case.side.ids[line.report] for line in telling}))
        reason = f"all that tells this has one origin ({whose}): reprints confirm nothing"
        yield Signal("attribution", start, verb.idx + len(verb), {}, reason, telling[:2], "major", None, "reprints")


def _telling(case: Case, tokens: Sequence[Any]) -> tuple[Line, ...]:
    """The report lines that tell what some words of the digest tell, names and numbers among them above all."""
    keys = [lemma(t) for t in tokens if is_content(t)]
    weights = [case.aligner.weight(t, k) for t, k in zip([t for t in tokens if is_content(t)], keys, strict=True)]
    total = sum(weights) or 1.0
    found = []
    for line in case.side.lines:
        there = set(line.keys)
        held = sum(
            w * max((v for k, v in case.aligner.alike(key).items() if k in there), default=0.0)
            for key, w in zip(keys, weights, strict=True)
        )
        if held / total >= HOLDS:
            found.append((held, line))
    found.sort(key=lambda pair: (-pair[0], pair[1].number))
    return tuple(line for held, line in found if held >= AS_WELL * found[0][0])


def _origin(comparison: Laid, report: str) -> int | str:
    return next((n for n, group in enumerate(comparison.origins) if report in group), report)


def _tied(case: Case) -> Iterator[Signal]:
    """Two people or happenings tied together that a report says have nothing to do with each other."""
    words = lexicon("several")
    ties, apart = set(words["ties"]), words["apart"]
    if any(t.dep_ == "neg" or t.lower_ in words["none"] for t in case.line.words):
        return
    for token in case.line.words:
        if token.lemma_.lower() not in ties or token.lower_ == case.line.words[0].lower_ == "both":
            continue
        if token.lower_ == "same" and token.head.lemma_.lower() in words["shared"]:
            continue  # "the same day" ties nothing
        if token.pos_ == "VERB" and _of_one_thing(token):
            continue  # "a tenant who had connected his own stove"
        denial = next((line for line in case.side.lines if _denies(case, line, apart)), None)
        if denial is None:
            return
        head = token if token.pos_ in ("NOUN", "PROPN", "ADV") else token.head
        span = (
            [t for t in head.subtree if t.dep_ not in ("relcl", "acl", "punct", "appos")]
            if head.pos_ == "NOUN"
            else [token]
        )
        start, end = min(t.idx for t in span), max(t.idx + len(t) for t in span)
        reason = f"“{case.digest[start:end]}” ties together what the report keeps apart: “{short(denial.text)}”"
        yield Signal("entity", start, end, {}, reason, (denial,), "major", None, "tied")
        return


def _of_one_thing(verb: Any) -> bool:
    """Whether a verb of tying has one thing as its object, and names nothing that it is tied to."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return any(c.tag_ == "NN" for c in objects) and not any(c.lower_ in ("to", "with") for c in verb.children)


def _denies(case: Case, line: Line, apart: Sequence[str]) -> bool:
    """Whether a report line says that two things are apart, and names what the digest sentence names."""
    text = line.text.lower()
    if not any(phrase in text for phrase in apart):
        return False
    shared = set(case.line.keys) & set(line.keys)
    return any(case.side.weigh(k) > 0 and len(k) > 3 for k in shared)


def _elsewhere(case: Case) -> Iterator[Signal]:
    """A happening put where another one took place: the line that tells it has a place far from the digest's."""
    known = {lemma_of(p.quote): p for ledger in case.side.ledgers for p in ledger.places}
    for item in case.propositions:
        if item.line is None or item.anchor is None:
            continue
        line = item.line
        theirs = [p for p in case.side.ledgers[line.report].places if line.start <= p.start < line.end]
        for token in item.tokens:
            place = known.get(token.lower_)
            if place is None or token.dep_ != "pobj" or lemma(token) in line.keys or not theirs:
                continue
            if case.rest(token) < SURELY or any(_near(place, other) for other in theirs):
                continue
            other = theirs[0]
            start = token.head.idx if token.head.dep_ == "prep" else token.idx
            reason = f"“{token.text}” is the place of another matter: the report puts this in {other.quote}"
            yield Signal("place", start, token.idx + len(token), {}, reason, (line,), "major", other.quote, "elsewhere")


def lemma_of(quote: str) -> str:
    """The last word of a place's name, in lower case."""
    return quote.split()[-1].lower()


def _near(one: Place, other: Place) -> bool:
    """Whether two places may be one or lie within each other."""
    gap = kilometres((one.lat, one.lon), (other.lat, other.lon))
    return gap <= (one.radius_km or 0.0) + (other.radius_km or 0.0) + BEYOND
