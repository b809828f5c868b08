"""Numbers: values, bounds and shares that differ from the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.audit.cases import Case, Signal
from copydesk.audit.lexicon import lexicon
from copydesk.audit.phrases import phrase
from copydesk.audit.scope import predicate
from copydesk.audit.sides import Line, goes_on, lemma
from copydesk.nouns import Quantity

BOUNDS = {
    "least": "min", "over": "min", "minimum": "min", "exceed": "min", "more": "min", "above": "min",
    "most": "max", "under": "max", "maximum": "max", "up": "max", "many": "max", "less": "max", "fewer": "max", "below": "max", "almost": "max", "nearly": "max",
}  # fmt: skip

HALVES = (0.5, 50.0)  # half of a whole, and as a percentage


def _value(key: str) -> float | None:
    return float(key[1:]) if key.startswith("#") else None


def _numerals(line: Line) -> list[Any]:
    timed = [(t.start, t.end) for t in line.times]
    return [
        t for t in line.words
        if lemma(t).startswith("#") and not goes_on(t) and t.pos_ in ("NUM", "NOUN", "ADJ", "ADV", "DET", "PROPN")
        and not any(a <= t.idx < b for a, b in timed) and t.ent_type_ not in ("DATE", "TIME")
    ]  # fmt: skip


def _around(token: Any, line: Line) -> Iterator[Quantity]:
    """The quantity that a numeral is a part of: the 1.2 of "1.2 million" is not the number that is told."""
    return (q for q in line.quantities if q.start <= token.idx < q.end)


def _bound(token: Any) -> str | None:
    for offset in (1, 2, 3):
        if token.i - offset < token.sent.start:
            break
        word = token.nbor(-offset)
        if word.is_punct:
            break
        if word.lower_ in BOUNDS:
            negated = word.i > token.sent.start and word.nbor(-1).lower_ in ("no", "not")
            bound = BOUNDS[word.lower_]
            return bound if not negated else ("max" if bound == "min" else "min")
    after = token.nbor(1).lower_ + " " + token.nbor(2).lower_ if token.i + 2 < token.sent.end else ""
    return "min" if after in ("or more", "and more") else None


def _denied(token: Any) -> bool:
    """Whether the clause that a word stands in is denied."""
    return any(c.dep_ == "neg" for c in predicate(token).children)


def other_half(mine: Iterable[Any], theirs: Iterable[Any]) -> bool:
    """Whether two clauses tell of the two halves of one whole: "over half are not mended" where "fewer than half" are."""
    here, there = ([t for t in words if _value(lemma(t)) in HALVES] for words in (mine, theirs))
    return any({_bound(a), _bound(b)} == {"min", "max"} and _denied(a) != _denied(b) for a in here for b in there)


def _last(token: Any) -> Any:
    """The last word of a number: the "three" of "twenty-three", the "million" of "1.2 million"."""
    while token.dep_ == "compound" and token.head.pos_ == "NUM":
        token = token.head
    return token


def _unit(token: Any) -> str:
    token = _last(token)
    head = token.head if token.dep_ in ("nummod", "quantmod", "compound", "amod") else token
    return lemma(head)


def numbers(case: Case) -> Iterator[Signal]:
    """Numerals and quantifiers of the digest sentence that its evidence does not give."""
    evidence = [t for line in case.evidence for t in _numerals(line)]
    values = {_value(lemma(t)) for t in evidence}
    anywhere = {_value(key) for key in case.side.where if key.startswith("#")}
    spread = {v for line in case.evidence for q in line.quantities for v in (q.low, q.high) if v is not None}
    for token in _numerals(case.line):
        value = _value(lemma(token))
        if value is None:
            continue
        told = {value} | {v for q in _around(token, case.line) for v in (q.low, q.high) if v is not None}
        near = [v for v in values | spread for t in told if v and t and abs(v - t) <= 0.04 * max(v, t)]
        rivals = [
            t
            for t in evidence
            if case.aligner.alike(_unit(token)).get(_unit(t), 0.0) > 0.6 and lemma(t) != lemma(token)
        ]
        mates = [t for t in evidence if lemma(t) == lemma(token)]
        mine = _bound(token)
        theirs = {_bound(t) for t in mates}
        flipped = bool(mates and mine and theirs and mine not in theirs and None not in theirs)
        flipped = flipped and not other_half([token], mates)
        grounds = {
            "number": 1.0, "number.absent": float(value not in values and not near), "number.nowhere": float(value not in anywhere and value not in spread),
            "number.near": float(bool(near) and value not in values), "number.rival": float(bool(rivals) and not mates),
            "number.flipped": float(flipped), "number.bound": float(bool(mates) and mine not in theirs),
            "number.small": float(value <= 2), "number.unit": float(bool(mates) and not any(case.aligner.alike(_unit(token)).get(_unit(t), 0.0) > 0.5 for t in mates)),
            "number.held": case.alignment.coverage, "number.evidence": float(bool(evidence)),
        }  # fmt: skip
        start, end = phrase(token)[0], phrase(_last(token))[1]
        other = rivals[0] if rivals else (mates[0] if mates else None)
        line = case.evidence[:2]
        there = (
            f"the report has “{_with_unit(other)}”" if other is not None else "the report sentence gives no such number"
        )
        if flipped and other is not None:
            there = f"the report sets the bound the other way (“{_with_unit(other)}”)"
        reason = f"“{_with_unit(token)}”: {there}"
        suggestion = rivals[0].doc[rivals[0].i : _last(rivals[0]).i + 1].text if rivals and not mates else None
        yield Signal("number", start, end, grounds, reason, line, "major", suggestion)
        if flipped:
            yield Signal("number", start, end, {}, reason, line, "major", rule="bound")
    yield from _courses(case)
    yield from _quantifiers(case)


def _course(quantity: Quantity, line: Line) -> str | None:
    """Whether something changes by an amount or to one: "by" in "fell a fifth", "to" in "fell to a fifth"."""
    span = line.words.doc.char_span(quantity.start, quantity.end)
    if span is None:
        return None
    by = span.root.head if span.root.dep_ == "pobj" else span.root
    word = by.lower_ if by.dep_ in ("prep", "agent") else "by" if by.dep_ in ("dobj", "npadvmod") else ""
    if by.head.lemma_.lower() not in lexicon("quantifiers")["change"]:
        return None
    return "by" if word == "of" else word if word in ("by", "to") else None


def _courses(case: Case) -> Iterator[Signal]:
    """Changes by an amount to which the report has the change, or the other way round."""
    for mine in case.line.quantities:
        course = _course(mine, case.line)
        if course is None:
            continue
        there = [
            (_course(theirs, line), theirs, line)
            for line in case.evidence
            for theirs in line.quantities
            if (theirs.low, theirs.high) == (mine.low, mine.high)
        ]
        if not there or any(other in (None, course) for other, _, _ in there):
            continue
        _, theirs, line = there[0]
        reason = f"changed {course} “{mine.quote}”: the report has a change {there[0][0]} “{theirs.quote}”"
        yield Signal("number", mine.start, mine.end, {}, reason, (line,), rule="course")


def _with_unit(token: Any) -> str:
    if token is None:
        return ""
    last = _last(token)
    head = last.head if last.dep_ in ("nummod", "quantmod", "compound") else last
    low = token.i
    while (
        low > token.sent.start
        and token.i - low < 3
        and (
            token.doc[low - 1].lower_ in BOUNDS
            or token.doc[low - 1].lower_ in ("at", "than", "as", "no", "to", "about", "some")
        )
    ):
        low -= 1
    return str(token.doc[min(low, head.i) : max(token.i, head.i) + 1].text)


def _quantifiers(case: Case) -> Iterator[Signal]:
    groups: dict[str, list[str]] = lexicon("quantifiers")["groups"]
    kind = {word: name for name, words in groups.items() for word in words}
    there = {kind[t.lower_] for line in case.evidence for t in line.words if t.lower_ in kind}
    numerals = [t for line in case.evidence for t in _numerals(line)]
    for token in case.line.words:
        name = kind.get(token.lower_)
        if name is None or token.dep_ not in (
            "det",
            "nsubj",
            "nsubjpass",
            "dobj",
            "predet",
            "amod",
            "pobj",
            "nummod",
            "advmod",
            "quantmod",
            "attr",
            "preconj",
        ):
            continue
        grounds = {
            f"quantifier.{name}": 1.0, "quantifier": 1.0, "quantifier.missing": float(name not in there),
            "quantifier.other": float(bool(there - {name})), "quantifier.number": float(bool(numerals)),
            "quantifier.held": case.alignment.coverage,
        }  # fmt: skip
        if name in there:
            continue
        head = token.head if token.dep_ in ("det", "predet", "amod", "nummod", "quantmod") else token
        end = max(token.idx + len(token), head.idx + len(head) if 0 <= head.i - token.i <= 3 else 0)
        line = case.evidence[:1]
        reason = f"“{case.digest[token.idx : end]}”: the report does not say “{token.text}”"
        yield Signal("number", token.idx, end, grounds, reason, line, "minor")
