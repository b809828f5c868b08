"""The figures that the folds of the pairs of clauses print."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from train_pairs import average_precision, ranked, told_in

from copydesk.compare.facts.pairs import weights


def test_average_precision_is_of_the_places_of_what_is_right() -> None:
    assert average_precision([(0.1, True), (0.9, True), (0.5, False)]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([(0.9, True), (0.2, False)]) == 1.0


def test_each_pair_of_clauses_has_its_chance() -> None:
    texts = (
        "The tank was empty on Friday. Two men died.",
        "The tank was full on Friday, the mayor said. Three men died.",
    )
    reports = [
        {"id": f"r{n}", "text": text, "outlet": f"O{n}", "published": "2024-05-08"} for n, text in enumerate(texts)
    ]
    case = {"id": "c", "reports": reports, "incidents": [{"reports": ["r0", "r1"]}], "copies": [], "facts": []}
    [told] = told_in(case)
    chances = ranked(weights(), told)
    assert len(chances) == len(told.pairs) > 0
    assert all(0 < chance < 1 and not right for chance, right in chances)
