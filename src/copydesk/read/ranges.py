"""Ranges of a text: where they stand without white space, and whether a place stands in one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

Range = tuple[int, int]  # start and end in code points


def stripped(text: str, start: int, end: int) -> Range:
    """The range of a text without the white space at its ends; empty at its start where there is nothing else.

    >>> stripped(" One. ", 0, 6), stripped("One. ", 4, 5)
    ((1, 5), (4, 4))
    """
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if piece.strip() else (start, start)


def stands_in(place: int, ranges: Sequence[Range]) -> bool:
    """Whether the character at `place` stands in one of some ranges, which are in text order and do not overlap.

    >>> [stands_in(place, ((0, 3), (5, 8))) for place in (2, 3, 5, 8)]
    [True, False, True, False]
    """
    before = bisect_right(ranges, place, key=itemgetter(0))
    return before > 0 and place < ranges[before - 1][1]
