"""What people come to stands beside their number in the ledger."""

from __future__ import annotations

import pytest

from copydesk.ledger import ledger_of
from copydesk.nouns import Report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry hit a pier in Lund, injuring 11 people.", {"11 people": ("injured",)}),
        ("Two crew members were taken to hospital.", {"Two crew members": ("injured",)}),
        ("At least 30 people were killed or wounded in the blast.", {"At least 30 people": ("killed", "injured")}),
        (
            "The storm left nine people dead and seven missing.",
            {"nine people": ("killed",), "seven missing": ("missing",)},
        ),
        ("Police arrested 14 protesters.", {"14 protesters": ("arrested",)}),
        ("About 4,000 families were displaced.", {"About 4,000 families": ("displaced",)}),
        ("Some 200 people watched the parade.", {"Some 200 people": ()}),
        ("The court fined the company 3 million kroner.", {"3 million kroner": ()}),
        ("The death toll rose to 22 on Monday.", {"22": ("killed",)}),
        ("Two survivors said the boat sank.", {"Two survivors": ()}),
        ("Fourteen seamen were picked up by a tanker.", {"Fourteen seamen": ("rescued",)}),
        ("He picked up 14 boxes.", {"14 boxes": ()}),
        ("The clash left 4 officers hurt.", {"4 officers": ("injured",)}),
        ("Some 900 families were forced from their homes.", {"Some 900 families": ("displaced",)}),
        ("Two bodies were pulled from the water.", {"Two bodies": ("killed",)}),
        (
            "At least 120 people have died, among them 11 children.",
            {"At least 120 people": ("killed",), "11 children": ("killed",)},
        ),
        ("Nine people were killed, two of them in Lund.", {"Nine people": ("killed",), "two of them": ("killed",)}),
        (
            "Three more people died, taking the toll of the floods to 87.",
            {"Three more people": ("killed",), "87": ("killed",)},
        ),
    ],
)
def test_what_happened_to_those_counted(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    ledger = ledger_of(Report(id="t", text=f"It was a long day in the town.\n\n{text}\n", published="2026-03-04"))
    assert {quantity.quote: quantity.happened for quantity in ledger.quantities} == expected
