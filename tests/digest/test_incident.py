"""The digest of an incident: the figures as they stand, conflicts told as conflicts, every sentence citing."""

from __future__ import annotations

import pytest

from copydesk.compare.facts import facts_of
from copydesk.digest import compose_incident
from copydesk.errors import OptionError
from copydesk.ledger import ledger_of
from copydesk.nouns import Incident, Ledger, Report


@pytest.fixture(scope="module")
def reports() -> list[Ledger]:
    texts = {
        "a": ("2024-03-05T08:00", "A blast at a fuel depot near Torvo killed four people on Tuesday, the fire service said.\n\n"
              "The fire service said that the blast was caused by a gas leak at the depot."),
        "b": ("2024-03-08T10:00", "The number of dead in the blast at Torvo has risen to seven, the fire service said on Friday.\n\n"
              "The union of depot workers said that the blast was caused by a short circuit."),
    }  # fmt: skip
    return [
        ledger_of(Report(id=name, text=f"Blast at a depot\n\n{text}", published=published))
        for name, (published, text) in texts.items()
    ]


@pytest.fixture(scope="module")
def incident(reports: list[Ledger]) -> Incident:
    return Incident(
        id="i",
        name="Blast at Torvo",
        reports=("a", "b"),
        time=None,
        place=None,
        facts=facts_of(reports, [("a",), ("b",)]),
    )


def test_it_tells_the_latest_figure_and_the_conflict(incident: Incident, reports: list[Ledger]) -> None:
    made = compose_incident(incident, reports)
    assert "risen to seven" in made.text
    assert "gas leak" in made.text
    assert any("while the union of depot workers said that" in s.text and len(s.evidence) == 2 for s in made.sentences)


def test_every_sentence_cites_what_stands_there(incident: Incident, reports: list[Ledger]) -> None:
    texts = {ledger.id: ledger.text for ledger in reports}
    for sentence in compose_incident(incident, reports).sentences:
        assert sentence.evidence
        assert all(span.quotes(texts[span.report or ""]) for span in sentence.evidence)


def test_length_and_refused_sentences(incident: Incident, reports: list[Ledger]) -> None:
    first = compose_incident(incident, reports, sentences=1)
    assert len(first.sentences) == 1
    other = compose_incident(incident, reports, sentences=1, without=[first.sentences[0].text])
    assert other.sentences[0].text != first.sentences[0].text
    assert len(compose_incident(incident, reports, words=30).text.split()) <= 30


def test_it_takes_a_sentence_at_least(incident: Incident, reports: list[Ledger]) -> None:
    with pytest.raises(OptionError):
        compose_incident(incident, reports, sentences=0)
