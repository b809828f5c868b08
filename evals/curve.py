"""What the audit's threshold buys: precision, recall and false alarms at each, a picture, and the places that have a name.

usage: python -m evals.curve [--stored] [--shared FOLDER] [--jobs N]

Audits the digests of the desk cases (or, with --stored, takes what the last `python -m evals` left in evals/out), prints the
curve, draws docs/images/precision-recall.svg and writes src/copydesk/audit/data/thresholds.json, from which `--strict` and
`--lenient` take their thresholds. A threshold is right for both sets or it is not taken: the audit's weights are fitted on the
larger one, so that its figures flatter.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from evals import floors, systems
from evals.plot import COLOURS, Frame

ROOT = Path(__file__).parent.parent
OUT = Path(__file__).with_name("out")
PICTURE = ROOT / "docs" / "images" / "precision-recall.svg"
DATA = ROOT / "src" / "copydesk" / "audit" / "data" / "thresholds.json"
SETS = {"train": "desk-audit-train", "single": "desk-audit"}
MIDDLE = 0.5
FOUND, ALARMED = 0.9, 0.05  # strict finds nine of ten drifts; lenient alarms at one sound sentence in twenty
PAIRED = 0.5
GRID = [step / 100 for step in range(5, 96)]
Row = dict[str, Any]
Scored = tuple[float, bool]  # how surely a sentence drifts, and whether it does


@dataclass(frozen=True, slots=True)
class Point:
    """Where a threshold lies: of what it flags how much drifts, of what drifts how much it flags, of what is sound how much."""

    threshold: float
    precision: float
    recall: float
    false_alarms: float


def scored(gold: Sequence[Row], audits: dict[str, Row]) -> list[Scored]:
    """Each annotated digest sentence with the audit's score, as in the desk's scorer; 0 for one that the audit does not have."""
    found = []
    for row in gold:
        mine = audits.get(row["id"], {}).get("sentences", [])
        taken = _paired(row["digest_sentences"], mine)
        for at, sentence in enumerate(row["digest_sentences"]):
            found.append((mine[taken[at]]["score"] if at in taken else 0.0, sentence["verdict"] == "drift"))
    return found


def _paired(gold: Sequence[Row], mine: Sequence[Row]) -> dict[int, int]:
    """Sentences one to one, those that share most characters first."""

    def likeness(one: Row, other: Row) -> float:
        shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
        return 2 * max(0, shared) / (one["end"] - one["start"] + other["end"] - other["start"])

    ranked = sorted(((likeness(g, m), i, j) for i, g in enumerate(gold) for j, m in enumerate(mine)), reverse=True)
    pairs: dict[int, int] = {}
    for value, i, j in ranked:
        if value >= PAIRED and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def point(sentences: Sequence[Scored], threshold: float) -> Point:
    """What a threshold gives on some sentences; with nothing flagged, precision is 1."""
    flagged = [drifts for score, drifts in sentences if score >= threshold]
    drifting = sum(drifts for _, drifts in sentences)
    right = sum(flagged)
    return Point(
        threshold,
        right / len(flagged) if flagged else 1.0,
        right / drifting if drifting else 0.0,
        (len(flagged) - right) / (len(sentences) - drifting or 1),
    )


def named(sets: dict[str, Sequence[Scored]]) -> dict[str, float]:
    """The thresholds that have a name: the highest that finds FOUND of the drifts of every set, the lowest that alarms at no
    more than ALARMED of the sound sentences of any; the end of the grid where there is none.
    """

    def everywhere(holds: Callable[[Point], bool]) -> list[float]:
        return [threshold for threshold in GRID if all(holds(point(one, threshold)) for one in sets.values())]

    strict = everywhere(lambda at: at.recall >= FOUND and at.threshold < MIDDLE)
    lenient = everywhere(lambda at: at.false_alarms <= ALARMED and at.threshold > MIDDLE)
    return {"strict": max(strict, default=GRID[0]), "lenient": min(lenient, default=GRID[-1])}


def picture(sets: dict[str, Sequence[Scored]], names: dict[str, float]) -> str:
    """The curves as an SVG: recall to the right, precision upwards, the thresholds that have a name as marks."""
    frame = Frame("Precision against recall of the audit", "recall: drifting sentences that are flagged",
                  "precision: flagged sentences that drift", 0.0, 0.4, legend=len(sets))  # fmt: skip
    parts = []
    for number, (name, sentences) in enumerate(sets.items()):
        colour, down = COLOURS[number], frame.row(number)
        steps = [point(sentences, threshold) for threshold in GRID]
        path = "L".join(f"{frame.x(at.recall)} {frame.y(at.precision)}" for at in steps)
        dashes = ' stroke-dasharray="6 3"' if number else ""
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        for label, threshold in {**names, "middle": MIDDLE}.items():
            at = point(sentences, threshold)
            x, y = frame.x(at.recall), frame.y(at.precision)
            parts.append(f'<circle cx="{x}" cy="{y}" r="4.5" fill="{colour}"/>')
            if number == 0:
                parts.append(frame.text(float(x) - 9, float(y) + 15, f"{label} {threshold:.2f}", "end"))
        drifting = sum(drifts for _, drifts in sentences)
        told = f"desk cases, {name}: {len(sentences)} sentences, {drifting} drift"
        parts.append(f'<path d="M{frame.left} {down - 4}h26" stroke="{colour}" stroke-width="2"{dashes}/>')
        parts.append(frame.text(frame.left + 34, down, told))
    return frame.drawn(parts)


def data(sets: dict[str, Sequence[Scored]], names: dict[str, float], hashes: dict[str, str]) -> str:
    """The thresholds as they go with the package: what they are, what they give, on which data."""

    def rounded(at: Point) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(at).items()}

    def place(threshold: float) -> Row:
        return {"threshold": threshold, "on": {name: rounded(point(one, threshold)) for name, one in sets.items()}}

    told = {
        "origin": "written by python -m evals.curve",
        "licence": "Apache-2.0",
        "rule": f"strict: the highest threshold that finds {FOUND:.0%} of the drifts of each set; lenient: the lowest that alarms "
        f"at no more than {ALARMED:.0%} of the sound sentences of each",
        "data": hashes,
        "named": {name: place(threshold) for name, threshold in names.items()},
        "middle": place(MIDDLE),
        "curve": {name: [list(rounded(point(one, t)).values()) for t in GRID[::5]] for name, one in sets.items()},
    }
    return json.dumps(told, indent=1) + "\n"


def shown(sets: dict[str, Sequence[Scored]], names: dict[str, float]) -> Table:
    """The curve as a table, the thresholds that have a name in their order among the others."""
    columns = [f"{name}: {what}" for name in sets for what in ("precision", "recall", "false alarms")]
    table = Table("threshold", "", *columns)
    labels = {**{threshold: name for name, threshold in names.items()}, MIDDLE: "middle"}
    for threshold in sorted({*GRID[::5], *labels}):
        found = [point(one, threshold) for one in sets.values()]
        cells = [f"{value:.3f}" for at in found for value in (at.precision, at.recall, at.false_alarms)]
        table.add_row(f"{threshold:.2f}", labels.get(threshold, ""), *cells)
    return table


def main() -> None:
    """Print the curve, draw it, write the thresholds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stored", action="store_true", help="take what the last run of the evaluation stored")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes (2)")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("COPYDESK_SHARED", ROOT.parent / "shared")))
    options = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    sets: dict[str, Sequence[Scored]] = {}
    hashes = {}
    for name, measure in SETS.items():
        gold, out = options.shared / "data" / "desk-cases" / f"{name}.jsonl", OUT / f"{measure}.jsonl"
        if not options.stored:
            systems.run("audit-desk", gold, out, jobs=options.jobs, on_row=lambda: None)
        sets[name] = scored(list(systems.rows(gold)), {row["id"]: row for row in systems.rows(out)})
        hashes[f"desk-cases/{name}.jsonl"] = floors.data_hash(gold)
    names = named(sets)
    Console(width=None if os.isatty(1) else 120, highlight=False).print(shown(sets, names))
    PICTURE.write_text(picture(sets, names), encoding="utf-8")
    DATA.write_text(data(sets, names, hashes), encoding="utf-8")
    print(f"written: {PICTURE.relative_to(ROOT)}, {DATA.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
