"""How far a predicate's event is a fact, as a reader of the sentence would judge: the rules of `wording.py`, weighed.

The rules say what modals, negation and governing words do. How readers take all of it together is learned: trees of
`data/factuality.npz` (training/train_factuality.py; its card stands in the same file) give the chances of some steps of
the scale, and the median of these chances is the answer.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping, Sequence
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

    def medians(self, seen: Sequence[Signs]) -> list[float]:
        """For each predicate the point of the scale with as much chance below as above; all of the last step is its upper edge."""
        return [self._median(chances) for chances in self.trees.chances(seen).tolist()] if seen else []

    def _median(self, chances: Sequence[float]) -> float:
        below = 0.0
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
    return factualities([token])[0]


def factualities(tokens: Sequence[Token]) -> list[float]:
    """`factuality` of several predicates, asked together."""
    return judged([signs(token) for token in tokens])


def judged(seen: Sequence[Signs], by: Steps | None = None) -> list[float]:
    """How far predicates' events are told as facts, by what is seen about them and some trees (those that ship)."""
    medians = (by or steps()).medians(seen)
    return [min(max(median, one["rule"] - DOWN), one["rule"] + UP) for one, median in zip(seen, medians, strict=True)]
