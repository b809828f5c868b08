"""Learn which two clauses tell of one thing, and how they relate: src/copydesk/compare/data/pairs.json and pairs.npz.

usage: train_pairs.py SETS.jsonl... (--write | --folds)

SETS are sets of reports with their facts side by side, in the form of the desk cases' multi.jsonl (those, and data/multi). A
pair of clauses is right where a fact has one value in each. Four logistic regressions over the signs of
`compare/facts/pairs.py` (one thing or not; of pairs on one thing each relation against the others, both sides weighing the
same), with a ridge, by Newton's method, and boosted trees over the same signs (one thing or not; seeded). `--folds` prints what the facts of
each set come to, its reports grouped as they should be, by weights that have not seen it, and the average precision of its pairs of clauses
by their chance to tell of one thing. numpy only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import runpy
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from boosting import Options, Table, boost
from logistic import newton
from rows import rows

from copydesk.compare.facts import facts_of
from copydesk.compare.facts.clauses import Clause
from copydesk.compare.facts.finding import all_items, readings_of
from copydesk.compare.facts.pairs import AGAINST, ANSWERS, RELATIONS, Pair, Pool, Signs, Weights, against
from copydesk.compare.facts.statements import pool_of
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report
from copydesk.parse.trees import Trees

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "compare" / "data" / "pairs.json"
RIDGE, RIDGE_OF_RELATIONS, RIDGE_OF_ANSWERS = 300.0, 30.0, 10.0
TREES = Options(classes=2, rounds=150, leaves=5, rate=0.06, least=20.0, ridge=10.0)
HELD = 0.5  # share of the shorter of clause and value that both must hold

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """The reports of one incident of a set: their pairs of clauses, and the relations that its facts give each pair."""

    set: str
    ledgers: list[Ledger]
    origins: list[list[str]]
    pairs: list[Pair]
    relations: list[frozenset[str]]
    against: dict[int, Signs]  # by pair, of those that a fact has or that are told in one breath


def told_in(case: Row) -> list[Told]:
    """The incidents of a set that several reports tell."""
    read = {
        row["id"]: ledger_of(Report(id=row["id"], text=row["text"], outlet=row["outlet"], published=row["published"]))
        for row in case["reports"]
    }
    found = []
    for incident in case["incidents"]:
        ledgers = [read[name] for name in incident["reports"]]
        if len(ledgers) > 1:
            readings = readings_of(ledgers, case["copies"], {})
            pool = pool_of(readings, list(all_items(readings)))
            pairs = pool.pairs()
            relations = _relations(case["facts"], pool, pairs)
            signs = {
                n: against(pool.every[pair.one], pool.every[pair.other])
                for n, pair in enumerate(pairs)
                if relations[n] or pair.signs["in one breath"]
            }
            found.append(Told(case["id"], ledgers, case["copies"], pairs, relations, signs))
    return found


def _relations(facts: Sequence[Row], pool: Pool, pairs: Sequence[Pair]) -> list[frozenset[str]]:
    given: dict[tuple[int, int], set[str]] = {}
    for fact in facts:
        places = [[n for n, clause in enumerate(pool.every) if _holds(clause, value)] for value in fact["values"]]
        for x, mine in enumerate(places):
            for y in range(x + 1, len(places)):
                if fact["relation"] != "agree" and _same(fact["values"][x], fact["values"][y]):
                    continue
                for pair in ((min(n, m), max(n, m)) for n in mine for m in places[y] if n != m):
                    given.setdefault(pair, set()).add(fact["relation"])
    return [frozenset(given.get((pair.one, pair.other), ())) for pair in pairs]


def _holds(clause: Clause, value: Row) -> bool:
    both = min(clause.end, value["end"]) - max(clause.start, value["start"])
    shorter = min(clause.end - clause.start, value["end"] - value["start"])
    return bool(clause.reading.ledger.id == value["report"] and both > 0 and both >= HELD * shorter)


def _same(one: Row, other: Row) -> bool:
    """Whether two values of a fact that do not agree as a whole are one: two steps of a toll that stood still."""
    given = [v.get("low", v.get("value")) for v in (one, other)]
    return given[0] is not None and given[0] == given[1]


def fit(told: Sequence[Told]) -> Weights:
    """The weights that fit the pairs of some incidents."""
    names = tuple(sorted({name for one in told for pair in one.pairs for name in pair.signs}))
    pairs = [pair for one in told for pair in one.pairs]
    given = [relation for one in told for relation in one.relations]
    table = np.array([[pair.signs[name] for name in names] for pair in pairs])
    good = np.array([bool(g) for g in given])
    grown = boost(Table([pair.signs for pair in pairs], names), good.astype(np.int64), TREES).arrays(names)
    scale = table.std(0) + 1e-6
    scaled = Weights(names, table.mean(0), scale, np.zeros(0), np.zeros(0), _answers(told), Trees.of(grown))
    table = scaled.rows(pairs)
    crossed = scaled.crossed(table)
    topic = newton(crossed, good.astype(float), _held(crossed, RIDGE))
    sure = [n for n, g in enumerate(given) if len(g) == 1]
    signs = [one.against[n] for one in told for n, g in enumerate(one.relations) if len(g) == 1]
    table = np.hstack([table[sure], np.array([[row[name] for name in AGAINST] for row in signs])])
    relations = []
    for relation in RELATIONS:
        wanted = np.array([float(relation in given[n]) for n in sure])
        share = np.where(wanted > 0, 0.5 / max(1.0, wanted.sum()), 0.5 / max(1.0, (1 - wanted).sum())) * len(sure)
        relations.append(newton(table, wanted, _held(table, RIDGE_OF_RELATIONS), counts=share))
    return replace(scaled, topic=topic, relations=np.array(relations))


def _answers(told: Sequence[Told]) -> np.ndarray:
    """The weights of what is told in one breath, put back from one scale to the signs' own."""
    rows = [
        ({**pair.signs, **one.against[n]}, bool(one.relations[n]))
        for one in told for n, pair in enumerate(one.pairs) if pair.signs["in one breath"]
    ]  # fmt: skip
    table = np.array([[signs[name] for name in ANSWERS] for signs, _ in rows])
    mean, scale = table.mean(0), table.std(0) + 1e-6
    table = np.hstack([np.ones((len(rows), 1)), (table - mean) / scale])
    found = newton(table, np.array([float(good) for _, good in rows]), _held(table, RIDGE_OF_ANSWERS))
    return np.array([found[0] - (found[1:] * mean / scale).sum(), *(found[1:] / scale)])


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


