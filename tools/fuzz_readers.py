"""Fuzz the readers with coverage: `python tools/fuzz_readers.py --seconds 60 [--format html] [--corpus FOLDER]`.

Needs atheris (`pip install copydesk[fuzz]`). A crash is an exception that a reader did not turn into a value, a map
that does not hold, or an input that takes longer than ten seconds; the input is left as `crash-…` in the folder.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from pathlib import Path

SEEDS = {
    "text": [b"Two held in Oslo\r\n\r\nOSLO, May 3, 2024 (NTB) - Police held two men.\n", "Käse\x00\u202e".encode("utf-16")],
    "markdown": [b"---\ntitle: A\n---\n# A *b* [c](d)\n\n> e\n\n- f `g`\n\n```\nh\n```\n"],
    "html": [b'<!DOCTYPE html><html lang="en"><head><title>A | B</title><script type="application/ld+json">{"@type":"NewsArticle",'
             b'"headline":"A","datePublished":"2024-05-03"}</script></head><body><article><h1>A b c</h1><p>D &amp; e<br>f</p></article>'],
    "pdf": [b"%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj "
            b"4 0 obj<</Length 40>>stream\nBT /F 12 Tf 9 99 Td (Two men held) Tj ET\nendstream endobj "
            b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj trailer<</Root 1 0 R>>"],
    "feed": [b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>A</title><description>B &eacute; c'
             b"</description><pubDate>Wed, 18 Jan 2023 10:00:00 GMT</pubDate></item></channel></rss>",
             b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><summary>B c</summary></entry></feed>'],
    "warc": [b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.org/\r\nContent-Length: 81\r\n\r\nHTTP/1.1 200 OK\r\n"
             b"Content-Type: text/html\r\n\r\n<html><title>A</title><p>Two men held\r\n\r\n"],
    "jsonl": [b'{"id": "1", "text": "Two men held."}\n{"id": "2", "text": "\\ud800", "published": "2023-02-30"}\n'],
    "ninjs": [b'{"uri": "u", "versioncreated": "2023-01-18", "headline": "A", "bodies": [{"role": "main", "value": "B c"}]}'],
}  # fmt: skip


def check(data: bytes, format: str | None) -> None:
    """Read some bytes as the desk does; AssertionError or any other exception is a finding."""
    from copydesk.errors import InputError
    from copydesk.nouns import Report
    from copydesk.read import Options, Source
    from copydesk.read.encoding import decode
    from copydesk.read.reading import read_stream

    found: list[Report | InputError] = []
    try:
        found += read_stream(io.BytesIO(data), Source("fuzz", len(data)), Options(format=format, max_bytes=1_000_000))
    except InputError as error:
        found.append(error)
    if not found:
        raise AssertionError("neither a report nor a failure")
    for item in found:
        if isinstance(item, InputError):
            continue
        item.text.encode()
        origin = item.origin
        if (
            origin
            and origin.runs
            and origin.format != "warc"
            and "," not in str(origin.encoding)
            and data[:2] != b"\x1f\x8b"
        ):
            original = decode(data, origin.encoding).text
            for start, source, length in origin.runs:
                if item.text[start : start + length] != original[source : source + length]:
                    raise AssertionError(f"the map does not hold at {start}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="how long to look")
    parser.add_argument("--format", choices=sorted(SEEDS), help="one format; without it the format is sniffed")
    parser.add_argument("--corpus", type=Path, help="folder of inputs to start from and to add to")
    options = parser.parse_args()
    try:
        import atheris
    except ImportError:
        sys.exit(
            "fuzz_readers: atheris is not installed; run `pip install 'copydesk[fuzz]'` (CPython 3.11 or 3.12, Linux)"
        )
    with atheris.instrument_imports(include=["copydesk"]):
        import copydesk.read.dateline
        import copydesk.read.feed
        import copydesk.read.fetch
        import copydesk.read.html
        import copydesk.read.jsonl
        import copydesk.read.layout
        import copydesk.read.pdf
        import copydesk.read.reading
        import copydesk.read.text
        import copydesk.read.warc  # noqa: F401

    folder = options.corpus or Path(tempfile.mkdtemp(prefix="copydesk-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    for name, seeds in SEEDS.items():
        if options.format in (None, name):
            for number, seed in enumerate(seeds):
                (folder / f"seed-{name}-{number}").write_bytes(seed)
    print(f"fuzz_readers: corpus and findings in {folder}", file=sys.stderr)
    arguments = [
        sys.argv[0], str(folder), f"-max_total_time={options.seconds}", "-max_len=4096", "-timeout=10", "-rss_limit_mb=3000",
        f"-artifact_prefix={folder}/", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup(arguments, lambda data: check(data, options.format))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
