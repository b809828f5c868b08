"""A digest sentence and its evidence -> what the encoder reads: word pieces, side, and what of each word stands on the other side."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from copydesk.audit.lexicon import lexicon
from copydesk.claims.learned.windows import word_pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 192  # word pieces of sentence and evidence together, their marks included
SENTENCE = 80  # of these at most for the sentence
_OPENS, _CLOSES = 101, 102  # [CLS] and [SEP] of the vocabulary
# Of a word of the sentence: in the evidence to the letter, in another form, only elsewhere in the reports, nowhere.
HERE, ALIKE, ELSEWHERE, NOWHERE = 1, 2, 3, 4
# Of a word of the evidence: in the sentence too, or not. 0 stands for marks.
SHARED, OTHER = 5, 6
_WORD = re.compile(r"\w+", re.UNICODE)
_STEM = 5  # letters that two forms of one word share at least


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder reads; `start` and `end` are the characters of the sentence's pieces, the first of which stands at 1."""

    pieces: NDArray[np.int64]
    sides: NDArray[np.int64]
    seen: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


@functools.lru_cache(maxsize=100_000)
def norm(word: str) -> str:
    """How a word is compared: in lower case, a numeral as its number.

    >>> norm("Twelve"), norm("Talks")
    ('#12', 'talks')
    """
    lower = word.lower()
    number = lexicon("numerals")["words"].get(lower)
    if number is not None:
        return f"#{number}"
    return f"#{int(lower)}" if lower.isdecimal() and len(lower) < 18 else lower


def words_of(text: str) -> frozenset[str]:
    """The words of a text as they are compared."""
    return frozenset(norm(match.group()) for match in _WORD.finditer(text))


def _stems(words: Collection[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words if len(word) >= _STEM)


def _shapes(text: str, offsets: Sequence[tuple[int, int]], judge: Any) -> list[int]:
    """The number that `judge` gives to the word around each piece."""
    at: dict[int, int] = {}
    for match in _WORD.finditer(text):
        number = judge(norm(match.group()))
        for place in range(match.start(), match.end()):
            at[place] = number
    return [at.get(start, 0) for start, _ in offsets]


def encoded(told: str, evidence: Sequence[str], elsewhere: Collection[str] = ()) -> Encoded:
    """What the encoder reads of a sentence beside its evidence; `elsewhere` are all words of the reports."""
    import numpy as np

    tokenizer = word_pieces()
    mine = tokenizer.encode(told, add_special_tokens=False)
    ids, offsets = mine.ids[:SENTENCE], mine.offsets[:SENTENCE]
    here = frozenset[str]().union(*map(words_of, evidence))
    stems, said = _stems(here), words_of(told)

    def of_sentence(word: str) -> int:
        if word in here:
            return HERE
        if word[:_STEM] in stems and len(word) >= _STEM:
            return ALIKE
        return ELSEWHERE if word in elsewhere else NOWHERE

    pieces = [_OPENS, *ids, _CLOSES]
    seen = [0, *_shapes(told, offsets, of_sentence), 0]
    sides = [0] * len(pieces)
    for text in evidence:
        room = LONGEST - len(pieces) - 1
        if room < 4:
            break
        theirs = tokenizer.encode(text, add_special_tokens=False)
        pieces += [*theirs.ids[:room], _CLOSES]
        seen += [*_shapes(text, theirs.offsets[:room], lambda word: SHARED if word in said else OTHER), 0]
        sides += [1] * (len(pieces) - len(sides))
    start, end = (np.array([pair[side] for pair in offsets], np.int64) for side in (0, 1))
    return Encoded(np.array(pieces, np.int64), np.array(sides, np.int64), np.array(seen, np.int64), start, end)
