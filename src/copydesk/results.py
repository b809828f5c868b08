"""What each verb hands over for a report: the record, how it is shown, and its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copydesk.errors import CopydeskError, InputError, OptionError
from copydesk.nouns import Audit, Ledger, Report
from copydesk.run.batch import attempt, ledgers, place
from copydesk.run.output import Result
from copydesk.verbs import audit, digest

if TYPE_CHECKING:
    from copydesk.run.desk import Desk


def reading(ledger: Ledger) -> Result:
    """A ledger; its page also has a digest, and the audit of a digest found appended."""
    from copydesk.export import page, text

    def full_page() -> str:
        audited = audit(ledger.digest.quote, ledger, id=ledger.id) if ledger.digest else None
        return page.page(ledger, digest(ledger), audited)

    return Result(ledger, lambda console: text.show_ledger(console, ledger), full_page, ledger.id)


def digesting(ledger: Ledger, *, sentences: int, words: int | None) -> Result:
    """The digest of one report."""
    from copydesk.export import page, text

    made = digest(ledger, sentences=sentences, words=words)
    return Result(
        made, lambda console: text.show_digest(console, made, ledger), lambda: page.page(ledger, made, None), ledger.id
    )


def auditing(desk: Desk, audited: Audit, against: Sequence[Ledger]) -> Result:
    """The audit of a digest against the ledgers of its reports; a finding sets the run's exit status."""
    from copydesk.export import page, text

    if audited.findings:
        desk.status = 1

    def one_page() -> str:
        if len(against) != 1:
            raise OptionError(
                f"the page shows one report beside a digest, and {audited.id} has {len(against)}",
                where="--format html",
                do="use --format text or json",
            )
        return page.page(against[0], None, audited)

    return Result(audited, lambda console: text.show_audit(console, audited, against), one_page, audited.id)


def audits(desk: Desk, *, digest: str | None, batch: str | None, threshold: float) -> Iterator[Result]:
    """The audits that one run of `copydesk audit` asks for; what cannot be audited goes to the desk's failures."""
    if batch is not None:
        yield from _batch(desk, batch, threshold)
    elif digest is not None:
        against = list(desk.ledgers())
        if against:
            text = _digest_text(digest)
            yield auditing(desk, audit(text, against, threshold=threshold), against)
    else:
        yield from _appended(desk, threshold)


def _batch(desk: Desk, batch: str, threshold: float) -> Iterator[Result]:
    from copydesk.run.pairs import pairs

    for pair in pairs(batch):
        if isinstance(pair, InputError):
            desk.failures.append(pair)
        elif pair.id not in desk.written:
            against = list(ledgers(pair.reports, on_failure=desk.failures.append))
            if len(against) == len(pair.reports):
                yield auditing(desk, audit(pair.digest, against, id=pair.id, threshold=threshold), against)


def _appended(desk: Desk, threshold: float) -> Iterator[Result]:
    """Each report's own digest, in a field beside its text or found appended to it."""
    for report in desk.reports():
        if isinstance(report, Report):
            ledger = attempt(report)
            if isinstance(ledger, CopydeskError):
                desk.failures.append(ledger)
                continue
            own = report.digest or (ledger.digest.quote if ledger.digest else None)
            if own:
                yield auditing(desk, audit(own, ledger, id=report.id, threshold=threshold), [ledger])
            else:
                lacking = InputError("no digest was found in it", where=place(report), do="name one with --digest FILE")
                desk.failures.append(lacking)
        else:
            desk.failures.append(report)


def _digest_text(name: str) -> str:
    """The text of a digest file, read as any plain text is."""
    from copydesk.read import Options, reports
    from copydesk.read.sources import expand

    [source] = expand([name])
    found = source if isinstance(source, InputError) else next(iter(reports(source, Options())))
    if isinstance(found, InputError):
        raise found
    return found.text
