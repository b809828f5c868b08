"""The records for a terminal, or for a pipe: words and alignment carry everything, colour only repeats it."""

from copydesk.export.text.audit import show_audit
from copydesk.export.text.comparison import show_comparison
from copydesk.export.text.digest import show_digest, show_incident_digest
from copydesk.export.text.ledger import show_ledger

__all__ = ["show_audit", "show_comparison", "show_digest", "show_incident_digest", "show_ledger"]
