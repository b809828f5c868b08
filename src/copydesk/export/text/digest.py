"""The digest in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from copydesk.export import wording
from copydesk.export.clean import one_line, quoted
from copydesk.export.text.layout import columns, heading, notes, plain, put
from copydesk.nouns import Digest, Ledger


def show_digest(console: Console, digest: Digest, ledger: Ledger) -> None:
    """Print the digest with numbered citations, and below it the sentences of the report that it rests on."""
    put(console, plain(one_line(wording.title(ledger), 400), "bold"))
    put(console, plain(f"digest · {wording.plural(len(digest.sentences), 'sentence')}", "dim"))
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
            [Text(f"[{number}]", style="dim"), plain(f"{_foreign(report, ledger)}{quoted(one_line(quote))}")]
            for (report, _, _, quote), number in numbers.items()
        ]
        put(console, columns(rows, shares=(None, 1)), indent=2)
    edits = [edit for sentence in digest.sentences for edit in sentence.edits]
    if edits:
        heading(console, "Changed against the report")
        for edit in edits:
            put(console, plain(one_line(edit)), indent=2)
    notes(console, digest.notes)


def _foreign(report: str | None, ledger: Ledger) -> str:
    return "" if report in (None, ledger.id) else f"{one_line(report or '', 40)}: "
