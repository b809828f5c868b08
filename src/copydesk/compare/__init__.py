"""Ledgers -> Comparison: which reports are one text, which tell of one incident, and where they agree or differ."""

from copydesk.compare.comparing import compared

__all__ = ["compared"]
