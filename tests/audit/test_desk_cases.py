"""Floors on the desk cases, loosely below what the audit reaches."""

import json
from pathlib import Path

import pytest

from copydesk.audit import audit_text
from copydesk.ledger import ledger_of
from copydesk.nouns import Report


@pytest.mark.shared
def test_floors(shared: Path) -> None:
    lines = (shared / "data" / "desk-cases" / "single.jsonl").read_text(encoding="utf-8").splitlines()
    hits = drifts = alarms = supported = 0
    for row in map(json.loads, lines):
        ledger = ledger_of(Report(id=row["id"], text=row["text"], published=row["published"], outlet=row.get("outlet")))
        found = audit_text(row["digest"], [ledger], id=row["id"]).sentences
        for gold in row["digest_sentences"]:
            flagged = any(s.verdict == "drift" and s.start < gold["end"] and s.end > gold["start"] for s in found)
            if gold["verdict"] == "drift":
                drifts, hits = drifts + 1, hits + flagged
            else:
                supported, alarms = supported + 1, alarms + flagged
    assert hits / drifts + 1 - alarms / supported > 2 * 0.66
    assert alarms / supported < 0.35
