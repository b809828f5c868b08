"""The words that terminal and page share."""

from __future__ import annotations

import msgspec
import pytest

from copydesk.export import wording
from copydesk.nouns import Finding, Ledger, Origin, Quantity, Span

from .samples import seed_audit, seed_digest, seed_ledger


@pytest.mark.parametrize(
    ("low", "high", "mod", "unit", "told"),
    [
        (8, 8, None, "soldiers", "8 soldiers"),
        (300_000, 300_000, None, "reservists", "300,000 reservists"),
        (2000, None, None, "people", "2,000 or more people"),
        (None, 30, None, "km", "up to 30 km"),
        (24, 36, None, "people", "24 to 36 people"),
        (4, 4, "APPROX", None, "about 4"),
        (2.5, 2.5, None, "%", "2.5 %"),
        (1e15, 1e15, None, "$", "1,000,000,000,000,000 $"),
    ],
)
def test_amounts_in_words(low: float, high: float, mod: str, unit: str, told: str) -> None:
    assert wording.amount(Quantity(0, 1, "x", low=low, high=high, unit=unit, mod=mod, kind="count", why="")) == told


def test_a_sentence_in_which_somebody_is_cited_is_not_the_outlets_own() -> None:
    ledger = seed_ledger()
    told = wording.own_voice(ledger)
    assert [event.kind for event, _ in told] == ["order", "flight"]
    quoting = msgspec.structs.replace(ledger.events[0], claim=None)
    assert wording.own_voice(seed_ledger(events=(quoting, *ledger.events[1:]))) == told


def test_the_same_evidence_is_cited_by_one_number() -> None:
    digest = seed_digest(seed_ledger())
    twice = msgspec.structs.replace(digest, sentences=digest.sentences * 2)
    assert list(wording.citations(twice).values()) == [1, 2, 3, 4, 5]


def test_an_audit_is_summed_up() -> None:
    audit = seed_audit(seed_ledger())
    assert wording.audited(audit) == "4 of 5 sentences drift · 7 findings, 4 major"
    one = msgspec.structs.replace(audit, sentences=audit.sentences[1:2])
    assert wording.audited(one) == "0 of 1 sentence drift"


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("told as fact: “He may come.”", "Told as fact."),
        ("“came” is not in the report", "“came” is not in the report."),
        ("“He may come.”", "“He may come.”"),
        ("the report says “He may come.” twice", "The report says “He may come.” twice."),
    ],
)
def test_reasons_do_not_repeat_the_evidence_below_them(reason: str, told: str) -> None:
    proof = Span(0, 12, "He may come.")
    finding = Finding(0, 4, "came", type="certainty", severity="major", score=1, reason=reason, evidence=(proof,))
    assert wording.reason(finding) == told


@pytest.mark.parametrize(("code", "name"), [("en", "English"), ("uk", "Ukrainian"), ("qq", "qq"), (None, "")])
def test_languages_have_names(code: str | None, name: str) -> None:
    assert wording.language(code) == name


def test_a_report_that_was_not_read_is_not_said_to_cite_nobody() -> None:
    assert wording.no_claims(seed_ledger()) == "nobody is cited"
    assert wording.no_claims(seed_ledger(language=None)) == "nobody is cited"
    assert wording.no_claims(seed_ledger(language="uk")) == "claims are not read from a report in Ukrainian"


def test_a_report_without_a_headline_is_called_by_its_file() -> None:
    named = Ledger(id="r-1", text="It rained.", origin=Origin(path="in/rain.jsonl", format="jsonl", part="line 3"))
    assert wording.title(named) == "rain.jsonl, line 3"
    assert wording.title(Ledger(id="r-1", text="It rained.")) == "r-1"
