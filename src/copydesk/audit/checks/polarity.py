"""Yes and no: negations, denials and opposites that differ from the report."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from copydesk.audit.cases import Case, Proposition, Signal
from copydesk.audit.checks.numbers import other_half
from copydesk.audit.checks.whereabouts import SIDES
from copydesk.audit.lexicon import lexicon
from copydesk.audit.phrases import around, short
from copydesk.audit.scope import governors, predicate, scope
from copydesk.audit.sides import THEY, Line, lemma
from copydesk.audit.words import opposites

WHOLE = 0.7  # share of a clause that must stand in the report for a lone "not" to tell
HELD = 0.6  # likeness from which a word of denial has its counterpart in the report ("dismissed" for "fired")
NEAREST = 12  # lines looked at for a contrary statement


def polarity(case: Case) -> Iterator[Signal]:
    """Clauses that affirm what the report denies, deny what it affirms, or use an opposite."""
    for item in case.propositions:
        if item.line is None or item.anchor is None or item.anchor_scope is None:
            continue
        if other_half(item.tokens, item.line.words):
            continue
        pair = _opposite(item)
        line_no, near_no, mine_no = _negatives(item)
        grounds = _grounds(case, item, line_no, near_no, mine_no)
        if pair:
            grounds |= {
                "opposite": 1.0,
                "opposite.held": item.coverage,
                "opposite.head": float(pair[0].i == item.head.i),
            }
        against = _contrary(case, item) if not mine_no else None
        if against is not None:
            grounds |= {"contrary": 1.0}
        if set(grounds) <= {"far.lost"}:
            continue  # a "no" elsewhere in the report sentence is none of the clause's
        if not grounds:
            continue
        head, anchor = item.head.lemma_.lower(), item.anchor.lemma_.lower()
        grounds |= {
            "polarity": 1.0, "polarity.coverage": item.coverage, "polarity.exact": float(head == anchor),
            "polarity.cue": float(item.cue), "polarity.head": _head(item), "polarity.main": float(item.head.dep_ == "ROOT"),
            "polarity.attributed": float(bool(item.claims)), "polarity.many": min(3.0, len(line_no)) / 3,
        }  # fmt: skip
        proof = item.line
        if grounds.keys() & {"affirmed", "denied"} and case.evidence and item.line not in case.evidence:
            proof = case.evidence[0]  # what was admitted or denied stands there
        lines = (proof,) if against is None or against is proof else (proof, against)
        reason = (
            _reason(item, proof, pair, near_no, mine_no)
            if against is None or near_no or pair
            else _contradicted(item, against)
        )
        yield Signal("polarity", item.start, item.end, grounds, reason, lines)
        if _negated(item, near_no, mine_no):
            yield Signal("polarity", item.start, item.end, {}, reason, (item.line,), rule="negated")


def _negatives(item: Proposition) -> tuple[list[Any], list[Any], list[Any]]:
    """Words of denial in the report line, those of them over the place the clause rests on, and those in the clause."""
    assert item.line is not None
    lists = lexicon("scope")
    no = lists["negative"] | lists["denying"]
    line_no = [t for t in item.line.words if (t.lower_ in no or t.lemma_.lower() in no) and not _bounds(t)]
    top = predicate(item.anchor)
    over = {top.i, *(t.i for t in governors(top))}
    near_no = [t for t in line_no if t.i in over or predicate(t).i in over]
    held = {s.token.i: s.by.i for s in item.support if s.best >= HELD and s.by is not None}
    told = {held[t.i] for t in item.tokens if t.i in held and (t.lower_ in no or t.lemma_.lower() in no)}
    near_no = [t for t in near_no if t.i not in told]  # the clause has this "denies" itself
    mine_no = [
        t for t in item.tokens
        if (t.lower_ in no or t.lemma_.lower() in no) and not _bounds(t) and t.dep_ != "amod"
        and not (t.i in held and t.lower_ not in lists["negative"])
    ]  # fmt: skip
    near_no = [t for t in near_no if t.dep_ != "amod"]
    return line_no, *_unmatched(item, near_no, mine_no)


def _unmatched(item: Proposition, near_no: list[Any], mine_no: list[Any]) -> tuple[list[Any], list[Any]]:
    """Negations of the two sides without those that stand before the same word on both ("not soldiers")."""
    left, theirs = [], list(near_no)
    by = {s.token.i: s.by for s in item.support if s.by is not None and s.best >= HELD}
    assert item.line is not None
    every = [t for t in item.line.words if t.lower_ in lexicon("scope")["negative"]]
    for mine in mine_no:
        twin = next((by[t.i] for t in item.tokens if t.i > mine.i and t.i in by), None)
        mate = next((t for t in every if twin is not None and 0 < twin.i - t.i <= 3), None)
        if mate is None:
            left.append(mine)
        else:
            theirs = [t for t in theirs if t.i != mate.i]
    return theirs, left


def _grounds(
    case: Case, item: Proposition, line_no: list[Any], near_no: list[Any], mine_no: list[Any]
) -> dict[str, float]:
    assert item.line is not None
    assert item.anchor is not None
    assert item.anchor_scope is not None
    lists = lexicon("scope")
    mine, theirs = item.scope, item.anchor_scope
    head, anchor = item.head.lemma_.lower(), item.anchor.lemma_.lower()
    alike = case.aligner.alike(head).get(anchor, 0.0) > 0.85 or head == anchor
    same = next((s.best for s in item.support if s.token.i == item.head.i), 0.0) >= HELD
    here = (len(mine.negations) + len(mine.denials) + (head in lists["denying"] and not same)) % 2
    there = (len(theirs.negations) + len(theirs.denials) + (anchor in lists["denying"] and not same)) % 2
    if mine.negations and not mine_no and not near_no:
        here = there  # each "not" stands before the same word
    grounds: dict[str, float] = {}
    if here != there:
        grounds |= {"parity": 1.0, "parity.held": item.coverage, "parity.alike": float(alike)}
    if bool(mine.negations) != bool(theirs.negations) and (mine_no or near_no or not mine.negations):
        lost = "lost" if theirs.negations else "gained"
        grounds |= {f"negation.{lost}": 1.0, "negation.alike": float(alike), "negation.held": item.coverage}
    if bool(near_no) != bool(mine_no):
        grounds["near.lost" if near_no else "near.gained"] = 1.0
        grounds["near.held"] = item.coverage
    elif not mine_no and line_no:
        grounds["far.lost"] = 1.0
    words = {t.lemma_.lower() for line in case.evidence for t in line.words}
    if head in lists["affirming"] and not words & lists["affirming"]:
        grounds |= {"affirmed": 1.0, "affirmed.no": float(bool(line_no))}
    if head in lists["denying"] and not words & (lists["denying"] | lists["negative"]):
        grounds["denied"] = 1.0
    if (any(c.certainty == "unknown" for c in theirs.claims) or _withheld(item)) and not mine_no:
        grounds["withheld"] = 1.0
    return grounds


def _negated(item: Proposition, near_no: list[Any], mine_no: list[Any]) -> bool:
    """Whether the same deed stands in the report under a plain "not" that the clause has lost, all else being there."""
    if item.anchor is None or item.coverage < WHOLE or item.cue or mine_no or item.scope.negations:
        return False
    deed = _deed(item.head)
    if lemma(deed) != lemma(item.anchor) or item.anchor.pos_ != "VERB" or deed.pos_ != "VERB":
        return False
    if item.scope.denials or item.scope.has("possible", "unknown"):
        return False
    return any(t.dep_ == "neg" and t.head.i == item.anchor.i for t in near_no)


def _deed(head: Any) -> Any:
    """The verb that tells the deed: "walk" in "was able to walk"."""
    for child in head.children:
        if child.dep_ == "acomp" and child.lemma_.lower() == "able":
            return next((c for c in child.children if c.dep_ == "xcomp"), head)
    return head


def _head(item: Proposition) -> float:
    """How well the deed itself is held up."""
    return next((s.best for s in item.support if s.token.i == item.head.i), 0.0)


def _contrary(case: Case, item: Proposition) -> Line | None:
    """A report line that has the same deed under a negation, with another word of the clause beside it.

    Where its subject is a pronoun, the words of the line before count as its own: "Police questioned the captain. He has not
    been charged."
    """
    key = lemma(item.head)
    keys = {s.key for s in item.support} - {key}
    for other, value in case.aligner.alike(key).items():
        if value < 0.85:
            continue
        for number in case.side.where[other][:NEAREST]:
            line = case.side.lines[number]
            beside = set(_told(case, line)) - {other}
            if not any(case.aligner.alike(k).get(there, 0.0) > 0.85 for k in keys for there in beside):
                continue
            for token, found in zip(line.content, line.keys, strict=True):
                if found == other and scope(token, line).negations:
                    return line
    return None


def _told(case: Case, line: Line) -> tuple[str, ...]:
    """What a report line speaks of: its words, and those of the line before where its subject is a pronoun."""
    before = case.side.lines[line.number - 1] if line.number else None
    if (
        before is None
        or before.report != line.report
        or not any(t.dep_ in ("nsubj", "nsubjpass") and t.lower_ in THEY for t in line.words)
    ):
        return line.keys
    return line.keys + before.keys


def _contradicted(item: Proposition, line: Line) -> str:
    return f"“{short(item.text)}”, but the report also says: “{short(line.text)}”"


def _bounds(token: Any) -> bool:
    """Whether a "no" belongs to a bound ("no fewer than 60"), which denies nothing."""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return token.lower_ in ("no", "not") and after in ("fewer", "less", "more", "later", "earlier", "longer", "only")


def _withheld(item: Proposition) -> bool:
    assert item.line is not None
    return any(t.lemma_.lower() in ("whether", "unknown", "unclear", "decline", "refuse") for t in item.line.words)


def _opposite(item: Proposition) -> tuple[Any, Any] | None:
    """A digest word and its opposite in the report line, where the word itself is missing there."""
    assert item.line is not None
    there = {t.lower_: t for t in item.line.words} | {t.lemma_.lower(): t for t in item.line.words}
    for token in item.tokens:
        key = token.lemma_.lower()
        if key in there or token.lower_ in SIDES or token.pos_ not in ("VERB", "ADJ", "ADV", "NOUN"):
            continue
        for other in sorted(
            opposites(key)
            | _listed(key)
            | {f"un{token.lower_}", f"un{key}", token.lower_.removeprefix("un")} - {token.lower_}
        ):
            if other in there:
                found = there[other]
                negated = scope(found, item.line).negations
                if not negated:
                    return token, found
    return None


@functools.lru_cache(maxsize=4_000)
def _listed(key: str) -> frozenset[str]:
    found: set[str] = set()
    for one, other in lexicon("opposites")["groups"]:
        found |= {*(other if key in one else ()), *(one if key in other else ())}
    return frozenset(found)


def _reason(item: Proposition, line: Line, pair: tuple[Any, Any] | None, line_no: list[Any], mine_no: list[Any]) -> str:
    said = around(item.anchor) if item.anchor is not None and item.line is line else short(line.text)
    if pair:
        return f"“{pair[0].text}”, but the report says “{around(pair[1])}”"
    if line_no and not mine_no:
        return f"“{short(item.text)}” leaves out the “{line_no[0].text}” of the report: “{around(line_no[0])}”"
    if mine_no and not line_no:
        return f"“{mine_no[0].text}” is not in the report, which says “{said}”"
    return f"“{short(item.text)}” affirms or denies otherwise than the report: “{said}”"
