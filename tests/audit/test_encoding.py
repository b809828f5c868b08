"""What the audit's encoder is given to read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.audit.learned.encoding import (
    ALIKE,
    ELSEWHERE,
    HERE,
    LONGEST,
    NOWHERE,
    SENTENCE,
    SHARED,
    encoded,
    norm,
    words_of,
)


def seen(told: str, evidence: list[str], elsewhere: str, word: str) -> int:
    """What is said of a word of the sentence."""
    read = encoded(told, evidence, words_of(elsewhere))
    at = told.index(word)
    place = next(i for i, (a, b) in enumerate(zip(read.start, read.end, strict=True)) if a <= at < b)
    return int(read.seen[place + 1])


def test_each_word_is_told_where_it_stands() -> None:
    told = "Twelve miners protested in Kiruna against layoffs."
    evidence, report = ["A protest of 12 miners took place."], "It happened in Kiruna."
    assert seen(told, evidence, report, "Twelve") == HERE
    assert seen(told, evidence, report, "miners") == HERE
    assert seen(told, evidence, report, "protested") == ALIKE
    assert seen(told, evidence, report, "Kiruna") == ELSEWHERE
    assert seen(told, evidence, report, "layoffs") == NOWHERE


def test_words_of_the_evidence_are_told_apart() -> None:
    read = encoded("The mayor left.", ["The mayor stayed."])
    assert SHARED in read.seen.tolist()
    assert read.sides.tolist().count(1) == 5  # four pieces and the mark


def test_numerals_are_compared_as_numbers() -> None:
    assert norm("seven") == norm("7") == "#7"


def test_long_texts_are_cut_to_what_the_encoder_reads() -> None:
    read = encoded("word " * 500, ["other " * 500] * 3)
    assert len(read.pieces) <= LONGEST
    assert len(read.start) == SENTENCE


@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=4))
def test_any_text_is_read(told: str, evidence: list[str]) -> None:
    read = encoded(told, evidence)
    assert len(read.pieces) == len(read.sides) == len(read.seen) <= LONGEST
    assert all(0 <= a <= b <= len(told) for a, b in zip(read.start, read.end, strict=True))
