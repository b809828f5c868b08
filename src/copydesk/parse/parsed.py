"""Sentences, entities and dependencies of one report."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from copydesk.nouns import Report, Span
from copydesk.parse.model import english
from copydesk.read.layout import Layout, after_headings, layout
from copydesk.read.ranges import stands_in

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Words

# The parser sees a paragraph at a time: a headline without a full stop never runs into the body, and a report of any
# length is parsed in bounded memory. A longer paragraph is cut at a sentence end, else at white space.
LONGEST = 4_000
BATCH = 16
_RUN = re.compile(r"\S{250}(?=\S)")
_PARAGRAPH = re.compile(r"\S.*?(?:\n\s*\n\s*|\Z)", re.S)
_ITEM = re.compile(r"(?<=\n)(?=[ \t]{0,8}[-*•‣▪●][ \t])")
_CUT = re.compile(r"(?<=(.))\s+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report and its parse: `doc` covers `report.text` to the character; offsets are code points of it."""

    report: Report
    doc: Doc
    sentences: tuple[Words, ...]
    layout: Layout

    @property
    def body(self) -> tuple[Words, ...]:
        """The sentences outside headline, appended digest and furniture."""
        start, end = self.layout.body
        return tuple(s for s in self.sentences if start <= s.start_char < end and not self.aside(s.start_char))

    def aside(self, place: int) -> bool:
        """Whether the character at `place` stands in the furniture of the page."""
        return stands_in(place, self.layout.furniture)

    def span(self, start: int, end: int) -> Span:
        """The span of the report's text from `start` to `end`."""
        return Span.of(self.report.text, start, end)

    def quote(self, words: Words) -> Span:
        """The span of the text that some words of the parse stand on, without white space around them."""
        text = words.text
        start = words.start_char + len(text) - len(text.lstrip())
        return self.span(start, words.start_char + len(text.rstrip()))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph with the white space behind it; together they cover the text.

    >>> list(paragraphs("One.\\n\\nTwo."))
    [(0, 6), (6, 10)]
    """
    start = 0
    for match in _PARAGRAPH.finditer(text):
        while match.end() - start > LONGEST:
            window = text[start + LONGEST // 2 : start + LONGEST]
            cuts = list(_CUT.finditer(window))
            best = max(cuts, key=lambda cut: (cut[1] in ".!?", cut.end()), default=None)
            end = start + (LONGEST // 2 + best.end() if best else LONGEST)
            yield start, end
            start = end
        if start < match.end():
            yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what the parser sees at a time; together they cover the text.

    A headline or another heading that no blank line follows is no part of the sentence behind it, nor is a dateline: parsed with it,
    it is taken for the subject's apposition. Furniture is none of the sentence before it, a speaker's name none of what is said, an item of a list none of the item before it. A run of characters without white space that is longer than any word is cut, as the tokenizer's work grows with its square.
    """
    parts = layout(text)
    cuts = {parts.body[0], *after_headings(text)}
    cuts |= {parts.dateline[1]} if parts.dateline else set()
    cuts |= {edge for part in parts.furniture for edge in part}
    cuts |= {edge for turn in parts.turns for part in (turn.label, turn.mark, *turn.parts) for edge in part}
    cuts |= {item.start() for item in _ITEM.finditer(text)}
    cuts |= {run.end() for run in _RUN.finditer(text)}
    ordered = sorted(cuts)
    for start, end in paragraphs(text):
        inside = ordered[bisect_right(ordered, start) : bisect_left(ordered, end)]
        yield from pairwise((start, *inside, end))


@functools.lru_cache(maxsize=32)
def document(text: str) -> Doc:
    """The parse of a text; the last few are kept, so that an audit right after a reading parses nothing twice."""
    from spacy.tokens import Doc

    docs = list(english().pipe([text[start:end] for start, end in _pieces(text)], batch_size=BATCH))
    if not docs:
        return Doc(english().vocab)
    return Doc.from_docs(docs, ensure_whitespace=False)


def parse(report: Report) -> Parsed:
    """Parse one report's text."""
    doc = document(report.text)
    sentences = tuple(sentence for sentence in doc.sents if sentence.text.strip()) if len(doc) else ()
    return Parsed(report, doc, sentences, layout(report.text, report.title))
