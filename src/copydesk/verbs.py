"""The verbs of the desk as functions: `read`, `digest`, `audit`, `compare`, each with the options of the command."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date

# The folders read/, digest/, audit/ and compare/ are loaded before the functions of the same names are bound in `copydesk`.
import copydesk.audit
import copydesk.compare
import copydesk.digest
import copydesk.read  # noqa: F401
from copydesk.audit.thresholds import MIDDLE, Named, threshold_of
from copydesk.digest.writers import Writer
from copydesk.errors import BatchError, CopydeskError, InputError, OptionError
from copydesk.nouns import Audit, Comparison, Digest, Incident, Ledger, Report, content_id

Input = str | os.PathLike[str] | Report
OnFailure = Callable[[CopydeskError], None]


def read(
    *inputs: Input,
    published: str | date | None = None,
    outlet: str | None = None,
    language: str | None = None,
    jobs: int = 1,
    on_failure: OnFailure | None = None,
) -> Iterator[Ledger]:
    """Read reports into ledgers, one at a time.

    Inputs are files, folders, globs, URLs, `-` (standard input) or `Report`s. `published` (a date, or ISO), `outlet` and
    `language` (ISO 639-1) hold for all of them. With `jobs` above 1 that many processes work.
    What cannot be read goes to `on_failure`; without one, BatchError lists the failures after all else was yielded.

    >>> [ledger] = read(Report(id="a", text="The mayor said on Monday that the bridge is safe.", published="2024-05-08"))
    >>> ledger.claims[0].source_name, ledger.times[0].value
    ('the mayor', '2024-05-06')
    """
    from copydesk.run.batch import ledgers

    failures: list[CopydeskError] = []
    done = 0
    reports = reports_of(inputs, published=published, outlet=outlet, language=language)
    for ledger in ledgers(reports, on_failure=on_failure or failures.append, jobs=jobs):
        done += 1
        yield ledger
    if failures:
        raise BatchError(failures, done=done)


def reports_of(
    inputs: Iterable[Input],
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    language: str | None = None,
) -> Iterator[Report | InputError]:
    """The reports of some inputs, streamed; what cannot be read comes as an InputError in its place."""
    from copydesk.read import Options, reports
    from copydesk.read.sources import expand

    day = published.isoformat() if isinstance(published, date) else published
    options = Options(published=day, outlet=outlet, language=language)
    for item in inputs:
        if isinstance(item, Report):
            yield item
            continue
        for source in expand([os.fspath(item)]):
            if isinstance(source, InputError):
                yield source
                continue
            yield from reports(source, options)


def digest(ledger: Ledger, *, sentences: int = 5, words: int | None = None, writer: Writer | None = None) -> Digest:
    """A digest of one report in which every sentence cites, keeps its source and its hedge, and passes the audit.

    At most `sentences` sentences, and at most `words` words where that is given; OptionError if either is below 1.
    A sentence in which our own audit finds drift gives way to the next best, and the notes say so. A `writer` (a
    `ChatWriter`, say) drafts it in words of its own; what the audit does not let pass is corrected, or replaced by sentences of
    the report, and `edits` and notes say why. WriterError where the writer gives no draft.
    """
    if sentences < 1 or (words is not None and words < 1):
        raise OptionError("a digest needs at least one sentence and one word", where="--sentences, --words")
    from copydesk.revise import extracted, written

    if writer is None:
        return extracted(ledger, sentences=sentences, words=words)
    return written(ledger, writer, sentences=sentences, words=words)


def audit(
    digest: str | Digest,
    ledgers: Ledger | Iterable[Ledger],
    *,
    id: str | None = None,
    threshold: float | Named = MIDDLE,
) -> Audit:
    """Audit a digest against the ledgers of the reports it is about: each sentence, each drift, with the proof.

    `threshold` (0..1) is the score from which a sentence counts as drift: lower finds more and alarms more. "strict" and
    "lenient" are places on the published precision-recall curve. InputError for a digest that is empty or not in English, and
    where there is no report.
    """
    from copydesk.audit import audit_text
    from copydesk.read.language import language_of

    cut = threshold_of(threshold)

    text = digest.text if isinstance(digest, Digest) else digest
    if not text.strip():
        raise InputError("the digest is empty", do="give the text of a digest")
    language = language_of(text)
    if language not in (None, "en"):
        raise InputError(f"the digest is not in English but in “{language}”", do="only English digests can be audited")
    against = [ledgers] if isinstance(ledgers, Ledger) else list(ledgers)
    if not against:
        raise InputError("there is no report to audit against", do="name at least one report")
    return audit_text(text, against, id=id or content_id(text), threshold=cut)


def appended_digest(ledger: Ledger) -> str | None:
    """The digest found in a report: appended to its text, or in a field beside it."""
    return ledger.digest.quote if ledger.digest else None


def compare(ledgers: Iterable[Ledger], *, on_step: Callable[[int, int], None] | None = None) -> Comparison:
    """Lay reports side by side: which are copies, which tell of one incident, and where these agree, update or conflict.

    The order of `ledgers` does not matter. InputError if there is none, or if two reports have one id. `on_step` is told how
    many incidents are done, and of how many, as it goes on.

    >>> texts = ["Fire in Lund\\n\\nTwo people were killed in Lund, police said.", "Storm over Cork\\n\\nCork lost power."]
    >>> compare(read(*(Report(id=text[:4], text=text, published="2024-05-08") for text in texts))).copies
    ()
    """
    from copydesk.compare import compared

    pool = list(ledgers)
    if not pool:
        raise InputError("there is no report to compare", do="name some reports")
    seen: set[str] = set()
    for ledger in pool:
        if ledger.id in seen:
            raise InputError(
                f"two reports have the id {ledger.id!r}", do="give each an id of its own, or leave one out"
            )
        seen.add(ledger.id)
    return compared(pool, on_step=on_step)


def digest_incident(
    incident: Incident, ledgers: Iterable[Ledger], *, sentences: int = 5, words: int | None = None
) -> Digest:
    """A digest of one incident over all its reports: the figures as they stand, conflicts told as conflicts, each cited.

    `ledgers` are those that were compared. At most `sentences` sentences and `words` words; OptionError if either is below 1.
    A sentence in which our own audit, against all reports of the incident, finds drift gives way, and the notes say so.
    """
    from copydesk.revise import together

    return together(incident, list(ledgers), sentences=sentences, words=words)
