"""A report alone does not contradict itself with the parts of its own toll."""

from __future__ import annotations

import pytest

from copydesk.compare.facts import facts_of
from copydesk.ledger import ledger_of
from copydesk.nouns import Fact, Report

LEAD = "Twenty-four people were killed and 30 wounded when a bus fell into a gorge near Sucre on Monday, police said."


def facts(text: str) -> tuple[Fact, ...]:
    report = Report(id="a", text=f"Bus falls into gorge\n\n{text}", published="2024-11-05", language="en")
    return facts_of([ledger_of(report)], [])


def killed(text: str) -> list[tuple[str, list[float | None]]]:
    return [(fact.relation, [v.low for v in fact.values]) for fact in facts(text) if fact.attribute == "killed"]


@pytest.mark.parametrize(
    "part",
    [
        "Six children were among the dead, and four people died in hospital.",
        "Nine people died in the bus itself, and two were killed by falling stones.",
        "A doctor said the hospital had received five bodies and 17 wounded.",
        "The mayor said he had written to the families of the nine pupils who died.",
        "In March 2022, 31 people died when a lorry hit a bus on the same road.",
        "More than 1,200 people die on the roads of Bolivia each year.",
    ],
)
def test_a_part_and_an_earlier_event_are_no_rivals(part: str) -> None:
    assert killed(f"{LEAD}\n\n{part}") == [("single", [24])]
    assert not any(fact.relation == "conflict" for fact in facts(f"{LEAD}\n\n{part}"))


def test_figures_of_sources_that_add_up_are_parts() -> None:
    parts = "The mayor of Oruro said 15 people died in his town, and the mayor of Poopo spoke of nine dead."
    assert killed(f"{LEAD}\n\n{parts}") == [("single", [24])]


def test_a_source_that_speaks_of_fewer_is_a_rival() -> None:
    assert killed(f"{LEAD}\n\nThe operator of the bus said 19 people had died.") == [("conflict", [24, 19])]


def test_the_words_of_a_number_in_two_are_quoted_whole() -> None:
    (fact,) = [fact for fact in facts(LEAD) if fact.attribute == "killed"]
    assert fact.values[0].quote.startswith("Twenty-four")
