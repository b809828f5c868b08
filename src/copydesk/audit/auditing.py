"""The audit of a digest against the reports it is said to rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.audit.align import Aligner
from copydesk.audit.cases import Case, Signal, case_of
from copydesk.audit.checks import CHECKS
from copydesk.audit.frames import quick_claims
from copydesk.audit.sides import lines_of, reports_side
from copydesk.audit.verdict import judge
from copydesk.errors import OptionError
from copydesk.nouns import Audit, Ledger


def cases(digest: str, ledgers: Sequence[Ledger]) -> Iterator[tuple[Case, list[Signal]]]:
    """Each digest sentence with what the checks noticed in it."""
    from copydesk.parse import document

    side = reports_side(ledgers)
    aligner = Aligner(side)
    doc = document(digest)
    lines = tuple(lines_of(doc, quick_claims(doc), (), (), 0, (0, len(digest)), None, 0))
    for line in lines:
        case = case_of(digest, line, side, aligner, lines)
        yield case, [signal for check in CHECKS for signal in check(case)]


def audit_text(digest: str, ledgers: Sequence[Ledger], *, id: str, threshold: float = 0.5) -> Audit:
    """Audit a digest against the ledgers of its reports.

    Each sentence gets its evidence (report sentences), a score (0..1, how surely it drifts), a verdict ("drift" from
    `threshold` up, "unsure" just below) and findings. OptionError where `threshold` is not between 0 and 1.

    >>> from copydesk.nouns import Ledger
    >>> report = Ledger(id="r", text="The minister may resign on Friday, an aide said.")
    >>> audit_text("The minister resigned on Friday.", [report], id="d").sentences[0].evidence[0].quote
    'The minister may resign on Friday, an aide said.'
    """
    if not 0.0 <= threshold <= 1.0:
        raise OptionError(f"the threshold {threshold} is not between 0 and 1", where="threshold")
    sentences = tuple(judge(case, signals, threshold=threshold) for case, signals in cases(digest, ledgers))
    return Audit(id=id, digest=digest, sentences=sentences, notes=() if ledgers else ("there is no report to audit against",))
