"""The digest that everything starts from: what a desk sees in it."""

import pytest

from copydesk.audit import audit_text
from copydesk.ledger import ledger_of
from copydesk.nouns import Audit, Report


@pytest.fixture(scope="module")
def audit(seed_text: str) -> Audit:
    ledger = ledger_of(Report(id="seed", text=seed_text, published="2023-01-18"))
    assert ledger.digest is not None
    return audit_text(ledger.digest.quote, [ledger], id="seed")


@pytest.mark.parametrize(
    ("number", "type_", "words"),
    [
        (0, "attribution", "The commando eliminated the Russian defector"),
        (0, "term", "defector"),
        (0, "place", "from a military base in Ukraine"),
        (2, "addition", "highlighted"),
        (2, "addition", "harsh"),
        (3, "attribution", "The deserter was armed with a rifle and grenades"),
        (3, "certainty", "was on his way back to his native village"),
        (4, "addition", "highlighted"),
    ],
)
def test_drifts_are_found_where_they_stand(audit: Audit, number: int, type_: str, words: str) -> None:
    sentence = audit.sentences[number]
    assert sentence.verdict == "drift"
    assert any(f.type == type_ and (f.quote in words or words in f.quote) for f in sentence.findings), sentence.findings


def test_what_the_government_stated_is_no_drift(audit: Audit) -> None:
    assert audit.sentences[1].verdict == "supported"
    assert not audit.sentences[1].findings
    assert audit.sentences[1].evidence[0].quote.startswith("“The situation is under control,”")
