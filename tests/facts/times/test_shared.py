"""Floors on the evaluation data, loosely below what was reached."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from copydesk.facts.quantities import find_quantities
from copydesk.facts.times import find_times
from copydesk.nouns import Report
from copydesk.parse import parse

# As many documents as a quick test bears; the whole sets are measured by the evaluation.
DOCUMENTS, LONGEST = 15, 6_000


def scorer(shared: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, shared / "score" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def found(row: dict[str, Any]) -> dict[str, Any]:
    parsed = parse(Report(id=row["id"], text=row["text"], published=row["published"]))
    times = find_times(parsed)
    as_dict = lambda span, *names: {name: getattr(span, name) for name in ("start", "end", *names)}  # noqa: E731
    return {
        "id": row["id"],
        "times": [as_dict(time, "value", "type") for time in times],
        "quantities": [as_dict(quantity, "low", "high") for quantity in find_quantities(parsed, times)],
    }


@pytest.mark.shared
def test_timebank_and_aquaint(shared: Path) -> None:
    rows = [row for row in read(shared / "data/times/dev.jsonl") if row["source"] != "wikiwars"]
    rows = [row for row in rows if len(row["text"]) < LONGEST][:DOCUMENTS]
    scores = scorer(shared, "score_public").score_times(
        {row["id"]: row for row in rows}, {row["id"]: found(row) for row in rows}
    )["all"]
    assert scores["strict"]["f1"] > 0.78
    assert scores["value"]["f1"] > 0.70


@pytest.mark.shared
def test_wikiwars(shared: Path) -> None:
    rows = sorted(
        (row for row in read(shared / "data/times/dev.jsonl") if row["source"] == "wikiwars"),
        key=lambda row: len(row["text"]),
    )[:2]
    scores = scorer(shared, "score_public").score_times(
        {row["id"]: row for row in rows}, {row["id"]: found(row) for row in rows}
    )["all"]
    assert scores["value"]["f1"] > 0.65


@pytest.mark.shared
def test_desk_cases(shared: Path) -> None:
    gold = {row["id"]: {**row, "claims": [], "unknowns": []} for row in read(shared / "data/desk-cases/single.jsonl")}
    scores = scorer(shared, "score_desk").ledger(gold, {name: found(row) for name, row in gold.items()})
    assert scores["times"]["value"]["f1"] > 0.82
    assert scores["quantities"]["value"]["f1"] > 0.86
