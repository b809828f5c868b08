"""What a writer is to the desk: a name, and a draft of a report."""

from __future__ import annotations

from typing import Protocol

from copydesk.nouns import Ledger


class Writer(Protocol):
    """Anything that drafts a digest of a report. Nothing it writes is trusted: the audit looks at each sentence."""

    @property
    def name(self) -> str:
        """What notes call it."""

    def draft(self, ledger: Ledger, *, sentences: int, words: int | None) -> str:
        """Running text of about so many sentences and at most so many words; WriterError where there is none."""
