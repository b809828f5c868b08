"""Where the parts of a country lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.facts.places.spread import cells, part


@pytest.mark.parametrize("country", ["TH", "KE", "RO", "EC", "UA", "BR"])
def test_directions_lie_on_their_sides(country: str) -> None:
    north, south = part(country, 1, 0), part(country, -1, 0)
    east, west = part(country, 0, 1), part(country, 0, -1)
    assert north[0] > south[0]
    assert east[1] > west[1]
    assert all(lat <= north[0] + 20 for lat, _ in cells(country))


def test_a_country_without_spread_has_no_parts() -> None:
    assert part("XX", 1, 0) is None
    assert part("SM", 1, 0) is None
    assert part("TH", 0, 0) is None


@given(st.sampled_from(["TH", "KE", "FR"]), st.floats(-1, 1), st.floats(-1, 1))
def test_a_part_lies_within_the_country(country: str, north: float, east: float) -> None:
    found = part(country, north, east)
    if found is not None:
        lats, lons = [c[0] for c in cells(country)], [c[1] for c in cells(country)]
        assert min(lats) <= found[0] <= max(lats)
        assert min(lons) <= found[1] <= max(lons)
        assert found[2] > 0
