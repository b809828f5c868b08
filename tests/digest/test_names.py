"""Short forms and pronouns into the report's names."""

from __future__ import annotations

import pytest

from copydesk.digest.names import names
from copydesk.ledger import ledger_of
from copydesk.nouns import Report


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        ("The newspaper Morski Glas reported a fire.", "The paper said that two men were hurt.", "Morski Glas"),
        ("Mayor Ana Ruiz said the bridge was safe.", "She said that it would reopen in June.", "Ana Ruiz"),
        ("The regional prosecutor's office said two men were held.", "The office said that both were armed.", "The regional prosecutor's office"),
        ("The Great Northern Railway said a train was late.", "The railway said that nobody was hurt.", "The Great Northern Railway"),
    ],
)  # fmt: skip
def test_a_source_is_named(first: str, second: str, named: str) -> None:
    ledger = ledger_of(
        Report(id="r", text=f"News of the day\n\n{first}\n\n{second}", published="2024-05-08", language="en")
    )
    found = list(names(ledger, ledger.sentences[-1]))
    assert [words for _, _, words, _ in found] == [named]
    assert all("the report names it" in why for *_, why in found)


@pytest.mark.parametrize(
    "text",
    [
        "Police said that two men were held.",
        "“She said no,” police said.",
        "A man was held. The man said that he was innocent.",
    ],
)
def test_what_is_no_short_form_stays(text: str) -> None:
    ledger = ledger_of(Report(id="r", text=f"News of the day\n\n{text}", published="2024-05-08", language="en"))
    assert list(names(ledger, ledger.sentences[-1])) == []


REPORT = (
    "Storm over the dam\n\nInterior Minister Joao Sabela put the damage at two million. The opposition blamed him.\n\n"
    "Sabela said the charge of neglect was shameful."
)


def test_a_source_is_told_in_full_where_it_is_told_first() -> None:
    ledger = ledger_of(Report(id="r", text=REPORT, published="2024-05-08", language="en"))
    [(_, _, name, _)] = names(ledger, ledger.sentences[-1])
    assert name == "Interior Minister Joao Sabela"
    assert not list(names(ledger, ledger.sentences[-1], "Interior Minister Joao Sabela put the damage at two million."))


def test_an_owned_name_has_the_article_that_it_has_in_the_report() -> None:
    text = "News\n\nThe head of the Dockers' Union met the operator.\n\nThe Dockers' Union voted. The union said it would wait."
    ledger = ledger_of(Report(id="r", text=text, published="2024-05-08", language="en"))
    assert [name for _, _, name, _ in names(ledger, ledger.sentences[-1])] == ["The Dockers' Union"]
