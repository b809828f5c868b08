"""Reports and digests of our own, audited."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copydesk.audit import audit_text
from copydesk.ledger import ledger_of
from copydesk.nouns import Report, SentenceAudit

Judge = Callable[[str, str], SentenceAudit]

# Sentences around the one that matters, so that words are rare or common as they are in a report.
BEFORE = (
    "Storm over the harbour bridge contract\n\n"
    "The harbour bridge in Westmouth was closed for repairs two years ago. Some 40 people work on the site every day.\n\n"
)
AFTER = "\n\nThe council meets again next month. Residents have asked for a bus across the river."


@pytest.fixture(scope="session")
def judge() -> Judge:
    """The audit of a one-sentence digest against a report that holds one telling sentence (or a few)."""

    def judged(telling: str, digest: str) -> SentenceAudit:
        report = Report(id="r", text=f"{BEFORE}{telling}{AFTER}", published="2024-05-08")
        audit = audit_text(digest, [ledger_of(report)], id="d")
        assert len(audit.sentences) == 1
        return audit.sentences[0]

    return judged
