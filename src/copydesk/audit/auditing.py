"""The audit of a digest against the reports it is said to rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from copydesk.audit.align import Aligner
from copydesk.audit.cases import Case, Signal, case_of
from copydesk.audit.checks import CHECKS
from copydesk.audit.checks.reading import is_run, whole_words
from copydesk.audit.learned.entailment import readings, types
from copydesk.audit.restating import restated
from copydesk.audit.sides import Line, lines_of, reports_side
from copydesk.audit.verdict import judge
from copydesk.errors import OptionError
from copydesk.nouns import Audit, Ledger, Report
from copydesk.parse.seen import words_of

CLEAR = 0.1  # below this chance the encoder finds nothing in a word
CLAUSES = frozenset({"polarity", "certainty"})  # what checks tell of whole clauses, while a word or two drift
WRONG = 0.3  # a clause whose likeliest word is at least so likely to drift is shown by its words
SHARE = 0.4  # that have this share of the likeliest one's chance


def cases(digest: str, ledgers: Sequence[Ledger]) -> Iterator[tuple[Case, list[Signal]]]:
    """Each digest sentence with what the checks noticed in it."""
    side = reports_side(ledgers)
    aligner = Aligner(side)
    lines = digest_lines(digest, ledgers)
    aligned = [aligner.align(line) for line in lines]
    elsewhere = frozenset[str]().union(*map(words_of, side.texts))
    told = [
        (
            digest[found.line.start : found.line.end],
            [restated(line, found.line, ledgers[line.report]) for line in found.beside],
        )
        for found in aligned
    ]
    for alignment, read in zip(aligned, readings(told, elsewhere), strict=True):
        case = case_of(digest, aligner, alignment, read, lines)
        yield case, [beside_reading(case, signal) for check in CHECKS for signal in check(case)]


def beside_reading(case: Case, signal: Signal) -> Signal:
    """A signal with what the encoder says of its place."""
    start, end = narrowed(case, signal)
    return replace(signal, start=start, end=end, grounds=signal.grounds | reading_grounds(case, signal))


def narrowed(case: Case, signal: Signal) -> tuple[int, int]:
    """From the first to the last word of a clause that the encoder takes to drift.

    A suggestion stands for all the words that it was made for.
    """
    if signal.type not in CLAUSES or signal.suggestion is not None or is_run(signal):
        return signal.start, signal.end
    read, text = case.reading, case.digest[signal.start : signal.end]
    inside = read.over(signal.start - case.line.start, signal.end - case.line.start)
    likeliest = float(read.words[inside].max()) if inside.any() else 0.0
    if likeliest < WRONG:
        return signal.start, signal.end
    wrong = (inside & (read.words >= SHARE * likeliest)).nonzero()[0]
    first, last = (case.line.start - signal.start + int(at) for at in (read.start[wrong[0]], read.end[wrong[-1]]))
    start, end = whole_words(text, max(0, first), min(len(text), last))
    return signal.start + start, signal.start + end


def reading_grounds(case: Case, signal: Signal) -> dict[str, float]:
    """What the encoder says of the words of a signal: the likeliest of them, and how likely it is of this type."""
    read = case.reading
    inside = read.over(signal.start - case.line.start, signal.end - case.line.start)
    if not inside.any():
        return {}
    words = read.words[inside]
    of_type = read.types[inside][:, types().index(signal.type)]
    return {
        "read.here": float(words.max()), "read.typed": float((words * of_type).max()), "read.clear": float(words.max() < CLEAR),
        "read.outside": float(read.words[~inside].max()) if not inside.all() else 0.0,
    }  # fmt: skip


def digest_lines(digest: str, ledgers: Sequence[Ledger]) -> tuple[Line, ...]:
    """The sentences of a digest, read by the stages that read reports, as if published with the latest of them."""
    from copydesk.claims import find_claims
    from copydesk.facts.quantities import find_quantities
    from copydesk.facts.times import find_times
    from copydesk.parse import Parsed, document
    from copydesk.parse.names import find_names
    from copydesk.read.layout import Layout

    doc = document(digest)
    sentences = tuple(sentence for sentence in doc.sents if sentence.text.strip()) if len(doc) else ()
    published = max((ledger.published for ledger in ledgers if ledger.published), default=None)
    # All of a digest is body: its first line is no headline.
    parsed = Parsed(
        Report(id="digest", text=digest, published=published),
        doc,
        sentences,
        Layout(None, None, None, (0, len(digest))),
    )
    times = find_times(parsed)
    claims = find_claims(parsed, find_names(parsed))
    return tuple(lines_of(doc, claims, times, find_quantities(parsed, times), 0, (0, len(digest)), None, 0))


def audited(digest: str, ledgers: Sequence[Ledger], *, id: str, threshold: float) -> Audit:
    """The audit of a digest; see `audit_text`."""
    if not 0.0 <= threshold <= 1.0:
        raise OptionError(f"the threshold {threshold} is not between 0 and 1", where="threshold")
    sentences = tuple(judge(case, signals, threshold=threshold) for case, signals in cases(digest, ledgers))
    return Audit(
        id=id, digest=digest, sentences=sentences, notes=() if ledgers else ("there is no report to audit against",)
    )
