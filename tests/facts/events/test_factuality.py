"""How far a predicate's event is a fact."""

import json
import statistics
from pathlib import Path

import pytest

from copydesk.facts.events import factuality
from copydesk.parse import document
from copydesk.parse.model import english


def value(text: str, word: str) -> float:
    return factuality(next(token for token in document(text) if token.text == word))


@pytest.mark.parametrize(
    ("text", "word", "low", "high"),
    [
        ("The army attacked the town.", "attacked", 2.9, 3.0),
        ("The army did not attack the town.", "attack", -3.0, -2.0),
        ("Nobody attacked the town.", "attacked", -3.0, -2.0),
        ("The army may attack the town.", "attack", 0.3, 1.6),
        ("The army will attack the town.", "attack", 1.0, 2.6),
        ("If the army attacks the town, people will flee.", "attacks", 0.0, 1.5),
        ("The army planned to attack the town.", "attack", 0.5, 2.0),
        ("The army failed to attack the town.", "attack", -3.0, -1.5),
        ("The army refused to attack the town.", "attack", -3.0, -1.5),
        ("The army managed to attack the town.", "attack", 2.0, 3.0),
        ("The army tried to attack the town.", "attack", 0.0, 1.5),
        ("The army denied that it attacked the town.", "attacked", -3.0, -1.0),
        ("The army said that it attacked the town.", "attacked", 2.0, 3.0),
        ("Residents believe that the army attacked the town.", "attacked", 0.8, 2.0),
        ("Residents did not know that the army attacked the town.", "attacked", 1.5, 3.0),
        ("The army left without attacking the town.", "attacking", -3.0, -1.5),
        ("There was no attack on the town.", "attack", -3.0, -2.0),
        ("Did the army attack the town?", "attack", 0.0, 1.5),
    ],
)
def test_the_wording_carries_it(text: str, word: str, low: float, high: float) -> None:
    assert low <= value(text, word) <= high


@pytest.mark.shared
def test_against_readers_judgements(shared: Path) -> None:
    rows = []
    for line in (shared / "data" / "certainty" / "dev.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if row["set"] == "uw":
            rows.append(row)
    rows = rows[:: len(rows) // 300]
    docs = dict(zip(texts := sorted({r["text"] for r in rows}), english().pipe(texts, batch_size=16), strict=True))
    ours = [factuality(docs[r["text"]].char_span(r["start"], r["end"], alignment_mode="expand").root) for r in rows]
    theirs = [r["factuality"] for r in rows]
    assert statistics.fmean(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 0.6
    assert statistics.correlation(ours, theirs) > 0.6
