"""The figure of the encoder alone."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from measure_drift import auc


def test_auc_counts_pairs_in_the_right_order_and_half_of_ties() -> None:
    assert auc([0.9, 0.4, 0.4, 0.1], [True, True, False, False]) == 0.875
