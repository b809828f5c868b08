"""Sets of reports as pairs of clauses, and the figures that the folds of these print."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from told import taught_with, told_in
from train_pairs import average_precision, ranked

from copydesk.compare.facts.weights import weights


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


def test_a_pair_is_right_where_a_fact_has_a_value_in_each() -> None:
    texts = ("The tank was empty on Friday, the union said.", "The tank was full on Friday, the mayor said.")
    reports = [
        {"id": f"r{n}", "text": text, "outlet": f"O{n}", "published": "2024-05-08"} for n, text in enumerate(texts)
    ]
    values = [{"report": "r0", "start": 0, "end": 22}, {"report": "r1", "start": 0, "end": 21}]
    fact = {"relation": "conflict", "values": values}
    case = {"id": "c", "reports": reports, "incidents": [{"reports": ["r0", "r1"]}], "copies": [], "facts": [fact]}
    [told] = told_in(case)
    [right] = [n for n, relations in enumerate(told.relations) if relations]
    assert told.relations[right] == {"conflict"}
    assert [clause.quote.split()[3] for clause in told.pair(right)] == ["empty", "full"]


def test_some_sets_teach_the_encoder_and_others_the_weights() -> None:
    assert {taught_with(number) for number in range(10)} == {True, False}
