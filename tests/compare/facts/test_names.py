"""Spellings of one name are joined, namesakes are not."""

from __future__ import annotations

import pytest

from copydesk.compare.facts.names import same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dmitry Karasyov", "Dmitriy Karasev"),
        ("Siarhei Lazouski", "Sergey Lozovskiy"),
        ("Yerlan Zhaksylykov", "Erlan Jaqsylyqov"),
        ("Wladimir Quinonez", "Vladimir Quiñónez"),
        ("Muhammad Ali", "Mohammed Aly"),
        ("Col. Oleksii Marchuk", "Marchuk"),
    ],
)
def test_spellings_are_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dmitri Karasev", "Denis Karasev"),
        ("Askar Zhaksylykov", "Yerlan Zhaksylykov"),
        ("Oleksiy Marchuk", "Iryna Marchuk"),
        ("Li Wei", "Li Ming"),
        ("Mikhail Orlov", "Nikolai Orlov"),
    ],
)
def test_namesakes_stay_apart(one: str, other: str) -> None:
    assert not same_name(one, other)
