"""How far a predicate's event is a fact."""

import json
import statistics
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from copydesk.facts.events import factuality
from copydesk.facts.events.factuality import DOWN, UP
from copydesk.facts.events.wording import by_wording
from copydesk.parse import document
from copydesk.parse.model import english

DATA = Path(str(files("copydesk.facts.events"))) / "data"


def value(text: str, word: str) -> float:
    return factuality(next(token for token in document(text) if token.text == word))


@pytest.mark.parametrize(
    ("text", "word", "low", "high"),
    [
        ("The army attacked the town.", "attacked", 2.9, 3.0),
        ("The army did not attack the town.", "attack", -3.0, -2.0),
        ("Nobody attacked the town.", "attacked", -3.0, -1.5),
        ("The army may attack the town.", "attack", 0.3, 1.8),
        ("The army will attack the town.", "attack", 1.0, 2.6),
        ("If the army attacks the town, people will flee.", "attacks", 0.0, 1.5),
        ("The army planned to attack the town.", "attack", 0.5, 2.0),
        ("The army failed to attack the town.", "attack", -3.0, -1.5),
        ("The army refused to attack the town.", "attack", -3.0, -1.5),
        ("The army managed to attack the town.", "attack", 2.0, 3.0),
        ("The army tried to attack the town.", "attack", 0.0, 1.5),
        ("The army denied that it attacked the town.", "attacked", -3.0, -1.0),
        ("The army said that it attacked the town.", "attacked", 2.0, 3.0),
        ("Residents believe that the army attacked the town.", "attacked", 0.8, 2.25),
        ("Residents did not know that the army attacked the town.", "attacked", 1.5, 3.0),
        ("The army left without attacking the town.", "attacking", -3.0, -1.5),
        ("There was no attack on the town.", "attack", -3.0, -2.0),
        ("Did the army attack the town?", "attack", 0.0, 1.5),
    ],
)
def test_the_wording_carries_it(text: str, word: str, low: float, high: float) -> None:
    assert low <= value(text, word) <= high


@pytest.mark.parametrize(
    ("text", "word", "low", "high"),
    [
        ("The company has not begun talks with the bank.", "talks", -3.0, 0.9),
        ("Ministers have no plan to close the mine.", "close", -3.0, 0.9),
    ],
)
def test_what_a_denied_verb_acts_on_is_not_told_as_a_fact(text: str, word: str, low: float, high: float) -> None:
    assert low <= value(text, word) <= high


def test_the_trees_never_lift_what_the_rules_deny() -> None:
    doc = document("The mayor denied that the guards had beaten the boy, or that anyone had fled.")
    for token in doc:
        told = factuality(token)
        assert -3 <= told <= 3
        assert by_wording(token) - DOWN - 1e-9 <= told <= by_wording(token) + UP + 1e-9


def test_the_trees_say_what_they_were_made_of() -> None:
    with np.load(DATA / "factuality.npz") as archive:
        card = json.loads(str(archive["card"]))
    assert card["made_by"].startswith("training/train_factuality.py")
    assert "licence_of_the_data" in card
    assert (DATA / "factuality.npz").stat().st_size < 1_000_000


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
    assert statistics.fmean(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 0.45
    assert statistics.correlation(ours, theirs) > 0.75
