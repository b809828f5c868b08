"""The figures that the folds of the pairs of clauses print."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from train_pairs import average_precision


def test_average_precision_is_of_the_places_of_what_is_right() -> None:
    assert average_precision([(0.1, True), (0.9, True), (0.5, False)]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([(0.9, True), (0.2, False)]) == 1.0
