"""What is learned of pairs of clauses: whether two tell of one thing, and how they relate."""

from __future__ import annotations

import functools
import importlib.resources
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.compare.facts.counterparts import Said
from copydesk.compare.facts.pairs import Pair
from copydesk.nouns import Relation

if TYPE_CHECKING:
    import numpy as np

    from copydesk.parse.trees import Trees

AT_ONCE = 2000  # pairs that the trees are asked about at a time, for the memory that it takes
RELATIONS: tuple[Relation, ...] = ("agree", "update", "conflict")
SURE = 1e-6
# What the other signs mean hangs on these: two accounts in one report, a denial, a figure, wording that is far apart.
CROSSED = ("here", "one not", "meaning", "attribute", "same count")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights over the signs: whether two clauses tell of one thing (here trees have half of the say), and how they relate.

    The signs of all pairs say which an encoder reads (`counterparts.py`); of these it has a say in both.
    """

    names: tuple[str, ...]
    mean: np.ndarray
    scale: np.ndarray
    topic: np.ndarray
    relations: np.ndarray
    second: np.ndarray  # of a 1, the first chance as log-odds, and the encoder's
    trees: Trees  # of two classes: something else, one thing

    def rows(self, pairs: Sequence[Pair]) -> np.ndarray:
        """The signs of some pairs, each on one scale, with a 1 in front."""
        import numpy as np

        table_ = np.array([[p.signs[name] for name in self.names] for p in pairs]).reshape(len(pairs), len(self.names))
        return np.hstack([np.ones((len(pairs), 1)), (table_ - self.mean) / self.scale])

    def crossed(self, rows: np.ndarray) -> np.ndarray:
        """The rows with the products of each sign with those of CROSSED behind."""
        import numpy as np

        own = [rows[:, 1:] * rows[:, [1 + self.names.index(name)]] for name in CROSSED]
        return np.hstack([rows, *own])

    def one_thing(self, pairs: Sequence[Pair], rows: np.ndarray) -> np.ndarray:
        """The chance of each pair, with its row, that its clauses tell of one thing."""
        import numpy as np

        signs = [pair.signs for pair in pairs]
        parts = [self.trees.chances(signs[at : at + AT_ONCE]) for at in range(0, len(signs), AT_ONCE)]
        grown = np.concatenate(parts) if parts else np.ones((0, 2))
        odds = self.crossed(rows) @ self.topic + np.log(grown[:, 1] / grown[:, 0])
        chance: np.ndarray = 1 / (1 + np.exp(-odds / 2))
        return chance

    def sure(self, first: float, said: Said) -> float:
        """The chance that two clauses tell of one thing, from that by their signs and what the encoder says."""
        odds = self.second @ [1.0, log_odds(first), said.one_thing]
        return float(1 / (1 + math.exp(-odds)))

    def relation(self, row: np.ndarray, said: Said) -> dict[Relation, float]:
        """What speaks for each of RELATIONS (0..1, each by itself) between two clauses with a row."""
        import numpy as np

        found = 1 / (1 + np.exp(-self.relations @ np.append(row, said.relations)))
        return dict(zip(RELATIONS, found.tolist(), strict=True))


def log_odds(chance: float) -> float:
    """A chance as log-odds; one that is next to sure is no surer."""
    kept = min(max(chance, SURE), 1 - SURE)
    return math.log(kept / (1 - kept))


@functools.cache
def weights() -> Weights:
    """The weights of data/pairs.json and the trees of data/pairs.npz, made by training/train_pairs.py."""
    import numpy as np

    from copydesk.parse.trees import Trees, stored

    data = importlib.resources.files("copydesk.compare") / "data"
    raw = json.loads((data / "pairs.json").read_text(encoding="utf-8"))
    arrays = {name: np.array(raw[name]) for name in ("mean", "scale", "topic", "relations", "second")}
    return Weights(names=tuple(raw["names"]), trees=Trees.of(stored((data / "pairs.npz").read_bytes())), **arrays)
