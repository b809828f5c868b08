"""The gazetteer's files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import ModelError
from copydesk.parse.gazetteer import Gazetteer, gazetteer, lookup, region_name


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kiev", "UA", "region"), ("Al-Fashir", "SD", "city"), ("El Fasher", "SD", "city"), ("Zürich", "CH", "region"),
        ("Lipetsk region", "RU", "region"), ("Côte d’Ivoire", "CI", "country"), ("Rapides Parish", "US", "county"),
    ],
)  # fmt: skip
def test_names_and_their_variants_are_found(name: str, country: str, kind: str) -> None:
    first = lookup(name)[0]
    assert (first.country, first.kind) == (country, kind)


def test_towns_know_their_region() -> None:
    texan = [r for r in lookup("Paris") if r.country == "US" and region_name(r.region) == "Texas"]
    assert len(texan) == 1
    assert texan[0].lat == pytest.approx(33.66, abs=0.1)


def test_unknown_names_are_not_found() -> None:
    assert lookup("Nowhere in Particular at All") == ()
    assert lookup("") == ()
    assert lookup("zzzzzz") == ()


@given(st.text(max_size=40))
def test_any_name_can_be_looked_up(name: str) -> None:
    for record in lookup(name):
        assert -90 <= record.lat <= 90
        assert -180 <= record.lon <= 180


def test_every_name_of_the_file_can_be_found() -> None:
    data = gazetteer("dr5hn")
    lines = data._body[data._names + 1 :].split(b"\n")[:-1]
    for line in (*lines[:50], *lines[-50:], *lines[1000:2000:50]):
        assert data.find(line.split(b"\t")[0].decode())


def test_a_damaged_file_says_so() -> None:
    with pytest.raises(ModelError, match="install the package again"):
        Gazetteer(b"something else", where="x.gaz")
