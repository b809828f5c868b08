"""How surely it is told: hedges lost or gained, plans told as done, allegations told as settled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.audit.cases import Case, Proposition, Signal
from copydesk.audit.lexicon import lexicon
from copydesk.audit.phrases import around, short
from copydesk.audit.scope import LEVELS, Scope

TOLD = frozenset({"say", "tell", "word", "version"})
SOFT = ("possible", "probable", "planned", "unknown")


def certainty(case: Case) -> Iterator[Signal]:
    """Clauses told more or less surely than the report words them."""
    hedges = lexicon("scope")
    mine_all = {t.lemma_.lower() for t in case.line.words} | {t.lower_ for t in case.line.words}
    for item in case.propositions:
        if item.line is None or item.anchor is None or item.anchor_scope is None:
            continue
        mine, theirs = item.scope, item.anchor_scope
        grounds: dict[str, float] = {}
        for level in SOFT:
            here, there = mine.has(level), theirs.has(level)
            if there and not here:
                grounds[f"lost.{level}"] = 1.0
            if here and not there:
                grounds[f"gained.{level}"] = 1.0
        claimed = {c.certainty for c in theirs.claims} - {"certain"}
        if claimed and not mine.has(*SOFT):
            grounds.update({f"claim.{value}": 1.0 for value in sorted(claimed)})
        here_verb = item.head.lemma_.lower()
        if here_verb in hedges["settled"] and item.anchor.lemma_.lower() not in hedges["settled"]:
            grounds["settled"] = 1.0
        if (
            mine.settled
            and not theirs.settled
            and mine.settled[0].lemma_.lower() not in {t.lemma_.lower() for t in item.line.words}
        ):
            grounds["settled.over"] = 1.0
        # That somebody says so is attribution, no doubt.
        if (
            any(t.lemma_.lower() not in TOLD for t in theirs.hedges["alleged"])
            and not mine.has("alleged")
            and not item.claims
        ):
            grounds["lost.alleged"] = 1.0
        line_hedges = _line_hedges(item, mine_all)
        if line_hedges and not grounds:
            grounds["lost.line"] = 1.0
        if not grounds:
            continue
        softer = not mine.has(*SOFT)
        grounds |= {
            "certainty": 1.0, "certainty.coverage": item.coverage, "certainty.flat": float(softer),
            "certainty.cue": float(item.cue), "certainty.head": _head(item), "certainty.attributed": float(bool(item.claims)),
            "certainty.past": float(item.head.tag_ in ("VBD", "VBN")), "certainty.main": float(item.head.dep_ == "ROOT"),
            "lost.held": item.coverage * any(name.startswith("lost") for name in grounds),
            "gained.held": item.coverage * any(name.startswith("gained") for name in grounds),
            "lost.flat": float(softer and any(name in grounds for name in ("lost.possible", "lost.probable", "lost.unknown"))),
            "plan.done": float("lost.planned" in grounds and item.head.tag_ in ("VBD", "VBN") and softer),
            "certainty.will": float("will" in mine_all), "certainty.line": float(bool(line_hedges)),
        }  # fmt: skip
        yield Signal("certainty", item.start, item.end, grounds, _reason(item, mine, theirs, line_hedges), (item.line,))


def _head(item: Proposition) -> float:
    """How well the deed itself is held up."""
    return next((s.best for s in item.support if s.token.i == item.head.i), 0.0)


def _line_hedges(item: Proposition, mine: set[str]) -> list[Any]:
    assert item.line is not None
    lists = lexicon("scope")
    words = lists["possible"] | lists["probable"]
    found = [t for t in item.line.words if t.lemma_.lower() in words or t.lower_ in words]
    return found if found and not (mine & (words | lists["planned"])) else []


def _reason(item: Proposition, mine: Scope, theirs: Scope, line_hedges: list[Any]) -> str:
    assert item.line is not None
    there = [t for level in LEVELS[:3] for t in theirs.hedges[level]]
    here = [t for level in LEVELS[:3] for t in mine.hedges[level]]
    if there and not here:
        return f"“{short(item.text)}” is told as so; the report hedges: “{around(there[0])}”"
    if here and not there:
        said = around(item.anchor) if item.anchor is not None else short(item.line.text)
        return f"the hedge “{here[0].text}” is not in the report, which says “{said}”"
    if line_hedges and not here:
        return f"“{short(item.text)}” drops the hedge of the report: “{around(line_hedges[0])}”"
    said = around(item.anchor) if item.anchor is not None else short(item.line.text)
    return f"“{short(item.text)}” is told more surely than the report words it: “{said}”"
