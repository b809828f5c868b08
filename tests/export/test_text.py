"""The records in a terminal and in a pipe."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from copydesk.export.clean import one_line, visible
from copydesk.export.text import show_audit, show_digest, show_ledger
from copydesk.nouns import Claim, Ledger, Span

from .samples import gold_audit, gold_cases, gold_ledger, hostile_ledger, seed_audit, seed_digest, seed_ledger


def shown(show: Callable[[Console], None], width: int = 80, **options: object) -> str:
    out = io.StringIO()
    show(Console(file=out, width=width, **options))
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_console_or_ends_in_blanks(width: int) -> None:
    ledger, evil = seed_ledger(), hostile_ledger()
    for show in (
        lambda c: show_ledger(c, ledger),
        lambda c: show_digest(c, seed_digest(ledger), ledger),
        lambda c: show_audit(c, seed_audit(ledger), [ledger]),
        lambda c: show_ledger(c, evil),
    ):
        for line in shown(show, width).split("\n"):
            assert cell_len(line) <= min(width, 120)
            assert line == line.rstrip()


@pytest.mark.parametrize("width", [80, 120])
def test_the_ledger_shows_all_that_it_holds(width: int) -> None:
    ledger = seed_ledger()
    text = flat(shown(lambda c: show_ledger(c, ledger), width))
    for told in ("12 claims · 7 sources", "published 2023-01-18 (given by you)", "◔ possible", "○ not known", "“late December”",
                 "end of 2022-12", "300,000 reservists", "2,000 or more Russians", "52.50 N 39.20 E", "Dmitry Perov", "“Ukraine” ×2"):  # fmt: skip
        assert told in text
    for heading in ("WHO SAID WHAT", "IN THE OUTLET’S OWN VOICE", "NOT KNOWN", "TIMES", "PLACES", "QUANTITIES", "PEOPLE", "ORGANISATIONS", "NOTES"):  # fmt: skip
        assert heading in text


def test_the_narrow_table_tells_source_cue_kind_and_content() -> None:
    text = shown(lambda c: show_ledger(c, seed_ledger()), 80)
    assert re.search(r"^ 9  available information \[anonymous\]  suggested +◔ possible\n    the possibility that he might be headed for his native village$", text, re.M)  # fmt: skip


def test_a_digest_numbers_its_citations_and_quotes_them() -> None:
    ledger = seed_ledger()
    text = flat(shown(lambda c: show_digest(c, seed_digest(ledger), ledger)))
    assert "how he was killed. [2] [3] A search warrant" in text
    assert "[3] “The statement did not say how the man was killed.”" in text
    assert "““" not in text


def test_an_audit_tells_verdict_reason_evidence_and_suggestion() -> None:
    ledger = seed_ledger()
    text = flat(shown(lambda c: show_audit(c, seed_audit(ledger), [ledger])))
    assert "audit · 4 of 5 sentences drift · 7 findings, 4 major" in text
    assert "✓ supported The government stated" in text
    assert "certainty (major) “was on his way back to his native village” The report says he “might be headed”" in text
    assert "Report: “Available information suggested the possibility" in text
    assert "Rather: “might have been headed" in text


def test_an_audit_of_several_reports_names_the_report() -> None:
    case = gold_cases()[0]
    ledger = gold_ledger(case)
    text = shown(lambda c: show_audit(c, gold_audit(case), [ledger, seed_ledger()]))
    assert "single-001: “The soldier was identified" in text


def test_a_pipe_gets_no_escape_and_a_terminal_no_foreign_one() -> None:
    ledger = hostile_ledger()
    piped = shown(lambda c: show_ledger(c, ledger))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", piped)
    assert "[bold red]" not in piped or "Not markup" in piped
    terminal = shown(lambda c: show_ledger(c, ledger), force_terminal=True, color_system="standard")
    assert set(re.findall(r"\x1b(.)", terminal)) == {"["}
    assert set(re.findall(r"\x1b\[[\d;]*(.)", terminal)) == {"m"}
    assert "⟨U+001B⟩" in piped
    assert ":smile:" in visible(ledger.text)


def test_markup_in_a_report_is_text() -> None:
    text = "He said [bold]no[/bold] :smile: [/] [link=x]y"
    claim = Claim(source=Span.of(text, 0, 2), source_name="[red]He[/red]", source_kind="person", cue=Span.of(text, 3, 7), content=(Span.of(text, 8, len(text)),),
                  speech="indirect", certainty="certain", polarity="positive", score=1, why="")  # fmt: skip
    told = flat(shown(lambda c: show_ledger(c, Ledger(id="[x]", text=text, claims=(claim,)))))
    assert "[bold]no[/bold] :smile: [/] [link=x]y" in told
    assert "[red]He[/red]" in told


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_an_old_encoding_is_no_end(encoding: str) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    show_ledger(Console(file=out, width=80), seed_ledger())
    show_ledger(Console(file=out, width=80), hostile_ledger())
    out.flush()
    assert "- not known" in out.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]


@given(st.text(), st.integers(2, 40))
def test_one_line_is_one_short_line(text: str, longest: int) -> None:
    line = one_line(text, longest)
    assert len(line) <= longest
    assert len(line.splitlines()) <= 1
    assert visible(line) == line


def test_shortening_ends_at_a_word() -> None:
    assert one_line("that a special unit had eliminated", 24) == "that a special unit had…"
    assert one_line("that a special unit had eliminated", 22) == "that a special unit…"
    assert one_line("short", 24) == "short"
