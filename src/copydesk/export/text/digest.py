"""The digest in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.text import Text

from copydesk.export import wording
from copydesk.export.clean import one_line, quoted
from copydesk.export.sides import Sides
from copydesk.export.text.layout import columns, heading, notes, plain, put
from copydesk.nouns import Comparison, Digest, Incident, Ledger


def show_digest(console: Console, digest: Digest, ledger: Ledger) -> None:
    """Print the digest with numbered citations, and below it the sentences of the report that it rests on."""
    _show(console, digest, wording.title(ledger), lambda report: "" if report in (None, ledger.id) else report or "")


def show_incident_digest(console: Console, digest: Digest, incident: Incident, ledgers: Sequence[Ledger]) -> None:
    """Print the digest of an incident, and below it the sentences it rests on with the report that has each."""
    told = Sides(Comparison(incidents=(incident,)), [ledger for ledger in ledgers if ledger.id in incident.reports])

    def source(report: str | None) -> str:
        if report not in told.ledgers:
            return ""
        return ", ".join(part for part in (told.outlet(report), told.published(report)) if part)

    _show(console, digest, incident.name, source, wording.plural(len(told.ledgers), "report"))


def _show(console: Console, digest: Digest, title: str, source: Callable[[str | None], str], *counts: str) -> None:
    put(console, plain(one_line(title, 400), "bold"))
    put(console, plain(" · ".join(["digest", *counts, wording.plural(len(digest.sentences), "sentence")]), "dim"))
    console.print()
    numbers = wording.citations(digest)
    running = Text()
    for sentence in digest.sentences:
        running.append_text(plain(one_line(sentence.text)))
        for span in sentence.evidence:
            running.append(f" [{numbers[wording.place_of(span)]}]", style="dim")
        running.append(" ")
    running.rstrip()
    put(console, running if digest.sentences else plain("Nothing in the report could be told with its source.", "dim"))
    if numbers:
        heading(console, "Evidence")
        rows = [
            [Text(f"[{number}]", style="dim"), plain(_named(source(report)) + quoted(one_line(quote)))]
            for (report, _, _, quote), number in numbers.items()
        ]
        put(console, columns(rows, shares=(None, 1)), indent=2)
    edits = [edit for sentence in digest.sentences for edit in sentence.edits]
    if edits:
        heading(console, "Changed against the report")
        for edit in edits:
            put(console, plain(one_line(edit)), indent=2)
    notes(console, digest.notes)


def _named(source: str) -> str:
    return f"{one_line(source, 60)}: " if source else ""
