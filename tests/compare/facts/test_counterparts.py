"""What the encoder says of two clauses."""

from __future__ import annotations

import numpy as np
import pytest

from copydesk.compare.facts import counterparts
from copydesk.compare.facts.clauses import Clause, clauses
from copydesk.compare.facts.counterparts import BY_ONE, MARK, ONE, OTHER, Part, given, part
from copydesk.compare.facts.finding import readings_of
from copydesk.ledger import ledger_of
from copydesk.nouns import Report
from copydesk.parse import deberta


def clauses_of(*texts: str) -> list[Clause]:
    """The clauses of some reports, each of an outlet of its own."""
    reports = [
        Report(id=f"r{n}", text=text, outlet=f"O{n}", published="2024-05-08T08:00") for n, text in enumerate(texts)
    ]
    return [c for reading in readings_of([ledger_of(r) for r in reports], [], {}) for c in clauses(reading)]


def words(row: counterparts.Given, side: int) -> str:
    """What lies on a side, as one string without spaces."""
    pieces = [deberta.tokenizer().id_to_token(int(piece)) for piece in row.pieces[row.sides == side]]
    return "".join(pieces).replace("▁", "")


def test_either_clause_has_its_side_and_what_stands_around_it_another() -> None:
    one, other = Part("Police say the gate was shut.", 11, 28), Part("The gate stood open.", 0, 19)
    row = given(one, other)
    assert words(row, ONE) == "thegatewasshut"
    assert words(row, BY_ONE) == "Policesay."
    assert words(row, OTHER) == "Thegatestoodopen"
    assert (row.sides == MARK).sum() == 3
    assert len(row.pieces) == len(row.sides) == len(row.seen)
    assert not row.seen[row.sides == ONE].any()
    assert row.seen[row.sides == OTHER].all()


def test_of_a_long_sentence_the_clause_and_what_is_near_it_are_read() -> None:
    long = "and so on, " * 200 + "the gate was shut, " + "and so on, " * 200
    at = long.index("the gate")
    row = given(Part(long, at, at + 17), Part("Nothing.", 0, 7))
    assert words(row, ONE) == "thegatewasshut"
    assert len(row.pieces) <= counterparts.LONGEST


@pytest.mark.parametrize("start", [0, 3])
def test_a_clause_without_words_is_read_all_the_same(start: int) -> None:
    row = given(Part("Yes.", start, start), Part("", 0, 0))
    assert not (row.sides == ONE).any()


def test_a_pronoun_has_its_name_in_front() -> None:
    told = clauses_of("The driver Joseph Amadi was arrested on Monday. He stood still when the lorry came.")
    [still] = [c for c in told if "stood still" in c.quote]
    made = part(still)
    assert made.text.startswith("Amadi: He")
    assert made.text[made.start : made.end] == still.quote


def test_what_tells_of_one_thing_in_other_words_is_likelier_to() -> None:
    told = clauses_of(
        "The union said that the tank had been empty for weeks. Rain fell on the harbour all day.",
        "There was no water left in the tank, the operator said.",
    )
    tank, harbour, water = (next(c for c in told if word in c.quote) for word in ("empty", "harbour", "water"))
    near, far = counterparts.said([(tank, water), (harbour, water)])
    assert near.one_thing > far.one_thing
    assert len(near.relations) == 3
    assert np.isfinite(near.relations).all()


def test_nothing_to_read_gives_nothing() -> None:
    assert counterparts.said([]) == []
