"""What an encoder says of two clauses: whether they tell of one thing, and how they stand to each other.

It reads the sentences of both and is told which words are the clauses'. It is the encoder of the audit (`parse/adapted.py`), taught anew
with sets of reports by `training/train_counterparts.py`, which made `data/counterparts.*`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.compare.facts.clauses import Clause
from copydesk.parse import deberta
from copydesk.parse.adapted import LONGEST, adapted
from copydesk.parse.seen import seen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The side of a mark, of the pieces of either clause, and of what stands around it.
MARK, OTHER, ONE, BY_ONE, BY_OTHER = range(5)
ROOM = (LONGEST - 3) // 2  # word pieces of either sentence


@dataclass(frozen=True, slots=True)
class Said:
    """What the encoder says of two clauses, as log-odds: that they tell of one thing, and of each relation if they do."""

    one_thing: float
    relations: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What is given of one clause: its sentence, with the names that stand for its pronouns in front, and where the clause lies in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What is given to the encoder, by piece: its number, where it stands, and whether the word of one of the second sentence stands in the first."""

    pieces: NDArray[np.int64]
    sides: NDArray[np.int64]
    seen: NDArray[np.int64]


def said(pairs: Sequence[tuple[Clause, Clause]]) -> list[Said]:
    """What the encoder says of some pairs of clauses, in their order."""
    encoder = adapted("copydesk.compare", "counterparts")
    found = []
    for one, other in pairs:
        row = given(part(one), part(other))
        one_thing, relations = encoder.read(row.pieces, sides=row.sides, seen=row.seen)
        found.append(Said(round(float(one_thing), 3), tuple(round(float(each), 3) for each in relations)))
    return found


def part(clause: Clause) -> Part:
    """What the encoder is given of a clause."""
    text = clause.around.quote
    named = [name for key, name in clause.keys.items() if key.startswith("@") and name not in text]
    before = f"{', '.join(named)}: " if named else ""
    start, end = (min(max(0, at - clause.around.start), len(text)) for at in (clause.start, clause.end))
    return Part(before + text, len(before) + start, len(before) + end)


def given(one: Part, other: Part) -> Given:
    """Two clauses in their sentences, as the encoder reads them."""
    import numpy as np

    rows = [_pieces(each) for each in (one, other)]
    (first, here, _), (second, there, offsets) = rows
    pieces = [deberta.OPENS, *first, deberta.CLOSES, *second, deberta.CLOSES]
    sides = [MARK, *np.where(here, ONE, BY_ONE), MARK, *np.where(there, OTHER, BY_OTHER), MARK]
    stands = np.zeros(len(pieces), np.int64)
    # A piece that opens a word has the space before it.
    words = [b - len(other.text[a:b].lstrip()) for a, b in offsets]
    stands[len(first) + 2 : -1] = seen(other.text, words, [one.text], ())
    return Given(np.array(pieces, np.int64), np.array(sides, np.int64), stands)


def _pieces(part: Part) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
    """The word pieces of a sentence, whether each is the clause's, and its characters; of a long one those around the clause."""
    import numpy as np

    made = deberta.tokenizer().encode(part.text, add_special_tokens=False)
    pieces, offsets = np.array(made.ids, np.int64), np.array(made.offsets, np.int64).reshape(-1, 2)
    own = (offsets[:, 0] < part.end) & (offsets[:, 1] > part.start)
    begin = 0
    if len(pieces) > ROOM and own.any():
        first, last = int(own.argmax()), len(own) - int(own[::-1].argmax())
        begin = min(max(0, (first + last - ROOM) // 2), len(pieces) - ROOM, first)
    kept = slice(begin, begin + ROOM)
    return pieces[kept], own[kept], offsets[kept]
