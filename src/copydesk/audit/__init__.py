"""(Digest, [Ledger]) -> [Finding]: align, check, explain."""

from copydesk.audit.auditing import audit_text

__all__ = ["audit_text"]
