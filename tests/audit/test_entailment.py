"""The second reading, over the borrowed encoder."""

from __future__ import annotations

import pytest

from copydesk.audit.learned import entailment
from copydesk.audit.learned.encoding import encoded
from copydesk.parse.deberta import TOLD

EVIDENCE = ("Police questioned the captain on Monday.", "He has not been charged.")
RIGHT, WRONG = "Officers questioned the captain on Monday.", "The captain was charged on Monday."


def rows(*told: str) -> list[tuple[str, tuple[str, ...], entailment.Encoded]]:
    """What is read of some sentences."""
    return [(text, EVIDENCE, encoded(text, EVIDENCE)) for text in told]


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
    assert len(read.words) == TOLD
