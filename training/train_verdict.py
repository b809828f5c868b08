"""Learn what a chance of the audit's encoder is worth, and the weights that choose findings from its checks and its encoder, from
the desk cases, the audit pairs and the digests over several reports.

usage: train_verdict.py DATA [--folds] [--write] [--jobs N]

Only reports that the encoder was not taught with are read (`drift_data.desk_held_out`, `pairs_held_out`, `set_held_out`): on others it is
surer than it should be.

With `--folds` it prints the audit's figures on each fifth of the desk cases, and of the sets of several reports, by weights learned
on the other four (the rules' precisions, `measure_rules.py`, stay those of all); with `--write` it trains on all and writes
src/copydesk/audit/data/verdict.json. Logistic regressions by Newton's method, ridge penalty, numpy only. The same input gives
the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from drift_data import MULTI, desk_held_out, pairs_held_out, set_held_out
from logistic import newton
from pairs import PairError, Pairs, pairs
from rows import report_of
from rows import rows as rows_in

from copydesk.audit.auditing import cases
from copydesk.audit.cases import Case, Signal
from copydesk.audit.verdict import DRIFTS, TYPES, Model, about, all_grounds, chance, judge
from copydesk.nouns import Ledger, SentenceAudit

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "copydesk" / "audit" / "data" / "verdict.json"
FOLDS = 5
SEED, DRAWS = 7, 400
SEVERAL = 0.5  # what a sentence over several reports counts beside one of the desk cases
PAIR = 0.2  # what a sentence of the pairs, and each of its signals, counts beside one of the desk cases
SHOW = 0.08  # a further finding of a sentence is shown from this chance on that place and type are right
RIDGE = {"types": 4.0, "located": 4.0, "sentence": 6.0}


@dataclass
class Row:
    """One digest sentence: what holds of it, its signals with their grounds, and what the annotators marked."""

    report: int
    about: dict[str, float]
    signals: list[Signal]
    grounds: list[dict[str, float]]
    drifts: list[dict[str, Any]]
    drift: bool
    weight: float = 1.0
    case: Case | None = None  # kept for the desk cases and the sets, to be judged when their fold is held out
    every: tuple[Signal, ...] = ()

    @property
    def several(self) -> bool:
        """Whether it is kept and several reports stand behind it."""
        return self.case is not None and len(self.case.side.ledgers) > 1

    def right(self, at: int, type_: str | None = None) -> bool:
        """Whether a signal overlaps a marked drift (of its own type)."""
        s = self.signals[at]
        return any(
            d["start"] < s.end and d["end"] > s.start and (type_ is None or d["type"] == type_) for d in self.drifts
        )


def read_ledger(row: dict[str, Any]) -> Ledger:
    """The ledger as `copydesk read` has it."""
    from copydesk.ledger import ledger_of

    return ledger_of(report_of(row))


def _row(report: int, case: Case, signals: list[Signal], drifts: list[dict[str, Any]], weight: float = 1.0) -> Row:
    shared = about(case.reading)
    weighed = [signal for signal in signals if signal.rule is None]
    light = [replace(signal, evidence=()) for signal in weighed]
    return Row(report, shared, light, all_grounds(shared, weighed), drifts, bool(drifts), weight)


def _judged(number: int, ledgers: Sequence[Ledger], digest: str, sentences: Sequence[dict[str, Any]]) -> Iterator[Row]:
    for case, signals in cases(digest, ledgers):
        marked = [s for s in sentences if s["start"] < case.line.end and s["end"] > case.line.start]
        drifts = [d for s in marked for d in s["drifts"] if d["start"] < case.line.end and d["end"] > case.line.start]
        row = _row(number, case, signals, drifts)
        row.case, row.every = case, tuple(signals)
        yield row


def _as_report(each: Pairs) -> dict[str, Any]:
    return {"id": each.id, "text": each.text, "published": each.published, "outlet": each.outlet}


def desk_rows(data: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """All digest sentences of the cases, with what the checks notice."""
    for number, row in enumerate(data):
        yield from _judged(number, [read_ledger(row)], row["digest"], row["digest_sentences"])


def pair_rows(number: int, each: Pairs) -> list[Row]:
    """The digest sentences of the pairs of a report."""
    ledger = read_ledger(_as_report(each))
    found: list[Row] = []
    for told in each.told:
        drifts = [{"start": m.start, "end": m.end, "type": m.type} for m in told.marks]
        for made in _judged(number, [ledger], told.text, [{"start": 0, "end": len(told.text), "drifts": drifts}]):
            made.weight, made.case, made.every = PAIR, None, ()
            found.append(made)
    return found


def set_rows() -> Iterator[Row]:
    """The sentences of the digests over several reports; the digests of one set have one number."""
    digests = list(rows_in(MULTI / "digests.jsonl"))
    held_out = [each for number, each in enumerate(rows_in(MULTI / "sets.jsonl")) if set_held_out(number)]
    for number, each in enumerate(held_out):
        mine = [told for told in digests if told["set"] == each["id"]]
        ledgers = [read_ledger(report) for report in each["reports"]] if mine else []
        for told in mine:
            for row in _judged(number, ledgers, told["digest"], told["digest_sentences"]):
                row.weight = SEVERAL
                yield row


def all_rows(data: Sequence[dict[str, Any]], more: Sequence[Pairs], jobs: int) -> list[Row]:
    """The rows of the desk cases, the pairs, and the digests over several reports; some processes share the work."""
    with ProcessPoolExecutor(jobs) as workers:
        paired = workers.map(pair_rows, range(len(more)), more)
        desk, several = list(desk_rows(data)), list(set_rows())  # parses do not leave the process that made them
        return [*desk, *chain.from_iterable(paired), *several]


def fit(
    grounds: Sequence[dict[str, float]], labels: Sequence[bool], ridge: float, counts: Sequence[float]
) -> dict[str, float]:
    """Weights of a logistic regression; each row counts so much."""
    names = sorted({name for row in grounds for name in row})
    at = {name: i + 1 for i, name in enumerate(names)}
    x = np.zeros((len(grounds), len(names) + 1))
    x[:, 0] = 1.0
    for i, row in enumerate(grounds):
        for name, value in row.items():
            x[i, at[name]] = value
    penalty = np.full(len(names) + 1, ridge)
    penalty[0] = 0.01
    w = newton(x, np.array(labels, dtype=float), penalty, counts=np.array(counts, dtype=float))
    return {"bias": round(float(w[0]), 4)} | {
        name: round(float(w[at[name]]), 4) for name in names if abs(w[at[name]]) >= 5e-5
    }


def fit_signals(rows: Sequence[Row]) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Weights for each type, and for "something is wrong here" whatever the type."""
    types = {}
    for type_ in TYPES:
        mine = [(row, at) for row in rows for at, s in enumerate(row.signals) if s.type == type_]
        labels = [row.right(at, type_) for row, at in mine]
        if any(labels):
            grounds = [row.grounds[at] for row, at in mine]
            types[type_] = fit(grounds, labels, RIDGE["types"], [row.weight for row, _ in mine])
    every = [(row, at) for row in rows for at in range(len(row.signals))]
    grounds = [row.grounds[at] | {f"is.{row.signals[at].type}": 1.0} for row, at in every]
    labels = [row.right(at) for row, at in every]
    return types, fit(grounds, labels, RIDGE["located"], [row.weight for row, _ in every])


