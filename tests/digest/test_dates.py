"""Relative days into dates, and where they stay as they are."""

from __future__ import annotations

import pytest

from copydesk.digest import compose
from copydesk.digest.dates import dates
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report


def report(text: str, published: str | None = "2024-05-08") -> Ledger:
    return ledger_of(Report(id="r", text=f"Bridge news\n\n{text}", published=published, language="en"))


def told(text: str, published: str | None = "2024-05-08") -> str:
    """The first body sentence with its days told as dates."""
    ledger = report(text, published)
    span = next(span for span in ledger.sentences if ledger.headline is None or span.start >= ledger.headline.end)
    found = span.quote
    for start, end, words, why in sorted(dates(ledger, span, set()), reverse=True):
        assert "2024-05-08" in why
        found = found[: start - span.start] + words + found[end - span.start :]
    return found


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("The bridge was closed on Monday, the mayor said.", "The bridge was closed on 6 May 2024, the mayor said."),
        ("The mayor closed the bridge yesterday.", "The mayor closed the bridge on 7 May 2024."),
        ("The mayor said Tuesday that the bridge was closed.", "The mayor said on 7 May 2024 that the bridge was closed."),
        ("The bridge has been closed since Sunday, police said.", "The bridge has been closed since 5 May 2024, police said."),
        ("A truck hit the bridge on Monday night, police said.", "A truck hit the bridge on the night of 6 May 2024, police said."),
        ("The bridge was inspected last year, police said.", "The bridge was inspected in 2023, police said."),
        ("The bridge was closed on Sunday and opened on Monday.", "The bridge was closed on 5 May 2024 and opened on 6 May."),
    ],
)  # fmt: skip
def test_a_day_is_told_as_its_date(text: str, dated: str) -> None:
    assert told(text) == dated


@pytest.mark.parametrize(
    "text",
    [
        "“I closed it on Monday,” the mayor said.",
        "Monday's vote was cancelled, the mayor said.",
        "The Friday deadline was missed, the mayor said.",
        "The bridge was closed on Monday, 6 May, the mayor said.",
        "The bridge closes on Mondays, the mayor said.",
    ],
)
def test_where_no_date_can_stand_the_words_stay(text: str) -> None:
    assert told(text) == text


def test_without_a_date_of_the_report_nothing_is_counted() -> None:
    text = "The bridge was closed on Monday, the mayor said."
    assert told(text, None) == text


def test_a_digest_tells_the_year_once_and_says_what_it_changed() -> None:
    ledger = report(
        "The bridge was closed on Monday, the mayor said.\n\nPolice said on Tuesday that two men were held."
    )
    made = compose(ledger)
    assert made.text.count("2024") == 1
    assert "on 7 May" in made.text
    assert "“Monday” → “6 May 2024”: counted from the report of 2024-05-08" in made.sentences[0].edits


def test_dates_do_not_break_the_length() -> None:
    ledger = report(
        "The mayor closed the bridge yesterday. Two men were held in the old town on Monday night, police said."
    )
    for words in range(5, 25):
        assert len(compose(ledger, words=words).text.split()) <= words


def test_what_is_left_plain_keeps_its_days() -> None:
    ledger = report("The bridge was closed on Monday, the mayor said.")
    [sentence] = compose(ledger).sentences
    assert "Monday" in compose(ledger, plain={sentence.evidence[0].start}).text
