"""The figure of the encoder alone."""

from __future__ import annotations

from evals.encoder import auc


def test_auc_counts_pairs_in_the_right_order_and_half_of_ties() -> None:
    assert auc([(0.9, True), (0.4, True), (0.4, False), (0.1, False)]) == 0.875