def fit_all(rows: Sequence[Row]) -> dict[str, Any]:
    """All weights; the cut is where balanced accuracy on the desk cases is best among cuts with few false alarms.

    The two weights that make a chance of what the encoder says cannot learn a sentence by heart, so they are not held apart.
    """
    sentence = fit(
        [{DRIFTS: row.about[DRIFTS]} for row in rows],
        [row.drift for row in rows],
        RIDGE["sentence"],
        [row.weight for row in rows],
    )
    cut = best_cut([(chance(sentence, row.about), row.drift) for row in rows if row.weight == 1.0])
    types, located = fit_signals(rows)
    return {"types": types, "located": located, "sentence": sentence, "cut": cut, "show": SHOW}


def on_folds(rows: Sequence[Row]) -> Iterator[tuple[str, dict[str, float]]]:
    """The audit's figures on the desk cases and on the sets, each fold judged by weights learned on the others."""
    judged: list[tuple[Row, SentenceAudit]] = []
    for fold in range(FOLDS):
        weights = Model(**fit_all([row for row in rows if row.report % FOLDS != fold]))
        judged += [
            (row, judge(row.case, row.every, weights=weights))
            for row in rows
            if row.report % FOLDS == fold and row.case is not None
        ]
    for name, several in (("desk", False), ("several", True)):
        yield name, figures([(row, audit) for row, audit in judged if row.several is several])


