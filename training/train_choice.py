"""Learn which sentences of a report a digest by hand rests on: the weights of src/copydesk/digest/data/choice.json.

usage: train_choice.py DESK_CASES/train.jsonl (--write | --folds)

One logistic regression over the signs of `digest/signs.py`, with a ridge, by Newton's method: exact, nothing is drawn by chance.
`--folds` prints, for five sentences a report, the share of the sentences that the hand-written digests rest on, chosen by
weights that have not seen the report, beside the first five sentences; then the same without each sign. numpy only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from logistic import newton
from rows import report_of

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from evals.digest_choice import hit, wanted  # noqa: E402

from copydesk.digest.choose import able  # noqa: E402
from copydesk.digest.signs import Signs, body, signs  # noqa: E402
from copydesk.ledger import ledger_of  # noqa: E402

OUT = ROOT / "src" / "copydesk" / "digest" / "data" / "choice.json"
RIDGE = 10.0
FOLDS, DRAWS = 5, 4  # folds, and how often reports are dealt to them anew
CHOSEN = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One report: the signs of its body sentences, which can stand in a digest, which a digest rests on, how many it rests on."""

    id: str
    seen: list[Signs]
    fits: list[bool]
    good: list[bool]
    gold: int


def rows_of(path: Path) -> list[Row]:
    """The reports of a file of desk cases."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        report = report_of(case)
        ledger = ledger_of(report)
        spans, gold = list(body(ledger)), wanted(case)
        found.append(
            Row(case["id"], signs(ledger, spans), able(ledger, spans), [hit([s], gold) > 0 for s in spans], len(gold))
        )  # fmt: skip
    return found


def fit(rows: list[Row], without: str | None = None) -> dict[str, float]:
    """The weights that fit the candidates of some reports."""
    names = sorted({name for row in rows for one in row.seen for name in one} - {without})
    pairs = [(one, good) for row in rows for one, fits, good in zip(row.seen, row.fits, row.good, strict=True) if fits]
    table = np.array([[one[name] for name in names] for one, _ in pairs])
    wanted = np.array([float(good) for _, good in pairs])
    mean, scale = table.mean(0), table.std(0) + 1e-6
    table = np.hstack([(table - mean) / scale, np.ones((len(pairs), 1))])
    beta = newton(table, wanted, np.array([RIDGE] * len(names) + [0.0]))
    weights = beta[:-1] / scale
    return {**dict(zip(names, weights.tolist(), strict=True)), "bias": float(beta[-1] - weights @ mean)}


def found(rows: list[Row], weights: dict[str, float]) -> int:
    """How many sentences that the digests rest on are among the best of each report."""
    total = 0
    for row in rows:
        worth = [
            sum(weights.get(name, 0.0) * value for name, value in one.items()) if fits else float("-inf")
            for one, fits in zip(row.seen, row.fits, strict=True)
        ]
        best = sorted(range(len(worth)), key=lambda at: (-worth[at], at))[:CHOSEN]
        total += sum(row.good[at] for at in best)
    return total


def folded(rows: list[Row], without: str | None = None) -> float:
    """The share found by weights that have not seen the report."""
    total = 0
    for draw in range(DRAWS):
        fold = [zlib.crc32(f"{draw}{row.id}".encode()) % FOLDS for row in rows]
        for number in range(FOLDS):
            weights = fit([row for row, at in zip(rows, fold, strict=True) if at != number], without)
            total += found([row for row, at in zip(rows, fold, strict=True) if at == number], weights)
    return total / DRAWS / sum(row.gold for row in rows)


def main() -> None:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true")
    what.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    rows = rows_of(options.data)
    if options.folds:
        gold = sum(row.gold for row in rows)
        print(f"first sentences {sum(sum(row.good[:CHOSEN]) for row in rows) / gold:.4f}")
        print(f"weights         {folded(rows):.4f}")
        for name in sorted(rows[0].seen[0]):
            print(f"without {name:16} {folded(rows, name):.4f}")
        return
    digest = hashlib.sha256(options.data.read_bytes()).hexdigest()[:16]
    card = {
        "what": "log-odds that a digest by hand rests on a sentence, from the signs of digest/signs.py",
        "made_by": "training/train_choice.py --write",
        "data": f"desk-cases/{options.data.name}, {len(rows)} reports, sha256 {digest}",
        "licence": "Apache-2.0",
    }
    weights = {name: round(value, 4) for name, value in sorted(fit(rows).items())}
    OUT.write_text(json.dumps({"card": card, "weights": weights}, indent=1) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(weights)} weights")


if __name__ == "__main__":
    main()
