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


def test_a_dateline_is_no_sentence_and_gives_the_date() -> None:
    text = "Bridge falls\n\nVARNA, Bulgaria, 12 May 2024 - The bridge fell on Saturday, the mayor said."
    ledger = ledger_of(Report(id="a", text=text, language="en"))
    assert (ledger.published, ledger.published_from) == ("2024-05-12", "dateline")
    assert [s.quote for s in ledger.sentences] == ["Bridge falls", "The bridge fell on Saturday, the mayor said."]


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
