"""Arbitrary bytes and damaged inputs into every reader: reports or failures, nothing else, and every map holds."""

import functools
import gzip
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read import Options, Source
from copydesk.read.encoding import decode
from copydesk.read.layout import layout
from copydesk.read.reading import read_stream
from copydesk.read.runs import Mapped, clean
from copydesk.read.sniffing import FORMATS
from copydesk.read.text import paragraphed, unmarked

from .samples import SENTENCE, maps_back
from .test_feed import ATOM, HEAD, TAIL, items
from .test_html import PAGE
from .test_ninjs import FIRST, SECOND
from .test_pdf import FIRST as LINES
from .test_pdf import pdf
from .test_text import MARKDOWN
from .test_warc import page, record

FUZZ = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
NASTY = [
    b"\x00", b"\xff", b"\xe2\x80\xae", b"<", b"</", b"&", b"&#0;", b"\r", b"\n", b"{", b"[", b'"', b"\\", b"\\ud800", b"]]>", b"<!--",
    b"<![CDATA[", b"<item>", b"</item>", b"<!DOCTYPE x [", b"Content-Length: 99999\r\n", b"\r\n\r\n", b"WARC/1.0\r\n", b"%PDF-", b"endobj",
    b"- ", b"# ", b"*", b"_", b"`", b"](", b"---\n", b"1e999", b"-1", b"0" * 50, b"\xef\xbb\xbf", b"\xfe\xff",
]  # fmt: skip


@functools.cache
def samples():
    """A valid input of each format."""
    return {
        "text": f"Two held\r\n\r\n{SENTENCE}\n".encode(),
        "markdown": MARKDOWN.encode(),
        "html": PAGE.encode(),
        "pdf": pdf([LINES]),
        "feed": (HEAD + items(1, 2) + TAIL).encode(),
        "atom": ATOM.encode(),
        "warc": record(page(1)) + record(page(2)),
        "warc.gz": gzip.compress(record(page(1))) + gzip.compress(record(page(2))),
        "jsonl": b"\n".join(json.dumps(row).encode() for row in ({"id": "1", "text": SENTENCE}, FIRST, SECOND)),
        "json": json.dumps([FIRST, {"id": "a", "text": SENTENCE}], indent=1).encode(),
        "text.gz": gzip.compress(SENTENCE.encode()),
    }


def check(data, name="file", **options):
    """Read some bytes; an exception other than InputError is a defect, also where `reports` would make it a value."""
    found = []
    try:
        found += read_stream(io.BytesIO(data), Source(name, len(data)), Options(max_bytes=1_000_000, **options))
    except InputError as error:
        found.append(error)
    assert found
    for item in found:
        if isinstance(item, InputError):
            assert item.what
            assert name in item.where
            continue
        assert isinstance(item, Report)
        assert item.text.strip()
        assert item.id
        item.text.encode()
        if (
            item.origin.runs
            and item.origin.format != "warc"
            and ", " not in item.origin.encoding
            and not data.startswith(b"\x1f\x8b")
        ):
            maps_back(item, decode(data, item.origin.encoding).text)
    return found


@pytest.mark.parametrize("format", [None, *FORMATS])
@FUZZ
@given(data=st.binary(max_size=400))
def test_arbitrary_bytes(format, data):
    check(data, format=format)


@pytest.mark.parametrize("format", [None, *FORMATS])
@FUZZ
@given(
    parts=st.lists(st.one_of(st.sampled_from(NASTY), st.just(SENTENCE.encode()), st.binary(max_size=8)), max_size=30)
)
def test_arbitrary_pieces(format, parts):
    check(b"".join(parts), format=format)


@pytest.mark.parametrize("kind", sorted(samples()))
@FUZZ
@given(data=st.data())
def test_damaged_inputs(kind, data):
    source = bytearray(samples()[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(source) - 1)))
        size = data.draw(st.sampled_from([0, 1, 3, 40, 400]))
        source[at : at + size] = data.draw(
            st.one_of(st.sampled_from(NASTY), st.binary(max_size=6), st.just(bytes(source[:size])))
        )
    check(bytes(source), f"file.{kind}")


@FUZZ
@given(text=st.text(max_size=300))
def test_what_is_cleaned_maps_back_and_stays_clean(text):
    for made in (clean(Mapped.whole(text))[0], unmarked(Mapped.whole(text))[0], paragraphed(Mapped.whole(text))):
        end = 0
        for start, original, length in made.runs:
            assert start >= end
            assert made.text[start : start + length] == text[original : original + length]
            end = start + length
    once = clean(Mapped.whole(text))[0].text
    assert clean(Mapped.whole(once))[0].text == once
    assert "\r" not in once
    assert "\n\n\n" not in once


@FUZZ
@given(
    text=st.lists(
        st.sampled_from(
            ["A", "word", "OSLO", ",", " ", "\n", "\n\n", ".", "- ", " — ", "(AP)", "May 3", "Summary:", "2024", '"']
        ),
        max_size=80,
    ).map("".join),
    title=st.one_of(st.none(), st.text(max_size=20)),
)
def test_parts_of_a_layout_are_in_order(text, title):
    found = layout(text, title)
    parts = [part for part in (found.headline, found.dateline, found.digest, found.body) if part]
    for start, end in parts:
        assert 0 <= start <= end <= len(text)
    if found.headline:
        assert found.headline[1] <= found.body[0]
    if found.digest:
        assert found.digest[1] <= found.body[0] or found.digest[0] >= found.body[1]
