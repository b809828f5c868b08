"""Learn how far to trust a rule, and how far the tagger, for each claim that a cue could make.

usage: train_ranking.py SHARED_DATA [--sets desk cases polnear] [--keep FILE] [--write]

It reads what the tagger in the package says of reports that it was not trained on (train_tagger.py --hold-out), and grows
boosted trees on the grounds of claims/learned/ranking.py: is this part, with this source and this content, what the
annotators marked? It prints what trees make of reports that they did not see; with `--write` all reports
teach, and the trees go to src/copydesk/claims/data/ranking.npz. numpy only; the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import json
import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np
from attributed import Row, alike, letters, marked, reports, ruled
from boosting import Options, Table, boost

from copydesk.claims.content import Said
from copydesk.claims.find import precision
from copydesk.claims.learned.ranking import Weighed, options, taken
from copydesk.claims.learned.tagger import links_of
from copydesk.parse.trees import Trees

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "claims" / "data" / "ranking.npz"
FOLDS = 4
GROWING = Options(classes=2, rounds=160, leaves=10, rate=0.06, least=20.0, features=0.5)
# The bars that ship. The tagger that ships was taught longer than the one that teaches here and is surer, so they lie above those
# found here; they were chosen on the development parts, where all floors of evals/ hold. A false alarm costs more than a miss.
BARS = (0.8, 0.4)
ALIKE = 0.6  # Dice of characters from which a part's content is that of a marked claim
COUNTS = {"desk": 2, "cases": 2, "polnear": 1}  # how often a reading of a set is shown to the trees
Marked = tuple[list[list[Any]], int]  # the readings of each cue of a report, and how many claims are marked in it


def right(part: Said, tree: Any, gold: list[tuple[set[int], set[int]]]) -> int | None:
    """The number of the marked claim that a part is, or None."""
    own = letters(part.items)
    source = part.draft.source
    who = letters([(tree.start[source[0]], tree.end[source[1]])] if source else [])
    best, found = ALIKE, None
    for number, (content, holder) in enumerate(gold):
        like = alike(own, content)
        if like >= best and (bool(who & holder) or (not who and not holder)):
            best, found = like, number
    return found


def rows_of(row: Row) -> tuple[list[list[tuple[Said, dict[str, float], int | None]]], int]:
    """For each cue of a report its options with grounds and the claim that each is; and how many claims are marked."""
    made = ruled(row)
    if made is None:
        return [], 0
    found = options(made.tree, made.quotations, links_of(made.tree, made.body), made.parts, precision)
    gold = [(marked(claim["content"]), marked(claim.get("source"))) for claim in row["claims"]]
    gold = [one for one in gold if one[0]]
    return [
        [(part, grounds, right(part, made.tree, gold)) for part, grounds in readings if grounds is not None]
        for readings in found.values()
    ], len(gold)


def fit(read: dict[str, list[Marked]], fold: int | None = None) -> dict[str, np.ndarray]:
    """Trees from the readings of some reports, those of a fold left out."""
    grounds, labels = [], []
    for name, rows in read.items():
        for number, (cues, _) in enumerate(rows):
            if fold is not None and number % FOLDS == fold:
                continue
            for cue in cues:
                grounds.extend([found for _, found, _ in cue] * COUNTS[name])
                labels.extend([claim is not None for _, _, claim in cue] * COUNTS[name])
    names = sorted({name for row in grounds for name in row})
    return boost(Table(grounds, names), np.array(labels, dtype=np.int64), GROWING).arrays(names)


def judged(read: dict[str, list[Marked]]) -> dict[str, list[Marked]]:
    """Every reading with the chance that trees give it which did not see its report."""
    found: dict[str, list[Marked]] = {name: [([], 0)] * len(rows) for name, rows in read.items()}
    for fold in range(FOLDS):
        trees = Trees.of(fit(read, fold))
        for name, rows in read.items():
            for number in range(fold, len(rows), FOLDS):
                cues, marked = rows[number]
                asked = [grounds for cue in cues for _, grounds, _ in cue]
                chances = iter(trees.chances(asked)[:, 1].tolist() if asked else ())
                found[name][number] = ([[(part, next(chances), claim) for part, _, claim in cue] for cue in cues], marked)  # fmt: skip
    return found


def measured(rows: list[Marked], least: float, least_of_rules: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of the claims that would be taken, content and source right."""
    said = hit = marked = 0
    for cues, gold in rows:
        marked += gold
        seen: set[int] = set()
        for cue in cues:
            claims = {id(part): claim for part, _, claim in cue}
            own, other = taken([Weighed(part, score) for part, score, _ in cue], least, least_of_rules)
            for one in (*own, *other):
                said += 1
                claim = claims[id(one.part)]
                if claim is not None and claim not in seen:
                    seen.add(claim)
                    hit += 1
    p, r = hit / max(1, said), hit / max(1, marked)
    return p, r, 2 * p * r / max(1e-9, p + r)


def main() -> None:
    """Fit, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", nargs="+", default=["desk", "cases", "polnear"])
    parser.add_argument("--keep", type=Path, help="keep what was read here, and read it from here the next time")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    if chosen.keep and chosen.keep.exists():
        read = pickle.loads(chosen.keep.read_bytes())  # noqa: S301, a file that this script wrote
    else:
        read = {name: [rows_of(row) for row in reports(chosen.data, name, True)] for name in chosen.sets}
        if chosen.keep:
            chosen.keep.write_bytes(pickle.dumps(read))
    folds = judged(read)
    ours = [row for name in ("desk", "cases") if name in folds for row in folds[name]]
    grid = [(least / 100, rules / 100) for least in range(30, 75, 5) for rules in range(10, 30, 5)]
    # our own reports count twice: their guideline is what a ledger keeps to
    least, least_of_rules = max(
        grid, key=lambda bars: sum(measured(rows, *bars)[2] for rows in (ours, ours, folds.get("polnear", [])))
    )
    for name, rows in folds.items():
        p, r, f = measured(rows, 2.0, 0.0)
        sys.stdout.write(f"rules alone {name:8} P {p:.3f} R {r:.3f} F1 {f:.3f}\n")
        for bars in ((least, least_of_rules), (0.5, 0.2), (0.6, 0.2), (0.65, 0.2), (0.7, 0.2)):
            p, r, f = measured(rows, *bars)
            sys.stdout.write(f"{bars[0]:.2f} {bars[1]:.2f}   {name:8} P {p:.3f} R {r:.3f} F1 {f:.3f}\n")
    if chosen.write:
        card = {"made_by": "training/train_ranking.py", "data": chosen.sets, "options": repr(GROWING)}
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer, card=np.array(json.dumps(card)), least=np.array(BARS[0]), least_of_rules=np.array(BARS[1]), **fit(read)
        )  # fmt: skip
        OUT.write_bytes(buffer.getvalue())
        sys.stdout.write(f"{OUT.name}: {len(buffer.getvalue())} bytes\n")


if __name__ == "__main__":
    main()
