"""Sentences with some drifts, drawn from what each allows."""

from __future__ import annotations

import random
from typing import Any

from corruptions import Corruptor
from edits import Edit, Made, apply


def compose(sentence: Any, corruptor: Corruptor, rng: random.Random, *, drifts: int) -> Made | None:
    """A sentence with so many drifts, of types chosen evenly; None where it allows none."""
    chosen: list[Edit] = []

    def free(edit: Edit) -> bool:
        a, b = edit.whole or edit.reach
        for other in chosen:
            c, d = other.whole or other.reach
            if a <= d and c <= b:
                return False
        return True

    options = corruptor.edits(sentence)
    for _ in range(drifts):
        left = [edit for edit in options if free(edit)]
        if not left:
            break
        kind = rng.choice(sorted({str(edit.type) for edit in left}))
        chosen.append(rng.choice([edit for edit in left if edit.type == kind]))
    if not chosen:
        return None
    made = apply(sentence.text, chosen)
    if len(made.text) < 12 or not made.marks:
        return None
    return made
