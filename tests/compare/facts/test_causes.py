"""Causes by the grammar that frames them, and by class."""

from __future__ import annotations

import pytest

from copydesk.compare.facts import facts_of, items_of
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report


def ledger(name: str, published: str, body: str) -> Ledger:
    return ledger_of(Report(id=name, text=f"Fire at a mill\n\n{body}", published=published, outlet=f"Outlet {name}"))


def causes(text: str) -> list[tuple[str, str | None]]:
    return [(i.value.quote, i.value.value) for i in items_of(ledger("a", "2024-03-05", text)) if i.attribute == "cause"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The blaze was caused by a short circuit, the fire service said.", "electricity"),
        ("The cause of the fire was a burning candle.", "flame"),
        ("A landslide triggered the collapse.", "slide"),
        ("The derailment resulted from a brake defect.", "defect"),
        ("Inspectors blamed the crash on drunkenness.", "recklessness"),
        ("A valve failed because of corrosion.", "defect"),
        ("Fog led to the collision.", "weather"),
    ],
)
def test_frames_tell_causes(text: str, kind: str) -> None:
    assert [value for _, value in causes(text)] == [kind]


def test_a_word_of_a_class_alone_is_no_cause() -> None:
    assert not causes("A fire broke out at a fireworks factory. Workers heard that rain was coming.")


def test_what_somebody_decides_has_no_cause() -> None:
    assert not causes("The minister resigned because of the drought. The mayor stayed away because he was ill.")


def test_two_classes_differ_and_a_passing_word_confirms() -> None:
    reports = [
        ledger("a", "2024-03-05T08:00", "The fire was caused by a short circuit, the fire service said."),
        ledger("b", "2024-03-05T12:00", "The fire was caused by a cigarette, the owner of the mill said."),
        ledger("c", "2024-03-06T12:00", "The wiring was older than the mill, the union of weavers said."),
    ]
    facts = {f.relation: f for f in facts_of(reports, []) if f.attribute == "cause"}
    assert {v.value for v in facts["conflict"].values} == {"electricity", "flame"}
    assert [v.report for v in facts["agree"].values] == ["a", "c"]


def test_a_denied_cause_contradicts_that_cause() -> None:
    reports = [
        ledger("a", "2024-03-05T08:00", "The fire was caused by a short circuit, the fire service said."),
        ledger("b", "2024-03-05T12:00", "The fire was not caused by a short circuit, the owner of the mill said."),
    ]
    assert [f.relation for f in facts_of(reports, []) if f.attribute == "cause"] == ["conflict"]
