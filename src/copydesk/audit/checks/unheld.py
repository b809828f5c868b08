"""Sentences that no report tells."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.audit.cases import Case, Signal

FEWEST = 3  # words that say something; fewer tell nothing that could be missing
HELD = 0.5  # share of a sentence that the reports must hold for its parts to be looked at singly


def unheld(case: Case) -> Iterator[Signal]:
    """A whole sentence of which the best evidence holds less than half."""
    coverage = case.alignment.coverage
    if len(case.alignment.words) < FEWEST or coverage >= HELD:
        return
    words = case.alignment.words
    total = sum(w.weight for w in words) or 1.0
    strange = sum(w.weight for w in words if w.anywhere < HELD) / total
    named = [w for w in words if w.token.pos_ in ("PROPN", "NUM") and w.anywhere < HELD]
    grounds = {
        "unheld": 1.0, "unheld.share": 1.0 - coverage, "unheld.none": float(not case.evidence), "unheld.strange": strange,
        "unheld.named": min(3.0, len(named)) / 3.0,
    }  # fmt: skip
    told = f"; “{named[0].token.text}” stands nowhere in it" if named else ""
    reason = f"no sentence of the report tells this{told}"
    yield Signal("addition", case.line.start, case.line.end, grounds, reason, case.evidence[:1])
