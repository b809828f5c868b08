"""From a span of a text that was read back to the place in the file it came from, as line, column and offset."""

from __future__ import annotations

import hashlib
import os
import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from copydesk.nouns import Ledger, Origin, Report
from copydesk.read.encoding import decode

STDIN = "-"
_ROW = re.compile(r"line (\d+)\Z", re.ASCII)
_END_OF_LINE = re.compile(r"\r\n|\n")


@dataclass(frozen=True, slots=True)
class Original:
    """A text that was read, and where from; spans into it are counted from `shift` on (a digest appended to a report)."""

    text: str
    origin: Origin | None
    sha256: str | None = None
    shift: int = 0

    @classmethod
    def of(cls, read: Report | Ledger, shift: int = 0) -> Original:
        """The original of a report."""
        return cls(read.text, read.origin, read.sha256, shift)

    @classmethod
    def row(cls, path: str, line: int) -> Original:
        """A row of a JSON Lines file: what stands in it has a line, but no characters of its own."""
        return cls("", Origin(path, "jsonl", f"line {line}"))

    @property
    def path(self) -> str:
        """The file or URL as the user named it."""
        return self.origin.path if self.origin else STDIN


def address(path: str) -> dict[str, str]:
    """The `uri` of a file or URL: relative to the working folder where it lies below it; nothing for standard input.

    >>> address("a folder/digest#1.txt")
    {'uri': 'a%20folder/digest%231.txt', 'uriBaseId': '%SRCROOT%'}
    """
    if path == STDIN:
        return {}
    if path.startswith(("http://", "https://")):
        return {"uri": quote(path, safe=":/?#[]@!$&'()*+,;=%-._~")}
    relative = os.path.relpath(path) if os.path.isabs(path) else os.path.normpath(path)
    if relative.split(os.sep)[0] == os.pardir:
        return {"uri": Path(path).resolve().as_uri()}
    return {"uri": quote(relative.replace(os.sep, "/")), "uriBaseId": "%SRCROOT%"}


class Places:
    """Regions of originals; a file is read again once, and only believed if it is still the one that was audited."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str | None], _Text | None] = {}

    def region(self, original: Original, start: int, end: int) -> dict[str, Any] | None:
        """The region of the original file that characters `start` to `end` were read from; None where it is not known.

        Lines and columns count from 1, columns in UTF-16 code units as editors count them; `charOffset` and `charLength`
        count code points. None of them counts a byte order mark.
        """
        origin = original.origin
        if origin is None or origin.path == STDIN:
            return _Text(original.text).region(original.shift + start, original.shift + end)
        if row := _ROW.match(origin.part or ""):
            return {"startLine": int(row[1])} if origin.format == "jsonl" else None
        if not origin.runs:
            return None
        found = _copied(origin, original.shift + start, original.shift + end)
        text = self._text(origin, original.sha256)
        if found is None or text is None:
            return None
        # A map that does not lead to the same characters is not to be trusted (entities of HTML, say).
        if [text.text[found[0]], text.text[found[1] - 1]] != [original.text[found[2]], original.text[found[3] - 1]]:
            return None
        return text.region(found[0], found[1])

    def source(self, original: Original, region: dict[str, Any]) -> str | None:
        """The characters of the original file that a region covers."""
        text = (
            _Text(original.text)
            if original.path == STDIN
            else original.origin and self._text(original.origin, original.sha256)
        )
        if not text or "charOffset" not in region:
            return None
        return text.text[region["charOffset"] : region["charOffset"] + region["charLength"]]

    def _text(self, origin: Origin, sha256: str | None) -> _Text | None:
        key = (origin.path, sha256)
        if key not in self._texts:
            self._texts[key] = _again(origin, sha256)
        return self._texts[key]


def _copied(origin: Origin, start: int, end: int) -> tuple[int, int, int, int] | None:
    """First and last character of a span that were copied: their places in the original, then in the text."""
    while start < end and origin.original(start) is None:
        start += 1
    while start < end and origin.original(end - 1) is None:
        end -= 1
    first, last = origin.original(start), origin.original(end - 1)
    if start >= end or first is None or last is None or last < first:
        return None
    return first, last + 1, start, end


def _again(origin: Origin, sha256: str | None) -> _Text | None:
    """The decoded file, if its bytes are those that were read."""
    try:
        data = Path(origin.path).read_bytes()
    except (OSError, ValueError):
        return None
    if sha256 is None or hashlib.sha256(data).hexdigest() != sha256:
        return None
    return _Text(decode(data, origin.encoding).text)


class _Text:
    """A text with its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _END_OF_LINE.finditer(text))]

    def region(self, start: int, end: int) -> dict[str, Any]:
        first, last = self._at(start), self._at(end)
        return {
            "startLine": first[0], "startColumn": first[1], "endLine": last[0], "endColumn": last[1],
            "charOffset": start, "charLength": end - start,
        }  # fmt: skip

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        before = self.text[self._starts[line - 1] : offset]
        return line, len(before) + sum(character > "\uffff" for character in before) + 1
