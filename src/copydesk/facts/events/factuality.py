"""How far a predicate's event is a fact, as a reader of the sentence would judge: the rules of `wording.py`, weighed.

The rules say what modals, negation and governing words do. How readers take all of it together is learned: trees of
`data/factuality.npz` (training/train_factuality.py; its card stands in the same file) give the chances of some steps of
the scale, and the median of these chances is the answer.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from copydesk.facts.events.signs import Signs, signs
from copydesk.parse.trees import Trees, stored

if TYPE_CHECKING:
    from spacy.tokens import Token

# How far the trees may leave what the rules say: seldom far up, as what a source denies or believes stays denied or
# believed however plainly the sentence tells it; readers see many a plan as sure not to come about.
UP, DOWN = 0.7, 2.5


@dataclass(frozen=True, slots=True)
class Steps:
    """Trees whose classes are steps of the scale, and the edges between these."""

    trees: Trees
    edges: tuple[float, ...]

    @classmethod
    def of(cls, archive: Mapping[str, Any]) -> Steps:
        """The trees and edges of an archive of arrays."""
        return cls(Trees.of(archive), tuple(float(edge) for edge in archive["edges"]))

    def median(self, seen: Signs) -> float:
        """The point of the scale with as much chance below as above; all of the last step is its upper edge."""
        below = 0.0
        chances = [float(chance) for chance in self.trees.chances([seen])[0]]
        for step, chance in enumerate(chances[:-1]):
            if below + chance >= 0.5:
                low, high = self.edges[step], self.edges[step + 1]
                return low + (0.5 - below) / chance * (high - low)
            below += chance
        return self.edges[-1]


@functools.cache
def steps() -> Steps:
    """The trees that ship."""
    return Steps.of(
        stored(importlib.resources.files("copydesk.facts.events").joinpath("data/factuality.npz").read_bytes())
    )


def factuality(token: Token) -> float:
    """How far the event of a predicate is told as a fact, from -3 (certainly not) to 3 (certainly so).

    >>> from copydesk.parse import document
    >>> doc = document("The army denied that it had attacked the town.")
    >>> factuality(doc[1]) > 2.5, factuality(doc[6]) < 0
    (True, True)
    """
    return judged(signs(token))


def judged(seen: Signs, by: Steps | None = None) -> float:
    """How far a predicate's event is told as a fact, by what is seen about it and some trees (those that ship)."""
    return min(max((by or steps()).median(seen), seen["rule"] - DOWN), seen["rule"] + UP)
