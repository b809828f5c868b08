"""What a digest sentence rests on."""

from copydesk.audit import audit_text
from copydesk.audit.auditing import cases
from copydesk.ledger import ledger_of
from copydesk.nouns import Audit, Report

TEXT = (
    "Queen of the ferries sold to Chile\n\n"
    "The ferry Aurora was sold to a company in Chile on Monday. The price was 4 million euros.\n\n"
    "A spokesman for the harbour said the ship would leave in June. Divers had checked its hull twice."
)


def audited(digest: str, text: str = TEXT) -> Audit:
    return audit_text(digest, [ledger_of(Report(id="r", text=text, published="2024-05-08"))], id="d")


def test_a_sentence_rests_on_the_line_that_holds_its_words() -> None:
    [sentence] = audited("A Chilean company bought the ferry Aurora.").sentences
    assert [e.quote for e in sentence.evidence] == ["The ferry Aurora was sold to a company in Chile on Monday."]
    assert sentence.evidence[0].report == "r"


def test_a_sentence_that_merges_rests_on_both_lines() -> None:
    [sentence] = audited("The ferry Aurora was sold to Chile, and divers had checked its hull twice.").sentences
    assert {e.quote.split()[0] for e in sentence.evidence} == {"The", "Divers"}


def test_a_short_clause_rests_on_its_own_line() -> None:
    digest = (
        "The ferry Aurora was sold to a company in Chile on Monday, and a spokesman for the harbour said "
        "that it would leave in June after divers looked."
    )
    [sentence] = audited(digest).sentences
    assert [e.quote.split()[0] for e in sentence.evidence] == ["The", "A", "Divers"]


def test_the_headline_is_no_evidence() -> None:
    [sentence] = audited("The queen of the ferries was sold.").sentences
    assert all("Queen" not in e.quote for e in sentence.evidence)


def test_a_sentence_about_something_else_rests_on_nothing() -> None:
    [sentence] = audited("Penguins hatched in Antarctica.").sentences
    assert sentence.evidence == ()


def test_an_appended_digest_is_no_evidence(seed_text: str) -> None:
    ledger = ledger_of(Report(id="seed", text=seed_text, published="2023-01-18"))
    assert ledger.digest is not None
    audit = audit_text(ledger.digest.quote, [ledger], id="d")
    assert all(e.end <= ledger.digest.start for s in audit.sentences for e in s.evidence)


def test_a_long_report_is_searched_by_its_words() -> None:
    filler = "\n\n".join(f"The committee read letter {i} about the budget of the district {i}." for i in range(300))
    [sentence] = audited("The Aurora was sold to Chile.", f"{TEXT}\n\n{filler}").sentences
    assert sentence.evidence[0].quote.startswith("The ferry Aurora")


def test_a_dateline_is_part_of_the_sentence_behind_it() -> None:
    text = (
        "Clinic shut after fire\n\nVARSHOLM, Nov. 17 (Harbour Wire) - A fire in the generator room of the Saint Odile "
        "clinic forced the evacuation of 43 patients late on Sunday, the county health office said.\n\n"
        "Two of them died on the way to the county hospital in Brenn."
    )
    digest = "A fire at the Saint Odile clinic in Varsholm led to the evacuation of 43 patients, the county health office said."
    [sentence] = audited(digest, text).sentences
    assert sentence.evidence[0].quote.startswith("VARSHOLM")
    assert not [f for f in sentence.findings if "Varsholm" in f.quote]


def test_a_clause_rests_on_the_line_that_tells_its_deed_of_a_pronoun() -> None:
    text = "Owen Tarrant, who chairs the group, said he believed the hall was pulled down. He may sue the council, he added."
    ledger = ledger_of(Report(id="r", text=text, published="2025-11-20"))
    [(case, _)] = cases("Owen Tarrant will sue the council.", [ledger])
    [clause] = case.propositions
    assert clause.line is not None
    assert clause.line.text.startswith("He may sue")
    assert clause.line.meant == {"owen", "tarrant"}
