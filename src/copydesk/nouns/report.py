"""What every input is read into."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

DateOrigin = Literal["option", "metadata", "dateline", "text"]


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a report came from, and how its text maps back to the original.

    `path` is the file (or URL) as the user named it; `part` the place in it ("line 3", "record 12", "page 2").
    `runs` are (start in `text`, start in the original, length) in code points of the decoded original, ascending
    and not overlapping; empty where the format keeps no such map. `pages` are starts of pages in `text` (PDF).
    """

    path: str
    format: str
    part: str | None = None
    encoding: str | None = None
    runs: tuple[tuple[int, int, int], ...] = ()
    pages: tuple[int, ...] = ()

    def original(self, offset: int) -> int | None:
        """The code point of the original that `offset` of the text was copied from, or None."""
        from bisect import bisect_right

        at = bisect_right(self.runs, (offset, float("inf"), 0)) - 1
        if at < 0:
            return None
        start, source, length = self.runs[at]
        return source + offset - start if offset < start + length else None


class Report(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One news report: `text` is what a reader sees, headline first, paragraphs parted by a blank line.

    `published` is an ISO date or date-time; `published_from` says where that was taken from; `language` is ISO 639-1.
    `sha256` is of the original bytes. `origin` maps back to them. `digest` is a digest that came in a field of its own.
    """

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_from: DateOrigin | None = None
    url: str | None = None
    language: str | None = None
    sha256: str | None = None
    digest: str | None = None
    origin: Origin | None = None
    notes: tuple[str, ...] = ()


def content_id(text: str, *, url: str | None = None) -> str:
    """The id of a report that was given none: a hash of what it holds."""
    digest = hashlib.sha256(f"{url or ''}\x00{text}".encode("utf-8", "surrogatepass"))
    return f"r-{digest.hexdigest()[:16]}"
