"""Reports with their attributions marked: what the tagger and the ranking of claims are taught with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cases import CaseError, cases

from copydesk.claims.content import Said
from copydesk.claims.find import rule_parts
from copydesk.claims.quotations import Quotations, find_quotations
from copydesk.claims.tree import Tree, tree_of
from copydesk.nouns import Report
from copydesk.parse import parse
from copydesk.read.dateline import dated

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


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules alone make of a report, and what they made it of; `body` is in characters."""

    tree: Tree
    quotations: Quotations
    body: tuple[int, int]
    parts: list[Said]


def ruled(row: Row) -> Ruled | None:
    """A report of a set read by the rules alone; None where it has no words."""
    parsed = parse(dated(Report(id=row["id"], text=row["text"], outlet=row.get("outlet"), published=row.get("published"), language="en")))  # fmt: skip
    if not len(parsed.doc):
        return None
    tree, body = tree_of(parsed.doc), parsed.layout.body
    quotations = find_quotations(tree.text, *body)
    return Ruled(tree, quotations, body, rule_parts(tree, quotations, body, parsed.layout.dateline))


def letters(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """The characters of some ranges."""
    return {at for start, end in ranges for at in range(start, end)}


def marked(spans: Any) -> set[int]:
    """The characters of what a row marks: a span, several or none."""
    return letters((one["start"], one["end"]) for one in ([spans] if isinstance(spans, dict) else spans or []))


def alike(own: set[int], other: set[int]) -> float:
    """Dice of two sets of characters; 0 where one has none."""
    return 2 * len(own & other) / (len(own) + len(other)) if own and other else 0.0
