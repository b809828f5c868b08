"""Learn how readers take the wording around a predicate: the trees of src/copydesk/facts/events/data/factuality.npz.

usage: train_factuality.py CERTAINTY/train.jsonl (--write | --folds | --without REGEX ... | --test OTHER.jsonl)

Each row of the data is a sentence, the span of a predicate, and how far readers took its event to have happened (-3..3).
`--write` trains on the rows of the set `uw` and writes the trees with their card. `--folds` prints mean absolute error and
correlation on each fifth of the sentences by trees that did not see it, beside those of the rules alone; `--without` the
same with the signs left out whose names match. `--test OTHER.jsonl` prints both figures of the trees that ship on other
rows. Two minutes on one core; the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from boosting import Options, Table, boost

from copydesk.facts.events.factuality import Steps, judged
from copydesk.facts.events.signs import Signs, signs
from copydesk.parse import document

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "facts" / "events" / "data" / "factuality.npz"
# Steps of the scale. More than half of the judgements are a plain 3, so the last step is that alone.
EDGES = (-3.0, -1.9, -0.5, 0.5, 1.1, 1.7, 2.1, 2.5, 2.9, 3.0)
LEAST = 25  # predicates that must show a sign before the trees may look at it
FOLDS = 5
GROWING = Options(classes=len(EDGES) - 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One judged predicate: the sentence it is in, what is seen about it, and how sure its readers were."""

    text: str
    seen: Signs
    judged: float


def rows_of(path: Path, set_: str) -> list[Row]:
    """The judged predicates of one set."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["set"] == set_:
                words = document(row["text"]).char_span(row["start"], row["end"], alignment_mode="expand")
                found.append(Row(row["text"], signs(words.root), row["factuality"]))
    return found


def fit(rows: Sequence[Row], options: Options = GROWING) -> dict[str, np.ndarray]:
    """The arrays of the trees that fit some rows."""
    counted = Counter(name for row in rows for name in row.seen)
    names = sorted(name for name, count in counted.items() if count >= LEAST)
    table = Table([row.seen for row in rows], names)
    made = boost(table, np.digitize([row.judged for row in rows], EDGES[1:-1]), options)
    return {**made.arrays(names), "edges": np.array(EDGES, np.float64)}


def figures(said: Sequence[float], rows: Sequence[Row]) -> str:
    """Mean absolute error and correlation, in words."""
    judged = np.array([row.judged for row in rows])
    error = float(np.abs(np.array(said) - judged).mean())
    return f"mae {error:.3f} r {float(np.corrcoef(said, judged)[0, 1]):.3f} ({len(rows)} predicates)"


def folds(rows: Sequence[Row], without: str | None) -> str:
    """The figures on sentences that the trees did not see; `without` leaves signs out."""
    if without:
        pattern = re.compile(without)
        rows = [replace(row, seen={n: v for n, v in row.seen.items() if not pattern.search(n)}) for row in rows]
    number = [int(hashlib.sha256(row.text.encode()).hexdigest(), 16) % FOLDS for row in rows]
    said = [0.0] * len(rows)
    for fold in range(FOLDS):
        trees = Steps.of(fit([row for row, of in zip(rows, number, strict=True) if of != fold]))
        for at, row in enumerate(rows):
            if number[at] == fold:
                said[at] = judged([row.seen], trees)[0]
    return figures(said, rows)


def write(rows: Sequence[Row], data: Path) -> None:
    """Train on all rows and write the trees with their card."""
    arrays = fit(rows)
    card = {
        "what": "chances of the steps of factuality from the signs of a predicate (facts/events/signs.py)",
        "made_by": "training/train_factuality.py --write",
        "data": f"UW of {data.name}, {len(rows)} predicates, sha256 {hashlib.sha256(data.read_bytes()).hexdigest()[:16]}",
        "licence_of_the_data": "none stated; the trees hold thresholds and lemmas, no text",
        "options": {name: getattr(GROWING, name) for name in GROWING.__slots__},
    }
    buffer = io.BytesIO()
    np.savez_compressed(buffer, card=np.array(json.dumps(card)), **arrays)
    OUT.write_bytes(buffer.getvalue())
    print(f"{OUT.name}: {len(arrays['roots'])} trees, {len(buffer.getvalue())} bytes")


def main() -> None:
    """Train and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true")
    what.add_argument("--folds", action="store_true")
    what.add_argument("--without", nargs="+", metavar="REGEX")
    what.add_argument("--test", type=Path, metavar="OTHER")
    options = parser.parse_args()
    if options.test:
        for set_ in ("uw", "uds"):
            rows = rows_of(options.test, set_)
            print(f"{set_}: rules {figures([row.seen['rule'] for row in rows], rows)}")
            print(f"{set_}: trees {figures(judged([row.seen for row in rows]), rows)}")
        return
    rows = rows_of(options.data, "uw")
    if options.write:
        write(rows, options.data)
    else:
        print(f"rules alone: {figures([row.seen['rule'] for row in rows], rows)}")
        for pattern in options.without or [None]:
            print(f"folds without {pattern or 'nothing'}: {folds(rows, pattern)}", flush=True)


if __name__ == "__main__":
    main()
