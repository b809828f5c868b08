"""The nouns: one frozen, slotted record a stage, as the public formats have them."""

from copydesk.nouns.audit import Audit, DriftType, Finding, SentenceAudit, Severity, Verdict
from copydesk.nouns.digest import Digest, DigestSentence
from copydesk.nouns.incident import Comparison, Doubt, Fact, Happening, Incident, Relation, SharedText, Value
from copydesk.nouns.ledger import (
    Certainty,
    Claim,
    Entity,
    Event,
    Ledger,
    Participant,
    Place,
    Polarity,
    Quantity,
    SourceKind,
    Speech,
    Time,
)
from copydesk.nouns.pair import Pair
from copydesk.nouns.report import DateOrigin, Origin, Report, content_id
from copydesk.nouns.span import Span

__all__ = [
    "Audit", "Certainty", "Claim", "Comparison", "DateOrigin", "Digest", "DigestSentence", "Doubt", "DriftType", "Entity",
    "Event", "Fact", "Finding", "Happening", "Incident", "Ledger", "Origin", "Pair", "Participant", "Place", "Polarity", "Quantity",
    "Relation", "Report", "SentenceAudit", "Severity", "SharedText", "SourceKind", "Span", "Speech", "Time", "Value", "Verdict",
    "content_id",
]  # fmt: skip
