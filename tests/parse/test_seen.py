"""What the encoder is told of each word beside the words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.parse.seen import ALIKE, ELSEWHERE, HERE, MARK, NOWHERE, norm, seen, words_of


def test_each_word_is_told_where_it_stands() -> None:
    told = "Twelve miners protested in Kiruna against layoffs."
    evidence, report = ["A protest of 12 miners took place."], words_of("It happened in Kiruna.")
    words = ["Twelve", "miners", "protested", "Kiruna", "layoffs", "."]
    found = seen(told, [told.index(word) for word in words], evidence, report)
    assert found.tolist() == [HERE, HERE, ALIKE, ELSEWHERE, NOWHERE, MARK]


def test_numerals_are_compared_as_numbers() -> None:
    assert norm("seven") == norm("7") == "#7"


@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=4))
def test_any_text_is_read(told: str, evidence: list[str]) -> None:
    found = seen(told, range(len(told) + 1), evidence, ())
    assert len(found) == len(told) + 1
    assert ELSEWHERE not in found