def figures(judged: Sequence[tuple[Row, SentenceAudit]]) -> dict[str, float]:
    """The audit's figures on some sentences."""
    n: dict[str, float] = defaultdict(float)
    ranks: list[tuple[float, bool]] = []
    for row, audit in judged:
        flagged = audit.verdict == "drift"
        ranks.append((audit.score, row.drift))
        n["drift" if row.drift else "fine"] += 1
        n["caught" if row.drift else "alarms"] += flagged
        for d in row.drifts:
            over = [f for f in audit.findings if f.start < d["end"] and f.end > d["start"]]
            n["drifts"] += 1
            n["located"] += bool(over)
            n["typed"] += any(f.type == d["type"] for f in over)
        n["findings"] += len(audit.findings)
        n["good"] += sum(any(f.start < d["end"] and f.end > d["start"] for d in row.drifts) for f in audit.findings)
    yes, no = [s for s, label in ranks if label], [s for s, label in ranks if not label]
    alarms = n["alarms"] / n["fine"]
    return {
        "balanced_accuracy": (n["caught"] / n["drift"] + 1 - alarms) / 2, "false_alarm_rate": alarms,
        "roc_auc": sum((a > b) + 0.5 * (a == b) for a in yes for b in no) / (len(yes) * len(no)),
        "drifts_located": n["located"] / n["drifts"], "drifts_typed": n["typed"] / n["drifts"],
        "finding_precision": n["good"] / n["findings"], "findings_per_flag": n["findings"] / (n["caught"] + n["alarms"]),
    }  # fmt: skip


def best_cut(chances: Sequence[tuple[float, bool]], alarms: float = 0.065) -> float:
    """The cut with the best balanced accuracy among those with a false-alarm rate of at most `alarms`.

    A mean over draws of the sentences with replacement, as that of one sample hangs on a few sentences.
    """
    rng = np.random.default_rng(SEED)
    cuts = np.arange(0.2, 0.85, 0.01)
    scores, drift = np.array([p for p, _ in chances]), np.array([label for _, label in chances])
    over = scores[:, None] >= cuts
    found = []
    for _ in range(DRAWS):
        drawn = rng.integers(0, len(scores), len(scores))
        mine, wrong = over[drawn], drift[drawn]
        false, right = mine[~wrong].mean(0), mine[wrong].mean(0)
        found.append(cuts[np.argmax(np.where(false <= alarms, right - false, -1.0))])
    return round(float(np.mean(found)), 4)


def main() -> None:
    """Train, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the data")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--jobs", type=int, default=2, help="processes that read pairs")
    options = parser.parse_args()
    path = options.data / "desk-cases/train.jsonl"
    lines = path.read_bytes()
    data = [json.loads(line) for number, line in enumerate(lines.decode().splitlines()) if desk_held_out(number)]
    good = [each for each in pairs() if not isinstance(each, PairError)]
    more = [each for each in good if pairs_held_out(each)]
    rows = all_rows(data, more, options.jobs)
    if options.folds:
        for name, found in on_folds(rows):
            sys.stdout.write("".join(f"{name} {figure} {value:.4f}\n" for figure, value in found.items()))
        if not options.write:
            return
    weights = fit_all(rows)
    card = {
        "what": "logistic weights of the audit's checks and of its encoder",
        "data": f"{path.name}, every third report (Apache-2.0), sha256 {hashlib.sha256(lines).hexdigest()}; data/pairs, {len(more)} reports; data/multi, every other set",
        "sentences": len(rows), "drifting": sum(row.drift for row in rows), "licence": "Apache-2.0",
        "made_by": "training/train_verdict.py",
    }  # fmt: skip
    text = json.dumps({"card": card, **weights}, indent=1, sort_keys=True) + "\n"
    if options.write:
        OUT.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
