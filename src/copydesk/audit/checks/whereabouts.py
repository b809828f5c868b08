"""Places that contradict the report's: another side of the country, another country, a place that is another thing's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.audit.align import Support
from copydesk.audit.cases import Case, Proposition, Signal
from copydesk.audit.checks.places import LOCATIVE, PLACES
from copydesk.audit.sides import Line, lemma

SIDES = frozenset(
    f"{side}{end}" for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
                                "north-east", "north-west", "south-east", "south-west") for end in ("", "ern")
) | {"central"}  # fmt: skip
SAME = 0.85  # likeness from which two nouns can be one thing


def whereabouts(case: Case) -> Iterator[Signal]:
    """Directions and placed nouns of the digest sentence that its evidence contradicts."""
    for item in case.propositions:
        if item.line is None:
            continue
        for token in item.tokens:
            if token.lower_ in SIDES:
                yield from _side(case, item, token)
            elif token.dep_ == "pobj" and token.ent_type_ in PLACES and token.pos_ == "PROPN":
                yield from _placed(case, item, token)


def sided(token: Any) -> str | None:
    """The direction before a place name ("southern"), if there is one."""
    for child in token.lefts:
        if child.lower_ in SIDES:
            return str(child.lower_).removesuffix("ern").replace("-", "")
    return None


def _side(case: Case, item: Proposition, token: Any) -> Iterator[Signal]:
    place = token.head
    if place.pos_ != "PROPN" or place.i < token.i:
        return
    mine, key = sided(place), lemma(place)
    lines = [item.line, *case.evidence] if item.line is not None else list(case.evidence)
    for line in dict.fromkeys(lines):
        theirs = {side: t for t in line.words if lemma(t) == key and (side := sided(t)) is not None}
        if mine in theirs:
            return
        if theirs:
            found = next(iter(theirs.values()))
            there = next(c for c in found.lefts if c.lower_ in SIDES)
            start, end = token.idx, place.idx + len(place)
            reason = f"“{case.digest[start:end]}”, but the report has “{there.text} {found.text}”"
            yield Signal("place", start, end, {}, reason, (line,), "minor", f"{there.text} {found.text}", "direction")
            return


def _placed(case: Case, item: Proposition, token: Any) -> Iterator[Signal]:
    assert item.line is not None
    prep = token.head
    thing = prep.head
    if prep.lower_ not in LOCATIVE or thing.pos_ not in ("NOUN", "VERB"):
        return
    place = lemma(token)
    about = [line for line in case.side.lines if place in line.keys]
    twin = _twin(item.support, thing) or _twin(case.alignment.words, thing)
    if twin is None:
        return
    home = next(line for line in case.side.lines if twin.doc is line.words.doc and line.start <= twin.idx < line.end)
    if any(_joined(case, line, thing, place) and _one_doer(item, line, thing, case) for line in about):
        return
    start, end = prep.idx, token.idx + len(token)
    if thing.pos_ == "NOUN":
        start = min(start, thing.idx)
    rivals = [t for t in _places_at(twin, prep.lower_) if lemma(t) != place]
    if place in home.keys or any(place in line.keys for line in case.evidence[:1]):
        return
    if rivals:
        reason = f"“{case.digest[start:end]}”, but the report has “{twin.text} {_phrase(rivals[0])}”"
        yield Signal("place", start, end, {}, reason, (home,), "minor", None, "other_place")
    elif thing.pos_ == "NOUN" and _base(thing) is not None:
        whole = _base(thing)
        assert whole is not None
        others = [line for line in about if _joined(case, line, thing, place)]
        if not others:
            return
        reason = f"the report does not put this “{thing.text}” in {token.text}: there it stands with another subject"
        yield Signal("place", whole.idx, end, {}, reason, (home, others[0]), "minor", None, "other_subject")


def _base(thing: Any) -> Any | None:
    """The preposition over a placed noun ("from a military base"), where the finding begins."""
    return thing.head if thing.dep_ == "pobj" else None


def _twin(words: Iterable[Support], thing: Any) -> Any | None:
    """The report word for the placed noun or verb, in the lines that the clause or the sentence rests on."""
    support = next((s for s in words if s.token.i == thing.i), None)
    return support.by if support is not None and support.by is not None and support.best >= SAME else None


def _joined(case: Case, line: Line, thing: Any, place: str) -> bool:
    """Whether a line has the noun itself with the place under or beside it."""
    like = case.aligner.alike(lemma(thing))
    return any(like.get(key, 0.0) >= SAME for key in line.keys) and place in line.keys


def _one_doer(item: Proposition, line: Line, thing: Any, case: Case) -> bool:
    """Whether the doers of the two clauses can be one: no clash of one against many."""
    mine = doer(item.head)
    like = case.aligner.alike(lemma(thing))
    for token in line.content:
        if like.get(lemma(token), 0.0) < SAME:
            continue
        verb = token
        while verb.dep_ != "ROOT" and verb.pos_ not in ("VERB", "AUX"):
            verb = verb.head
        theirs = doer(verb)
        if (
            mine is None
            or theirs is None
            or _many(mine) is None
            or _many(mine) == _many(theirs)
            or _many(theirs) is None
        ):
            return True
    return False


def doer(verb: Any) -> Any | None:
    """The subject of a clause, or what a relative clause stands with."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        return verb.head
    if subject is None and verb.dep_ in ("acl", "relcl"):
        return verb.head
    if subject is None and verb.dep_ in ("conj", "xcomp"):
        return doer(verb.head)
    return subject


def _many(noun: Any) -> bool | None:
    number = noun.morph.get("Number")
    if noun.pos_ == "PRON" and noun.lower_ not in ("he", "she", "they"):
        return None
    if any(c.dep_ == "conj" for c in noun.children):
        return True
    return number[0] == "Plur" if number else None


def _places_at(twin: Any, prep: str) -> list[Any]:
    """Named places in a phrase with the same preposition (or "of", "at", "in") at the report's word."""
    preps = {prep} | ({"in", "of", "at"} if prep in ("in", "at") else set())
    return [
        c for p in twin.children if p.dep_ == "prep" and p.lower_ in preps
        for c in p.children if c.dep_ == "pobj" and c.pos_ == "PROPN" and c.ent_type_ not in ("DATE", "TIME")
    ]  # fmt: skip


def _phrase(token: Any) -> str:
    tokens = sorted((t for t in token.subtree if t.dep_ not in ("relcl", "acl")), key=lambda t: t.i)
    return f"{token.head.text} {tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text}"
