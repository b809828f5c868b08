"""Ranges of a text: white space at their ends, places in them."""

from __future__ import annotations

import pytest

from copydesk.read.ranges import stands_in, stripped

TEXT = "\n One \u00a0\n\n  \nTwo"


@pytest.mark.parametrize("start", range(len(TEXT)))
def test_a_stripped_range_has_no_white_space_at_its_ends(start: int) -> None:
    for end in range(start, len(TEXT) + 1):
        first, last = stripped(TEXT, start, end)
        assert start <= first <= last <= end
        assert TEXT[first:last] == TEXT[start:end].strip()


def test_a_range_of_white_space_is_empty_where_it_starts() -> None:
    assert stripped("a \n b", 1, 4) == (1, 1)


def test_a_place_stands_in_the_range_that_covers_it() -> None:
    ranges = ((2, 4), (4, 5), (9, 12))
    assert [place for place in range(14) if stands_in(place, ranges)] == [2, 3, 4, 9, 10, 11]
    assert not stands_in(0, ())
