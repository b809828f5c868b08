"""Corruptions of true sentences: what they mark is what they change."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from composing import compose
from corruptions import Corruptor
from edits import Edit, apply
from forms import Forms
from pairs import PairError, pairs, told_of

from copydesk.parse import document

REPORT = (
    "Police in Lund arrested Erik Nyman on Monday after a fire at a warehouse. Inspector Sara Lind said that at least 12 people "
    "were injured and that Nyman may have acted alone. The owner, Bo Ek, denied that he had been warned in March."
)


@pytest.fixture(scope="module")
def corruptor() -> Corruptor:
    """The corruptions of the report."""
    doc = document(REPORT)
    forms = Forms()
    forms.learn([doc])
    return Corruptor(doc, forms, random.Random(1))


def test_an_edit_marks_what_it_puts_in() -> None:
    made = apply("Twelve people died.", [Edit(((0, 6, "Thirteen"),), "number"), Edit(((14, 18, "lived"),), "event")])
    assert made.text == "Thirteen people lived."
    assert [made.text[a:b] for a, b, _ in made.marks] == ["Thirteen", "lived"]


def test_what_is_taken_away_shows_at_its_neighbours() -> None:
    made = apply("It may fall.", [Edit(((3, 7, ""),), "certainty")])
    assert made.text == "It fall."
    assert made.marks[0][0] < made.marks[0][1]


def test_a_rewriting_marks_nothing() -> None:
    assert apply("It also fell.", [Edit(((3, 8, ""),))]).marks == ()


def test_every_corruption_changes_the_sentence_and_lies_within_it(corruptor: Corruptor) -> None:
    kinds = set()
    for sentence in document(REPORT).sents:
        for edit in corruptor.edits(sentence):
            made = apply(sentence.text, [edit])
            assert made.text != sentence.text
            assert all(0 <= a < b <= len(made.text) for a, b, _ in made.marks)
            kinds.add(edit.type)
    assert {"number", "time", "entity", "certainty", "polarity", "attribution", "addition"} <= kinds


def test_the_same_seed_makes_the_same(corruptor: Corruptor) -> None:
    sentence = next(iter(document(REPORT).sents))
    rows = []
    for _ in range(2):
        again = Corruptor(document(REPORT), corruptor.forms, random.Random(7))
        rows.append([compose(sentence, again, random.Random(7), drifts=2) for _ in range(3)])
    assert rows[0] == rows[1]


def test_a_pair_line_is_read_with_its_marks() -> None:
    told = told_of("- The mayor {certainty:will} leave {time:on Monday}.", "here")
    assert told.text == "The mayor will leave on Monday."
    assert [told.text[m.start : m.end] for m in told.marks] == ["will", "on Monday"]


@pytest.mark.parametrize("line", ["* no", "- unmarked", "+ {time:now}", "- {mood:sad} mayor", "- a } brace {time:now}"])
def test_a_broken_pair_line_says_so(line: str) -> None:
    with pytest.raises(PairError, match="here"):
        told_of(line, "here")


def test_every_pair_is_whole() -> None:
    rows = list(pairs())
    assert len(rows) >= 396
    assert [row for row in rows if isinstance(row, PairError)] == []
    assert len({row.id for row in rows if not isinstance(row, PairError)}) == len(rows)
