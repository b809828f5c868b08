import gzip
import io

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read import Options, Source
from copydesk.read.reading import read_stream

from .samples import SENTENCE


def page(number, words=10):
    return f"<html><title>Case {number}</title><article><p>Case number {number}. {SENTENCE * words}</p></article></html>".encode()


def record(
    body,
    *,
    kind=WarcRecordType.response,
    status="200 OK",
    headers="Content-Type: text/html; charset=utf-8",
    url="https://x.org/1",
):
    made = WarcRecord()
    made.init_headers(record_type=kind)
    if kind == WarcRecordType.response:
        body = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
        made.headers["Content-Type"] = "application/http; msgtype=response"
    made.headers["WARC-Target-URI"] = url
    made.set_bytes_content(body)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def warc(*records):
    return b"".join(records)


def test_pages_of_a_crawl(read):
    data = warc(
        record(b"software: x", kind=WarcRecordType.warcinfo),
        record(page(2), url="https://x.org/2"),
        record(page(3), status="404 Not Found"),
        record(b"\x89PNG....", headers="Content-Type: image/png"),
        record(page(5), url="https://x.org/5"),
    )
    first, second = read(data, "a.warc")
    assert (first.url, first.origin.part, first.title) == ("https://x.org/2", "record 2", "Case 2")
    assert (second.url, second.origin.part) == ("https://x.org/5", "record 5")
    assert first.text.startswith("Case 2\n\nCase number 2.")
    assert any(note.startswith("crawled 20") for note in first.notes)


@pytest.mark.parametrize("packed", [False, True])
def test_gzip_by_record_and_encodings_of_the_answer(read, packed):
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (page(2)[:50], page(2)[50:])) + b"0\r\n\r\n"
    records = [
        record(gzip.compress(page(1)), headers="Content-Type: text/html\r\nContent-Encoding: gzip"),
        record(chunked, headers="Content-Type: text/html\r\nTransfer-Encoding: chunked"),
    ]
    data = warc(*map(gzip.compress, records)) if packed else warc(*records)
    first, second = read(data, "a.warc.gz" if packed else "a.warc")
    assert first.text.startswith("Case 1\n\nCase number 1.")
    assert second.text.startswith("Case 2\n\nCase number 2.")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("share", [0.5, 0.7, 0.9])
def test_a_warc_cut_in_the_middle_gives_what_was_whole(read, packed, share):
    records = [record(page(n), url=f"https://x.org/{n}") for n in range(10)]
    data = warc(*map(gzip.compress, records)) if packed else warc(*records)
    found = read(data[: int(share * len(data)) - 40], "a.warc")
    reports = [item for item in found if isinstance(item, Report)]
    failures = [item for item in found if isinstance(item, InputError)]
    assert [report.origin.part for report in reports] == [f"record {n}" for n in range(1, len(reports) + 1)]
    assert len(reports) >= int(10 * share) - 1
    assert failures
    assert "cut off" in str(failures[-1])
    assert any(f"record {len(reports) + 1}" in str(failure) for failure in failures)


class Watched(io.BytesIO):
    """A stream that knows how much of it was read."""

    taken = 0

    def read(self, size=-1):
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def test_records_are_read_one_by_one():
    data = warc(*(record(page(n)) + record(b"x" * 200_000, headers="Content-Type: image/png") for n in range(20)))
    stream = Watched(data)
    found = read_stream(stream, Source("a.warc"), Options())
    taken = []
    for report in found:
        assert isinstance(report, Report)
        taken.append(stream.taken)
    assert len(taken) == 20
    # Never more than a few records ahead of the one that was asked for.
    assert all(at <= (number + 2) * 201_000 + 200_000 for number, at in enumerate(taken))


def test_a_page_too_large_is_named(read):
    data = warc(record(page(1, words=2000)), record(page(2)))
    failed, good = read(data, "a.warc", max_bytes=20_000)
    assert "record 1: holds" in str(failed)
    assert good.title == "Case 2"


def test_a_packed_page_that_unfolds_is_bounded(read):
    bomb = record(gzip.compress(b"a" * 50_000_000), headers="Content-Type: text/html\r\nContent-Encoding: gzip")
    failed, good = read(warc(bomb, record(page(2))), "a.warc", max_bytes=1_000_000)
    assert "record 1: holds more than 1.0 MB" in str(failed)
    assert good.title == "Case 2"


def test_a_crawl_without_pages_says_so(failure):
    assert "no HTML page in its 1 records" in failure(record(page(1), status="500 Oops"), "a.warc")


def test_what_only_is_named_warc(failure):
    assert "does not begin as one" in failure("Not a crawl at all.", "a.warc")
