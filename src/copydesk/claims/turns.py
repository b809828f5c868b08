"""The turns of a transcript as attributions: who speaks, the mark behind the name, the paragraphs that are said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from copydesk.claims.draft import Draft
from copydesk.claims.quotations import Quotations
from copydesk.claims.tree import Tree


def turn_drafts(tree: Tree, quotations: Quotations) -> Iterator[Draft]:
    """One candidate for each turn of a transcript, in text order."""
    for turn in quotations.turns:
        first, mark = bisect_left(tree.start, turn.label[0]), bisect_left(tree.start, turn.mark[0])
        head = bisect_left(tree.start, turn.name[1]) - 1
        if first <= head < mark < len(tree) and tree.start[mark] == turn.mark[0]:
            yield Draft(
                "turn", mark, (mark, mark), (first, mark - 1), [], "certain", "positive", "mark after a speaker of a transcript",
                head=head, letters=list(turn.parts), quoted=True,
            )  # fmt: skip
