"""Source -> reports: the format is sniffed, gzip is opened, and every failure is a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read.filing import Place
from copydesk.read.options import Options
from copydesk.read.sniffing import sniff
from copydesk.read.sources import Source
from copydesk.read.streams import GZIP, all_bytes, gunzipped, peeked, too_large

PDF_TIMES = 5  # a PDF carries pictures: it may be so many times larger than a page of text
_DEFAULT = Options()


def reports(source: Source, options: Options = _DEFAULT) -> Iterator[Report | InputError]:
    """The reports that a source holds, streamed; what cannot be read comes as an InputError in its place.

    Never raises for bad input: one broken item does not stop the others, one broken file not the batch.
    """
    try:
        with source.open(max_bytes=PDF_TIMES * options.max_bytes) as stream:
            yield from read_stream(stream, source, options)
    except InputError as error:
        yield error
    except (Exception, RecursionError, MemoryError) as error:
        yield unexpected(error, source.name)


def unexpected(error: BaseException, where: str) -> InputError:
    """A failure that a reader did not foresee, as one of the input."""
    said = " ".join(str(error).split())[:200]
    return InputError(
        f"cannot be read ({type(error).__name__}{': ' if said else ''}{said})",
        where=where,
        do="look whether it is whole; if a browser or an editor shows it well, please report it",
    )


def read_stream(stream: BinaryIO, source: Source, options: Options) -> Iterator[Report | InputError]:
    """The reports of an open stream; `source` says what to call it and, where known, its size in bytes."""
    head, whole = peeked(stream)
    if not head:
        raise InputError("is empty", where=source.name, do="look whether it was saved")
    size, packed = source.size, None
    # WARC files are gzipped record by record; opened here like any other, so that damage is told in one way.
    if head.startswith(GZIP):
        packed, unpacked = gunzipped(whole, source.name)
        head, whole = peeked(unpacked)
        size = None
        if not head:
            raise packed.failure or InputError("is empty", where=source.name, do="look whether it was saved")
        if head.startswith(GZIP):
            raise InputError("is packed twice", where=source.name, do="unpack it once")
    from copydesk.read.fetch import Fetched

    fetched = stream if isinstance(stream, Fetched) else None
    format = options.format or sniff(head, source.name, fetched.media_type if fetched else None)
    place = Place(source.name, format)
    if format in ("jsonl", "ninjs"):
        from copydesk.read.jsonl import read_jsonl

        yield from read_jsonl(whole, place, options)
    elif format == "warc":
        from copydesk.read.warc import read_warc

        yield from read_warc(whole, place, options, cut=lambda: packed is not None and packed.failure is not None)
    else:
        limit = options.max_bytes * (PDF_TIMES if format == "pdf" else 1)
        if size is not None and size > limit:
            raise too_large(source.name, limit, size)
        data = all_bytes(whole, limit, source.name)
        yield from _document(
            data, place, options, fetched.charset if fetched else None, fetched.url if fetched else None
        )
    if packed is not None and packed.failure is not None:
        yield packed.failure


def _document(
    data: bytes, place: Place, options: Options, charset: str | None, url: str | None
) -> Iterator[Report | InputError]:
    """The reports of a document that is small enough to be held whole."""
    if place.format == "html":
        from copydesk.read.html import read_html

        yield from read_html(data, place, options, charset=charset, url=url)
    elif place.format == "pdf":
        from copydesk.read.pdf import read_pdf

        yield from read_pdf(data, place, options)
    elif place.format == "feed":
        from copydesk.read.feed import read_feed

        yield from read_feed(data, place, options, charset=charset)
    else:
        from copydesk.read.text import read_markdown, read_text

        yield from (read_markdown if place.format == "markdown" else read_text)(data, place, options, charset)
