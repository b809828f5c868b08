"""Intervals of figures: reports drawn anew, scored by the scorer's own code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evals import intervals
from evals.measures import MEASURES

SCORER = """
import json, sys
def read(path):
    raise AssertionError("the rows are in memory")
def main({parameters}):
    gold, system = ({arguments})
    gold, system = read(gold), read(system)
    right = sum(system.get(key, {{}}).get("says") == row["is"] for key, row in gold.items())
    print("a line before")
    print(json.dumps({{"all": {{"share": right / len(gold)}}}}))
"""


def gold(count: int) -> list[dict[str, Any]]:
    return [{"id": f"s-{at}", "text": f"text {at}", "is": 1} for at in range(count)]


def figures(result: Any) -> dict[str, float | None]:
    return {"share": result["all"]["share"], "never": None}


@pytest.mark.parametrize(
    ("parameters", "arguments"),
    [("", "sys.argv[2:]"), ("argv", "argv[1:]"), ("what, gold, system", "gold, system")],
)
def test_a_scorer_is_called_however_it_takes_its_arguments(tmp_path: Path, parameters: str, arguments: str) -> None:
    script = tmp_path / "score.py"
    script.write_text(SCORER.format(parameters=parameters, arguments=arguments), encoding="utf-8")
    score = intervals.scorer(script, ["task"])
    rows = gold(4)
    made = {"s-0": {"says": 1}, "s-1": {"says": 1}, "s-2": {"says": 0}}
    assert score({row["id"]: row for row in rows}, made) == {"all": {"share": 0.5}}


def test_an_interval_holds_the_figure_and_narrows_with_more_reports() -> None:
    def share(ours: dict[str, Any], theirs: dict[str, Any]) -> Any:
        return {"all": {"share": sum(theirs[key]["says"] for key in ours) / len(ours)}}

    widths = []
    for count in (20, 200):
        system = {row["id"]: {"says": at % 2} for at, row in enumerate(gold(count))}
        found = intervals.bounds(share, gold(count), system, figures)
        low, high = found["share"]
        assert low < 0.5 < high
        assert "never" not in found
        widths.append(high - low)
    assert widths[1] < widths[0] / 2
    assert intervals.bounds(share, gold(20), {r["id"]: {"says": 1} for r in gold(20)}, figures)["share"] == (1.0, 1.0)


def test_rows_of_one_text_are_drawn_together() -> None:
    rows = [{"id": f"a-{at}", "text": f"text {at // 2}"} for at in range(10)]
    system = {row["id"]: row for row in rows}
    for ours, theirs in intervals.draws(rows, system, 20):
        assert len(ours) == len(theirs) == 10
        drawn = [int(key.split("~")[0].removeprefix("a-")) for key in ours]
        assert all(drawn.count(at) == drawn.count(at ^ 1) for at in drawn)
        assert all(key.startswith("a-") for key in ours)  # some scorers tell sets apart by that


def test_the_same_draws_each_time() -> None:
    rows = gold(9)
    first, second = ([list(ours) for ours, _ in intervals.draws(rows, {}, 5)] for _ in range(2))
    assert first == second


def test_intervals_come_back_as_they_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intervals, "FILE", tmp_path / "intervals.toml")
    assert intervals.read() == {}
    held = {"gum": {"ar50.f1": [0.7, 0.612, 0.781]}}
    intervals.write(held)
    assert intervals.read() == held


def test_every_interval_is_of_a_figure_that_is_measured() -> None:
    known = {(measure.name, figure.path) for measure in MEASURES for figure in measure.figures}
    assert {(name, path) for name, found in intervals.read().items() for path in found} <= known


@pytest.mark.shared
@pytest.mark.parametrize("task", ["desk", "gum", "certainty"])
def test_the_scorers_give_the_same_in_memory(shared: Path, task: str, tmp_path: Path) -> None:
    import subprocess
    import sys

    [measure] = [m for m in MEASURES if m.name == task]
    path = shared / "data" / measure.gold
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    script, *arguments = measure.scorer
    made = {row["id"]: row for row in rows}
    command = [sys.executable, str(shared / "score" / script), *arguments, str(path), str(path)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    score = intervals.scorer(shared / "score" / script, arguments)
    assert score(made, made) == score(made, made) == json.loads(printed.strip().splitlines()[-1])
