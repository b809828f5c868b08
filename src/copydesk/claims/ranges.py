"""Token ranges: clipping, trimming, and turning them into characters."""

from __future__ import annotations

from copydesk.claims.draft import Range
from copydesk.claims.tree import Tree

_TRIM = frozenset({",", ";", ":", "-", "--", "–", "—", ".", "...", "…", "!", "?", "and", "but", "or", "(", ")"})
_OPENING = frozenset({",", ";", ":", "-", "--", "–", "—", ".", "...", "…", "and", "but", "or", ")", "yet"})


def minus(whole: Range, hole: Range) -> list[Range]:
    """What is left of `whole` without `hole`."""
    first, last = whole
    if hole[1] < first or hole[0] > last:
        return [whole]
    return [part for part in ((first, hole[0] - 1), (hole[1] + 1, last)) if part[0] <= part[1]]


def trim(tree: Tree, part: Range) -> Range | None:
    """The range without the punctuation and conjunctions at its edges; None if no word is left."""
    first, last = part
    while first <= last and (tree.lower[first] in _OPENING or tree.pos[first] == "SPACE"):
        first += 1
    while last >= first and (tree.lower[last] in _TRIM or tree.pos[last] == "SPACE"):
        last -= 1
    while (
        last >= first
        and tree.dep[last] == "prep"
        and last < tree.bounds(last)[1]
        and tree.text[tree.start[last + 1]].isdigit()
    ):
        last += 1  # "on 03.11.2024", whose figures the parser takes for a mark
    if first > last or not any(tree.lower[token][0].isalnum() for token in range(first, last + 1)):
        return None
    return first, last


def letters(tree: Tree, part: Range) -> tuple[int, int]:
    """The characters a token range stands on."""
    return tree.start[part[0]], tree.end[part[1]]
