"""A second reading of digest sentences, over the layers of an encoder that others taught to tell what follows from a text.

Only the layers of the encoder (`parse/contradiction.py`) are used, frozen; what reads them is ours (`data/entailment.onnx`, made by
`training/train_entailment.py`): three layers more over the states of all pieces, which then say what the first encoder says too: whether
the sentence drifts, whether each word does, and how.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from copydesk.audit.learned.drift import Reading, logistic, softmax
from copydesk.audit.learned.encoding import Encoded
from copydesk.parse.contradiction import CLOSES, LONGEST, OPENS, TOLD, encoder, fed, layer
from copydesk.parse.weights import pinned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAYERS = (8, 10, 11)  # whose states are read; chosen on held-out sentences, by linear heads
MARK, OWN = 0, 1  # the side of a mark and of the sentence's pieces; the first line of evidence is 2, the next 3
LINES = 6  # lines of evidence that are told apart


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """What the layers hold of each piece of a sentence beside its evidence.

    `states` by layer, piece and direction; `sides` and `seen` by piece: where it stands, and what of a piece of the sentence stands on the
    other side (one more than `encoding.HERE` and so on; 0 for other pieces). `start` and `end`: characters of the sentence's pieces, the
    first of which is number `first`.
    """

    states: NDArray[np.float32]
    sides: NDArray[np.int64]
    seen: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    first: int


def states(text: str, evidence: Sequence[str], read: Encoded) -> States:
    """What the layers hold of a sentence beside its evidence; `read` is the pair as it is encoded otherwise."""
    import numpy as np

    run, tokenizer = encoder(LAYERS)
    made = tokenizer.encode(text, add_special_tokens=False)
    mine = made.ids[:TOLD]
    lines = [tokenizer.encode(line, add_special_tokens=False).ids for line in evidence]
    room = LONGEST - 3 - len(mine)
    theirs = [(piece, OWN + 1 + min(at, LINES - 1)) for at, line in enumerate(lines) for piece in line][:room]
    row = [(OPENS, MARK), *theirs, (CLOSES, MARK), *((piece, OWN) for piece in mine), (CLOSES, MARK)]
    given = run.run([layer(n) for n in LAYERS], fed([piece for piece, _ in row]))
    # A piece that opens a word has the space before it.
    places = [(b - len(text[a:b].lstrip()), b) for a, b in made.offsets[:TOLD]]
    start, end = np.array(places, np.int64).reshape(-1, 2).T
    first = len(row) - 1 - len(mine)
    seen = np.zeros(len(row), np.int64)
    seen[first:-1] = 1 + _seen(read, start, end)
    held = np.stack([state[0, : len(row)] for state in given])
    return States(held, np.array([side for _, side in row]), seen, start, end, first)


def _seen(read: Encoded, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """What of each piece stands on the other side (`encoding.HERE` and so on)."""
    import numpy as np

    own = read.seen[1 : 1 + len(read.start)]
    over = (read.start < end[:, None]) & (read.end > start[:, None])
    found: NDArray[np.int64] = np.where(over, own, 0).max(1, initial=0)
    return found


@functools.cache
def _head() -> Any:
    return pinned("copydesk.audit", "entailment")[0]


def readings(rows: Sequence[tuple[str, Sequence[str], Encoded]]) -> list[Reading]:
    """What the encoder says of some sentences, each with its evidence and how it is encoded otherwise, in their order."""
    found = []
    for row in rows:
        held = states(*row)
        words, types, sentence = _head().run(None, {"states": held.states, "sides": held.sides, "seen": held.seen})
        own = slice(held.first, held.first + len(held.start))
        found.append(
            Reading(float(logistic(sentence)), logistic(words[own]), softmax(types[own]), held.start, held.end)
        )
    return found
