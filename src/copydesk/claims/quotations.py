"""Where quotations stand: over sentence and paragraph ends, unclosed, nested, in any style of mark, and in a transcript's turns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.read.turns import Turn

_MARK = re.compile(r"[\"“”„‟«»‹›‘’‚']|``|''|\n\s*\n")
# Opening mark -> the marks that close it. A German or Polish „ closes with either curly mark.
_CLOSES = {
    "“": "”", '"': '"', "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "'": "'", "‚": "‘’", "``": "''",
}  # fmt: skip
_SINGLE = "‘'‚"
# An unclosed quotation longer than this is a stray mark, not speech.
LONGEST = 6_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, marks included: `start` to `end` in code points, its nesting `depth`, and whether it was closed.

    `continues` tells that it goes on from the quotation before it, which the end of a paragraph left open.
    """

    start: int
    end: int
    depth: int
    closed: bool
    continues: bool = False


class Quotations:
    """The quotations of a text, found by place; what a transcript's `turns` tell is quoted without marks."""

    def __init__(self, found: list[Quotation], turns: Sequence[Turn] = ()) -> None:
        self.turns = tuple(turns)
        self.marks = frozenset(turn.mark[0] for turn in turns)
        self.all = tuple(sorted(found, key=lambda quotation: (quotation.start, -quotation.end)))
        self.outer = tuple(quotation for quotation in self.all if quotation.depth == 0)
        self._starts = [quotation.start for quotation in self.outer]

    def at(self, place: int) -> Quotation | None:
        """The outermost quotation that covers the character at `place`, or None."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place < self.outer[index].end:
            return self.outer[index]
        return None

    def between(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The outermost quotations that overlap `start` to `end`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for quotation in self.outer[first:]:
            if quotation.start >= end:
                break
            if quotation.end > start:
                found.append(quotation)
        return tuple(found)

    def after(self, place: int) -> Quotation | None:
        """The first outermost quotation that begins at or after `place`."""
        index = bisect_right(self._starts, place - 1)
        return self.outer[index] if index < len(self.outer) else None

    def before(self, place: int) -> Quotation | None:
        """The last outermost quotation that begins before `place`."""
        index = bisect_right(self._starts, place - 1) - 1
        return self.outer[index] if index >= 0 else None


def find_quotations(text: str, start: int = 0, end: int | None = None, turns: Sequence[Turn] = ()) -> Quotations:
    """The quotations between `start` and `end` of `text`, in one pass; each paragraph of a turn is one without marks.

    >>> [text[q.start:q.end] for text in ["He said “no”."] for q in find_quotations(text).all]
    ['“no”']
    """
    end = len(text) if end is None else end
    found: list[Quotation] = []
    at = start
    for turn in turns:
        for number, (first, last) in enumerate(turn.parts):
            found += _marked(text, at, first if number else turn.label[0])
            found.append(Quotation(first, last, 0, True))
            found += [replace(inner, depth=inner.depth + 1) for inner in _marked(text, first, last)]
            at = last
    return Quotations(found + _marked(text, at, end), turns)


def _marked(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations in marks between two places."""
    found: list[Quotation] = []
    stack: list[tuple[str, int, bool]] = []  # opening mark, place, goes on from the paragraph before
    carried = False
    for match in _MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        if mark[0] == "\n":
            carried = _paragraph_end(stack, found, at, text, match.end(), end)
            continue
        if stack and mark in _CLOSES[stack[-1][0]] and _can_close(text, mark, at, stack[-1][0], end):
            _, begun, goes_on = stack.pop()
            found.append(Quotation(begun, match.end(), len(stack), True, goes_on))
        elif (
            len(stack) > 1
            and mark not in _SINGLE + "’"
            and mark in _CLOSES[stack[-2][0]]
            and not _can_open(text, mark, at, match.end(), end)
        ):
            stack.pop()  # an inner mark was never closed: the outer one closes over it
            _, begun, goes_on = stack.pop()
            found.append(Quotation(begun, match.end(), len(stack), True, goes_on))
        elif mark in _CLOSES and len(stack) < 4 and _can_open(text, mark, at, match.end(), end):
            if mark in "»›" and not stack and "«" in text[:at][-200:]:
                continue
            stack.append((mark, at, carried and not stack))
            carried = False
    _paragraph_end(stack, found, end, text, end, end)
    return found


def _paragraph_end(
    stack: list[tuple[str, int, bool]], found: list[Quotation], at: int, text: str, after: int, end: int
) -> bool:
    """Close what the paragraph left open; True if the next paragraph begins with the same mark, and so goes on."""
    if not stack:
        return False
    mark, begun, goes_on = stack[0]
    stack.clear()
    if mark in _SINGLE:
        return False
    going_on = after < end and text[after] == mark
    if (going_on or goes_on or mark in "“«„") and 2 < at - begun <= LONGEST:
        found.append(Quotation(begun, begun + len(text[begun:at].rstrip()), 0, False, goes_on))
    return going_on


def _can_open(text: str, mark: str, at: int, after: int, end: int) -> bool:
    before = text[at - 1] if at else " "
    behind = text[after] if after < end else " "
    if behind.isspace():
        return False
    if mark in "\"'`‘‚" or mark == "``":
        return not before.isalnum() and before not in ".,;!?)%" and not (mark == "'" and behind.isdigit())
    return True


def _can_close(text: str, mark: str, at: int, opened: str, end: int) -> bool:
    after = at + len(mark)
    before = text[at - 1] if at else " "
    behind = text[after] if after < end else " "
    if mark in "'’":  # an apostrophe inside a word is no mark
        return not behind.isalnum() and not before.isspace()
    if mark == '"' and opened == '"':
        return not (before.isspace() and behind.isalnum())
    return True
