"""Which report lines are nearest to a digest line."""

from __future__ import annotations

from copydesk.audit.align import Aligner, Alignment
from copydesk.audit.auditing import digest_lines
from copydesk.audit.nearness import nearest
from copydesk.audit.sides import reports_side
from copydesk.ledger import ledger_of
from copydesk.nouns import Report

PRISON = (
    "The corrections department denied on Monday that the release had been delayed. It did not say which formalities "
    "were outstanding. The prisoner's lawyer arrived at noon. A crowd waited with flowers at the gate."
)
PORT = "The harbour department closed the quay. Nobody was hurt there."


def aligned(digest: str, *texts: str) -> tuple[Aligner, Alignment]:
    ledgers = [ledger_of(Report(id=f"r{n}", text=text, published="2024-05-08")) for n, text in enumerate(texts)]
    aligner = Aligner(reports_side(ledgers))
    [line] = digest_lines(digest, ledgers)
    return aligner, aligner.align(line)


def test_what_is_told_in_other_words_next_to_what_is_near_is_found() -> None:
    told = "The department denied any delay of the release but did not spell out which steps were left."
    _, found = aligned(told, PRISON, PORT)
    assert [line.text.split()[0] for line in found.beside[:2]] == ["The", "It"]
    assert found.near[0] is found.beside[0]


def test_a_line_gains_nothing_from_another_report() -> None:
    aligner, found = aligned("The harbour department closed the quay.", PRISON, PORT)
    ranked = {line.text: value for line, value in nearest(aligner.side, found.line, found.held)}
    alone, _ = aligned("The harbour department closed the quay.", PORT)
    again = {line.text: value for line, value in nearest(alone.side, found.line, {0: found.held[4]})}
    assert ranked[PORT.split(". ")[0] + "."] == again[PORT.split(". ")[0] + "."]


def test_where_nothing_shares_a_word_nothing_is_near() -> None:
    _, found = aligned("Zebras gallop.", PORT)
    assert not found.evidence
    assert not found.near
    assert not found.beside
