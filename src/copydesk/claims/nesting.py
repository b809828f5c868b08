"""Which claim reports which: the smallest claim whose content holds another's cue."""

from __future__ import annotations

from copydesk.claims.draft import Draft, Letters
from copydesk.claims.quotations import Quotations
from copydesk.claims.resolve import FIRST
from copydesk.claims.tree import Tree


def order(rows: list[tuple[Letters, list[Letters]]]) -> list[int]:
    """Text order of claims given as (cue, content), the outer before what it holds."""

    furthest: dict[Letters, int] = {}
    for cue, items in rows:
        furthest[cue] = max([furthest.get(cue, cue[1]), *(b for _, b in items)])

    def key(index: int) -> tuple[int, int, int, int]:
        cue, items = rows[index]
        start = min([cue[0], *(item[0] for item in items)])
        return start, -furthest[cue], cue[0], min((a for a, _ in items), default=cue[0])

    return sorted(range(len(rows)), key=key)


def containers(rows: list[tuple[Letters, list[Letters]]]) -> list[int | None]:
    """For each claim, in text order, the index of the smallest earlier claim whose content holds its cue, or None.

    Linear in the claims but for the depth of nesting: a claim that ended before the cue begins is looked at no more.

    >>> containers([((3, 7), [(8, 40)]), ((15, 20), [(21, 40)])])
    [None, 0]
    """
    found: list[int | None] = []
    live: list[int] = []
    for index, (cue, items) in enumerate(rows):
        start = min([cue[0], *(item[0] for item in items)])
        live = [other for other in live if max((b for _, b in rows[other][1]), default=0) > start]
        best: int | None = None
        size = 0
        for other in live:
            if rows[other][0] == cue:
                continue
            for a, b in rows[other][1]:
                if a <= cue[0] and cue[1] <= b and (best is None or b - a <= size):
                    best, size = other, b - a
        found.append(best)
        live.append(index)
    return found


def own_words(tree: Tree, quotations: Quotations, draft: Draft) -> bool:
    """Whether a draft is a quoted speaker's own "I think", which is a hedge and no claim of another."""
    if draft.source is None or tree.words(*draft.source).lower() not in FIRST:
        return False
    return quotations.at(tree.start[draft.cue[0]]) is not None
