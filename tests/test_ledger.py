"""Report -> Ledger."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import InputError
from copydesk.ledger import language_name, ledger_of
from copydesk.nouns import Report


def test_a_report_without_a_date_keeps_partial_dates_and_says_so() -> None:
    ledger = ledger_of(Report(id="a", text="The bridge fell on Wednesday, the mayor said.", language="en"))
    assert ledger.times[0].value == "XXXX-WXX-3"
    assert any("--published" in note for note in ledger.notes)


def test_a_date_that_the_calendar_does_not_have_is_noted() -> None:
    text = "They met on 31 February 2024, on 29 February 2024 and, police said, again on 31 February 2024."
    ledger = ledger_of(Report(id="a", text=text, published="2024-05-08", language="en"))
    assert [time.value for time in ledger.times] == ["2024-02-29"]
    assert ledger.notes == ("no such day in the calendar, so left out of the times: “31 February 2024”",)
    many = " ".join(f"They met on {day} April 2024." for day in range(31, 99))
    [note] = ledger_of(Report(id="a", text=many, published="2024-05-08", language="en")).notes
    assert note.endswith("“35 April 2024” and 63 more")


def test_a_dateline_is_no_sentence_and_gives_the_date() -> None:
    text = "Bridge falls\n\nVARNA, Bulgaria, 12 May 2024 - The bridge fell on Saturday, the mayor said."
    ledger = ledger_of(Report(id="a", text=text, language="en"))
    assert (ledger.published, ledger.published_from) == ("2024-05-12", "dateline")
    assert [s.quote for s in ledger.sentences] == ["Bridge falls", "The bridge fell on Saturday, the mayor said."]


FURNISHED = """Dam gate fails above Orsova

By Ilinca Dobre and Peter Hamm, Staff Writers

Published 14:02 GMT, 5 November 2024 | Updated 17:40 GMT

Two engineers were killed when a gate failed on Monday, the operator said.

Read more: Minister says he knew nothing of 12 cracks in Turnu

"We heard a bang," said Mircea Stan, 41, who lives below the dam.

Photo: Rescuers carry a man to a helicopter in Orsova, where police said four people were missing.

Follow us on Telegram, where readers told us that they fear a flood.

Mr Stan said the siren came too late. (Reporting by Ilinca Dobre in Sibiu; Editing by Kit Marsh)
"""


def test_what_stands_on_a_page_beside_its_news_tells_nothing() -> None:
    ledger = ledger_of(Report(id="a", text=FURNISHED, published="2024-11-06", language="en"))
    assert [claim.source_name for claim in ledger.claims] == ["the operator", "Mircea Stan", "police", "Mircea Stan"]
    assert all(claim.polarity == "positive" for claim in ledger.claims)
    assert [person.name for person in ledger.people] == ["Mircea Stan"]
    assert {place.quote for place in ledger.places} == {"Orsova"}
    assert [time.quote for time in ledger.times] == ["Monday"]
    assert [amount.quote for amount in ledger.quantities] == ["Two engineers", "41", "four people"]
    assert all("Reporting" not in sentence.quote and "Read more" not in sentence.quote for sentence in ledger.sentences)


@pytest.mark.parametrize(("language", "name"), [("ru", "Russian"), ("zh", "Chinese"), ("xx", "language 'xx'")])
def test_another_language_gets_sentences_and_a_note(language: str, name: str) -> None:
    ledger = ledger_of(Report(id="a", text="Заголовок\n\nМост упал. Мэр сказал.", language=language))
    assert len(ledger.sentences) == 3
    assert (ledger.claims, ledger.times, ledger.people) == ((), (), ())
    assert any(name in note for note in ledger.notes)
    assert language_name(language) == name


def test_an_unknown_language_is_read_as_english() -> None:
    assert ledger_of(Report(id="a", text="The mayor said the bridge fell.")).claims


def test_half_a_character_is_refused() -> None:
    with pytest.raises(InputError, match="surrogate"):
        ledger_of(Report(id="a", text="The mayor \ud800 said so."))


@settings(max_examples=40)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_makes_a_ledger_whose_spans_quote_it(text: str) -> None:
    ledger = ledger_of(Report(id="a", text=text, published="2024-05-08", language="en"))
    assert all(span.quotes(text) for span in ledger.spans())
