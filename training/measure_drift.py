"""How well the audit's encoder tells drifting sentences alone, before the checks and the weights that combine them.

usage: measure_drift.py SHARED_DATA

Prints ROC-AUC over digest sentences that it was not taught with: all of the desk cases' single, the reports of train that are held out for
the verdict, and the audit pairs that are: the plain ones (w5 to w8), strict twins (w9 to w15, w18 on) and those of long reports (w16, w17).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np
from drift_data import desk_held_out, pairs_held_out
from pairs import PairError, pairs
from rows import report_of, rows

from copydesk.audit.auditing import cases
from copydesk.ledger import ledger_of
from copydesk.nouns import Report

Score = tuple[float, bool]  # by the encoder, and what is right
# The rounds in which the pairs were written (the number of the writer).
ROUNDS = {"plain": range(5, 9), "strict twins": (*range(9, 16), *range(18, 100)), "long reports": (16, 17)}


def scored(report: Report, digest: str, sentences: list[tuple[int, int, bool]]) -> Iterator[Score]:
    """Each sentence of a digest: the encoder's chance that it drifts, and whether it does by `sentences` (start, end, drift)."""
    for case, _ in cases(digest, [ledger_of(report)]):
        drifts = any(drift for a, b, drift in sentences if a < case.line.end and b > case.line.start)
        yield case.reading.chance, drifts


def of_desk(path: Path, *, held_out: bool) -> Iterator[Score]:
    """The digests of desk cases, all or the held-out ones."""
    for number, row in enumerate(rows(path)):
        if not held_out or desk_held_out(number):
            report = report_of(row)
            told = [(s["start"], s["end"], s["verdict"] == "drift") for s in row["digest_sentences"]]
            yield from scored(report, row["digest"], told)


def of_pairs(writers: Collection[int]) -> Iterator[Score]:
    """The held-out audit pairs of some writers."""
    for each in pairs():
        if isinstance(each, PairError) or not pairs_held_out(each):
            continue
        if int(each.id.partition("-")[0].lstrip("w")) in writers:
            report = Report(id=each.id, text=each.text, published=each.published, outlet=each.outlet)
            for told in each.told:
                yield from scored(report, told.text, [(0, len(told.text), bool(told.marks))])


def auc(scores: Sequence[float], drifts: Sequence[bool]) -> float:
    """The chance that a drifting sentence scores above a supported one."""
    score, drift = np.array(scores), np.array(drifts)
    wrong, right = score[drift], score[~drift]
    above = (wrong[:, None] > right).mean() + 0.5 * (wrong[:, None] == right).mean()
    return float(above)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder of the data")
    cases_in = parser.parse_args().shared / "desk-cases"
    sets = {
        "desk single": of_desk(cases_in / "single.jsonl", held_out=False),
        "desk train, held out": of_desk(cases_in / "train.jsonl", held_out=True),
        **{f"pairs, {name}, held out": of_pairs(writers) for name, writers in ROUNDS.items()},
    }
    for name, told in sets.items():
        chances, drifts = zip(*told, strict=True)
        sys.stdout.write(f"{name:30} {len(drifts):5} sentences, ROC-AUC {auc(chances, drifts):.3f}\n")


if __name__ == "__main__":
    main()
