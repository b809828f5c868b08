"""How far a predicate's event is a fact, as a reader of the sentence would judge: the rules of `wording.py`, weighed.

The rules say what modals, negation and governing words do. How readers take all of it together is learned: trees of
`data/factuality.npz` (training/train_factuality.py; its card stands in the same file) give the chances of some steps of
the scale, and the median of these chances is the answer.
"""

from __future__ import annotations

import functools
import importlib.resources
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from copydesk.facts.events.signs import Signs, signs

if TYPE_CHECKING:
    from spacy.tokens import Token

# How far the trees may leave what the rules say: seldom far up, as what a source denies or believes stays denied or
# believed however plainly the sentence tells it; readers see many a plan as sure not to come about.
UP, DOWN = 0.7, 2.5


@dataclass(frozen=True, slots=True)
class Trees:
    """Nodes of all trees: from a node left where the sign is at most the threshold, else right; below 0 are leaves."""

    place: dict[str, int]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    leaf: NDArray[np.float32]
    roots: NDArray[np.int32]
    start: NDArray[np.float32]
    edges: tuple[float, ...]

    @classmethod
    def of(cls, archive: Any) -> Trees:
        """The trees of an archive of arrays."""
        names = str(archive["names"]).split("\n")
        arrays = {name: archive[name] for name in ("feature", "threshold", "left", "right", "leaf", "roots", "start")}
        edges = tuple(float(edge) for edge in archive["edges"])
        return cls(place={name: at for at, name in enumerate(names)}, edges=edges, **arrays)

    def chances(self, seen: Signs) -> NDArray[np.float64]:
        """The chance of each step of the scale."""
        values = np.zeros(len(self.place), np.float32)
        for name, value in seen.items():
            if (place := self.place.get(name)) is not None:
                values[place] = value
        node = self.roots.copy()
        going = np.arange(len(node))
        while len(going):
            at = node[going]
            goes = values[self.feature[at]] <= self.threshold[at]
            node[going] = np.where(goes, self.left[at], self.right[at])
            going = going[node[going] >= 0]
        said = self.leaf[-node - 1].reshape(-1, len(self.start)).sum(0, dtype=np.float64) + self.start
        weights = np.exp(said - said.max())
        shares: NDArray[np.float64] = weights / weights.sum()
        return shares

    def median(self, seen: Signs) -> float:
        """The point of the scale with as much chance below as above; all of the last step is its upper edge."""
        below = 0.0
        chances = [float(chance) for chance in self.chances(seen)]
        for step, chance in enumerate(chances[:-1]):
            if below + chance >= 0.5:
                low, high = self.edges[step], self.edges[step + 1]
                return low + (0.5 - below) / chance * (high - low)
            below += chance
        return self.edges[-1]


@functools.cache
def trees() -> Trees:
    """The trees that ship."""
    data = importlib.resources.files("copydesk.facts.events").joinpath("data/factuality.npz").read_bytes()
    with np.load(io.BytesIO(data)) as archive:
        return Trees.of(archive)


def factuality(token: Token) -> float:
    """How far the event of a predicate is told as a fact, from -3 (certainly not) to 3 (certainly so).

    >>> from copydesk.parse import document
    >>> doc = document("The army denied that it had attacked the town.")
    >>> factuality(doc[1]) > 2.5, factuality(doc[6]) < 0
    (True, True)
    """
    return judged(signs(token))


def judged(seen: Signs, by: Trees | None = None) -> float:
    """How far a predicate's event is told as a fact, by what is seen about it and some trees (those that ship)."""
    return min(max((by or trees()).median(seen), seen["rule"] - DOWN), seen["rule"] + UP)
