"""Report -> Parsed: sentences, entities and dependencies."""

from copydesk.parse.parsed import Parsed, document, paragraphs, parse

__all__ = ["Parsed", "document", "paragraphs", "parse"]
