"""What the encoder says of digest sentences beside their evidence: which words drift, how, and whether the sentence does."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from copydesk.audit.learned.encoding import Encoded
from copydesk.parse.weights import pinned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROWS = 8  # sentences read at a time, those of like length together


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Of one sentence: the chance that it drifts, and of each word piece (characters `start` to `end`) the chance and the type's."""

    chance: float
    words: NDArray[np.float32]
    types: NDArray[np.float32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def over(self, start: int, end: int) -> NDArray[np.bool_]:
        """Which word pieces lie in some characters of the sentence."""
        return (self.start < end) & (self.end > start)


@functools.cache
def _model() -> tuple[Any, tuple[str, ...]]:
    session, card = pinned("copydesk.audit", "drift")
    return session, tuple(card["types"])


def types() -> tuple[str, ...]:
    """The types of drift, in the order of `Reading.types`."""
    return _model()[1]


def readings(rows: Sequence[Encoded]) -> list[Reading]:
    """What the encoder says of some sentences, in their order. Linear in their length."""
    import numpy as np

    session, _ = _model()
    found: list[Reading | None] = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda number: len(rows[number].pieces))
    for begin in range(0, len(order), ROWS):
        group = order[begin : begin + ROWS]
        longest = max(len(rows[number].pieces) for number in group)
        fed = {name: np.zeros((len(group), longest), np.int64) for name in ("pieces", "sides", "seen", "mask")}
        for at, number in enumerate(group):
            row = rows[number]
            size = len(row.pieces)
            fed["pieces"][at, :size], fed["sides"][at, :size], fed["seen"][at, :size] = row.pieces, row.sides, row.seen
            fed["mask"][at, :size] = 1
        words, sentence = session.run(None, fed)
        for at, number in enumerate(group):
            row = rows[number]
            mine = words[at, 1 : 1 + len(row.start)]
            found[number] = Reading(
                float(logistic(sentence[at])), logistic(mine[:, 0]), softmax(mine[:, 1:]), row.start, row.end
            )
    return [reading for reading in found if reading is not None]


def logistic(logits: Any) -> Any:
    """The chances of some log-odds."""
    import numpy as np

    return (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)


def softmax(logits: Any) -> Any:
    """The shares of some logits, along the last axis."""
    import numpy as np

    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return (raised / raised.sum(-1, keepdims=True)).astype(np.float32)
