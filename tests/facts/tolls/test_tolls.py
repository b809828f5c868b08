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
    ],
)
def test_what_happened_to_those_counted(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    ledger = ledger_of(Report(id="t", text=f"It was a long day in the town.\n\n{text}\n", published="2026-03-04"))
    assert {quantity.quote: quantity.happened for quantity in ledger.quantities} == expected
