"""What the encoder says of a sentence beside its evidence."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest

from copydesk.audit.learned import entailment
from copydesk.errors import ModelError
from copydesk.parse import weights

EVIDENCE = ("Police questioned the captain on Monday.", "He has not been charged.")
RIGHT, WRONG = "Officers questioned the captain on Monday.", "The captain was charged on Monday."


def rows(*told: str) -> list[tuple[str, tuple[str, ...]]]:
    """What is read of some sentences."""
    return [(text, EVIDENCE) for text in told]


def test_what_contradicts_the_report_is_likelier_to_drift() -> None:
    right, wrong = entailment.readings(rows(RIGHT, WRONG))
    assert right.chance < wrong.chance
    assert len(wrong.words) == len(wrong.types) == len(wrong.start) == len(wrong.end)
    assert (
        " ".join(WRONG[a:b] for a, b in zip(wrong.start, wrong.end, strict=True))
        == "The captain was charged on Monday ."
    )


def test_a_sentence_is_read_the_same_whatever_stands_beside_it() -> None:
    alone = entailment.readings(rows(WRONG))[0]
    among = entailment.readings(rows(RIGHT, WRONG, "", "Words. " * 400))[1]
    assert alone.chance == pytest.approx(among.chance, abs=1e-5)


def test_a_long_sentence_is_read_to_its_limit() -> None:
    (read,) = entailment.readings(rows("The captain spoke of the storm. " * 60))
    assert len(read.words) == entailment.TOLD


def test_nothing_to_read_gives_nothing() -> None:
    assert entailment.readings([]) == []


def test_the_weights_are_those_of_the_card() -> None:
    folder = files("copydesk.audit") / "data"
    card = json.loads((folder / "entailment.json").read_text(encoding="utf-8"))
    assert hashlib.sha256((folder / "entailment.onnx").read_bytes()).hexdigest() == card["sha256"]


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights.hashlib, "sha256", lambda _: hashlib.new("md5", b"", usedforsecurity=False))
    with pytest.raises(ModelError, match="install the package again"):
        weights.pinned("copydesk.audit", "entailment")
