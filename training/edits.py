"""Edits of sentences: what is replaced, what becomes wrong by it, and the sentence after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.nouns import DriftType


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a sentence to be replaced (`parts`: start, end, new words); with a type it makes the sentence drift.

    `whole` are the characters that become wrong where these are more than what is put in.
    """

    parts: tuple[tuple[int, int, str], ...]
    type: DriftType | None = None
    whole: tuple[int, int] | None = None

    @property
    def reach(self) -> tuple[int, int]:
        """From the first to the last character it touches."""
        return min(a for a, _, _ in self.parts), max(b for _, b, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Made:
    """A sentence after its edits, with what is wrong in it: start, end, type."""

    text: str
    marks: tuple[tuple[int, int, DriftType], ...]


def apply(text: str, edits: Sequence[Edit]) -> Made:
    """A sentence with some edits made, none of which may touch another's characters."""
    parts = sorted(
        ((a, b, new, edit) for edit in edits for a, b, new in edit.parts), key=lambda part: (part[0], part[1])
    )
    pieces: list[str] = []
    moved: list[tuple[int, int]] = []  # (place in the old text, how far what follows has moved)
    marks: list[tuple[int, int, DriftType]] = []
    at = shift = 0
    for a, b, new, edit in parts:
        pieces += [text[at:a], new]
        if edit.type and edit.whole is None:
            begin = a + shift
            if new.strip():
                marks.append((begin, begin + len(new), edit.type))
            else:  # what was taken away shows at the word before it
                marks.append((max(0, begin - 1), begin + 1, edit.type))
        shift += len(new) - (b - a)
        moved.append((b, shift))
        at = b
    made = "".join([*pieces, text[at:]])

    def place(old: int) -> int:
        return old + max(((b, s) for b, s in moved if b <= old), default=(0, 0))[1]

    for edit in edits:
        if edit.type and edit.whole is not None:
            marks.append((place(edit.whole[0]), place(edit.whole[1]), edit.type))
    trimmed = []
    for a, b, type_ in marks:
        words = [m.span() for m in re.finditer(r"\S+", made) if m.start() < b and m.end() > a]
        if words:
            trimmed.append((max(a, words[0][0]), min(b, words[-1][1]) if b > words[-1][0] else words[-1][1], type_))
    if made[:1].islower() and text[:1].isupper():
        made = made[:1].upper() + made[1:]
    return Made(made, tuple(trimmed))
