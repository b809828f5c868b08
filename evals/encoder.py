"""How well the audit's encoder tells drifting sentences alone, before the checks and the weights that combine them.

usage: python -m evals.encoder [--shared FOLDER]

Prints ROC-AUC over the digest sentences of desk cases that the encoder was not taught with: all of single, and every third report of train.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from copydesk.audit.auditing import cases
from copydesk.ledger import ledger_of
from copydesk.nouns import Report

EVERY = {"single": 1, "train": 3}  # `desk_held_out` of training/drift_data.py


def scored(row: dict[str, Any]) -> list[tuple[float, bool]]:
    """Each sentence of a case's digest: the encoder's chance that it drifts, and whether it does."""
    report = Report(id=row["id"], text=row["text"], published=row["published"], outlet=row.get("outlet"))
    found = []
    for case, _ in cases(row["digest"], [ledger_of(report)]):
        line = case.line
        said = [s["verdict"] for s in row["digest_sentences"] if s["start"] < line.end and s["end"] > line.start]
        found.append((case.reading.chance, "drift" in said))
    return found


def auc(scores: list[tuple[float, bool]]) -> float:
    """The chance that a drifting sentence scores above a supported one."""
    wrong, right = (np.array([score for score, drift in scores if drift is kind]) for kind in (True, False))
    above = (wrong[:, None] > right).mean() + 0.5 * (wrong[:, None] == right).mean()
    return float(above)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parent.parent.parent / "shared")
    options = parser.parse_args()
    for name, every in EVERY.items():
        lines = (options.shared / f"data/desk-cases/{name}.jsonl").read_text(encoding="utf-8").splitlines()
        scores = [score for line in lines[::every] for score in scored(json.loads(line))]
        print(f"{name:8} {len(scores)} sentences, ROC-AUC {auc(scores):.3f}")


if __name__ == "__main__":
    main()
