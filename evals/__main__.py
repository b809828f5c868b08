"""Every score beside its peers, against its floor.

usage: python -m evals [--only NAME ...] [--intervals] [--raise-floors | --floors-only] [--jobs N] [--shared FOLDER]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from evals import floors, intervals, systems
from evals.measures import MEASURES, Measure

ROOT = Path(__file__).parent.parent
OUT = Path(__file__).with_name("out")
LESS_IS_BETTER = frozenset((m.name, f.path) for m in MEASURES for f in m.figures if f.less_is_better)


def take(result: Any, path: str) -> float | None:
    """The figure at a dotted path of the scorer's JSON."""
    for key in path.split("."):
        result = (result or {}).get(key)
    return None if result is None else float(result)


def score(measure: Measure, shared: Path, jobs: int, console: Console) -> tuple[dict[str, Any], float]:
    """Run the desk over a measure's data and the scorer over what it made; the scorer's JSON and the seconds."""
    gold, out = shared / "data" / measure.gold, OUT / f"{measure.name}.jsonl"
    total = sum(1 for _ in systems.rows(gold))
    columns = (TextColumn(f"{measure.name:18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    start = time.perf_counter()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        systems.run(measure.system, gold, out, jobs=jobs, on_row=lambda: progress.advance(task))
    seconds = time.perf_counter() - start
    script, *arguments = measure.scorer
    plain = gold
    if gold.suffix == ".gz" and script != "score_audit.py":
        plain = OUT / f"{measure.name}-gold.jsonl"
        plain.write_text("".join(json.dumps(row) + "\n" for row in systems.rows(gold)), encoding="utf-8")
    command = [sys.executable, str(shared / "score" / script), *arguments, str(plain), str(out)]
    printed = subprocess.run(command, capture_output=True, text=True, check=False)
    if printed.returncode:
        raise SystemExit(f"{measure.name}: {script} failed: {printed.stderr.strip() or printed.stdout.strip()}")
    return json.loads(printed.stdout.strip().splitlines()[-1]), seconds


def interval(measure: Measure, shared: Path) -> dict[str, intervals.Bounds]:
    """The 95% interval of each figure of a measure, from what the last run stored."""
    script, *arguments = measure.scorer
    return intervals.bounds(
        intervals.scorer(shared / "score" / script, arguments),
        list(systems.rows(shared / "data" / measure.gold)),
        {row["id"]: row for row in systems.rows(OUT / f"{measure.name}.jsonl")},
        lambda result: {figure.path: take(result, figure.path) for figure in measure.figures},
    )


def main() -> int:
    """Measure, print the table, hold the floors; 0 when all floors hold, 1 when one does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=[m.name for m in MEASURES], help="these measures alone")
    parser.add_argument("--intervals", action="store_true", help="a 95%% bootstrap interval beside each figure")
    parser.add_argument("--raise-floors", action="store_true", help="write what is reached, and raise floors to it")
    parser.add_argument("--floors-only", action="store_true", help="only check that no floor was ever lowered")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes (2)")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("COPYDESK_SHARED", ROOT.parent / "shared")))
    options = parser.parse_args()
    wide = None if sys.stdout.isatty() else 120
    console = Console(width=wide, highlight=False)
    if sunk := floors.lowered(LESS_IS_BETTER):
        console.print("Floors were lowered, which they never may be:", *sunk, sep="\n  ")
        return 1
    if options.floors_only:
        console.print("no floor was lowered")
        return 0
    if not (options.shared / "data").is_dir():
        console.print(f"skipped: the evaluation data is not at {options.shared}; name its folder with --shared")
        return 0
    OUT.mkdir(exist_ok=True)
    held, broken, known, reached_last = floors.read(), [], intervals.read(), floors.reached()
    table = Table(
        "figure", "reached", "floor", "aim", "best known", title="Scores on the developers' data", title_justify="left"
    )
    for measure in MEASURES:
        if options.only and measure.name not in options.only:
            continue
        data = floors.data_hash(options.shared / "data" / measure.gold)
        floor = held.get(measure.name, {})
        if floor and floor.get("data") != data:
            broken.append(f"{measure.name}: the data is not what its floors were measured on; floors are void")
            floor = {}
        result, seconds = score(measure, options.shared, options.jobs, console)
        table.add_section()
        table.add_row(f"[b]{measure.title}[/b]", f"[dim]{seconds:.0f} s[/dim]", "", "", f"[dim]{measure.note}[/dim]")
        raised: dict[str, float | str] = {"data": data}
        # A pool is judged as a whole: its reports cannot be drawn one by one.
        drawn = options.intervals and measure.system not in ("pool", "incidents")
        ranges = interval(measure, options.shared) if drawn else {}
        if ranges:
            known[measure.name] = {
                path: [value, *ranges[path]] for path in ranges if (value := take(result, path)) is not None
            }
        figures = {figure.path: take(result, figure.path) for figure in measure.figures}
        reached_last[measure.name] = {path: round(value, 3) for path, value in figures.items() if value is not None}
        for figure in measure.figures:
            value, bound = figures[figure.path], floor.get(figure.path)
            better = not figure.less_is_better
            good = value is not None and (
                not isinstance(bound, float | int) or floors.holds(value, bound, less_is_better=not better)
            )
            if not good:
                broken.append(f"{measure.name}: {figure.path} is {value}, its floor {bound}")
            if value is not None:
                both = [value, *([float(bound)] if isinstance(bound, float | int) else [])]
                best = max(both) if better else min(both)
                # Rounded to the worse side, so that another machine's last digit breaks no floor.
                raised[figure.path] = math.floor(best * 1000) / 1000 if better else math.ceil(best * 1000) / 1000
            reached = "–" if value is None else f"{value:.3f}"
            if figure.path in ranges:
                reached += " ({:.3f}–{:.3f})".format(*ranges[figure.path])
            table.add_row(
                f"  {measure.name}.{figure.path}", reached if good else f"[red]{reached}[/red]",
                "–" if bound is None else str(bound), figure.aim, figure.peer,
            )  # fmt: skip
        held[measure.name] = raised
    console.print(table)
    if options.intervals:
        intervals.write({m.name: known[m.name] for m in MEASURES if m.name in known})
        console.print(
            "in brackets: 95% of 200 draws of as many reports, with replacement; written to evals/intervals.toml"
        )
    for line in broken:
        console.print(f"[red]below its floor:[/red] {line}" if "floor " in line else line)
    if options.raise_floors:
        floors.write({m.name: held[m.name] for m in MEASURES if m.name in held})
        floors.write({m.name: {**reached_last[m.name]} for m in MEASURES if m.name in reached_last}, floors.REACHED)
        console.print("floors raised to what is reached (evals/reached.toml); none is lowered")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
