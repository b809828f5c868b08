"""Why: a cause or purpose that the report does not give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.audit.cases import Case, Signal
from copydesk.audit.lexicon import lexicon
from copydesk.audit.phrases import short
from copydesk.audit.sides import is_content


def _marks(line: Any) -> list[tuple[str, Any]]:
    """Words of cause in a sentence, with how plainly they say it."""
    lists = lexicon("causes")
    found: list[tuple[str, Any]] = []
    for token in line.words:
        word = token.lower_
        if word in ("because", "therefore", "thus", "hence", "consequently", "due", "owing", "thanks") or (
            word in ("since", "so") and token.dep_ == "mark" and not _elapsed(token)
        ):
            found.append(("plain", token))
        elif token.pos_ == "VERB" and token.lemma_.lower() in lists["verbs"]:
            found.append(("verb", token))
        elif token.pos_ == "NOUN" and token.lemma_.lower() in lists["nouns"]:
            found.append(("noun", token))
        elif word in ("after", "as", "since", "following", "when", "once", "amid") and (
            token.dep_ in ("mark", "advmod", "prep")
        ):
            found.append(("after", token))
        elif (
            word in ("over", "for", "by", "from")
            and token.dep_ == "prep"
            and any(c.dep_ in ("pcomp",) for c in token.children)
        ):
            found.append(("loose", token))
        elif word == "to" and token.dep_ == "aux" and token.head.dep_ == "advcl":
            found.append(("purpose", token))
        elif word == "over" and token.dep_ == "prep" and token.head.pos_ == "VERB":
            found.append(("loose", token))
    return found


def _elapsed(since: Any) -> bool:
    """Whether "since" counts time ("eight years since the club won")."""
    over = since.head.head
    return any(t.ent_type_ in ("DATE", "TIME") for t in over.subtree if t.i < since.i) and any(
        t.lemma_ == "have" for t in over.children
    )


def causality(case: Case) -> Iterator[Signal]:
    """Causes told in the digest sentence that no evidence line tells."""
    theirs = [(kind, t) for line in case.evidence for kind, t in _marks(line)]
    kinds = {kind for kind, _ in theirs}
    plain = kinds & {"plain", "verb", "noun"}
    for kind, token in _marks(case.line):
        head = (
            token.head if kind in ("plain", "after", "purpose") and token.dep_ in ("mark", "advmod", "aux") else token
        )
        tokens = sorted(head.subtree, key=lambda t: t.i)
        tokens = [t for t in tokens if t.i >= token.i]
        if not tokens:
            continue
        inside = [case.support(t) for t in tokens if is_content(t)]
        held = [s for s in inside if s is not None]
        total = sum(s.weight for s in held) or 1.0
        coverage = sum(s.weight * s.best for s in held) / total
        outside = [s for s in case.alignment.words if s.token not in tokens]
        lines_in = {s.line for s in held if s.best > 0.6}
        lines_out = {s.line for s in outside if s.best > 0.6}
        same = [t for _, t in theirs if t.lemma_.lower() == token.lemma_.lower()]
        grounds = {
            f"cause.{kind}": 1.0, "cause.same": float(bool(same)), "cause.there": float(bool(plain)),
            "cause.missing": float(not plain) * float(kind in ("plain", "verb", "noun")), "cause.kind_there": float(kind in kinds),
            "cause.coverage": coverage, "cause.apart": float(bool(lines_in and lines_out and not lines_in & lines_out)),
            "cause.empty": float(not held), "cause.attributed": float(bool(case.line.claims)), "cause.unheld": 1.0 - coverage,
        }  # fmt: skip
        end_token = next((t for t in reversed(tokens) if not t.is_punct and not t.is_space), tokens[-1])
        start, end = tokens[0].idx, max(tokens[0].idx + len(tokens[0]), end_token.idx + len(end_token))
        gives = "gives a purpose" if kind == "purpose" else "gives a cause or an order of events"
        reason = f"“{short(case.digest[start:end])}” {gives} that the report does not"
        yield Signal("causality", start, end, grounds, reason, case.evidence[:2])
