"""Numerals in digits and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.facts.times import numerals
from copydesk.facts.times.lexer import code, lex


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10,000", 10_000), ("1 400", 1_400), ("2,5", 2.5), ("31.5", 31.5), ("1.234.567", 1_234_567), ("1,234,567.8", 1_234_567.8),
        ("0", 0), ("007", 7), ("1,23", 1.23), ("9" * 40, None), ("1,2,3", None), ("", None),
    ],
)  # fmt: skip
def test_digits(text: str, value: float | None) -> None:
    assert numerals.digits(text) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7), ("forty one", 41), ("two hundred and thirty four", 234), ("nineteen ninety four", 1994),
        ("twelve thousand five hundred", 12_500), ("a dozen", 12), ("three lakh", 300_000), ("two crore", 20_000_000),
        ("one million", 1_000_000), ("twenty ten", 2010), ("and", None), ("seven eight", None),
    ],
)  # fmt: skip
def test_words(words: str, value: int | None) -> None:
    assert numerals.words(words.split()) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two and three", [2, 3]), ("two hundred and three", [203]), ("forty-one men", [41]), ("2 1/2 or 2½", [2.5, 2.5]),
        ("$3.4m", [3_400_000]), ("200m", [200]), ("1.2 million", [1_200_000]), ("300 thousand", [300_000]),
    ],
)  # fmt: skip
def test_numbers_of_a_text(text: str, values: list[float]) -> None:
    lexed = lex(text)
    numbers = {code("NUM"), code("YEAR")}
    found = [value for cls, value in zip(lexed.classes, lexed.values, strict=True) if cls in numbers]
    assert found == values


@given(st.text(max_size=100))
def test_tokens_stand_in_order(text: str) -> None:
    lexed = lex(text)
    ends = [0, *lexed.ends]
    assert all(end <= start < stop for end, start, stop in zip(ends, lexed.starts, lexed.ends, strict=False))
    assert len(lexed.classes) == len(lexed.values) == len(lexed.starts)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.623,427", None), ("1,623.427", 1623.427), ("1.234,5", 1234.5), ("1.234", 1.234), ("1 400,5", 1400.5)],
)
def test_points_and_commas_together(text: str, value: float | None) -> None:
    assert numerals.digits(text) == value
