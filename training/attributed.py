"""Reports with their attributions marked: what the tagger and the ranking of claims are taught with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cases import CaseError, cases

HELD_OUT = {"desk": 5, "cases": 1, "polnear": 8}  # every Nth report of a set teaches the ranking, not the tagger
Row = dict[str, Any]


def reports(data: Path, name: str, held_out: bool | None = None) -> Iterator[Row]:
    """The rows of a set: all, only those held out for the ranking, or only the others."""
    if name == "cases":
        rows = [row for row in cases() if not isinstance(row, CaseError)]
    else:
        path = {"desk": "desk-cases/train.jsonl", "polnear": "attribution/polnear-train.jsonl"}[name]
        with (data / path).open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
    for number, row in enumerate(rows):
        if held_out is None or (number % HELD_OUT[name] == 0) == held_out:
            yield row
