"""Sentences with some drifts and some rewritings, drawn from what each allows."""

from __future__ import annotations

import random
from typing import Any

from corruptions import Corruptor
from edits import Edit, Made, apply, rewritings


def compose(sentence: Any, corruptor: Corruptor, rng: random.Random, *, drifts: int, rewrites: int) -> Made | None:
    """A sentence with so many drifts, of types chosen evenly, and up to so many rewritings; None where it allows none."""
    chosen: list[Edit] = []

    def free(edit: Edit) -> bool:
        a, b = edit.whole or edit.reach
        for other in chosen:
            c, d = other.whole or other.reach
            if a <= d and c <= b:
                return False
        return True

    options = corruptor.edits(sentence) if drifts else []
    for _ in range(drifts):
        left = [edit for edit in options if free(edit)]
        if not left:
            break
        kind = rng.choice(sorted({str(edit.type) for edit in left}))
        chosen.append(rng.choice([edit for edit in left if edit.type == kind]))
    if drifts and not chosen:
        return None
    plain = rewritings(sentence)
    rng.shuffle(plain)
    for edit in plain[:rewrites]:
        if free(edit):
            chosen.append(edit)
    made = apply(sentence.text, chosen)
    if len(made.text) < 12 or bool(made.marks) != bool(drifts):
        return None
    return made
