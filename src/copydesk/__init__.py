"""A local copy desk for news reports: who said what and how surely, with the proof beside it.

>>> import copydesk
>>> report = copydesk.Report(id="a", text="The mayor said on Monday that the bridge is safe.", published="2024-05-08")
>>> [ledger] = copydesk.read(report)
>>> ledger.claims[0].cue.quote
'said'
"""

from copydesk.digest.writers import ChatWriter, Writer
from copydesk.errors import (
    BatchError,
    CopydeskError,
    FetchError,
    InputError,
    ModelError,
    OptionError,
    SpanError,
    WriterError,
)
from copydesk.nouns import (
    Audit,
    Claim,
    Comparison,
    Digest,
    DigestSentence,
    Doubt,
    Entity,
    Event,
    Fact,
    Finding,
    Happening,
    Incident,
    Ledger,
    Place,
    Quantity,
    Report,
    SentenceAudit,
    SharedText,
    Span,
    Time,
    Value,
)
from copydesk.verbs import audit, compare, digest, digest_incident, read

__version__ = "0.1.0"

__all__ = [
    "Audit", "BatchError", "ChatWriter", "Claim", "Comparison", "CopydeskError", "Digest", "DigestSentence", "Doubt",
    "Entity", "Event", "Fact", "FetchError", "Finding", "Happening", "Incident", "InputError", "Ledger", "ModelError", "OptionError",
    "Place", "Quantity", "Report", "SentenceAudit", "SharedText", "Span", "SpanError", "Time", "Value", "Writer",
    "WriterError", "audit", "compare", "digest", "digest_incident", "read",
]  # fmt: skip
