"""Boosted trees, as `training/boosting.py` grows them, asked at run time in plain numpy."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trees:
    """Nodes of all trees: from a node left where the feature is at most the threshold, else right; below 0 are leaves.

    Tree number n speaks of class n % classes; `start` is where the sum of each class begins.
    """

    place: dict[str, int]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    leaf: NDArray[np.float32]
    roots: NDArray[np.int32]
    start: NDArray[np.float32]

    @classmethod
    def of(cls, archive: Mapping[str, Any]) -> Trees:
        """The trees of an archive of arrays."""
        names = str(archive["names"]).split("\n")
        arrays = {name: archive[name] for name in ("feature", "threshold", "left", "right", "leaf", "roots", "start")}
        return cls(place={name: at for at, name in enumerate(names)}, **arrays)

    def chances(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """The chance of each class for each row of named numbers; what is not named is 0. One line a row."""
        values = np.zeros((len(rows), len(self.place)), np.float32)
        for at, row in enumerate(rows):
            for name, value in row.items():
                if (place := self.place.get(name)) is not None:
                    values[at, place] = value
        node = np.tile(self.roots, len(rows))
        owner = np.repeat(np.arange(len(rows)), len(self.roots))
        going = np.arange(len(node))
        while len(going):
            at_node = node[going]
            goes = values[owner[going], self.feature[at_node]] <= self.threshold[at_node]
            node[going] = np.where(goes, self.left[at_node], self.right[at_node])
            going = going[node[going] >= 0]
        said = self.leaf[-node - 1].reshape(len(rows), -1, len(self.start)).sum(1, dtype=np.float64) + self.start
        weights = np.exp(said - said.max(1, keepdims=True))
        shares: NDArray[np.float64] = weights / weights.sum(1, keepdims=True)
        return shares


def stored(archive: bytes) -> dict[str, Any]:
    """The arrays of an NPZ file's bytes."""
    with np.load(io.BytesIO(archive)) as arrays:
        return dict(arrays)
