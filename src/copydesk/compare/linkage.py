"""Links between reports -> groups: average linkage over log-odds, within what hangs together.

Two groups that are alike on average, but each much more alike within, are two incidents that have much in common (two
launches of one rocket, two statements of one government), so that counts against joining them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import mul

import numpy as np
from numpy.typing import NDArray

from copydesk.compare.groups import joined

Links = Mapping[tuple[int, int], float]

APART = -5.0  # log-odds of two reports that nothing brought together
WEAK = -2.0  # links below do not hold a component together; inside one they still count
# How much it tells against joining two groups of several that each hangs together better than with the other; beyond how
# much (log-odds) it does. What is less speaks for joining them: many links on average are surer than one.
CONTRAST, BEYOND = 1.0, 1.0
LARGEST = 1500  # reports in a component; of a larger one the weaker links are cut


def clusters(count: int, links: Links, *, least: float = 0.0) -> list[tuple[int, ...]]:
    """The groups of 0..count-1 whose links, less their CONTRAST, are above `least` (log-odds) on average, merged best first.

    What is found depends on the links alone, not on their order; two components that no link joins never touch, so a new
    report only redoes its own.
    """
    found: list[tuple[int, ...]] = []
    for component in _components(range(count), links, WEAK):
        found += _linked(component, links, least)
    return sorted(found)


def _components(members: Sequence[int], links: Links, least: float) -> list[tuple[int, ...]]:
    at = {number: place for place, number in enumerate(members)}
    inside = {pair: value for pair, value in links.items() if value > least and pair[0] in at and pair[1] in at}
    found: list[tuple[int, ...]] = []
    for group in joined(len(at), ((at[a], at[b]) for a, b in inside)):
        own = tuple(members[place] for place in group)
        if len(own) > LARGEST:
            found += _components(own, inside, least + 1.0)
        else:
            found.append(own)
    return found


def _linked(members: Sequence[int], links: Links, least: float) -> list[tuple[int, ...]]:
    size = len(members)
    table = np.full((size, size), APART)
    for one in range(size):
        for other in range(one + 1, size):
            value = links.get((members[one], members[other]))
            if value is not None:
                table[one, other] = table[other, one] = value
    return [tuple(members[place] for place in group) for group in averaged(table, least)]


def averaged(table: NDArray[np.float64], least: float, *, contrast: float = CONTRAST) -> list[tuple[int, ...]]:
    """The groups of the rows of a symmetric table of log-odds; `contrast` is how much that counts (see above)."""
    size, never = len(table), -np.inf
    table = table.copy()
    np.fill_diagonal(table, never)
    groups: dict[int, list[int]] = {place: [place] for place in range(size)}
    inner: dict[int, float] = {}  # of the groups of several: their own average
    worth = table.copy()
    while True:
        one, other = sorted(divmod(int(worth.argmax()), size))
        if worth[one, other] <= least:
            return [tuple(sorted(group)) for group in groups.values()]
        mine, theirs = len(groups[one]), len(groups[other])
        pairs = (mine * (mine - 1) / 2, theirs * (theirs - 1) / 2, float(mine * theirs))
        held = (inner.get(one, 0.0), inner.pop(other, 0.0), float(table[one, other]))
        inner[one] = sum(map(mul, pairs, held)) / sum(pairs)
        row = (table[one] * mine + table[other] * theirs) / (mine + theirs)
        for place in (one, other):
            table[place], table[:, place] = never, never
            worth[place], worth[:, place] = never, never
        groups[one] += groups.pop(other)
        for place in groups:
            if place != one:
                table[one, place] = table[place, one] = row[place]
                closer = max(0.0, min(inner[one], inner[place]) - row[place]) - BEYOND if place in inner else 0.0
                worth[one, place] = worth[place, one] = row[place] - contrast * closer
