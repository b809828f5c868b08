"""Texts all in capitals, told in the letters they would be written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.ledger import ledger_of
from copydesk.nouns import Report
from copydesk.parse.casing import NOTE, cased, in_capitals, truecase

WIRE = (
    "THE POLICE OF LIMA SAID ON MONDAY THAT THREE MEN HAD ATTACKED THE U.S. EMBASSY.  PRESIDENT ALAN GARCIA VISITED THE PLACE "
    'OF THE 2ND ATTACK AND SAID: "WE DON\'T KNOW WHO DID IT."  THE NATIONAL LIBERATION ARMY [ELN] SAID THE ELN HAD NOTHING TO DO WITH IT.'
)


def test_names_keep_capitals_and_other_words_lose_them() -> None:
    told = truecase(WIRE)
    assert told.startswith("The police of Lima said on Monday that three men had attacked the U.S. ")
    assert "President Alan Garcia visited the place of the 2nd attack" in told
    assert '"We don\'t know who did it."' in told
    assert "[ELN] said the ELN had nothing to do with it." in told


@given(st.text(max_size=200))
def test_the_length_never_changes(text: str) -> None:
    told = truecase(text)
    assert len(told) == len(text)
    assert told.casefold() == text.casefold() or told.upper() == text.upper()


@pytest.mark.parametrize("text", ["", "NATO", "A Report in Mixed Case. " * 20, "123 456 " * 40, "ПОЖАР В МОСКВЕ " * 2])
def test_other_texts_stay_as_they_are(text: str) -> None:
    report = Report(id="t", text=text)
    assert not in_capitals(text)
    assert cased(report) is report


def test_the_ledger_says_so_and_its_offsets_hold_in_the_original() -> None:
    made = ledger_of(Report(id="t", text=WIRE, language="en"))
    assert NOTE in made.notes
    assert len(made.text) == len(WIRE)
    assert "Lima" in {place.quote for place in made.places}
    assert WIRE[made.claims[0].cue.start : made.claims[0].cue.end] == made.claims[0].cue.quote.upper()
