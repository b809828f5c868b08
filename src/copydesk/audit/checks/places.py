"""Places: where it happened, and from where to where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.audit.cases import Case, Signal

LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "to",
        "outside",
        "inside",
        "into",
        "towards",
        "toward",
        "off",
        "around",
        "across",
        "through",
        "on",
        "of",
        "via",
        "between",
    }
)
PLACES = frozenset({"GPE", "LOC", "FAC"})


def _placed(token: Any) -> Any | None:
    """The preposition of place over a word, if there is one."""
    head = token
    for _ in range(3):
        if head.dep_ == "pobj" and head.head.lower_ in LOCATIVE:
            return head.head
        if head.dep_ not in ("compound", "conj", "poss", "amod", "nmod", "appos"):
            return None
        head = head.head
    return None


def places(case: Case) -> Iterator[Signal]:
    """Places of the digest sentence that its evidence does not name, or names in another role."""
    for token in case.line.content:
        prep = _placed(token)
        named = token.ent_type_ in PLACES
        if not (named or (token.pos_ == "PROPN" and prep is not None)) and not (
            prep is not None
            and token.pos_ == "NOUN"
            and prep.lower_ in ("in", "at", "near", "from", "into", "outside", "inside")
            and token.dep_ == "pobj"
        ):
            continue
        held = case.support(token)
        if held is None:
            continue
        theirs = _placed(held.by) if held.by is not None else None
        rivals = [
            t for line in case.evidence for t in line.content
            if t.ent_type_ in PLACES and t.i != (held.by.i if held.by is not None else -1)
        ]  # fmt: skip
        same_prep = [
            t for t in rivals if prep is not None and (p := _placed(t)) is not None and p.lower_ == prep.lower_
        ]
        moved = bool(
            prep and theirs and {prep.lower_, theirs.lower_} & {"from", "to", "into"} and prep.lower_ != theirs.lower_
        )
        grounds = {
            "place": 1.0, "place.named": float(named), "place.proper": float(token.pos_ == "PROPN"), "place.absent": 1.0 - held.best,
            "place.nowhere": 1.0 - held.anywhere, "place.rival": float(bool(rivals)) * (1.0 - held.best),
            "place.same_prep": float(bool(same_prep)) * (1.0 - held.best), "place.moved": float(moved),
            "place.locative": float(prep is not None), "place.held": case.alignment.coverage,
            "place.proper_absent": float(token.pos_ == "PROPN") * (1.0 - held.best),
            "place.headline": float(held.anywhere < 0.9 and held.key in case.side.headlines),
        }  # fmt: skip
        if held.best > 0.9 and not moved:
            continue
        rival = (same_prep or rivals or [None])[0]
        if moved and prep is not None:
            reason = (
                f"“{prep.text} {token.text}”, but the report has “{theirs.text} {held.by.text}”"
                if theirs is not None and held.by is not None
                else ""
            )
        elif rival is not None:
            reason = f"“{token.text}” is not in the report sentence, which has “{rival.text}”"
        else:
            reason = f"no sentence that this rests on puts it at “{token.text}”"
        yield Signal(
            "place",
            token.idx,
            token.idx + len(token),
            grounds,
            reason,
            case.evidence[:2],
            "minor",
            rival.text if rival is not None and named and not moved else None,
        )
