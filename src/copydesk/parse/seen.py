"""What of each word of a sentence stands in the text beside it, as the encoders are told beside the words themselves."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Collection, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Of a word of the sentence: in the evidence to the letter, in another form, only elsewhere in the reports, nowhere. MARK: no word.
MARK, HERE, ALIKE, ELSEWHERE, NOWHERE = 1, 2, 3, 4, 5
_STEM = 5  # letters that two forms of one word share at least


@functools.cache
def numerals() -> dict[str, int]:
    """Words for numbers, from data/numerals.toml."""
    found: dict[str, int] = tomllib.loads(
        (files("copydesk.parse") / "data" / "numerals.toml").read_text(encoding="utf-8")
    )["words"]
    return found


@functools.cache
def _word() -> re.Pattern[str]:
    """A word; "twenty-three" is one."""
    tens = "|".join(word for word, number in numerals().items() if number in range(20, 100, 10))
    units = "|".join(("one", *(word for word, number in numerals().items() if 0 < number < 10)))
    return re.compile(rf"\b(?:{tens})-(?:{units})\b|\w+", re.IGNORECASE)


@functools.lru_cache(maxsize=100_000)
def norm(word: str) -> str:
    """How a word is compared: in lower case, a numeral as its number.

    >>> norm("Twelve"), norm("Twenty-one"), norm("Talks")
    ('#12', '#21', 'talks')
    """
    lower = word.lower()
    tens, _, unit = lower.partition("-")
    number = numerals().get(tens)
    if number is not None:
        return f"#{number + (numerals().get(unit, 1) if unit else 0)}"
    return f"#{int(lower)}" if lower.isdecimal() and len(lower) < 18 else lower


def tens_and_units(words: str) -> bool:
    """Whether some words are one number that two tell: "twenty-three"."""
    return "-" in words and _word().fullmatch(words) is not None


def words_of(text: str) -> frozenset[str]:
    """The words of a text as they are compared."""
    return frozenset(norm(match.group()) for match in _word().finditer(text))


def seen(text: str, start: Sequence[int], evidence: Sequence[str], elsewhere: Collection[str]) -> NDArray[np.int64]:
    """Where the word around each of some characters of a sentence stands (HERE and so on); `elsewhere` are all words of the reports."""
    import numpy as np

    here = frozenset[str]().union(*map(words_of, evidence))
    stems = frozenset(word[:_STEM] for word in here if len(word) >= _STEM)

    def stands(word: str) -> int:
        if word in here:
            return HERE
        if len(word) >= _STEM and word[:_STEM] in stems:
            return ALIKE
        return ELSEWHERE if word in elsewhere else NOWHERE

    of = np.full(len(text) + 1, MARK, np.int64)
    for match in _word().finditer(text):
        of[match.start() : match.end()] = stands(norm(match.group()))
    return of[np.asarray(start, np.int64)]
