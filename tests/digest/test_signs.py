"""What speaks for a sentence."""

from __future__ import annotations

import pytest

from copydesk.digest.signs import body, centrality, signs, telling, weights
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report

TEXT = (
    "Ferry sinks off Kallo\n\nA ferry with 64 people sank off Kallo on Monday, the coast guard said.\n\n"
    "The owner denied that the ferry was unsafe.\n\nIt is not known why the ferry turned.\n\n“Every pump worked,” he said."
)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return ledger_of(Report(id="f", text=TEXT, published="2024-05-08", language="en"))


def test_every_sign_has_a_weight_and_every_weight_a_sign(ledger: Ledger) -> None:
    for found in signs(ledger, list(body(ledger))):
        assert {*found, "bias"} == set(weights())


def test_signs_tell_what_a_sentence_holds(ledger: Ledger) -> None:
    main, denial, unknown, quotation = signs(ledger, list(body(ledger)))
    assert main["quantities"] > 0
    assert main["first"] == 1
    assert main["headline"] > denial["headline"]
    assert denial["dispute"] == 1
    assert unknown["unknown"] == 1
    assert quotation["quoted"] > 0.5
    assert quotation["last"] == 1


def test_the_central_sentence_shares_its_words() -> None:
    near = centrality([telling(text) for text in ("the ferry sank at Kallo", "the ferry of Kallo turned", "rain fell")])
    assert min(near[:2]) > near[2]
    assert sum(near) == pytest.approx(len(near))


def test_nothing_has_no_centre() -> None:
    assert centrality([]) == []
    assert centrality([[], []]) == [1.0, 1.0]