def folds(cases: Sequence[Row], told: Sequence[Told], scorer: Any) -> None:
    """Print, for each set and for all, what its facts come to by weights that have not seen it, and how these rank its pairs."""
    totals: Counter[str] = Counter()
    every: list[tuple[float, bool]] = []
    for case in cases:
        unseen = [one for one in told if one.set == case["id"]]
        weights = fit([one for one in told if one.set != case["id"]])
        with patch("copydesk.compare.facts.statements.weights", lambda learned=weights: learned):
            system = _system(unseen)
        score = scorer({case["id"]: case}, system)
        shown = [f for i in system["incidents"] for f in i["facts"] if f["relation"] != "single"]
        mine = Counter(
            {"facts": len(case["facts"]), "shown": len(shown), "listed": sum(_listed(f, case) for f in shown)}
        )
        for name in RELATIONS:
            right, every = score[f"relation_right_{name}"].split("/")
            mine.update({f"{name} right": int(right), name: int(every), "right": int(right)})
        print(f"{case['id']}: {_counted(mine)}")
        totals += mine
        every += [row for one in unseen for row in ranked(weights, one)]
    right = sum(good for _, good in every)
    print(f"all: {_counted(totals)}")
    print(f"{right} of {len(every)} pairs of clauses in a fact, average precision {average_precision(every):.3f}")


def ranked(weights: Weights, one: Told) -> list[tuple[float, bool]]:
    """The chance of each pair of clauses of an incident to tell of one thing, and whether a fact has it."""
    chances = weights.one_thing(one.pairs, weights.rows(one.pairs)).tolist()
    return list(zip(chances, map(bool, one.relations), strict=True))


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
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=Path, metavar="SCORE_DESK.py", help="print the folds, by this scorer")
    options = parser.parse_args()
    cases = [case for path in options.sets for case in rows(path)]
    told = [one for case in cases for one in told_in(case)]
    if options.folds:
        folds(cases, told, runpy.run_path(str(options.folds))["facts"])
    if options.write:
        weights = fit(told)
        made = {
            "made_by": "training/train_pairs.py",
            "data": {str(path.name): hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in options.sets},
            "names": list(weights.names),
            **{
                name: getattr(weights, name).round(4).tolist()
                for name in ("mean", "scale", "topic", "relations", "answers")
            },
        }
        OUT.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
        grown = {name: getattr(weights.trees, name) for name in Trees.__slots__ if name != "place"}
        np.savez_compressed(OUT.with_suffix(".npz"), names=np.array("\n".join(weights.trees.place)), **grown)


if __name__ == "__main__":
    main()
