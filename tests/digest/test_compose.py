"""Digests of reports of our own."""

import pytest

from copydesk.digest import compose
from copydesk.errors import OptionError
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report

TEXT = (
    "Ferry sinks off Kallo, nine missing\n\n"
    "HARBY, May 7 (NSA) - A ferry with 64 people on board sank off the island of Kallo on Monday, the coast guard said. "
    "Nine people are missing.\n\n"
    "The newspaper Kallo Post reported that the ferry had failed an inspection in March. The paper said the owner had been "
    "told to replace two pumps.\n\n"
    "The owner, Rolf Dane, denied that the ferry was unsafe. “Every pump worked,” he said.\n\n"
    "It is not known why the ferry turned towards the rocks. Investigators believe the steering may have failed."
)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return ledger_of(Report(id="ferry", text=TEXT, published="2024-05-08"))


def test_every_sentence_cites_its_report(ledger: Ledger) -> None:
    digest = compose(ledger)
    assert digest.reports == ("ferry",)
    assert 1 <= len(digest.sentences) <= 5
    for sentence in digest.sentences:
        assert all(span.report == "ferry" and span.quotes(TEXT) for span in sentence.evidence)
        assert all(0 <= index < len(ledger.claims) for index in sentence.claims)


def test_the_headline_is_not_told(ledger: Ledger) -> None:
    assert ledger.headline is not None
    spans = [span for s in compose(ledger, sentences=9).sentences for span in s.evidence]
    assert all(span.start >= ledger.headline.end for span in spans)


def test_the_filing_line_is_left_out_and_noted(ledger: Ledger) -> None:
    [first] = [s for s in compose(ledger, sentences=9).sentences if "64 people" in s.text]
    assert first.text.startswith("A ferry with 64 people")
    assert "HARBY" not in first.text
    assert first.source_name is not None
    assert "coast guard" in first.source_name


def test_what_is_disputed_and_not_known_is_told(ledger: Ledger) -> None:
    text = compose(ledger, sentences=5).text
    assert "denied that the ferry was unsafe" in text
    assert "not known" in text or "may have failed" in text


def test_a_length_is_kept(ledger: Ledger) -> None:
    assert len(compose(ledger, sentences=2).sentences) == 2
    assert len(compose(ledger, words=25).text.split()) <= 25


def test_too_few_words_leave_a_note(ledger: Ledger) -> None:
    digest = compose(ledger, words=1)
    assert digest.sentences == ()
    assert digest.notes


@pytest.mark.parametrize("options", [{"sentences": 0}, {"words": 0}])
def test_no_length_is_an_error(ledger: Ledger, options: dict[str, int]) -> None:
    with pytest.raises(OptionError):
        compose(ledger, **options)


def test_a_quotation_without_its_speaker_is_not_told() -> None:
    text = "Mayor quits\n\n“I am tired,” mayor Eva Lund said on Monday. “I will leave in June.”"
    ledger = ledger_of(Report(id="m", text=text, published="2024-05-08"))
    assert all("June" not in s.text or "Lund" in s.text for s in compose(ledger, sentences=5).sentences)


def test_the_same_ledger_gives_the_same_digest(ledger: Ledger) -> None:
    assert compose(ledger) == compose(ledger)


def test_an_empty_ledger_gives_an_empty_digest() -> None:
    digest = compose(Ledger(id="e", text="No sentence was split here."))
    assert digest.sentences == ()
    assert digest.notes
