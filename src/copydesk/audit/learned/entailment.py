"""What an encoder says of digest sentences beside their evidence: which words drift, how, and whether the sentence does.

Others taught the encoder to tell what follows from a text (`parse/deberta.py`). We adapt its upper layers (`parse/adapted.py`), with three heads;
`training/train_entailment.py` made `data/entailment.*`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from copydesk.parse import deberta
from copydesk.parse.adapted import LONGEST, Adapted, adapted
from copydesk.parse.seen import seen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOLD = 70  # of them at most for the sentence
ADAPTED = 3  # the first layer that is adapted, of 12 counted from 0; before it pieces are told where they stand
MARK, OWN = 0, 1  # the side of a mark and of the sentence's pieces; the first line of evidence is 2, the next 3
LINES = 6  # lines of evidence that are told apart
WORD = re.compile(r"\w\w+")


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


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What is given to the encoder: a sentence beside its evidence.

    By piece: its number (`pieces`), where it stands (`sides`), and whether the word of a piece of the sentence stands on the other side
    (`seen`: `seen.HERE` and so on; 0 for other pieces). `start` and `end`: characters of the sentence's pieces, the first of which is number
    `first`.
    """

    pieces: NDArray[np.int64]
    sides: NDArray[np.int64]
    seen: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    first: int


def given(text: str, evidence: Sequence[str], elsewhere: Collection[str] = ()) -> Given:
    """A sentence beside its evidence, as the encoder reads them; `elsewhere` are all words of the reports."""
    import numpy as np

    tokenizer = deberta.tokenizer()
    made = tokenizer.encode(text, add_special_tokens=False)
    mine = made.ids[:TOLD]
    lines = [tokenizer.encode(line, add_special_tokens=False).ids for line in recased(text, evidence)]
    room = LONGEST - 3 - len(mine)
    theirs = [(piece, OWN + 1 + min(at, LINES - 1)) for at, line in enumerate(lines) for piece in line][:room]
    marks = [(piece, MARK) for piece in (deberta.OPENS, deberta.CLOSES)]
    row = [marks[0], *theirs, marks[1], *((piece, OWN) for piece in mine), marks[1]]
    # A piece that opens a word has the space before it.
    places = [(b - len(text[a:b].lstrip()), b) for a, b in made.offsets[:TOLD]]
    start, end = np.array(places, np.int64).reshape(-1, 2).T
    first = len(row) - 1 - len(mine)
    stands = np.zeros(len(row), np.int64)
    stands[first:-1] = seen(text, start.tolist(), evidence, elsewhere)
    pieces, sides = np.array(row).T
    return Given(pieces, sides, stands, start, end, first)


def recased(text: str, evidence: Sequence[str]) -> list[str]:
    """The evidence with words in capitals written as the sentence writes them: "OSLO" beside "Oslo" is another word to the encoder.

    >>> recased("Police in Oslo held two men.", ["OSLO, May 3 (NTB) - Police held two men."])
    ['Oslo, May 3 (NTB) - Police held two men.']
    """
    told = {word.lower(): word for word in WORD.findall(text)}

    def written(found: re.Match[str]) -> str:
        return told.get(found[0].lower(), found[0]) if found[0].isupper() else found[0]

    return [WORD.sub(written, line) for line in evidence]


def types() -> tuple[str, ...]:
    """The types of drift, in the order of `Reading.types`."""
    return tuple(_taught().card["types"])


def _taught() -> Adapted:
    return adapted("copydesk.audit", "entailment")


def readings(rows: Sequence[tuple[str, Sequence[str]]], elsewhere: Collection[str] = ()) -> list[Reading]:
    """What the encoder says of some sentences, each with its evidence, in their order; `elsewhere` are all words of the reports."""
    found = []
    for text, evidence in rows:
        row = given(text, evidence, elsewhere)
        words, types, sentence = _taught().read(row.pieces, sides=row.sides, seen=row.seen)
        own = slice(row.first, row.first + len(row.start))
        found.append(Reading(float(logistic(sentence)), logistic(words[own]), softmax(types[own]), row.start, row.end))
    return found


def logistic(logits: Any) -> Any:
    """The chances of some log-odds."""
    import numpy as np

    return (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)


def softmax(logits: Any) -> Any:
    """The shares of some logits, along the last axis."""
    import numpy as np

    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return (raised / raised.sum(-1, keepdims=True)).astype(np.float32)
