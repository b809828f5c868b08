"""Edits of sentences: what is replaced, what becomes wrong by it, and the sentence after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.audit.lexicon import lexicon
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


def rewritings(sentence: Any) -> list[Edit]:
    """What can be left out or put otherwise in a sentence (a spaCy span) so that it stays true."""
    base = sentence.start_char
    found: list[Edit] = []
    doc = sentence.doc
    for token in sentence:
        span = doc[token.left_edge.i : token.right_edge.i + 1]
        before = doc[span.start - 1] if span.start > sentence.start else None
        after = doc[span.end] if span.end < sentence.end else None
        if token.dep_ in ("appos", "relcl", "acl") and before is not None and before.text == "," and len(span) > 2:
            if after is not None and after.text == ",":
                found.append(Edit(((before.idx - base, after.idx + 1 - base, ""),)))
            elif after is not None and after.text == ".":
                found.append(Edit(((before.idx - base, after.idx - base, ""),)))
        if (
            token.dep_ == "advmod"
            and token.lower_
            in ("also", "however", "meanwhile", "now", "still", "again", "even", "just", "very", "really")
            and token.i > sentence.start
        ):
            stop = token.idx + len(token) + len(token.whitespace_)
            found.append(Edit(((token.idx - base, stop - base, ""),)))
        if (
            token.i == sentence.start
            and token.lower_ in ("but", "and", "meanwhile", "however", "also")
            and token.i + 2 < sentence.end
        ):
            following = token.nbor(1)
            if following.text == ",":
                following = token.nbor(2)
            new = following.text[0].upper()
            found.append(Edit(((0, following.idx - base + 1, new),)))
        lower = token.lower_
        words = lexicon("numerals")["words"]
        if token.like_num and not token.is_sent_start:
            if token.text.isdigit() and int(token.text) <= 12 and token.ent_type_ not in ("DATE", "TIME"):
                word = next((w for w, n in words.items() if n == int(token.text) and w.isalpha()), None)
                if word:
                    found.append(Edit(((token.idx - base, token.idx + len(token) - base, word),)))
            elif lower in words and lower.isalpha() and words[lower] < 100:
                found.append(Edit(((token.idx - base, token.idx + len(token) - base, str(words[lower])),)))
    quotes = [t for t in sentence if t.text in '"“”']
    if quotes:
        found.append(Edit(tuple((t.idx - base, t.idx + 1 - base, "") for t in quotes)))
    return found
