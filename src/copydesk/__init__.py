"""A local copy desk for news reports: who said what and how surely, with the proof beside it."""

__version__ = "0.1.0"
