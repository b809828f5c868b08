"""The parts of a report's text: headline, dateline, body and a digest found appended."""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a text stand (start, end in code points); None where there is no such part."""

    headline: Range | None
    dateline: Range | None
    digest: Range | None
    body: Range


def layout(text: str, title: str | None = None) -> Layout:
    """The parts of a report's text."""
    return Layout(None, None, None, (0, len(text)))
