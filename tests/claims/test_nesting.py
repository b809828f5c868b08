"""Claims within claims."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.claims.nesting import containers, order


def test_another_holder_is_within(reading):
    read = reading("The lawyer said that the union believes the plant will close.")
    inner = read.by("believes")
    assert read.claims[inner.within].cue.quote == "said"


def test_own_hedge_is_no_claim(reading):
    assert len(reading("She said she believed the fire was set.").claims) == 1


def test_smallest_container():
    rows = [((3, 7), [(8, 60)]), ((12, 16), [(17, 50)]), ((20, 24), [(25, 50)])]
    assert containers(rows) == [None, 0, 1]


ranges = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(st.tuples(ranges, st.lists(ranges, max_size=3)), max_size=12))
def test_containers_come_before_what_they_hold(rows):
    sequence = order(rows)
    assert sorted(sequence) == list(range(len(rows)))
    within = containers([rows[index] for index in sequence])
    assert all(outer is None or outer < index for index, outer in enumerate(within))
