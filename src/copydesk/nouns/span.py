"""The unit of proof."""

from __future__ import annotations

import msgspec

from copydesk.errors import SpanError


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """Characters of a text: code points `start` to `end`, and the `quote` that stands there.

    `report` is the id of the report that it points into, left out where the enclosing object names it.

    >>> Span.of("She said no.", 4, 8).quote
    'said'
    """

    start: int
    end: int
    quote: str
    report: str | None = None

    @classmethod
    def of(cls, text: str, start: int, end: int, report: str | None = None) -> Span:
        """The span of `text` from code point `start` to `end`; SpanError if that is empty or outside."""
        if not 0 <= start < end <= len(text):
            raise SpanError(f"no characters {start}:{end} in a text of {len(text)}")
        return Span(start, end, text[start:end], report)

    def quotes(self, text: str) -> bool:
        """Whether the span stands in `text` as it says."""
        return 0 <= self.start < self.end and text[self.start : self.end] == self.quote

    def within(self, report: str) -> Span:
        """The same characters, naming the report that they belong to."""
        return Span(self.start, self.end, self.quote, report)
