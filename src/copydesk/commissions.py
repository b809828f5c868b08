"""What one run of `copydesk audit` is asked for: which digests, against which reports, and what comes of each."""

from __future__ import annotations

import functools
import glob
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from copydesk.errors import CopydeskError, InputError
from copydesk.export.sarif import STDIN, Checked, Original
from copydesk.nouns import Audit, Ledger, Report
from copydesk.read import Options, reports
from copydesk.read.sources import Source, expand, files
from copydesk.run.batch import ledgers, place, pooled
from copydesk.run.output import Format, Result
from copydesk.verbs import audit

if TYPE_CHECKING:
    from copydesk.run.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked to audit: a digest against the inputs, the rows of a batch, each input against the reports
    that a pattern names for it, or (with none of the three) the digest that each input brings along.
    """

    inputs: tuple[str, ...]
    digest: str | None
    batch: str | None
    against: str | None
    threshold: float
    options: Options


@dataclass(frozen=True, slots=True)
class Commission:
    """One audit that is asked for: the reports, and the digest where it is not to be found in the one report.

    `original` is where the digest stands. Without an `id` the audit gets one from its text.
    """

    reports: tuple[Report, ...]
    id: str | None = None
    digest: str | None = None
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a commission: an audit with what it was made from, or failures."""

    audit: Audit | None = None
    ledgers: tuple[Ledger, ...] = ()
    original: Original | None = None
    failures: tuple[CopydeskError, ...] = ()


def run(asked: Asked, *, format: Format, output: Path | None, jobs: int) -> None:
    """Audit what was asked for, write it, and end the program with the status of a gate."""
    from copydesk.run.desk import Desk

    verb = f"audit {asked.digest} {asked.batch} {asked.against} {asked.threshold}"
    beside = read_beside(asked)
    with Desk(asked.inputs, asked.options, verb=verb, format=format, output=output, jobs=jobs, beside=beside) as desk:
        for made in audits(desk, asked):
            desk.write(made)


def read_beside(asked: Asked) -> list[str]:
    """The files that an audit reads besides its inputs: the digest, the batch, the reports that a pattern names."""
    named = [name for name in (asked.digest, asked.batch) if name is not None]
    if asked.against is not None:
        for digest in files(asked.inputs):
            named += [source.name for source in matching(asked.against, digest) if isinstance(source, Source)]
    return named


def audits(desk: Desk, asked: Asked) -> Iterator[Result]:
    """The audits of a run; what cannot be audited goes to the desk's failures, a finding sets the exit status."""
    if asked.digest is not None:
        # One digest, any number of reports: the reports are what can be read in parallel.
        found = tuple(desk.ledgers())
        if not found:
            return
        read = _digest(asked.digest)
        made: Iterable[Done] = [Done(audit(read.text, found, threshold=asked.threshold), found, Original.of(read))]
    else:
        rows = _rows(desk, asked.batch) if asked.batch else _matched(desk, asked) if asked.against else _own(desk)
        made = pooled(functools.partial(carried_out, threshold=asked.threshold), rows, desk.jobs)
    for done in made:
        desk.failures += done.failures
        if done.audit is not None:
            if done.audit.findings:
                desk.status = 1
            yield result(done.audit, done.ledgers, done.original)


def result(audited: Audit, against: Sequence[Ledger], original: Original | None) -> Result:
    """An audit as it is handed over."""
    from copydesk.export import page, text

    def checked() -> Checked:
        whole = original if original and (original.text or original.path != STDIN) else Original(audited.digest, None)
        # The reports of a batch stand in the row of their digest.
        sources = {
            ledger.id: Original.of(ledger) if ledger.origin or whole.path == STDIN else whole for ledger in against
        }
        return Checked(audited, whole, sources)

    return Result(
        audited,
        lambda console: text.show_audit(console, audited, against),
        lambda: page.audit_page(audited, against),
        audited.id,
        checked=checked,
    )


def carried_out(commission: Commission, *, threshold: float) -> Done:
    """Read the reports of a commission and audit its digest; whatever fails is a value."""
    failures: list[CopydeskError] = []
    found = tuple(ledgers(commission.reports, on_failure=failures.append))
    if failures:
        return Done(failures=tuple(failures))
    text, original = commission.digest, commission.original
    if text is None:
        appended = found[0].digest
        if appended is None:
            where, do = place(commission.reports[0]), "name one with --digest FILE"
            return Done(failures=(InputError("no digest was found in it", where=where, do=do),))
        text, original = appended.quote, Original.of(found[0], shift=appended.start)
    try:
        return Done(audit(text, found, id=commission.id, threshold=threshold), found, original)
    except CopydeskError as error:
        return Done(failures=(error,))


def _rows(desk: Desk, batch: str) -> Iterator[Commission]:
    """The rows of a batch that no earlier run has written."""
    from copydesk.run.pairs import pairs

    for line, pair in pairs(batch):
        if isinstance(pair, InputError):
            desk.failures.append(pair)
        elif pair.id not in desk.written:
            yield Commission(pair.reports, pair.id, pair.digest, Original.row(batch, line))


def _own(desk: Desk) -> Iterator[Commission]:
    """Each report with its own digest, in a field beside its text or found appended to it."""
    for report in desk.reports():
        if isinstance(report, InputError):
            desk.failures.append(report)
        elif report.id not in desk.written:
            beside = report.digest
            # A digest in a field has its row or its file for a place, but no characters of it.
            original = Original("", report.origin) if beside else None
            yield Commission((report,), report.id, beside, original)


def _matched(desk: Desk, asked: Asked) -> Iterator[Commission]:
    """Each input is a digest; its reports are the files that the pattern gives for its name."""
    for source in expand(asked.inputs):
        if isinstance(source, InputError) or source.name in desk.written:
            desk.failures += [source] if isinstance(source, InputError) else []
            continue
        try:
            read, found = _digest(source.name), []
            for report in (r for s in matching(asked.against or "", source.name) for r in _read(s, asked.options)):
                if isinstance(report, InputError):
                    raise report
                found.append(report)
        except InputError as error:
            desk.failures.append(error)
        else:
            yield Commission(tuple(found), source.name, read.text, Original.of(read))


def matching(pattern: str, digest: str) -> list[Source | InputError]:
    """The reports of a digest: files that match `pattern`, {name} standing for the digest's name, {folder} for its folder."""
    path = PurePath(digest)
    wanted = pattern.replace("{name}", glob.escape(path.stem)).replace("{folder}", glob.escape(str(path.parent)))
    exact = pattern.replace("{name}", path.stem).replace("{folder}", str(path.parent))
    found = expand([wanted])
    if len(found) == 1 and isinstance(found[0], InputError):
        do = f"put its report there, or name another pattern than {pattern}"
        return [InputError(f"has no report: nothing matches {exact}", where=digest, do=do)]
    return found


def _read(source: Source | InputError, options: Options) -> Iterator[Report | InputError]:
    if isinstance(source, InputError):
        yield source
    else:
        yield from reports(source, options)


def _digest(name: str) -> Report:
    """A digest file, read as any plain text is."""
    [source] = expand([name])
    found = next(_read(source, Options()))
    if isinstance(found, InputError):
        raise found
    return found
