"""The precision-recall curve of the audit, and the thresholds that take their names from it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from evals import curve
from evals.curve import GRID, MIDDLE, Point, data, named, picture, point, scored

from copydesk import OptionError
from copydesk.audit.thresholds import threshold_of

PERFECT = [(0.9, True)] * 10 + [(0.1, False)] * 10
MIXED = [(score / 100, score > 40) for score in range(100)]


def row(verdict: str, start: int, end: int) -> dict[str, Any]:
    return {"verdict": verdict, "start": start, "end": end}


def test_sentences_meet_by_their_characters() -> None:
    gold = [{"id": "a", "digest_sentences": [row("drift", 0, 10), row("supported", 11, 20)]}]
    mine = {"id": "a", "sentences": [{"start": 11, "end": 21, "score": 0.2}, {"start": 0, "end": 9, "score": 0.8}]}
    assert scored(gold, {"a": mine}) == [(0.8, True), (0.2, False)]
    assert scored(gold, {}) == [(0.0, True), (0.0, False)]


def test_what_a_threshold_gives() -> None:
    assert point(PERFECT, 0.5) == Point(0.5, 1.0, 1.0, 0.0)
    assert point(PERFECT, 0.95) == Point(0.95, 1.0, 0.0, 0.0)
    assert point(PERFECT, 0.05) == Point(0.05, 0.5, 1.0, 1.0)


def test_names_keep_their_word_on_every_set() -> None:
    sets = {"one": PERFECT, "two": MIXED}
    names = named(sets)
    assert names["strict"] < MIDDLE < names["lenient"]
    for sentences in sets.values():
        assert point(sentences, names["strict"]).recall >= curve.FOUND
        assert point(sentences, names["lenient"]).false_alarms <= curve.ALARMED
    hopeless = named({"one": [(0.99, False)] * 5 + [(0.01, True)] * 5})
    assert hopeless == {"strict": GRID[0], "lenient": GRID[-1]}


def test_the_picture_names_sets_and_thresholds() -> None:
    drawn = ET.fromstring(picture({"a <b>": PERFECT, "c": MIXED}, {"strict": 0.3, "lenient": 0.7}))
    texts = [element.text or "" for element in drawn.iter() if element.tag.endswith("text")]
    assert "strict 0.30" in texts
    assert any(text.startswith("desk cases, a <b>: 20 sentences") for text in texts)


def test_the_data_that_ships_is_what_the_command_writes() -> None:
    shipped = json.loads(curve.DATA.read_text(encoding="utf-8"))
    made = json.loads(data({"train": PERFECT, "single": MIXED}, {"strict": 0.3, "lenient": 0.7}, {}))
    assert shipped.keys() == made.keys()
    for name, place in shipped["named"].items():
        assert threshold_of(name) == place["threshold"]
        assert place["on"].keys() == {"train", "single"}
    assert threshold_of("strict") < MIDDLE < threshold_of("lenient")
    assert Path(curve.PICTURE).read_text(encoding="utf-8").count("<circle") == 6


@pytest.mark.parametrize("wrong", ["loose", 0.0, 1.0, -3])
def test_other_thresholds_are_refused(wrong: Any) -> None:
    with pytest.raises(OptionError):
        threshold_of(wrong)
