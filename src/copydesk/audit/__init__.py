"""(Digest, [Ledger]) -> [Finding]: align, check, explain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.nouns import Audit, Ledger


def audit_text(digest: str, ledgers: Sequence[Ledger], *, id: str, threshold: float = 0.5) -> Audit:
    """Audit a digest against the ledgers of its reports.

    Each sentence gets its evidence (report sentences), a score (0..1, how surely it drifts), a verdict ("drift" from
    `threshold` up, "unsure" just below) and findings. OptionError where `threshold` is not between 0 and 1.

    >>> from copydesk.nouns import Ledger
    >>> report = Ledger(id="r", text="The minister may resign on Friday, an aide said.")
    >>> audit_text("The minister resigned on Friday.", [report], id="d").sentences[0].evidence[0].quote
    'The minister may resign on Friday, an aide said.'
    """
    # The checks and their word lists are loaded when something is audited, not when the command starts.
    from copydesk.audit.auditing import audited

    return audited(digest, ledgers, id=id, threshold=threshold)


__all__ = ["audit_text"]
