"""Mentions of one event are joined across reports; other events of the same incident stay apart."""

from __future__ import annotations

import numpy as np
import pytest

from copydesk.compare import senses as encoder
from copydesk.compare.mentions import _beaten, likeness, mentions_of, same_events
from copydesk.compare.senses import senses
from copydesk.errors import ModelError
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report, Span

FIRST = """Nine die in fire at Tarvik care home

A fire broke out at a care home in Tarvik on Tuesday, the fire brigade said. Nine residents died. Police arrested the director, Marit Hauge.
"""
SECOND = """Director held over Tarvik blaze

A blaze broke out at the Tarvik care home on Tuesday. Marit Hauge, its director, was arrested by police. The mayor resigned a week later.
"""


@pytest.fixture(scope="module")
def ledgers() -> list[Ledger]:
    texts = {"first": FIRST, "second": SECOND}
    return [
        ledger_of(Report(id=name, text=text, published="2024-05-14", language="en")) for name, text in texts.items()
    ]


def spans(ledger: Ledger, *words: str) -> list[Span]:
    body = ledger.text.index("\n\n")
    return [Span.of(ledger.text, at, at + len(word)) for word in words for at in [ledger.text.index(word, body)]]


def test_one_event_in_two_reports(ledgers: list[Ledger]) -> None:
    told = [spans(ledgers[0], "broke out", "died", "arrested"), spans(ledgers[1], "broke out", "arrested", "resigned")]
    found = same_events(ledgers, told)
    assert sorted(place for event in found for place in event) == [(r, n) for r in range(2) for n in range(3)]
    assert ((0, 0), (1, 0)) in found
    assert ((0, 2), (1, 1)) in found
    assert ((0, 1),) in found
    assert ((1, 2),) in found


def test_order_of_the_reports_does_not_matter(ledgers: list[Ledger]) -> None:
    told = [spans(ledgers[0], "broke out", "died", "arrested"), spans(ledgers[1], "broke out", "arrested", "resigned")]
    turned = {tuple(sorted((1 - r, n) for r, n in event)) for event in same_events(ledgers[::-1], told[::-1])}
    assert turned == set(same_events(ledgers, told))


def test_nothing_told(ledgers: list[Ledger]) -> None:
    assert same_events(ledgers, [[], []]) == []
    assert same_events(ledgers, [spans(ledgers[0], "died"), []]) == [((0, 0),)]


def test_vectors_are_of_length_one(ledgers: list[Ledger]) -> None:
    sentence = next(one for one in ledgers[0].sentences if "Nine residents" in one.quote)
    rows = senses(sentence, spans(ledgers[0], "died"))
    assert rows.shape == (2, 384)
    assert (abs((rows**2).sum(1) - 1) < 1e-4).all()
    assert len(senses(Span.of("\u200b" * 3, 0, 3), [])) == 1


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "PINNED", "0" * 64)
    with pytest.raises(ModelError, match="pinned"):
        encoder._encoder.__wrapped__()
    monkeypatch.setattr(encoder, "PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match="not installed"):
        encoder._encoder.__wrapped__()


def test_a_saying_is_joined_by_who_says_it(ledgers: list[Ledger]) -> None:
    texts = {
        "first": "Storm at Tarvik\n\nThe bridge at Tarvik is closed, mayor Marit Hauge said. The road will open soon, engineer Ole Brandt said.\n",
        "second": "Bridge shut\n\nMayor Marit Hauge said that the Tarvik bridge is closed.\n",
    }
    read = [ledger_of(Report(id=name, text=text, language="en")) for name, text in texts.items()]
    first, second = (
        [Span.of(one.text, at, at + 4) for at in range(len(one.text)) if one.text.startswith("said", at)]
        for one in read
    )
    found = mentions_of(read, [first, second])
    table = likeness([one for _, one in found])
    assert table["same speaker"][0, 2] == 1
    assert table["other speaker"][0, 2] == 0
    assert table["same speaker"][1, 2] == 0
    assert table["other speaker"][1, 2] == 1


def test_a_nearer_mention_in_the_same_sentence_counts_against_a_pair() -> None:
    near = np.array([[1.0, 0.9, 0.2], [0.9, 1.0, 0.3], [0.2, 0.3, 1.0]])
    found = _beaten("sense", near, [(0, 0), (1, 0), (1, 0)])
    assert found["sense beaten most"][0, 1] == 0  # the nearest of its sentence
    assert found["sense beaten most"][0, 2] == pytest.approx(0.7)
    assert found["sense beaten least"][0, 2] == 0
    assert (found["sense beaten most"] == found["sense beaten most"].T).all()
