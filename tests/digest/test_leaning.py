"""Sentences that lean on the one before them."""

from __future__ import annotations

import pytest

from copydesk.digest import compose
from copydesk.digest.leaning import leans, points_back
from copydesk.ledger import ledger_of
from copydesk.nouns import Report


@pytest.mark.parametrize(
    "text",
    [
        "The company neither confirmed nor denied this.",
        "Two of them later told a doctor that a teenager had fallen.",
        "The penitentiary service disputes the number and says 11 people are refusing food.",
        "The ministry does not accept such criticism.",
        "No such mine is marked on its maps.",
        "The minister dismissed that as talk, but conceded delays.",
    ],
)
def test_what_is_told_before_is_missed(text: str) -> None:
    assert points_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "The union rejected the claim of negligence.",
        "The number of dead rose to 47.",
        "The audit counted 46 claims; the ministry calls the claims invented.",
        "The boxes were kept in the shed, three of them open.",
        "“We deny this,” she said.",
        "The union said that it would wait.",
    ],
)
def test_what_a_sentence_names_itself_is_not(text: str) -> None:
    assert not points_back(text)


def test_the_it_of_a_clause_leans_on_nothing() -> None:
    assert leans("It reopened in May.")
    assert not leans("It is not known where the two men are.")
    assert not leans("It was unclear how many had fled.")


def test_a_leaning_sentence_stands_behind_the_one_it_leans_on() -> None:
    text = (
        "Ferry row\n\nThe ferry sank off Oru on Monday, killing 14 people, the coast guard said. The weather was calm.\n\n"
        "The crew alleged that the owner had welded 30 life jackets lockers shut in March to save money. "
        "The owner, Samudra Lines, denied this, saying 30 lockers had been opened for an inspection in March."
    )
    ledger = ledger_of(Report(id="r", text=text, published="2024-05-08"))
    for sentences in (1, 2, 3):
        told = [one.text for one in compose(ledger, sentences=sentences).sentences]
        leaning = [at for at, one in enumerate(told) if "denied this" in one]
        assert all(at and "alleged" in told[at - 1] for at in leaning)
    assert leaning


def test_a_charge_and_its_answer_go_together() -> None:
    text = (
        "Drug trial\n\nThe trial was halted on Monday after two deaths, the regulator said. It enrolled 4,800 children in six districts.\n\n"
        "Lawmaker Joseph Kibet alleged that the regulator had known of the deaths for a week.\n\n"
        "Its director, Agnes Wambui, denied this and said it was told on November 17.\n\nA board will meet in December."
    )
    ledger = ledger_of(Report(id="r", text=text, published="2024-11-19"))
    for sentences in range(2, 6):
        told = " ".join(one.text for one in compose(ledger, sentences=sentences).sentences)
        assert ("alleged" in told) == ("denied this" in told)
    assert "denied this" in told
