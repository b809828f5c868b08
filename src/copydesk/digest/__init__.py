"""Ledger -> Digest: select, keep attribution and hedge, cite."""

from copydesk.digest.composing import compose

__all__ = ["compose"]
