"""WARC: the pages of a crawl, record by record in constant memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import msgspec

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read.dates import iso
from copydesk.read.filing import Place
from copydesk.read.html import read_html
from copydesk.read.options import Options
from copydesk.read.streams import CHUNK, too_large

HEADER = 1 << 16  # the longest header of one record, in bytes
_HTML = ("text/html", "application/xhtml+xml")
# The head of an answer of status 200 with a page; what is larger than a page may be is named, pictures are not.
_PAGE = re.compile(
    rb"HTTP/[\d.]{1,4} 200\b[\s\S]{0,60000}?\ncontent-type:[ \t]{0,9}(?:text/html|application/xhtml)", re.I
)
_REST = "what came before was read; get the whole file for the rest"


def read_warc(
    stream: BinaryIO, place: Place, options: Options, *, cut: Callable[[], bool] = lambda: False
) -> Iterator[Report | InputError]:
    """The reports of the HTML pages (status 200) of a WARC, streamed; the record's number stands in `origin.part`.

    A page that cannot be read is a failure of its own. Where the file is cut or damaged, what came before it was
    yielded. `cut` tells whether the stream below has failed, which the caller reports.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = iter(
        ArchiveIterator(_Plain(stream), record_types=WarcRecordType.any_type, parse_http=False, max_header_len=HEADER)
    )
    number = pages = failures = 0
    while True:
        here = place.at(f"record {number + 1}")
        try:
            record = next(records, None)
        except Exception as error:
            yield here.error(f"is damaged ({_said(error)})", _REST)
            return
        if record is None:
            break
        number += 1
        try:
            for report in _record(record, here, options):
                pages += isinstance(report, Report)
                failures += isinstance(report, InputError)
                yield report
        except Exception as error:
            failures += 1
            yield here.error(f"cannot be read ({_said(error)})", "the other records were read")
    if not (pages or failures or cut()):
        what = f"holds no HTML page in its {number} records" if number else "holds no record that can be read"
        yield place.error(what, "name a WARC with response records of status 200")


def _record(record: Any, here: Place, options: Options) -> Iterator[Report | InputError]:
    from fastwarc.warc import WarcRecordType

    kind, size = record.record_type, record.content_length
    address, date = record.headers.get("WARC-Target-URI", "").strip("<> "), record.headers.get("WARC-Date")
    if "Content-Length" not in record.headers or "WARC-Type" not in record.headers:
        yield here.error("is damaged (its header is incomplete)", _REST)
        return
    wanted = kind == WarcRecordType.response or (
        kind == WarcRecordType.resource and record.headers.get("Content-Type", "").lower().startswith(_HTML)
    )
    # A compressed page may be smaller than what it holds, never much larger: a larger record is no page.
    if not wanted or size > options.max_bytes + HEADER:
        head = _all(record.reader, HEADER) if wanted else b""
        missing = size - len(head) - _skipped(record.reader)
        if missing <= 0 and wanted and _PAGE.match(head.partition(b"\r\n\r\n")[0]):
            yield too_large(str(here), options.max_bytes, size)
    else:
        data = _all(record.reader, size)
        missing = size - len(data)
        if missing <= 0:
            yield from _page(data, kind == WarcRecordType.response, here, options, address, date)
    if missing > 0:
        yield here.error(f"is cut off ({missing:,} of {size:,} bytes are missing)", _REST)


def _page(
    data: bytes, answered: bool, here: Place, options: Options, address: str, date: str | None
) -> Iterator[Report | InputError]:
    """The report of one record, if it is a page."""
    from fastwarc.warc import WarcRecord

    charset = None
    if answered:
        if not data.startswith(b"HTTP/"):
            return
        held = WarcRecord()
        held.set_bytes_content(data)
        held.is_http = True
        held.parse_http(auto_decode="all")
        if held.http_headers.status_code != 200 or (held.http_content_type or "").lower() not in _HTML:
            return
        charset = held.http_charset
        data = _all(held.reader, options.max_bytes + 1)
        if len(data) > options.max_bytes:
            yield too_large(str(here), options.max_bytes)
            return
    for report in read_html(data, here, options, charset=charset, url=address or None):
        if isinstance(report, Report) and date and iso(date):
            crawled = f"crawled {iso(date)}"
            yield msgspec.structs.replace(report, notes=(*report.notes, crawled))
        else:
            yield report


def _all(reader: Any, size: int) -> bytes:
    pieces = []
    while size > 0 and (piece := reader.read(min(size, 1 << 20))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _skipped(reader: Any) -> int:
    """The bytes that were left of a record; they are read and let go."""
    size = 0
    while piece := reader.read(CHUNK):
        size += len(piece)
    return size


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class _Plain:
    """A stream with the few methods that the archive iterator asks for; the caller closes it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Never asked for: records come one after another."""
        raise OSError("the stream has no places to go to")

    def close(self) -> None:
        pass
