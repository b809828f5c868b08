"""What an audit says of a digest."""

from __future__ import annotations

from typing import Literal

import msgspec

from copydesk.nouns.span import Span

DriftType = Literal[
    "attribution", "certainty", "polarity", "entity", "number", "time", "place", "event", "causality", "addition",
    "term",
]  # fmt: skip
Severity = Literal["major", "minor"]
Verdict = Literal["supported", "drift", "unsure"]


class Finding(Span, frozen=True, kw_only=True):
    """One drift: the characters of the digest, its type, how surely (`score`, 0..1) and why, with the evidence."""

    type: DriftType
    severity: Severity
    score: float
    reason: str
    evidence: tuple[Span, ...] = ()
    suggestion: str | None = None


class SentenceAudit(Span, frozen=True, kw_only=True):
    """One digest sentence: its verdict, how surely it drifts (`score`, 0..1), what it rests on, what is wrong."""

    verdict: Verdict
    score: float
    evidence: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """The audit of one digest against one or more reports. Spans of sentences and findings point into `digest`."""

    id: str
    digest: str
    sentences: tuple[SentenceAudit, ...]
    notes: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in digest order."""
        return tuple(finding for sentence in self.sentences for finding in sentence.findings)
