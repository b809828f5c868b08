"""Learn how likely two mentions tell of one event, from ECB+.

usage: train_mentions.py SHARED_DATA [--folds | --write]

SHARED_DATA is the folder that holds linking/ (ECB+, CC BY 3.0). With `--folds` it prints B-cubed precision, recall and F of the
events of linking/train.jsonl within their incidents, at several thresholds, by weights that have not seen the topics they are
judged on (three folds); with `--write` it learns from all of it and writes src/copydesk/compare/data/mentions.json. One logistic
regression, solved by Newton's method, numpy only, no randomness: the same input gives the same bytes.

A mention counts as much in a large incident as in a small one: a pair of n mentions counts 1 / n. The pairs grow with the square
of an incident, so that else a few large ones would settle the weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from logistic import newton
from numpy.typing import NDArray
from rows import rows

from copydesk.compare.linkage import averaged
from copydesk.compare.mentions import likeness, mentions_of
from copydesk.ledger import ledger_of
from copydesk.nouns import Report, Span

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "compare" / "data" / "mentions.json"
RIDGE = 1.0
FOLDS = 3
USUAL = 50  # mentions of an incident, about: so many keep the weights as near to the ridge as if each pair counted once
THRESHOLDS = (-0.8, -0.6, -0.4, -0.2, 0.0)
Floats = NDArray[np.float64]
Incident = tuple[str, list[str], dict[str, Floats]]  # topic, the event of each mention, the features of all pairs


def incident(reports: Sequence[dict[str, Any]]) -> Incident:
    """The mentions of an incident's reports, compared."""
    ledgers = [ledger_of(Report(id=row["id"], text=row["text"], language="en")) for row in reports]
    told = [[Span.of(row["text"], m["start"], m["end"]) for m in row["mentions"]] for row in reports]
    events = [m["chain"] for row in reports for m in row["mentions"]]
    return reports[0]["topic"], events, likeness([one for _, one in mentions_of(ledgers, told)])


def learn(incidents: Sequence[Incident]) -> tuple[Floats, float]:
    """The weights of the features and the bias."""
    shown = np.concatenate([_pairs(found) for _, _, found in incidents])
    same = [np.array(events)[:, None] == np.array(events) for _, events, _ in incidents]
    wanted = np.concatenate([one[np.triu_indices(len(one), 1)] for one in same]).astype(float)
    counts = np.concatenate([np.full(len(one) * (len(one) - 1) // 2, USUAL / len(one)) for one in same])
    middle, spread = shown.mean(0), shown.std(0) + 1e-6
    shown = np.c_[(shown - middle) / spread, np.ones(len(shown))]
    weights = newton(shown, wanted, np.array([RIDGE] * (shown.shape[1] - 1) + [1e-6]), counts=counts)
    each = weights[:-1] / spread
    return each, float(weights[-1] - each @ middle)


def _pairs(found: dict[str, Floats]) -> Floats:
    above = np.triu_indices(len(next(iter(found.values()))), 1)
    return np.stack([table[above] for table in found.values()], axis=1)


def odds(found: dict[str, Floats], weights: Floats, bias: float) -> Floats:
    """The log-odds of all pairs."""
    return sum((weight * table for weight, table in zip(weights, found.values(), strict=True)), np.asarray(bias))


def cubed(incidents: Sequence[Incident], tables: Sequence[Floats], least: float) -> str:
    """B-cubed precision, recall and F of the groups above a threshold."""
    precision = recall = count = 0.0
    for (_, events, _), table in zip(incidents, tables, strict=True):
        size = Counter(events)
        for group in averaged(table, least, contrast=0.0):
            inside = Counter(events[at] for at in group)
            precision += sum(n * n for n in inside.values()) / len(group)
            recall += sum(n * n / size[event] for event, n in inside.items())
        count += len(events)
    p, r = precision / count, recall / count
    return f"{p:.3f} / {r:.3f} / {2 * p * r / (p + r):.3f}"


def main() -> None:
    """Judge by folds, or learn from all and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    linked = sorted(rows(options.shared / "linking" / "train.jsonl"), key=lambda row: (row["incident"], row["id"]))
    read = [incident(list(reports)) for _, reports in groupby(linked, key=lambda row: row["incident"])]
    if options.folds:
        topics = sorted({topic for topic, _, _ in read})
        tables: list[Floats] = [np.zeros(0)] * len(read)
        for fold in range(FOLDS):
            held = set(topics[fold::FOLDS])
            made = learn([one for one in read if one[0] not in held])
            for at, one in enumerate(read):
                if one[0] in held:
                    tables[at] = odds(one[2], *made)
        for least in THRESHOLDS:
            print(f"threshold {least:4}: B-cubed P / R / F {cubed(read, tables, least)}")
    if options.write:
        weights, bias = learn(read)
        names = list(read[0][2])
        card = {
            "made_by": "training/train_mentions.py --write",
            "data": "linking/train.jsonl (ECB+, CC BY 3.0)",
            "mentions": sum(len(events) for _, events, _ in read),
            "bias": round(bias, 4),
            "weights": {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
        }
        OUT.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
