"""What a figure is of, where the report does not say so beside it."""

from __future__ import annotations

import pytest

from copydesk.compare.facts import items_of
from copydesk.ledger import ledger_of
from copydesk.nouns import Report


def told(body: str) -> list[tuple[str, float | None, float | None]]:
    made = ledger_of(Report(id="a", text=f"Strike in Torvo\n\n{body}", published="2024-03-05", outlet="Torvo Post"))
    return [(i.attribute, i.value.low, i.value.high) for i in items_of(made)]


@pytest.mark.parametrize(
    ("body", "attribute", "figures"),
    [
        ("The number of postponed operations had risen to 94, the director said.", "number of operations", [(94, 94)]),
        (
            "There is a strike in 31 of the 44 prisons, the union says. In twelve, says the ministry.",
            "number of prisons",
            [(31, 31), (12, 12)],
        ),
        (
            "The strike cost 52 million dollars, according to the company. The union puts the sum at 80 million.",
            "strike in dollars",
            [(52e6, 52e6), (80e6, 80e6)],
        ),
        ("Three people are known to be dead and one is still missing.", "missing", [(1, 1)]),
        ("A fifth prisoner died of his burns on Thursday.", "killed", [(5, 5)]),
    ],
)
def test_a_figure_counts_what_the_words_around_it_name(
    body: str, attribute: str, figures: list[tuple[float, float]]
) -> None:
    assert [(low, high) for name, low, high in told(body) if name == attribute] == figures


def test_a_club_of_players_is_no_weapon() -> None:
    assert not [name for name, *_ in told("The club has suspended him, the goalkeeper said.") if name == "weapon"]
