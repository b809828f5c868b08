"""Ranges of a text, and where they stand without white space."""

from __future__ import annotations

Range = tuple[int, int]  # start and end in code points


def stripped(text: str, start: int, end: int) -> Range:
    """The range of a text without the white space at its ends; empty at its start where there is nothing else.

    >>> stripped(" One. ", 0, 6), stripped("One. ", 4, 5)
    ((1, 5), (4, 4))
    """
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if piece.strip() else (start, start)
