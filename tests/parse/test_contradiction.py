"""The borrowed encoder's verdict: what contradicts what."""

from __future__ import annotations

from copydesk.parse.contradiction import contradiction


def test_a_contrary_stands_out() -> None:
    tank = "The water tank above the village was empty when the fire came."
    contrary, same = (contradiction(tank, told) for told in ("It was full on Friday.", "The tank was empty."))
    assert contrary > 0
    assert contrary > same + 1


def test_long_texts_are_cut() -> None:
    assert contradiction("The tank was empty. " * 200, "It was full. " * 200) == contradiction(
        "The tank was empty. " * 300, "It was full. " * 300
    )
