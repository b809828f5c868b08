"""Sentences and paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import ModelError
from copydesk.nouns import Report
from copydesk.parse import document, model, paragraphs, parse
from copydesk.parse.parsed import LONGEST


def sentences(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in parse(Report(id="x", text=text)).sentences]


@given(st.text(alphabet=st.sampled_from(" \n\tab.é“"), max_size=200))
def test_paragraphs_cover_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in paragraphs(text)) == text


def test_a_paragraph_without_end_is_cut_at_white_space() -> None:
    text = "word " * 5_000
    pieces = [text[start:end] for start, end in paragraphs(text)]
    assert all(len(piece) <= LONGEST and piece.endswith(" ") for piece in pieces)
    assert len(list(paragraphs("x" * 50_000))) == -(-50_000 // LONGEST)


@given(st.text(max_size=60))
def test_the_parse_covers_the_text_to_the_character(text: str) -> None:
    assert document(text).text == text


def test_a_headline_is_a_sentence_of_its_own() -> None:
    assert sentences("Bridge closed after storm\n\nThe bridge was closed, the mayor said.") == [
        "Bridge closed after storm",
        "The bridge was closed, the mayor said.",
    ]


@pytest.mark.parametrize("wrap", ["\n", " "])
def test_a_headline_that_no_blank_line_follows_is_a_sentence_of_its_own(wrap: str) -> None:
    text = (
        "Agency links 23 cases of hepatitis to berries\n"
        f"The agency said on Monday that 23 people in four counties had fallen ill,{wrap}and that frozen berries were the likely source.\n\n"
        "No one has died.\n\nThe importer did not comment."
    )
    first = next(str(s).strip() for s in parse(Report(id="t", text=text)).body)
    assert first.startswith("The agency said")
    assert first.endswith("source.")


def test_a_dateline_is_no_part_of_the_first_sentence() -> None:
    text = "Bridge closed\n\nVARNA, Bulgaria, 12 May 2024 - The bridge was closed on Saturday, the mayor said."
    assert sentences(text)[-1] == "The bridge was closed on Saturday, the mayor said."


@pytest.mark.parametrize("stop", ["8 p.m.", "5 a.m.", "the U.S.", "Acme Corp.", "shell no. 74M.", "100m."])
def test_an_abbreviation_may_end_a_sentence(stop: str) -> None:
    assert len(sentences(f"The first alarm was heard at {stop} The paper said that nobody came.")) == 2


def test_an_abbreviation_need_not_end_a_sentence() -> None:
    assert len(sentences("The alarm was heard at 8 p.m. Monday, and Acme Corp. shares fell.")) == 1


def test_weights_that_are_not_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(model.PINNED, "tagger/model", "0" * 64)
    with pytest.raises(ModelError, match="differ"):
        model.english.__wrapped__()
    monkeypatch.setattr(model, "PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match="not installed"):
        model.english.__wrapped__()


def test_an_item_of_a_list_is_a_sentence_of_its_own() -> None:
    text = "Three were named.\n\n- Emma Ek, 19, student\n- The driver, Bo Ruiz, 49\n• Ana Berg, teacher"
    assert sentences(text)[1:] == ["- Emma Ek, 19, student", "- The driver, Bo Ruiz, 49", "• Ana Berg, teacher"]


def test_a_crosshead_is_a_sentence_of_its_own() -> None:
    text = (
        "Two fishermen are missing after a storm flooded the harbour, the coast guard said.\n'Like a wall'\n"
        "Residents said the water came within minutes.\nSchools closed\nThe mayor said\nthat it was over."
    )
    assert [s.strip() for s in sentences(text)] == [
        "Two fishermen are missing after a storm flooded the harbour, the coast guard said.",
        "'Like a wall'",
        "Residents said the water came within minutes.",
        "Schools closed",
        "The mayor said\nthat it was over.",
    ]
