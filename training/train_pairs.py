"""Learn which two clauses tell of one thing, and how they relate: src/copydesk/compare/data/pairs.json and pairs.npz.

usage: train_pairs.py CASES.jsonl SETS.jsonl (--write | --folds SCORE_DESK.py)

CASES are the desk cases' multi.jsonl, SETS those of data/multi: sets of reports with their facts side by side. A pair of clauses is right
where a fact has one value in each. First weights are learned over the signs of `compare/facts/pairs.py` (a logistic regression, ridge, by Newton's method;
boosted trees, seeded), from all sets. Of the sets that did not teach the encoder of clauses (`told.taught_with`) the pairs that are
likeliest by weights which have not seen them are read by it (it has to be there: `train_counterparts.py`), and three more regressions weigh what it says: one thing or not; and of pairs on one thing each
relation against the others, both sides weighing the same. `--folds` prints what the facts of each of these sets come to, its reports
grouped as they should be, by weights that have not seen it, and the average precision of its pairs by their chance to tell of one thing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import runpy
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from boosting import Options, Table, boost
from logistic import newton
from rows import rows
from told import Row, Told, taught_with, told_in

from copydesk.compare.facts import facts_of
from copydesk.compare.facts.statements import READ, shortlist
from copydesk.compare.facts.weights import RELATIONS, Weights, log_odds
from copydesk.parse.trees import Trees

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "compare" / "data" / "pairs.json"
FOLDS = 4
RIDGE, RIDGE_OF_RELATIONS, RIDGE_OF_SECOND = 300.0, 30.0, 1.0
TREES = Options(classes=2, rounds=150, leaves=5, rate=0.06, least=20.0, ridge=10.0)


def fit_first(told: Sequence[Told]) -> Weights:
    """The weights of whether two clauses tell of one thing by their signs alone."""
    names = tuple(sorted({name for one in told for pair in one.pairs for name in pair.signs}))
    pairs = [pair for one in told for pair in one.pairs]
    table = np.array([[pair.signs[name] for name in names] for pair in pairs])
    good = np.array([bool(relations) for one in told for relations in one.relations])
    grown = boost(Table([pair.signs for pair in pairs], names), good.astype(np.int64), TREES).arrays(names)
    none = np.zeros(0)
    scaled = Weights(names, table.mean(0), table.std(0) + 1e-6, none, none, none, Trees.of(grown))
    crossed = scaled.crossed(scaled.rows(pairs))
    return replace(scaled, topic=newton(crossed, good.astype(float), _held(crossed, RIDGE)))


def fit_second(first: Weights, told: Iterable[tuple[Weights, Told]]) -> Weights:
    """The first weights with those of what the encoder says, learned on incidents, each with first weights that have not seen it."""
    seconds: list[list[float]] = []
    good: list[bool] = []
    related: list[np.ndarray] = []
    relations: list[str] = []
    for weights, one in told:
        chances = weights.one_thing(one.pairs, weights.rows(one.pairs))
        read = shortlist(one.pairs, chances, READ * len(one.ledgers))
        seconds += [[1.0, log_odds(chances[n]), said.one_thing] for n, said in zip(read, one.said(read), strict=True)]
        good += [bool(one.relations[n]) for n in read]
        sure = [n for n, each in enumerate(one.relations) if len(each) == 1]
        table = first.rows([one.pairs[n] for n in sure])
        related += [np.append(row, said.relations) for row, said in zip(table, one.said(sure), strict=True)]
        relations += [name for n in sure for name in one.relations[n]]
    table = np.array(seconds)
    second = newton(table, np.array(good, float), _held(table, RIDGE_OF_SECOND))
    table, found = np.array(related), []
    for name in RELATIONS:
        wanted = np.array([float(each == name) for each in relations])
        share = np.where(wanted > 0, 0.5 / max(1.0, wanted.sum()), 0.5 / max(1.0, (1 - wanted).sum())) * len(wanted)
        found.append(newton(table, wanted, _held(table, RIDGE_OF_RELATIONS), counts=share))
    return replace(first, second=second, relations=np.array(found))


def unseen(told: Sequence[Told], fold: Mapping[str, int]) -> list[Weights]:
    """Of each fold of the sets first weights learned on the others."""
    return [fit_first([one for one in told if fold[one.set] != n]) for n in range(FOLDS)]


def _held(table: np.ndarray, ridge: float) -> np.ndarray:
    """One ridge for all columns; next to none for the first, of ones."""
    return np.array([1e-9] + [ridge] * (table.shape[1] - 1))


def _system(told: Iterable[Told]) -> Row:
    """What the comparison makes of some incidents, in the form that the scorer reads."""
    found = [(one, facts_of(one.ledgers, one.origins)) for one in told]
    return {
        "copies": [],
        "incidents": [
            {
                "reports": [ledger.id for ledger in one.ledgers],
                "facts": [
                    {
                        "relation": fact.relation,
                        "attribute": fact.attribute,
                        "values": [
                            {"report": v.report, "start": v.start, "end": v.end, "low": v.low, "high": v.high}
                            for v in fact.values
                        ],
                    }
                    for fact in facts
                ],
            }
            for one, facts in found
        ],
    }


def folds(
    cases: Sequence[Row], weighed: Sequence[Told], first: Sequence[Weights], fold: Mapping[str, int], scorer: Any
) -> None:
    """Print, for each set that is weighed and for all, what its facts come to by weights that have not seen it, and how these rank its pairs."""
    totals: Counter[str] = Counter()
    every: list[tuple[float, bool]] = []
    learned = [
        fit_second(first[n], [(first[fold[one.set]], one) for one in weighed if fold[one.set] != n])
        for n in range(FOLDS)
    ]
    for case in cases:
        mine = [one for one in weighed if one.set == case["id"]]
        weights = learned[fold[case["id"]]]
        with patch("copydesk.compare.facts.statements.weights", lambda own=weights: own):
            system = _system(mine)
        score = scorer({case["id"]: case}, system)
        shown = [f for i in system["incidents"] for f in i["facts"] if f["relation"] != "single"]
        counts = Counter(
            {"facts": len(case["facts"]), "shown": len(shown), "listed": sum(_listed(f, case) for f in shown)}
        )
        for name in RELATIONS:
            right, listed = score[f"relation_right_{name}"].split("/")
            counts.update({f"{name} right": int(right), name: int(listed), "right": int(right)})
        print(f"{case['id']}: {_counted(counts)}")
        totals += counts
        every += [row for one in mine for row in ranked(weights, one)]
    right = sum(good for _, good in every)
    print(f"all: {_counted(totals)}")
    print(f"{right} of {len(every)} pairs of clauses in a fact, average precision {average_precision(every):.3f}")


def ranked(weights: Weights, one: Told) -> list[tuple[float, bool]]:
    """The chance of each pair of clauses of an incident that the encoder reads to tell of one thing, and whether a fact has it."""
    chances = weights.one_thing(one.pairs, weights.rows(one.pairs))
    read = shortlist(one.pairs, chances, READ * len(one.ledgers))
    sure = [weights.sure(chances[n], said) for n, said in zip(read, one.said(read), strict=True)]
    return list(zip(sure, (bool(one.relations[n]) for n in read), strict=True))


def _listed(shown: Row, case: Row) -> bool:
    """Whether a fact that is shown has two of the values of one that an annotator listed."""
    return any(
        sum(
            any(v["report"] == x["report"] and v["start"] < x["end"] and x["start"] < v["end"] for x in shown["values"])
            for v in fact["values"]
        ) > 1
        for fact in case["facts"]
    )  # fmt: skip


def _counted(n: Counter[str]) -> str:
    each = ", ".join(f"{name} {n[f'{name} right']} of {n[name]}" for name in RELATIONS)
    return f"{n['right']} of {n['facts']} relations right ({each}), {n['shown']} shown, {n['listed']} of these listed"


def average_precision(ranked: Sequence[tuple[float, bool]]) -> float:
    """The share of right ones (chance, whether it is right) down to each that is, the likeliest first, on average."""
    good = np.array([right for _, right in sorted(ranked, key=lambda row: -row[0])])
    return float((good.cumsum() / np.arange(1, len(good) + 1))[good].mean())


def main() -> None:
    """Fit, and write the weights or print the folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=Path, metavar="SCORE_DESK.py", help="print the folds, by this scorer")
    options = parser.parse_args()
    sets = list(rows(options.sets))
    weighed = [*rows(options.cases), *(case for number, case in enumerate(sets) if not taught_with(number))]
    every = [*weighed, *(case for number, case in enumerate(sets) if taught_with(number))]
    fold = {case["id"]: number % FOLDS for number, case in enumerate(every)}
    told = [one for case in every for one in told_in(case)]
    first = unseen(told, fold)
    weigh = {case["id"] for case in weighed}
    held_out = [one for one in told if one.set in weigh]
    if options.folds:
        folds(weighed, held_out, first, fold, runpy.run_path(str(options.folds))["facts"])
    if options.write:
        weights = fit_second(fit_first(told), [(first[fold[one.set]], one) for one in held_out])
        made = {
            "made_by": "training/train_pairs.py",
            "data": {
                path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in (options.cases, options.sets)
            },
            "names": list(weights.names),
            **{
                name: getattr(weights, name).round(4).tolist()
                for name in ("mean", "scale", "topic", "relations", "second")
            },
        }
        OUT.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
        grown = {name: getattr(weights.trees, name) for name in Trees.__slots__ if name != "place"}
        np.savez_compressed(OUT.with_suffix(".npz"), names=np.array("\n".join(weights.trees.place)), **grown)


if __name__ == "__main__":
    main()
