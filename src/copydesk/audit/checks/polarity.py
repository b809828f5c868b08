"""Yes and no: negations, denials and opposites that differ from the report."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from copydesk.audit.cases import Case, Proposition, Signal
from copydesk.audit.lexicon import lexicon
from copydesk.audit.phrases import short
from copydesk.audit.scope import scope
from copydesk.audit.words import opposites


def polarity(case: Case) -> Iterator[Signal]:
    """Clauses that affirm what the report denies, deny what it affirms, or use an opposite."""
    lists = lexicon("scope")
    no = lists["negative"] | lists["denying"]
    for item in case.propositions:
        if item.line is None or item.anchor is None or item.anchor_scope is None:
            continue
        mine, theirs = item.scope, item.anchor_scope
        head, anchor = item.head.lemma_.lower(), item.anchor.lemma_.lower()
        here = (len(mine.negations) + len(mine.denials) + (head in lists["denying"])) % 2
        there = (len(theirs.negations) + len(theirs.denials) + (anchor in lists["denying"])) % 2
        grounds: dict[str, float] = {}
        if here != there:
            grounds["parity"] = 1.0
        if bool(mine.negations) != bool(theirs.negations):
            grounds["negation"] = 1.0
        pair = _opposite(item)
        if pair:
            grounds["opposite"] = 1.0
        line_no = [t for t in item.line.words if t.lower_ in no or t.lemma_.lower() in no]
        mine_no = [t for t in case.line.words if t.lower_ in no or t.lemma_.lower() in no]
        if bool(line_no) != bool(mine_no):
            grounds["line.lost" if line_no else "line.gained"] = 1.0
        if head in lists["affirming"] and any(t.lemma_.lower() in lists["denying"] for t in item.line.words):
            grounds["affirmed"] = 1.0
        if head in lists["denying"] and not line_no:
            grounds["denied"] = 1.0
        if any(c.certainty == "unknown" for c in theirs.claims) or _withheld(item):
            if not mine_no:
                grounds["withheld"] = 1.0
        if not grounds:
            continue
        grounds |= {
            "polarity": 1.0, "polarity.coverage": item.coverage, "polarity.exact": float(head == anchor),
            "polarity.cue": float(item.cue), "polarity.main": float(item.head.dep_ == "ROOT"),
            "polarity.attributed": float(bool(item.claims)), "polarity.many": min(3.0, len(line_no)) / 3,
        }  # fmt: skip
        yield Signal("polarity", item.start, item.end, grounds, _reason(item, pair, line_no, mine_no), (item.line,))


def _withheld(item: Proposition) -> bool:
    assert item.line is not None
    return any(t.lemma_.lower() in ("whether", "unknown", "unclear", "decline", "refuse") for t in item.line.words)


def _opposite(item: Proposition) -> tuple[Any, Any] | None:
    """A digest word and its opposite in the report line, where the word itself is missing there."""
    assert item.line is not None
    there = {t.lemma_.lower(): t for t in item.line.words}
    for token in item.tokens:
        key = token.lemma_.lower()
        if key in there or token.pos_ not in ("VERB", "ADJ", "ADV", "NOUN"):
            continue
        for other in sorted(opposites(key) | _listed(key)):
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


def _reason(item: Proposition, pair: tuple[Any, Any] | None, line_no: list[Any], mine_no: list[Any]) -> str:
    assert item.line is not None
    quote = short(item.line.text)
    if pair:
        return f"“{pair[0].text}”, but the report says “{pair[1].text}”: “{quote}”"
    if line_no and not mine_no:
        return f"“{short(item.text)}” leaves out the “{line_no[0].text}” of the report: “{quote}”"
    if mine_no and not line_no:
        return f"“{mine_no[0].text}” is not in the report, which says: “{quote}”"
    return f"“{short(item.text)}” affirms or denies otherwise than the report: “{quote}”"
