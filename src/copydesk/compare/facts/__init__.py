"""Ledgers of one incident -> Facts: each value with its span, source and time, and how the values relate."""

from copydesk.compare.facts.finding import facts_of, items_of

__all__ = ["facts_of", "items_of"]
