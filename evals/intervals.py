"""How far a figure might move on other reports of the same kind: 95% intervals by the bootstrap.

What the desk made of each report is stored; reports are drawn from the set with replacement, as many as it has, and the
scorer's own code scores what was drawn. Of the figures of all draws the middle 95% are the interval. Rows that share a
text (predicates of a sentence, digests of a report) are drawn together, as they are right or wrong together.
"""

from __future__ import annotations

import contextlib
import importlib.util
import inspect
import io
import json
import random
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

FILE = Path(__file__).with_name("intervals.toml")
RESAMPLES, SHARE = 200, 0.95
SEED = 7
Row = dict[str, Any]
Bounds = tuple[float, float]
# What a scorer works out again for each draw though it hangs on one argument alone: its function, the argument's place.
REPEATED = {"score_attribution.py": (("tokens", 1),)}


def scorer(script: Path, arguments: Sequence[str]) -> Callable[[dict[str, Row], dict[str, Row]], Any]:
    """The scorer as a function of gold and system rows by id; what it prints last is its answer."""
    spec = importlib.util.spec_from_file_location(script.stem, script)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, place in REPEATED.get(script.name, ()):
        setattr(module, name, _remembered(getattr(module, name), place))
    reader = "rows" if hasattr(module, "rows") else "read"

    def score(gold: dict[str, Row], system: dict[str, Row]) -> Any:
        setattr(module, reader, {"gold": gold, "system": system}.__getitem__)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            _call(module, script.name, [*arguments, "gold", "system"])
        return json.loads(printed.getvalue().strip().splitlines()[-1])

    return score


def _call(module: ModuleType, name: str, arguments: list[str]) -> None:
    """Call a scorer's main, which takes its arguments from the command line, as a list, or one by one."""
    takes = len(inspect.signature(module.main).parameters)
    before, sys.argv = sys.argv, [name, *arguments]
    try:
        module.main(*([] if takes == 0 else [arguments] if takes == 1 else arguments))
    finally:
        sys.argv = before


def _remembered(work: Callable[..., Any], place: int) -> Callable[..., Any]:
    """A function that keeps its answers by the identity of one argument (which is kept too, so that it stays that one)."""
    kept: dict[int, tuple[Any, Any]] = {}

    def answer(*arguments: Any) -> Any:
        on = arguments[place]
        if on is None:
            return work(*arguments)
        if id(on) not in kept:
            kept[id(on)] = (on, work(*arguments))
        return kept[id(on)][1]

    return answer


def draws(gold: Sequence[Row], system: dict[str, Row], count: int = RESAMPLES) -> Iterator[tuple[dict[str, Row], ...]]:
    """Gold and system rows of each draw; a report drawn twice stands there twice, under two ids."""
    together: dict[str, list[Row]] = defaultdict(list)
    for row in gold:
        together[_text(row)].append(row)
    units = list(together.values())
    rng = random.Random(SEED)
    for _ in range(count):
        ours: dict[str, Row] = {}
        theirs: dict[str, Row] = {}
        for number, rows in enumerate(rng.choices(units, k=len(units))):
            for row in rows:
                # Behind the id, as some scorers tell sets apart by how ids begin.
                key = f"{row['id']}~{number}"
                ours[key] = row
                if row["id"] in system:
                    theirs[key] = system[row["id"]]
        yield ours, theirs


def _text(row: Row) -> str:
    """What a row is about: rows about the same are drawn together."""
    text = row.get("text") or "\n".join(report["text"] for report in row.get("reports", ())) or row["id"]
    return str(text)


def bounds(
    score: Callable[[dict[str, Row], dict[str, Row]], Any],
    gold: Sequence[Row],
    system: dict[str, Row],
    figures: Callable[[Any], dict[str, float | None]],
    count: int = RESAMPLES,
) -> dict[str, Bounds]:
    """The interval of each figure; a figure that a draw does not have (no such item was drawn) goes without that draw."""
    seen: dict[str, list[float]] = defaultdict(list)
    for ours, theirs in draws(gold, system, count):
        for path, value in figures(score(ours, theirs)).items():
            if value is not None:
                seen[path].append(value)
    return {path: _middle(sorted(values)) for path, values in seen.items()}


def _middle(values: list[float]) -> Bounds:
    """The values that leave the same share of all on either side."""
    cut = (1 - SHARE) / 2
    return values[int(cut * (len(values) - 1))], values[-1 - int(cut * (len(values) - 1))]


def read() -> dict[str, dict[str, list[float]]]:
    """By measure and figure: the value at the last run with intervals, its lower and its upper bound."""
    return tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def write(found: dict[str, dict[str, list[float]]]) -> None:
    """Write the intervals, of measures that did not run those that are known."""
    lines = ["# Written by `make evals ARGS=--intervals`: [value, lower, upper bound] of 95%, reports resampled.\n"]
    for name, figures in found.items():
        lines.append(f"\n[{name}]\n")
        lines += [f'"{path}" = [{", ".join(f"{x:.3f}" for x in values)}]\n' for path, values in figures.items()]
    FILE.write_text("".join(lines), encoding="utf-8")
