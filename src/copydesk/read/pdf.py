"""PDF: text by page, lines joined to paragraphs, words put together again at line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read.filing import LONGEST, Found, Place, filed
from copydesk.read.options import Options
from copydesk.read.runs import Mapped, clean

MOST_PAGES = 2_000

_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LINE_END = re.compile(r"(\r\n|\n|\r)|(?<=[\ufffe\x02])")
_DIGITS = re.compile(r"\d+")
_BROKEN = re.compile(r"[^\W\d_]{2}[-\u00ad\x02\ufffe]$")


class _Line(NamedTuple):
    text: str
    top: float
    height: float
    right: float


def read_pdf(data: bytes, place: Place, options: Options) -> Iterator[Report | InputError]:
    """The one report of a PDF; `origin.pages` are the offsets at which its pages begin."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            yield place.error("is encrypted and asks for a password", "save a copy without the password")
        else:
            yield place.error("is a damaged or cut off PDF", "get the whole file again, or save it anew from a viewer")
        return
    try:
        count = len(document)
        pages, failed, size = [], [], 0
        for number in range(min(count, MOST_PAGES)):
            try:
                lines = _lines(document[number])
            except pdfium.PdfiumError:
                failed.append(number + 1)
                lines = []
            size += sum(len(line.text) for line in lines)
            pages.append(lines)
            if size > LONGEST:
                break
    finally:
        document.close()
    notes = tuple(f"page {number} could not be read" for number in failed[:10])
    if count > MOST_PAGES:
        notes += (f"only the first {MOST_PAGES:,} of {count:,} pages were read",)
    if not any(any(map(str.isalnum, line.text)) for lines in pages for line in lines):
        yield place.error(
            f"has no text in its {count} page{'s' * (count != 1)} (a scan, or only pictures)",
            "run it through text recognition (OCR) first",
        )
        return
    text, starts = _text(_without_running_lines(pages))
    yield filed(Mapped.unmapped(text), Found(), place, options, data=data, pages=starts, notes=notes)


def _lines(page: Any) -> list[_Line]:
    """The lines of a page, top to bottom as the page orders them, with their place in points."""
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        found: list[_Line] = []
        at = 0
        for raw in filter(None, _LINE_END.split(text)):
            shown = raw.strip()
            if shown and len(found) < 20_000:
                first = at + len(raw) - len(raw.lstrip())
                try:
                    _, bottom, _, top = text_page.get_charbox(first, loose=True)
                    right = text_page.get_charbox(at + len(raw.rstrip()) - 1, loose=True)[2]
                except Exception:  # the place is a help only: pdfium counts some characters twice
                    bottom = top = right = 0.0
                found.append(_Line(shown, top, top - bottom, right))
            at += len(raw)
        return found
    finally:
        text_page.close()
        page.close()


def _without_running_lines(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages without the heads and feet that stand on most of them, page numbers aside."""
    if len(pages) < 3:
        return pages
    edges = Counter(key for lines in pages for key in {_key(line) for line in (*lines[:2], *lines[-2:])})
    running = {key for key, count in edges.items() if count >= max(3, 0.6 * len(pages))}
    return [
        [
            line
            for index, line in enumerate(lines)
            if not (_key(line) in running and (index < 2 or index >= len(lines) - 2))
        ]
        for lines in pages
    ]


def _key(line: _Line) -> str:
    return _DIGITS.sub("#", line.text)[:80]


def _text(pages: list[list[_Line]]) -> tuple[str, tuple[int, ...]]:
    """Running text of the pages, and where each begins in it."""
    parts: list[str] = []
    firsts: list[int] = []  # for each page the index of its first part
    last: _Line | None = None
    for lines in pages:
        rights = sorted(line.right for line in lines if line.right > 0)
        margin = rights[int(0.8 * (len(rights) - 1))] if rights else 0.0
        gaps = [a.top - b.top for a, b in pairwise(lines) if 0 < a.top - b.top < 100]
        leading = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
        begun = False
        for index, line in enumerate(lines):
            shown = clean(Mapped.unmapped(line.text))[0].text
            if not shown:
                continue
            if last is not None:
                if _BROKEN.search(last.text) and line.text[:1].islower():
                    parts[-1] = parts[-1].rstrip("-")
                else:
                    parts.append("\n\n" if _parted(last, line, leading if index else 0.0, margin) else " ")
            if not begun:
                firsts.append(len(parts))
                begun = True
            parts.append(shown)
            last = line
        if not begun:
            firsts.append(len(parts))
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return "".join(parts), tuple(starts[first] for first in firsts)


def _parted(last: _Line, line: _Line, leading: float, margin: float) -> bool:
    """Whether a new paragraph begins with `line`."""
    if leading and last.top - line.top > 1.35 * leading:
        return True
    if last.height and line.height and abs(last.height - line.height) > 0.2 * last.height:
        return True
    # The last line of a paragraph ends a sentence well before the margin.
    return bool(_ENDS.search(last.text)) and 0 < last.right < 0.85 * margin
