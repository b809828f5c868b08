"""Links between reports -> groups: average linkage over log-odds, within what hangs together.

Two groups that are alike on average, but each much more alike within, are two incidents that have much in common (two
launches of one rocket, two statements of one government), so that counts against joining them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from operator import mul

import numpy as np
from numpy.typing import NDArray

from copydesk.compare.groups import joined

Links = Mapping[tuple[int, int], float]
Compare = Callable[[int, int], float]
Parted = Callable[[Sequence[int], Sequence[int]], bool]

APART = -5.0  # log-odds of two reports that nothing brought together
WEAK = -2.0  # links below do not hold a component together; inside one they still count
# How much it tells against joining two groups of several that each hangs together better than with the other; beyond how
# much (log-odds) it does. What is less speaks for joining them: many links on average are surer than one.
CONTRAST, BEYOND = 1.0, 1.0
TWICE = 2.0  # how much more it tells against groups that something else parts too
# Reports in a component; of a larger one the links are cut that are weaker by CUT, and so on. In a large collection nearly all
# reports hang together by weak links, so this bounds what has to be looked at for one of them.
LARGEST, CUT = 300, 1.0
NEAR = 1.5  # log-odds from which two reports stand near each other: four in five such pairs are of one incident
MANY = 24  # reports near one, the nearest, that are compared with each other


def _never(first: Sequence[int], second: Sequence[int]) -> bool:
    return False


def clusters(
    count: int,
    links: Links,
    compare: Compare = lambda one, other: APART,
    *,
    least: float = 0.0,
    parted: Parted = _never,
) -> list[tuple[int, ...]]:
    """The groups of 0..count-1 whose links, less their CONTRAST, are above `least` (log-odds) on average, merged best first.

    `compare` says the log-odds of a pair that has no link; it is asked for few of them (see `unseen`). `parted` says of which two
    groups of several the CONTRAST counts TWICE.
    What is found depends on the links alone, not on their order; two components that no link joins never touch, so a new
    report only redoes its own.
    """
    found: list[tuple[int, ...]] = []
    for component in _components(range(count), links, WEAK):
        found += _linked(component, links, compare, least, parted)
    return sorted(found)


def unseen(links: Links) -> list[tuple[int, int]]:
    """The pairs without a link that a third report stands near to both of, in order: they may well be of one incident too.

    Else it would tell against the groups of two such reports, as much as could be, that the index did not bring them together.
    A report speaks for few pairs, so the work grows with the links, not with the pairs of what hangs together.

    >>> unseen({(0, 1): 2.0, (1, 2): 3.0, (2, 3): -1.0})
    [(0, 2)]
    """
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), odds in links.items():
        if odds > NEAR:
            near[one].append((-odds, other))
            near[other].append((-odds, one))
    pairs = {pair for found in near.values() for pair in combinations(sorted(at for _, at in sorted(found)[:MANY]), 2)}
    return sorted(pairs - links.keys())


def _components(members: Sequence[int], links: Links, least: float) -> list[tuple[int, ...]]:
    at = {number: place for place, number in enumerate(members)}
    inside = {pair: value for pair, value in links.items() if value > least and pair[0] in at and pair[1] in at}
    found: list[tuple[int, ...]] = []
    for group in joined(len(at), ((at[a], at[b]) for a, b in inside)):
        own = tuple(members[place] for place in group)
        if len(own) > LARGEST:
            found += _components(own, inside, least + CUT)
        else:
            found.append(own)
    return found


def _linked(
    members: Sequence[int], links: Links, compare: Compare, least: float, parted: Parted
) -> list[tuple[int, ...]]:
    own = {
        pair: odds
        for pair in combinations(range(len(members)), 2)
        if (odds := links.get((members[pair[0]], members[pair[1]]))) is not None
    }
    own |= {(one, other): compare(members[one], members[other]) for one, other in unseen(own)}
    table = np.full((len(members), len(members)), APART)
    for (one, other), odds in own.items():
        table[one, other] = table[other, one] = odds

    def own_parted(first: Sequence[int], second: Sequence[int]) -> bool:
        return parted([members[place] for place in first], [members[place] for place in second])

    return [tuple(members[place] for place in group) for group in averaged(table, least, parted=own_parted)]


def averaged(
    table: NDArray[np.float64], least: float, *, contrast: float = CONTRAST, parted: Parted = _never
) -> list[tuple[int, ...]]:
    """The groups of the rows of a symmetric table of log-odds; `contrast` is how much that counts, `parted` where twice (see above)."""
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
                much = contrast * closer * (TWICE if closer > 0 and parted(groups[one], groups[place]) else 1.0)
                worth[one, place] = worth[place, one] = row[place] - much
