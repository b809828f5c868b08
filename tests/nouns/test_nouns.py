"""The nouns: spans quote, ledgers check, ids are hashes of content."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import CopydeskError, SpanError
from copydesk.nouns import DigestSentence, Ledger, Origin, Span, content_id


@given(st.text(min_size=1), st.data())
def test_a_span_quotes_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert span.quotes(text)
    assert span.within("r").report == "r"
    assert not span.quotes(text[:start])


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 9), (8, 9)])
def test_no_span_is_empty_or_outside(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        Span.of("eight ch", start, end)


def test_a_ledger_with_a_span_that_quotes_something_else_cannot_be_made() -> None:
    with pytest.raises(SpanError, match="does not quote"):
        Ledger(id="a", text="She said no.", unknowns=(Span(0, 3, "He "),))


def test_a_digest_sentence_must_cite() -> None:
    with pytest.raises(SpanError, match="must cite"):
        DigestSentence(text="He left.", evidence=())


def test_nouns_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Span(0, 1, "a").start = 2  # type: ignore[misc]


def test_an_id_is_of_the_content() -> None:
    assert content_id("a") == content_id("a") != content_id("b")
    assert content_id("a", url="https://example.org/1") != content_id("a", url="https://example.org/2")


def test_offsets_lead_back_to_the_original() -> None:
    origin = Origin(path="a.html", format="html", runs=((0, 100, 5), (7, 200, 3)))
    assert [origin.original(offset) for offset in (0, 4, 5, 6, 7, 9, 10)] == [100, 104, None, None, 200, 202, None]
    assert Origin(path="a.pdf", format="pdf").original(0) is None


def test_a_message_says_what_where_and_what_to_do() -> None:
    assert str(CopydeskError("is empty", where="a.txt", do="look whether it was saved")) == (
        "a.txt: is empty; look whether it was saved"
    )
    assert str(CopydeskError("is empty")) == "is empty"


def test_an_absent_report_is_left_out_of_a_span() -> None:
    assert msgspec.json.encode(Span(0, 1, "a")) == b'{"start":0,"end":1,"quote":"a"}'
