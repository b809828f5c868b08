"""Which report lines are nearest to a digest line: by its words, by what they mean, and by standing next to one that is near."""

from __future__ import annotations

from collections.abc import Mapping

from copydesk.audit.sides import Line, Side
from copydesk.compare.senses import meaning

AROUND = 0.3  # share of each neighbour's nearness that a line gains: what follows is often told by pronouns and in other words


def nearest(side: Side, line: Line, held: Mapping[int, float]) -> list[tuple[Line, float]]:
    """The report lines that share words with a digest line, or stand next to one that does, and how near they are, nearest first.

    `held` has the share of its words (0..1) that a line holds, by the line's number. Linear in their number.
    """

    def around(number: int) -> list[int]:
        there = (number - 1, number + 1)
        return [n for n in there if 0 <= n < len(side.lines) and side.lines[n].report == side.lines[number].report]

    looked = sorted(set(held).union(*map(around, held)))
    mine = meaning(line.text)
    alone = {n: held.get(n, 0.0) + float(meaning(side.lines[n].text) @ mine) for n in looked}
    near = {n: value + AROUND * sum(alone.get(m, 0.0) for m in around(n)) for n, value in alone.items()}
    return [(side.lines[n], near[n]) for n in sorted(near, key=lambda n: (-near[n], n))]
