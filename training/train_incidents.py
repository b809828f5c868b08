"""Learn how likely two reports tell of one incident, from what the desk finds in both.

usage: train_incidents.py SHARED_DATA [--folds | --write] [--jobs N]

SHARED_DATA is the folder that holds linking/ (ECB+, CC BY 3.0) and desk-cases/. With `--folds` it prints, for weights that have
not seen the topics (four folds) or sets (six) that they are judged on, B-cubed F and adjusted Rand index of the incidents of
linking/train.jsonl and the F1 of same-incident pairs of desk-cases/multi.jsonl, at several thresholds; with `--write` it learns
from all of both and writes src/copydesk/compare/data/likeness.json. One logistic regression, solved by Newton's method, numpy
only, no randomness: the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from logistic import newton
from numpy.typing import NDArray
from rows import rows

from copydesk.compare.candidates import Candidates
from copydesk.compare.likeness import APART, features
from copydesk.compare.linkage import Compare, clusters
from copydesk.compare.profile import Profile, profile
from copydesk.ledger import ledger_of
from copydesk.nouns import Report

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "compare" / "data" / "likeness.json"
RIDGE = 1.0
NEVER = -9.0  # log-odds of a pair that falls between two folds
THRESHOLDS = (-2.0, -1.5, -1.0, -0.5, 0.0)
Floats = NDArray[np.float64]


@dataclass
class Pool:
    """Reports, the pairs the index brings together, and the incidents (some, of a desk case) and fold of each report."""

    name: str
    incidents: list[frozenset[str]]
    part: list[str]
    profiles: list[Profile]
    pairs: list[tuple[int, int]]
    rows: Floats

    @property
    def same(self) -> Floats:
        """1 for each pair of one incident, else 0."""
        return np.array([float(bool(self.incidents[a] & self.incidents[b])) for a, b in self.pairs])

    def held(self, parts: Iterable[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which pairs lie within these parts, and which within the others."""
        inside = np.array([part in set(parts) for part in self.part])
        pairs = np.array(self.pairs)
        return inside[pairs[:, 0]] & inside[pairs[:, 1]], ~inside[pairs[:, 0]] & ~inside[pairs[:, 1]]


def profiled(row: dict[str, Any]) -> Profile:
    """What a report is compared by."""
    known = {name: row.get(name) for name in ("outlet", "published")}
    return profile(ledger_of(Report(id=row["id"], text=row["text"], language="en", **known)))


def trained(found: dict[str, float]) -> dict[str, float]:
    """The features whose weights are learnt."""
    return {name: value for name, value in found.items() if name != APART}


def pool(name: str, reports: Sequence[tuple[dict[str, Any], frozenset[str], str]], jobs: int) -> Pool:
    """The reports of a data set, each with its incidents and its part, as one pool."""
    with ProcessPoolExecutor(jobs) as workers:
        profiles = list(workers.map(profiled, [row for row, _, _ in reports], chunksize=8))
    index, pairs, found = Candidates(), [], []
    for number, own in enumerate(profiles):
        for other in index.add(number, own):
            pairs.append((other, number))
            found.append(list(trained(features(profiles[other], own)).values()))
    return Pool(name, [i for _, i, _ in reports], [p for _, _, p in reports], profiles, pairs, np.array(found))


def learn(pools: Sequence[tuple[Pool, NDArray[np.bool_]]]) -> Floats:
    """The weights (the last is the bias) from the chosen pairs of some pools."""
    shown = np.concatenate([of.rows[chosen] for of, chosen in pools])
    shown = np.c_[shown, np.ones(len(shown))]
    wanted = np.concatenate([of.same[chosen] for of, chosen in pools])
    return newton(shown, wanted, np.array([RIDGE] * (shown.shape[1] - 1) + [1e-6]))


def crossed(one: Pool, other: Pool, folds: int) -> tuple[Floats, Compare]:
    """Log-odds of the pairs of `one`, and of any other two of its reports, by weights from the other pool and the other folds."""
    parts = sorted(set(one.part))
    found = np.full(len(one.pairs), NEVER)
    everything = np.ones(len(other.pairs), bool)
    weights = []
    for fold in range(folds):
        inside, outside = one.held(parts[fold::folds])
        weights.append(learn([(one, outside), (other, everything)]))
        found[inside] = np.c_[one.rows[inside], np.ones(inside.sum())] @ weights[fold]

    def compare(first: int, second: int) -> float:
        fold, another = (parts.index(one.part[number]) % folds for number in (first, second))
        row = trained(features(one.profiles[first], one.profiles[second])).values()
        return float(np.array([*row, 1.0]) @ weights[fold]) if fold == another else NEVER

    return found, compare


def judged(of: Pool, odds: Floats, compare: Compare, least: float) -> str:
    """B-cubed F, adjusted Rand index and F1 of same-incident pairs of the groups above a threshold."""
    groups = clusters(len(of.part), dict(zip(of.pairs, odds.tolist(), strict=True)), compare, least=least)
    mine = {pair for group in groups for pair in combinations(group, 2)}
    gold = {pair for pair in combinations(range(len(of.part)), 2) if of.incidents[pair[0]] & of.incidents[pair[1]]}
    hit, every = len(mine & gold), len(of.part) * (len(of.part) - 1) / 2
    chance = len(mine) * len(gold) / every
    rand = (hit - chance) / ((len(mine) + len(gold)) / 2 - chance)
    place = {number: group for group in groups for number in group}
    precision = recall = 0.0
    for number, own in enumerate(of.incidents):
        alike = {other for other, theirs in enumerate(of.incidents) if own & theirs}
        both = len(alike & set(place[number]))
        precision += both / len(place[number])
        recall += both / len(alike)
    cubed = 2 * precision * recall / (precision + recall) / len(of.part)
    return f"{cubed:.3f} / {rand:.3f} / {2 * hit / (len(mine) + len(gold)):.3f}"


def main() -> None:
    """Judge by folds, or learn from all and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    linked = list(rows(options.shared / "linking" / "train.jsonl"))
    cases = list(rows(options.shared / "desk-cases" / "multi.jsonl"))
    ecb = pool("linking", [(r, frozenset([r["incident"]]), r["topic"]) for r in linked], options.jobs)
    told = {
        (case["id"], report["id"]): frozenset(i["id"] for i in case["incidents"] if report["id"] in i["reports"])
        for case in cases
        for report in case["reports"]
    }
    desk = pool("desk multi", [(r, told[c["id"], r["id"]], c["id"]) for c in cases for r in c["reports"]], options.jobs)
    if options.folds:
        for one, other, folds in ((ecb, desk, 4), (desk, ecb, 6)):
            odds, compare = crossed(one, other, folds)
            for least in THRESHOLDS:
                print(
                    f"{one.name:12} threshold {least:4}: B-cubed F / ARI / pairs F1 {judged(one, odds, compare, least)}"
                )
    if options.write:
        names = list(trained(features(*[profiled({"id": "", "text": "A report.\n\nIt says nothing."})] * 2)))
        weights = learn([(ecb, np.ones(len(ecb.pairs), bool)), (desk, np.ones(len(desk.pairs), bool))])
        card = {
            "made_by": "training/train_incidents.py --write",
            "data": "linking/train.jsonl (ECB+, CC BY 3.0), desk-cases/multi.jsonl (Apache-2.0)",
            "pairs": len(ecb.pairs) + len(desk.pairs),
            "bias": round(float(weights[-1]), 3),
            "weights": {name: round(float(weight), 3) for name, weight in zip(names, weights[:-1], strict=True)},
        }
        OUT.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
