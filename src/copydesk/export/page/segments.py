"""The report cut at every boundary of every span, so that overlapping, nested and broken spans can all be shown."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from copydesk.nouns import Claim, Ledger, Span

# A character can lie in thousands of claims of a hostile report; more than these are not offered for a click.
_OFFERED = 4
_GAP = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that no span begins or ends in: `marks` are CSS classes, `claims` the indices of claims told here
    (what a click selects, first the innermost), `ends` those whose number stands after it.
    """

    start: int
    end: int
    text: str
    marks: str
    claims: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, and what it is: headline, paragraph or (part of the appended) digest."""

    role: str
    segments: tuple[Segment, ...]


def blocks(ledger: Ledger, others: Iterable[Span] = ()) -> list[Block]:
    """The report's paragraphs as segments, cut also at the boundaries of `others` (evidence, say); no text is lost
    but the white space between paragraphs.

    >>> [segment.text for segment in blocks(Ledger(id="r", text="She said no."), [Span(4, 8, "said")])[0].segments]
    ['She ', 'said', ' no.']
    """
    text = ledger.text
    paragraphs = _paragraphs(ledger)
    layers = _Layers(ledger)
    points = {point for start, end, _ in paragraphs for point in (start, end)} | layers.points()
    points.update(point for span in (*ledger.spans(), *others) for point in (span.start, span.end))
    cuts = sorted(point for point in points if 0 <= point <= len(text))
    waiting = sorted(((_told_by(claim), number) for number, claim in enumerate(ledger.claims)), reverse=True)
    made: list[Block] = []
    for start, end, role in paragraphs:
        segments: list[Segment] = []
        for at in range(bisect_left(cuts, start), bisect_left(cuts, end)):
            left, right = cuts[at], cuts[at + 1]
            layers.move(left)
            ends = []
            while waiting and waiting[-1][0] <= right:
                ends.append(waiting.pop()[1])
            segments.append(
                Segment(left, right, text[left:right], layers.marks(), layers.offered(), tuple(sorted(ends)))
            )
        if segments:
            made.append(Block(role, tuple(segments)))
    return made


def _paragraphs(ledger: Ledger) -> list[tuple[int, int, str]]:
    """Start, end and role of each paragraph, without the white space around it."""
    text, head, digest = ledger.text, ledger.headline, ledger.digest
    parts = {0, len(text)}
    for span in (head, digest):
        if span is not None:
            parts.update((span.start, span.end))
    for gap in _GAP.finditer(text):
        parts.add(gap.end())
    edges = sorted(parts)
    found = []
    for start, end in itertools.pairwise(edges):
        part = text[start:end]
        start, end = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        if start < end:
            role = "headline" if _inside(start, head) else "digest" if _inside(start, digest) else "paragraph"
            found.append((start, end, role))
    return found


def _inside(at: int, span: Span | None) -> bool:
    return span is not None and span.start <= at < span.end


def _told_by(claim: Claim) -> int:
    """Where a claim has been told in full: there its number stands."""
    return max(part.end for part in claim.content) if claim.content else claim.cue.end


class _Layers:
    """What lies over the current place while it moves through the text from left to right."""

    def __init__(self, ledger: Ledger) -> None:
        self.claims = ledger.claims
        self.opens: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
        self.closes: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
        for number, claim in enumerate(ledger.claims):
            for part in claim.content:
                self._lay("con", part, number)
            self._lay("cue", claim.cue, number)
            self._lay("src", claim.source, number)
            self._lay("hdg", claim.hedge, number)
        for number, span in enumerate(ledger.unknowns):
            self._lay("unk", span, number)
        self.queue = sorted(self.points(), reverse=True)
        self.active: dict[str, list[tuple[int, int]]] = {"con": [], "cue": [], "src": []}
        self.flags: Counter[str] = Counter()

    def _lay(self, layer: str, span: Span | None, number: int) -> None:
        if span is not None:
            self.opens[span.start].append((layer, span.end - span.start, number))
            self.closes[span.end].append((layer, span.end - span.start, number))

    def points(self) -> set[int]:
        return {*self.opens, *self.closes}

    def move(self, to: int) -> None:
        while self.queue and self.queue[-1] <= to:
            point = self.queue.pop()
            for layer, length, number in self.closes.get(point, ()):
                if layer in self.active:
                    self.active[layer].remove((length, -number))
                self.flags[layer] -= 1
            for layer, length, number in self.opens.get(point, ()):
                if layer in self.active:
                    insort(self.active[layer], (length, -number))
                self.flags[layer] += 1

    def marks(self) -> str:
        marks = [layer for layer in ("con", "src", "cue", "hdg", "unk") if self.flags[layer] > 0]
        if self.active["con"]:
            claim = self.claims[-self.active["con"][0][1]]
            marks.append(f"c-{claim.certainty}")
        return " ".join(marks)

    def offered(self) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for layer in ("cue", "src", "con"):
            for _, number in self.active[layer][: 4 * _OFFERED]:
                found.setdefault(-number)
        return tuple(found)[:_OFFERED]
