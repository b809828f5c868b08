"""Gradient-boosted trees for a class of several, in numpy: histograms of sparse features, leaves grown best first.

The same rows, options and seed give the same trees on any machine with the same numpy: nothing here runs in parallel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BINS = 24  # of a feature with more values than that


@dataclass(frozen=True, slots=True)
class Options:
    """How the trees are grown."""

    classes: int
    rounds: int = 250
    leaves: int = 8
    rate: float = 0.07
    ridge: float = 5.0
    least: float = 10.0  # rows in a leaf, as its share of the curvature tells
    features: float = 0.3  # share of the features that a tree may look at
    rows: float = 0.8  # share of the rows that a round sees
    seed: int = 1


@dataclass(slots=True)
class Trees:
    """Nodes of all trees, tree by tree: a step goes left where the feature is at most the threshold; leaves are < 0."""

    feature: list[int] = field(default_factory=list)
    threshold: list[float] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    leaf: list[float] = field(default_factory=list)
    roots: list[int] = field(default_factory=list)
    start: list[float] = field(default_factory=list)

    def arrays(self, names: Sequence[str]) -> dict[str, np.ndarray]:
        """The arrays that `copydesk.parse.trees.Trees.of` takes; of the names only those that a tree looks at."""
        used = sorted(set(self.feature))
        place = {column: at for at, column in enumerate(used)}
        return {
            "names": np.array("\n".join(names[column] for column in used)),
            "feature": np.array([place[column] for column in self.feature], np.int16),
            "threshold": np.array(self.threshold, np.float32),
            "left": np.array(self.left, np.int32),
            "right": np.array(self.right, np.int32),
            "leaf": np.array(self.leaf, np.float32),
            "roots": np.array(self.roots, np.int32),
            "start": np.array(self.start, np.float32),
        }


class Table:
    """Rows of named numbers, each number in a bin; what is not named is 0. Only the rarer bins of a feature are stored."""

    def __init__(self, rows: Sequence[dict[str, float]], names: Sequence[str]) -> None:
        place = {name: at for at, name in enumerate(names)}
        dense = np.zeros((len(rows), len(names)), np.float32)
        for at, row in enumerate(rows):
            for name, value in row.items():
                if (column := place.get(name)) is not None:
                    dense[at, column] = value
        self.cuts: list[NDArray[np.float32]] = []
        binned = np.zeros(dense.shape, np.int64)
        for column in range(len(names)):
            values = np.unique(dense[:, column])
            if len(values) > BINS:
                values = np.unique(np.quantile(dense[:, column], np.linspace(0, 1, BINS), method="nearest"))
            cuts = (values[:-1] + values[1:]) / 2
            self.cuts.append(cuts.astype(np.float32))
            binned[:, column] = np.searchsorted(self.cuts[-1], dense[:, column], side="left")
        self.binned = binned
        sizes = np.array([len(cuts) + 1 for cuts in self.cuts])
        self.offset = np.concatenate(([0], np.cumsum(sizes)))
        self.slots = int(self.offset[-1])
        self.owner = np.repeat(np.arange(len(names)), sizes)
        common = np.array([np.bincount(binned[:, c]).argmax() for c in range(len(names))])
        self.common = self.offset[:-1] + common
        at_row, at_column = np.nonzero(binned != common)
        self.entries = self.offset[at_column] + binned[at_row, at_column]
        self.begin = np.searchsorted(at_row, np.arange(len(rows) + 1))

    def histogram(self, rows: Ints, weights: Sequence[Floats]) -> list[Floats]:
        """The sums of some weights of some rows in each bin of each feature."""
        lengths = self.begin[rows + 1] - self.begin[rows]
        ends = np.cumsum(lengths)
        where = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(self.begin[rows] - ends + lengths, lengths)
        slots = self.entries[where]
        found = []
        for weight in weights:
            sums = np.bincount(slots, np.repeat(weight[rows], lengths), minlength=self.slots)
            rest = np.add.reduceat(sums, self.offset[:-1])
            sums[self.common] += weight[rows].sum() - rest
            found.append(sums)
        return found


@dataclass(slots=True)
class _Leaf:
    """A leaf while its tree grows: its rows, its sums, and the best split of it."""

    rows: Ints
    sums: list[Floats]
    slope: float
    curve: float
    gain: float = 0.0
    slot: int = -1
    parent: tuple[int, bool] | None = None


def _split(leaf: _Leaf, table: Table, allowed: NDArray[np.bool_], options: Options) -> None:
    """Find the best split of a leaf."""
    slopes, curves = (np.cumsum(sums) for sums in leaf.sums)
    first = table.offset[:-1]
    before = [np.concatenate(([0.0], sums))[first][table.owner] for sums in (slopes, curves)]
    left_slope, left_curve = slopes - before[0], curves - before[1]
    right_slope, right_curve = leaf.slope - left_slope, leaf.curve - left_curve
    share = len(leaf.rows) / max(leaf.curve, 1e-12)
    fits = allowed & (left_curve * share >= options.least) & (right_curve * share >= options.least)
    ridge = options.ridge
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = left_slope**2 / (left_curve + ridge) + right_slope**2 / (right_curve + ridge)
    gain = np.where(fits, gain - leaf.slope**2 / (leaf.curve + ridge), -np.inf)
    leaf.slot = int(np.argmax(gain))
    leaf.gain = float(gain[leaf.slot])


def _grow(table: Table, trees: Trees, rows: Ints, weights: list[Floats], allowed: NDArray[np.bool_], options: Options) -> Floats:  # fmt: skip
    """Grow one tree on some rows and add it; what it says of every row."""

    def leaf(of: Ints, sums: list[Floats], parent: tuple[int, bool] | None) -> _Leaf:
        made = _Leaf(of, sums, float(weights[0][of].sum()), float(weights[1][of].sum()), parent=parent)
        _split(made, table, allowed, options)
        return made

    leaves = [leaf(rows, table.histogram(rows, weights), None)]
    everything = {id(leaves[0]): np.arange(len(table.binned))}
    trees.roots.append(len(trees.feature))
    while len(leaves) < options.leaves:
        best = max(leaves, key=lambda one: one.gain)
        if best.gain <= 1e-9:
            break
        column = int(table.owner[best.slot])
        bin_ = best.slot - int(table.offset[column])
        node = len(trees.feature)
        trees.feature.append(column)
        trees.threshold.append(float(table.cuts[column][bin_]))
        trees.left.append(0)
        trees.right.append(0)
        _hang(trees, best.parent, node)
        goes = table.binned[best.rows, column] <= bin_
        halves = [best.rows[goes], best.rows[~goes]]
        small = 0 if len(halves[0]) <= len(halves[1]) else 1
        sums = table.histogram(halves[small], weights)
        other = [a - b for a, b in zip(best.sums, sums, strict=True)]
        of_all = everything.pop(id(best))
        all_go = table.binned[of_all, column] <= bin_
        leaves = [one for one in leaves if one is not best]
        for side in (0, 1):
            made = leaf(halves[side], sums if side == small else other, (node, side == 0))
            everything[id(made)] = of_all[all_go] if side == 0 else of_all[~all_go]
            leaves.append(made)
    said = np.zeros(len(table.binned))
    if leaves[0].parent is None:  # no split: a tree of one leaf still needs a node to start from
        trees.feature.append(0)
        trees.threshold.append(0.0)
        trees.left.append(0)
        trees.right.append(0)
        leaves[0].parent = (trees.roots[-1], True)
        trees.right[-1] = -len(trees.leaf) - 1
    for one in leaves:
        value = -options.rate * one.slope / (one.curve + options.ridge)
        _hang(trees, one.parent, -len(trees.leaf) - 1)
        trees.leaf.append(value)
        said[everything[id(one)]] = value
    return said


def _hang(trees: Trees, parent: tuple[int, bool] | None, what: int) -> None:
    """Hang a node or a leaf under its parent."""
    if parent is not None:
        (trees.left if parent[1] else trees.right)[parent[0]] = what


def boost(table: Table, labels: Ints, options: Options) -> Trees:
    """Trees whose sums, through a softmax, are the chances of the classes; tree number n is of class n % classes."""
    rng = np.random.default_rng(options.seed)
    count, classes = len(labels), options.classes
    wanted = np.eye(classes)[labels]
    trees = Trees(start=list(np.log(wanted.mean(0) + 1e-9)))
    sums = np.tile(np.array(trees.start), (count, 1))
    last = np.zeros(table.slots, bool)
    last[table.offset[1:] - 1] = True  # the last bin of a feature leaves nothing to its right
    for _ in range(options.rounds):
        chances = np.exp(sums - sums.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        rows = np.sort(rng.permutation(count)[: int(count * options.rows)])
        for class_ in range(classes):
            slope = chances[:, class_] - wanted[:, class_]
            curve = classes / (classes - 1) * chances[:, class_] * (1 - chances[:, class_])
            looked = rng.random(len(table.cuts)) < options.features
            allowed = looked[table.owner] & ~last
            sums[:, class_] += _grow(table, trees, rows, [slope, curve], allowed, options)
    return trees
