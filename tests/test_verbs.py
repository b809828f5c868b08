"""The verbs as functions."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

import copydesk
from copydesk import BatchError, InputError, OptionError, Report, audit, digest, read
from copydesk.nouns import Audit, Finding

TEXT = (
    "Bridge closed after storm\n\nThe bridge over the Elm was closed on Monday after a storm, the mayor said. "
    "Two people may have died in the flood, according to police.\n\nThe county has not said when the bridge will reopen. "
    "The army brought 40 boats to the town. Schools stay shut until Friday, the school board said."
)
REPORT = Report(id="a", text=TEXT, published="2024-05-08", language="en")


@pytest.fixture(scope="module")
def ledger() -> copydesk.Ledger:
    return next(read(REPORT))


def test_what_cannot_be_read_is_told_after_all_else_was_done() -> None:
    stream = read("no-such-file.txt", REPORT)
    assert next(stream).id == "a"
    with pytest.raises(BatchError, match=r"1 of 2 inputs failed[\s\S]*no-such-file.txt") as told:
        next(stream)
    assert len(told.value.failures) == told.value.done == 1


def test_failures_can_be_taken_as_they_come() -> None:
    failures: list[copydesk.CopydeskError] = []
    assert [made.id for made in read("no-such-file.txt", REPORT, on_failure=failures.append)] == ["a"]
    assert [type(failure) for failure in failures] == [InputError]


def test_a_digest_fits_and_passes_its_audit(ledger: copydesk.Ledger) -> None:
    made = digest(ledger, sentences=3, words=40)
    assert 1 <= len(made.sentences) <= 3
    assert len(made.text.split()) <= 40
    assert audit(made, ledger).findings == ()


def test_a_sentence_that_fails_the_audit_gives_way(ledger: copydesk.Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(ledger, sentences=2).sentences[0]

    def strict(text: str, ledgers: object, *, id: str, threshold: float) -> Audit:
        at = text.find(first.text[:20])
        finding = Finding(at, at + 4, text[at : at + 4], type="event", severity="major", score=0.9, reason="no")
        made = copydesk.SentenceAudit(0, len(text), text, verdict="drift", score=0.9, findings=(finding,))
        return Audit(id=id, digest=text, sentences=(made,) if at >= 0 else ())

    monkeypatch.setattr(sys.modules["copydesk.audit"], "audit_text", strict)
    made = digest(ledger, sentences=2)
    assert first.text not in made.text
    assert len(made.sentences) == 2
    assert "gave way" in made.notes[-1]


@pytest.mark.parametrize("options", [{"sentences": 0}, {"sentences": -1}, {"words": 0}])
def test_a_digest_of_nothing_is_refused(ledger: copydesk.Ledger, options: dict[str, int]) -> None:
    with pytest.raises(OptionError):
        digest(ledger, **options)


def test_a_digest_in_another_language_is_not_audited(ledger: copydesk.Ledger) -> None:
    told = "La police a arrêté deux hommes mercredi soir près du port, a déclaré un porte-parole du ministère."
    with pytest.raises(InputError, match="not in English but in “fr”"):
        copydesk.audit(told, ledger)


def test_an_audit_needs_a_digest_and_a_report(ledger: copydesk.Ledger) -> None:
    with pytest.raises(InputError, match="digest is empty"):
        audit(" \n", ledger)
    with pytest.raises(InputError, match="no report"):
        audit("The bridge was closed.", [])
    with pytest.raises(OptionError, match="threshold"):
        audit("The bridge was closed.", ledger, threshold=1.5)


def test_the_threshold_moves_the_verdict(ledger: copydesk.Ledger) -> None:
    text = "The bridge over the Elm was closed on Monday, the mayor said. Police said two people drowned. The army brought 70 boats to the town. Schools were burned by the mayor."
    drifting = [
        sum(s.verdict == "drift" for s in audit(text, ledger, threshold=threshold).sentences)
        for threshold in (0.05, 0.5, 0.95)
    ]
    assert drifting == sorted(drifting, reverse=True)
    assert drifting[0] > drifting[2]


def test_a_date_is_a_date(ledger: copydesk.Ledger, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    for published in ("2024-05-08", date(2024, 5, 8)):
        assert next(read(str(tmp_path / "a.txt"), published=published)).published == "2024-05-08"
