"""Bytes -> Report: text, Markdown, HTML, PDF, feeds, WARC, JSON Lines and ninjs."""

from copydesk.read.options import Options
from copydesk.read.reading import reports
from copydesk.read.sources import Source, expand

__all__ = ["Options", "Source", "expand", "reports"]
