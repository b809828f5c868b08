"""Learn by what a pronoun's antecedent is told, from the sources that the desk cases name.

usage: train_antecedents.py DESK_CASES/train.jsonl [MORE.jsonl ...] [--folds | --write]

With `--folds` it prints how many pronouns of each fifth of the reports are taken back to the right source by weights
learned on the other four; with `--write` it learns from all and writes src/copydesk/claims/data/antecedents.json. One
softmax over the candidates of each pronoun and "none of them", ridge penalty, plain descent, numpy only. While it reads a
report the pronouns before are resolved as the annotators did. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from rows import report_of

from copydesk.claims import find_claims
from copydesk.claims.actors import Actor
from copydesk.claims.antecedents import CLASSES, FEATURES, Candidate, crossed
from copydesk.claims.belonging import OWNERS
from copydesk.claims.memory import Memory, Resolved
from copydesk.parse import parse
from copydesk.parse.names import find_names

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "claims" / "data" / "antecedents.json"
FOLDS = 5
RIDGE = 6.0
STEPS = 600
RATE = 0.5
FLOOR = 0.35  # below this chance a pronoun stays unresolved
NAMES = [*FEATURES, *(f"{kind}: {name}" for kind in dict.fromkeys(CLASSES.values()) for name in FEATURES)]
INDEX = {name: at for at, name in enumerate(NAMES)}


@dataclass
class Row:
    """One pronoun: its report, its candidates' values (one line each), and which of them are right."""

    report: str
    low: str
    values: np.ndarray
    right: np.ndarray


def longer_words(name: str | None) -> set[str]:
    """The words of a name by which two names are compared: in small letters, of more than three."""
    return {w for w in "".join(c.lower() if c.isalnum() else " " for c in name or "").split() if len(w) > 3}


def same(mine: str, gold: str, *, owner: bool) -> bool:
    """Whether a name is the annotators'; of an owner, whether it stands in theirs."""
    a, b = longer_words(mine), longer_words(gold)
    if owner:
        return bool(a) and 2 * len(a & b) >= len(a)
    return bool(b) and 2 * len(a & b) >= len(b)


def rows_of(case: dict[str, Any]) -> list[Row]:
    """The pronouns of one desk case that the annotators named."""
    wanted: dict[int, tuple[str, bool]] = {}
    for claim in case["claims"]:
        source = claim["source"]
        if source is None or not claim["source_name"]:
            continue
        word = source["quote"].split()[0].lower()
        if source["quote"].lower() in CLASSES:
            wanted[source["start"]] = (claim["source_name"], False)
        elif word in OWNERS and not longer_words(claim["source_name"]) <= longer_words(source["quote"]):
            wanted[source["start"]] = (claim["source_name"], True)
    rows: list[Row] = []

    class Told(Memory):
        """Resolves as the annotators did, and notes the candidates."""

        def antecedent(
            self,
            low: str,
            start: int,
            outer: Resolved | None,
            quoted: bool,
            fits: Callable[[Actor], bool] | None = None,
        ) -> Actor | None:
            if low not in CLASSES:
                return super().antecedent(low, start, outer, quoted, fits)
            if start not in wanted or fits is not None:  # not told: the nearest, so that no earlier weights enter
                near = (one.best for one in self.candidates(low, start, outer, quoted))
                return next((actor for actor in near if fits is None or fits(actor)), None)
            name, owner = wanted[start]
            found = self.candidates(low, start, outer, quoted)
            right = np.array([same(called(one, owner=owner), name, owner=owner) for one in found], dtype=bool)
            values = np.zeros((len(found), len(NAMES)))
            for at, one in enumerate(found):
                for feature, value in crossed(one.values, low):
                    values[at, INDEX[feature]] = value
            rows.append(Row(case["id"], low, values, right))
            return next((one.best for one, fits in zip(found, right, strict=True) if fits), None)

    report = report_of(case)
    parsed = parse(report)
    with patch("copydesk.claims.resolve.Memory", Told):
        find_claims(parsed, find_names(parsed))
    return rows


def called(one: Candidate, *, owner: bool) -> str:
    """The name that a candidate gives."""
    best = one.best
    return best.entity.name if owner and best.entity is not None else best.name


def learn(rows: list[Row]) -> np.ndarray:
    """Weights under which the right candidates have the largest share."""
    rows = [row for row in rows if row.right.any()]
    values = np.concatenate([row.values for row in rows])
    right = np.concatenate([row.right for row in rows])
    sizes = [len(row.right) for row in rows]
    starts = np.cumsum([0, *sizes[:-1]])
    weights = np.zeros(len(NAMES))
    speed = np.zeros(len(NAMES))
    for _ in range(STEPS):
        odds = np.exp(np.clip(values @ weights, -50, 50))
        share = odds / np.repeat(np.add.reduceat(odds, starts) + 1, sizes)  # against that none of them is meant
        held = share * right
        wanted = held / np.repeat(np.add.reduceat(held, starts), sizes)
        slope = (wanted - share) @ values - RIDGE * weights
        speed = 0.9 * speed + RATE / len(rows) * slope
        weights = weights + speed
    return weights


def right_of(rows: list[Row], weights: np.ndarray) -> dict[str, list[int]]:
    """By class: pronouns taken back rightly, wrongly, and left alone."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        count = counts.setdefault(CLASSES[row.low], [0, 0, 0, 0])
        if not len(row.right):
            count[2] += 1
            count[3] += 1
            continue
        scores = np.append(row.values @ weights, 0.0)
        odds = np.exp(scores - scores.max())
        best = int(np.argmax(odds[:-1]))
        count[3] += not row.right.any()
        count[2 if odds[best] / odds.sum() < FLOOR else 0 if row.right[best] else 1] += 1
    return counts


def main() -> None:
    """Read the cases, then learn and print or write."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("cases", nargs="+", type=Path)
    asked.add_argument("--folds", action="store_true")
    asked.add_argument("--write", action="store_true")
    args = asked.parse_args()
    data = b"".join(path.read_bytes() for path in args.cases)
    cases = [json.loads(line) for line in data.decode("utf-8").splitlines()]
    rows = [row for case in cases for row in rows_of(case)]
    print(len(rows), "pronouns,", sum(not row.right.any() for row in rows), "without a right candidate")
    if args.folds:
        order = {case["id"]: at % FOLDS for at, case in enumerate(cases)}
        total: dict[str, list[int]] = {}
        for fold in range(FOLDS):
            weights = learn([row for row in rows if order[row.report] != fold])
            for kind, count in right_of([row for row in rows if order[row.report] == fold], weights).items():
                total[kind] = [a + b for a, b in zip(total.get(kind, [0, 0, 0, 0]), count, strict=True)]
        for kind, (right, wrong, alone, lost) in sorted(total.items()):
            print(f"{kind}: {right} right, {wrong} wrong, {alone} left alone; {lost} could not be right")
    weights = learn(rows)
    print("on what it learned from:", right_of(rows, weights))
    if args.write:
        names = ", ".join(path.name for path in args.cases)
        table = {
            "origin": f"training/train_antecedents.py on {names} (sha256 {hashlib.sha256(data).hexdigest()[:12]})",
            "licence": "Apache-2.0",
            "floor": FLOOR,
            "weights": {name: round(float(weights[at]), 3) for name, at in INDEX.items() if abs(weights[at]) >= 0.02},
        }
        OUT.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
