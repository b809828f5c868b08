"""Parsed -> [Event]: what happened, who took part, when and where, how surely, and what the report is about."""

from copydesk.facts.events.events import find_events
from copydesk.facts.events.factuality import factuality

__all__ = ["factuality", "find_events"]
