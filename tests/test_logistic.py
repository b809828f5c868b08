"""What the small weights are fitted by: known answers, and the same weights for rows counted and rows repeated."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from logistic import newton


def test_a_constant_alone_is_the_log_odds() -> None:
    weights = newton(np.ones((4, 1)), np.array([1.0, 1.0, 1.0, 0.0]), np.zeros(1))
    assert np.isclose(weights[0], np.log(3))


def test_a_row_that_counts_twice_is_two_rows() -> None:
    rng = np.random.default_rng(7)
    table, wanted, counts = rng.normal(size=(30, 3)), rng.integers(0, 2, 30).astype(float), rng.integers(1, 4, 30)
    ridge = np.array([0.5, 1.0, 2.0])
    counted = newton(table, wanted, ridge, counts=counts.astype(float))
    repeated = newton(np.repeat(table, counts, axis=0), np.repeat(wanted, counts), ridge)
    assert np.allclose(counted, repeated, atol=1e-7)


def test_what_nothing_speaks_for_stays_nought_and_a_ridge_holds_what_separates() -> None:
    table = np.array([[1.0, 0.0], [1.0, 0.0], [-1.0, 0.0], [-1.0, 0.0]])
    weights = newton(table, np.array([1.0, 1.0, 0.0, 0.0]), np.array([0.1, 1.0]))
    assert weights[1] == 0.0
    assert 0.5 < weights[0] < 10.0


def test_the_slope_is_nought_at_the_end() -> None:
    rng = np.random.default_rng(3)
    table = rng.normal(size=(200, 4)) * np.array([1.0, 5.0, 50.0, 0.1])
    wanted = (table @ np.array([2.0, -1.0, 0.3, 4.0]) + rng.normal(size=200) > 0).astype(float)
    ridge = np.full(4, 1e-3)
    weights = newton(table, wanted, ridge)
    chance = 1 / (1 + np.exp(-table @ weights))
    assert np.abs(table.T @ (chance - wanted) + ridge * weights).max() < 1e-6
