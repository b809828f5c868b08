"""The audit in a terminal."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from copydesk.export import wording
from copydesk.export.clean import one_line, quoted
from copydesk.export.text.layout import heading, mark, notes, plain, put, style
from copydesk.nouns import Audit, Finding, Ledger, SentenceAudit, Span


def show_audit(console: Console, audit: Audit, ledgers: Sequence[Ledger]) -> None:
    """Print each digest sentence with its verdict, and under it what is wrong, why, and the words of the reports."""
    title = next((ledger.headline.quote for ledger in ledgers if ledger.headline), audit.id)
    put(console, plain(one_line(title, 400), "bold"))
    named = wording.given_id(audit, ledgers)
    facts = ("audit", named and one_line(named, 100), wording.audited(audit))
    put(console, plain(" · ".join(fact for fact in facts if fact), "dim"))
    several = len(ledgers) > 1
    for number, sentence in enumerate(audit.sentences, 1):
        console.print()
        verdict = Text(f"{mark(console, sentence.verdict)} {wording.VERDICT[sentence.verdict]}", style=f"bold {style(sentence.verdict)}")  # fmt: skip
        put(console, Text.assemble(Text(f"{number}  ", style="dim"), verdict))
        put(console, _underlined(sentence), indent=3)
        for finding in sentence.findings:
            _finding(console, finding, several)
        if not sentence.findings:
            _evidence(console, sentence.evidence, several)
    if not audit.sentences:
        heading(console, "No sentence to audit")
    notes(console, audit.notes)


def _underlined(sentence: SentenceAudit) -> Text:
    """The sentence; on a terminal that can, what the findings name is underlined."""
    text = Text()
    bounds = {0, len(sentence.quote)}
    ranges = [(f.start - sentence.start, f.end - sentence.start) for f in sentence.findings]
    bounds.update(b for pair in ranges for b in pair if 0 <= b <= len(sentence.quote))
    cuts = sorted(bounds)
    for start, end in itertools.pairwise(cuts):
        inside = any(a <= start and end <= b for a, b in ranges)
        text.append_text(plain(sentence.quote[start:end].replace("\n", " "), "underline" if inside else ""))
    return text


def _finding(console: Console, finding: Finding, several: bool) -> None:
    line = Text.assemble(
        Text(f"{finding.type}", style=f"bold {style(finding.severity)}"),
        Text(f" ({finding.severity})", style="dim"),
        "  ",
        plain(quoted(one_line(finding.quote))),
    )
    put(console, line, indent=5)
    put(console, plain(one_line(wording.reason(finding))), indent=7)
    _evidence(console, finding.evidence, several)
    if finding.suggestion:
        put(console, Text("Rather: ", style="dim").append_text(plain(quoted(one_line(finding.suggestion)))), indent=7)


def _evidence(console: Console, evidence: Sequence[Span], several: bool) -> None:
    for span in evidence:
        where = f"{one_line(span.report, 40)}: " if several and span.report else "Report: "
        put(console, Text(where, style="dim").append_text(plain(quoted(one_line(span.quote)), "italic")), indent=7)
