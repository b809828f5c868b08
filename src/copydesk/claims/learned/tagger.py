"""Windows -> how likely each word is a cue, and how likely each word near it belongs to its source and to its content."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from copydesk.claims.draft import Letters
from copydesk.claims.learned.windows import PUNCTUATION, SPACE, Window, windows
from copydesk.claims.tree import Tree
from copydesk.parse.weights import pinned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SOURCE, CONTENT = 0, 1
_NEVER = -30.0  # logit of a word that is neither cue nor source nor content
_FAR = 100  # words further apart than this are equally far
_STEPS = 20  # distances are told in this many steps to either side


@dataclass(frozen=True, slots=True)
class Roles:
    """For one cue: the tokens of its window, in text order, and the chance of each to be of the source and of the content.

    `start` is where each token begins, `words` which of them are words, `linked` how many words of content are expected.
    """

    tokens: NDArray[np.int64]
    start: NDArray[np.int64]
    words: NDArray[np.bool_]
    chance: NDArray[np.float32]
    linked: float

    def within(self, items: list[Letters]) -> NDArray[np.bool_]:
        """Which tokens begin in some characters."""
        import numpy as np

        found = np.zeros(len(self.start), bool)
        for first, last in items:
            found[np.searchsorted(self.start, first) : np.searchsorted(self.start, last)] = True
        return found


@dataclass(slots=True)
class Links:
    """What the encoder says of a report. Tokens outside its windows (headline, digest) are no cues."""

    size: int
    distance: NDArray[np.float32]
    read: list[tuple[Window, NDArray[np.float32]]]
    place: dict[int, tuple[int, int]] = field(default_factory=dict)
    known: dict[int, Roles] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, (window, _) in enumerate(self.read):
            for index, token in enumerate(window.tokens.tolist()):
                if token >= 0:
                    self.place.setdefault(token, (number, index))

    def cue(self, token: int) -> float:
        """The chance that a token attributes, 0 to 1."""
        place = self.place.get(token)
        return _chance_of(float(self.read[place[0]][1][place[1], 0])) if place else 0.0

    def cues(self, least: float) -> list[int]:
        """The tokens that attribute with at least this chance, in text order."""
        import numpy as np

        bar = np.log(least / (1 - least))
        found = []
        for number, (window, out) in enumerate(self.read):
            for index in np.flatnonzero(out[:, 0] >= bar).tolist():
                token = int(window.tokens[index])
                if token >= 0 and self.place[token] == (number, index):
                    found.append(token)
        return found

    def roles(self, cue: int) -> Roles | None:
        """Who and what belongs to a cue, by token; None outside the windows."""
        import numpy as np

        if cue in self.known:
            return self.known[cue]
        place = self.place.get(cue)
        if place is None:
            return None
        window, out = self.read[place[0]]
        size, at = self.size, place[1]
        own = out[at, 3 : 3 + 2 * size].reshape(2, size)
        others = out[:, 3 + 2 * size :].reshape(len(out), 2, size)
        logits = np.einsum("rd,trd->tr", own, others) / np.sqrt(np.float32(size)) + out[:, 1:3]
        apart = np.clip(np.arange(len(out)) - at, -_FAR, _FAR)
        steps = np.sign(apart) * np.log2(np.abs(apart) + 1) * 3
        logits = logits + self.distance[np.clip(np.round(steps).astype(int) + _STEPS, 0, 2 * _STEPS)]
        tokens = window.tokens
        first = (tokens >= 0) & np.concatenate(([True], tokens[1:] != tokens[:-1]))
        chance = (1 / (1 + np.exp(-logits[first]))).astype(np.float32)
        start, pos = window.start[first], window.pos[first]
        words = (pos != PUNCTUATION) & (pos != SPACE)
        found = Roles(tokens[first], start, words, chance, float(chance[words, CONTENT].sum()))
        self.known[cue] = found
        return found


def _chance_of(logit: float) -> float:
    from math import exp

    return 1 / (1 + exp(-logit)) if logit > -60 else 0.0


@functools.cache
def _model() -> tuple[Any, NDArray[np.float32], int]:
    import numpy as np

    session, card = pinned("copydesk.claims", "tagger")
    return session, np.array(card["distance"], dtype=np.float32), int(card["size"])


def links_of(tree: Tree, body: Letters, aside: Sequence[Letters] = ()) -> Links:
    """What the encoder says of the body of a report; what stands `aside` it reads, but links to nothing. Linear in its length."""
    session, distance, size = _model()
    read = []
    for window in windows(tree, body):
        fed = {"pieces": window.pieces, "pos": window.pos, "dep": window.dep, "shape": window.shape}
        out = session.run(None, {name: row[None] for name, row in fed.items()})[0][0]
        for start, end in aside:
            out[(window.start >= start) & (window.start < end), :3] = _NEVER
        read.append((window, out))
    return Links(size, distance, read)
