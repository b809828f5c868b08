"""A local copy desk for news reports: who said what and how surely, with the proof beside it.

>>> import copydesk
>>> report = copydesk.Report(id="a", text="The mayor said on Monday that the bridge is safe.", published="2024-05-08")
>>> [ledger] = copydesk.read(report)
>>> ledger.claims[0].cue.quote
'said'
"""

from copydesk.errors import (
    BatchError,
    CopydeskError,
    FetchError,
    InputError,
    ModelError,
    OptionError,
    SpanError,
)
from copydesk.nouns import (
    Audit,
    Claim,
    Digest,
    DigestSentence,
    Entity,
    Event,
    Finding,
    Ledger,
    Place,
    Quantity,
    Report,
    SentenceAudit,
    Span,
    Time,
)
from copydesk.verbs import audit, digest, read

__version__ = "0.1.0"

__all__ = [
    "Audit", "BatchError", "Claim", "CopydeskError", "Digest", "DigestSentence", "Entity", "Event", "FetchError",
    "Finding", "InputError", "Ledger", "ModelError", "OptionError", "Place", "Quantity", "Report", "SentenceAudit",
    "Span", "SpanError", "Time", "audit", "digest", "read",
]  # fmt: skip
