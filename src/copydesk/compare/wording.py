"""The words of a report as texts are compared: folded, with where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Words that tell where in a place, and that no place is known by.
COMPASS = frozenset(
    {"north", "south", "east", "west", "centre", "center", "central", "northern", "southern", "eastern", "western"}
)
# Letters and digits, with an apostrophe or a decimal point inside ("don't", "48.6"). Every repeat is over one class of
# characters, so the time is linear.
_WORD = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'"})
_SHORT = 3


def folded(word: str) -> str:
    """A word in small letters without accents.

    >>> folded("Quiñónez")
    'quinonez'
    """
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text, folded, and where each starts and ends (code points)."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)


def wording(text: str) -> Wording:
    """The words of a text in order.

    >>> wording("At 2:15 a.m., Quiñónez").words
    ('at', '2', '15', 'a.m', 'quinonez')
    """
    found = list(_WORD.finditer(text))
    return Wording(
        tuple(folded(match.group()) for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
    )


def stem(word: str) -> str:
    """A folded word without the endings that grammar puts on it; crude, but the same for the same word.

    >>> [stem(word) for word in ("killing", "killed", "kills", "bodies", "stopped", "blazes", "police")]
    ['kill', 'kill', 'kill', 'body', 'stop', 'blaz', 'polic']
    """
    if not word.isalpha():
        return word.removesuffix("'s")
    for ending in ("ings", "ing", "edly", "ed", "ies", "ied", "es", "s", "e", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT and not word.endswith("ss"):
            base = word[: -len(ending)]
            if ending in ("ies", "ied"):
                return base + "y"
            double = len(base) > _SHORT and base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if double and ending in ("ing", "ings", "ed") else base
    return word


def stems(text: str) -> Iterator[str]:
    """The stems of a text's words, in order."""
    return (stem(word) for word in wording(text).words)
