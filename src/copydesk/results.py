"""What each verb hands over for its reports: the record, how it is shown, and its page (audits: `commissions`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.digest.writers import Writer
from copydesk.errors import InputError
from copydesk.nouns import Ledger, Report, content_id
from copydesk.run.output import Result
from copydesk.verbs import audit, compare, digest, digest_incident

if TYPE_CHECKING:
    from copydesk.run.desk import Desk


def reading(ledger: Ledger) -> Result:
    """A ledger; its page also has a digest, and the audit of a digest found appended."""
    from copydesk.export import page, text

    def full_page() -> str:
        audited = audit(ledger.digest.quote, ledger, id=ledger.id) if ledger.digest else None
        return page.page(ledger, digest(ledger), audited)

    return Result(ledger, lambda console: text.show_ledger(console, ledger), full_page, ledger.id)


def digesting(ledger: Ledger, *, sentences: int, words: int | None, writer: Writer | None = None) -> Result:
    """The digest of one report."""
    from copydesk.export import page, text

    made = digest(ledger, sentences=sentences, words=words, writer=writer)
    return Result(
        made, lambda console: text.show_digest(console, made, ledger), lambda: page.page(ledger, made, None), ledger.id
    )


def comparing(against: Sequence[Ledger], on_step: Callable[[int, int], None]) -> Result:
    """All reports side by side; `on_step` is told how many incidents are done, and of how many."""
    from copydesk.export import page, text

    made = compare(against, on_step=on_step)
    return Result(
        made,
        lambda console: text.show_comparison(console, made, against),
        lambda: page.comparison_page(made, against),
        content_id("\n".join(sorted(ledger.id for ledger in against))),
    )


def kept(archive: Path, desk: Desk) -> list[Ledger]:
    """Put the reports of a run into an archive; the ledgers of all its reports of the incidents that these tell of."""
    from copydesk.compare.archive import Archive

    named: dict[str, None] = {}

    def noted() -> Iterator[Report | InputError]:
        for report in desk.reports():
            if isinstance(report, Report):
                named[report.id] = None
            yield report

    with Archive(archive) as collection:
        for ledger in desk.ledgers(collection.unknown(noted())):
            collection.add(ledger)
        return collection.beside(report for report in named if report in collection)


def together(
    against: Sequence[Ledger], on_step: Callable[[int, int], None], *, sentences: int, words: int | None
) -> Iterator[Result]:
    """The digest of each incident that the reports tell of; its page has the comparison below it."""
    from copydesk.export import page, text

    made = compare(against, on_step=on_step)
    for incident in made.incidents:
        digest = digest_incident(incident, against, sentences=sentences, words=words)
        own = [ledger for ledger in against if ledger.id in incident.reports]
        yield Result(
            digest,
            partial(text.show_incident_digest, digest=digest, incident=incident, ledgers=own),
            partial(page.incident_page, digest, incident, made, own),
            digest.id,
        )
