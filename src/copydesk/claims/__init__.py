"""Parsed -> claims and unknowns: who said what, how surely, and what is not known."""

from copydesk.claims.find import find_claims
from copydesk.claims.unknowns import find_unknowns

__all__ = ["find_claims", "find_unknowns"]
