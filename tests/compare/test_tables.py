"""The one reader of the comparison's word lists."""

from __future__ import annotations

import importlib.resources

import pytest

from copydesk.compare.tables import table

DATA = importlib.resources.files("copydesk.compare") / "data"
NAMES = sorted(f.name.removesuffix(".toml") for f in DATA.iterdir() if f.name.endswith(".toml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_list_says_where_it_is_from_and_holds_something(name: str) -> None:
    head = (DATA / f"{name}.toml").read_text(encoding="utf-8").splitlines()[:2]
    assert [line.split(":")[0] for line in head] == ["# origin", "# licence"]
    assert table(name)


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        table("nowhere")
