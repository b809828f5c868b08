"""Every item of bad input: one clear error that names file and place, or a report; never an exception, never endless."""

import gzip
import io
import random
import zipfile
from importlib import import_module

import pytest

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read import Source, expand, reports

from .samples import SENTENCE, maps_back


@pytest.mark.parametrize("data", [b"", b" \n\n\t", b"\x00\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"---\n***\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_nothing_to_read(failure, data, name):
    assert name in failure(data, name)


@pytest.mark.parametrize("name", ["a.jsonl", "a.xml", "a.pdf", "a.warc", "a.gz", "a.json"])
def test_an_empty_file_of_another_kind(failure, name):
    assert "is empty" in failure(b"", name)


def test_200_mb_of_text(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as out:
        out.truncate(200_000_000)
        out.seek(0)
        out.write(SENTENCE.encode() * 2000)
    [failed] = reports(Source(str(path), path.stat().st_size))
    assert "huge.txt: holds 200.0 MB" in str(failed)


def test_text_of_unknown_size_is_bounded_too(failure):
    assert "more than 1.0 MB" in failure(gzip.compress(SENTENCE.encode() * 50_000), "big.txt.gz", max_bytes=1_000_000)


def office(part):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr(part, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG image"),
        (b"MZ\x90\x00" + bytes(100), "Windows program"),
        (b"\x7fELF" + bytes(100), "program (ELF)"),
        (office("word/document.xml"), "Word document"),
        (office("a.txt"), "ZIP archive"),
        (b"{\\rtf1 text}", "RTF"),
        (random.Random(1).randbytes(5000), "binary data"),
        (b"abc\x00\x01\x02\x03" * 100, "binary data"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a"])
def test_what_is_no_text_is_named(failure, data, what, name):
    assert what in failure(data, name)


def test_utf_16_and_mixed_encodings(report):
    assert report((SENTENCE * 2).encode("utf-16"), "a.txt").text == (SENTENCE * 2).strip()
    assert report((SENTENCE * 2).encode("utf-16-be"), "b.txt").text == (SENTENCE * 2).strip()
    mixed = report(f"{SENTENCE}Käse.\n".encode() + "Märkte.\n".encode("latin-1") + SENTENCE.encode(), "c.txt")
    assert "Käse." in mixed.text
    assert "Märkte." in mixed.text
    assert any("mixed encodings" in note for note in mixed.notes)


def test_nuls_and_direction_controls(report):
    source = f"{SENTENCE}\x00He said \u202eedoc\u202c. {SENTENCE}"
    found = report(source)
    assert "\x00" not in found.text
    assert "\u202e" not in found.text
    assert len(found.notes) == 2
    maps_back(found, source)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a" * 1_000_000,
        '"' * 10_000 + " he said.",
        "“No,” he said. " * 10_000,
        "\n" * 100_000 + "End of it.",
    ],
)
def test_strange_texts_are_simply_read(report, text):
    assert report(text).text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + SENTENCE * 5 + "</div>" * 10_000,
        "<html><body>" + "<b>" * 20_000 + SENTENCE * 5,
        "<html><body>" + "<table><tr><td>" * 10_000 + SENTENCE * 5,
        "<html><p>" + SENTENCE * 5 + "<" * 100_000,
        "<html><p>" + SENTENCE * 5 + "<!--" * 100_000,
        "<html><p>" + SENTENCE * 5 + '<a href="' * 100_000,
        "<html><p>" + SENTENCE * 5 + "<script>" * 50_000,
        "<html><p>" + SENTENCE * 5 + "&" * 100_000,
        "<html><p>" + SENTENCE * 5 + "<ul>" + "<li>x y</li>" * 50_000,
    ],
)
def test_hostile_pages(report, page):
    found = report(page, "page.html")
    assert "The harbour police said on Monday" in found.text
    maps_back(found, page)


def test_truncated_gzip_gives_what_there_is(read):
    words = random.Random(1).choices(SENTENCE.split(), k=20_000)
    data = gzip.compress(" ".join(words).encode())
    report, failed = read(data[: len(data) // 2], "a.txt.gz")
    assert isinstance(report, Report)
    assert 1000 < len(report.text) < len(" ".join(words))
    assert "a.txt.gz: the gzip stream is cut off" in str(failed)


def test_damaged_gzip_is_said(read):
    data = bytearray(gzip.compress((SENTENCE * 2000).encode()))
    data[len(data) // 2] ^= 0xFF
    *_, failed = read(bytes(data), "a.txt.gz")
    assert isinstance(failed, InputError)
    assert "gzip" in str(failed)


def test_gzip_bombs(read, failure):
    bomb = gzip.compress(b"a" * 100_000_000)
    assert "more than 20.0 MB" in failure(bomb, "a.txt.gz")
    assert "packed twice" in failure(gzip.compress(bomb), "b.gz")
    [failed] = read(bomb, "a.jsonl.gz")
    assert "line 1" in str(failed)


def test_a_batch_goes_on(tmp_path):
    good = ("a.txt", "c.jsonl", "e.html")
    for name, data in {
        "a.txt": SENTENCE,
        "b.pdf": "%PDF-1.4 broken",
        "c.jsonl": f'{{"id": "c", "text": "{SENTENCE}"}}\n{{"bad',
        "d.warc": "no crawl",
        "e.html": f"<html><p>{SENTENCE * 5}",
        "f.xml": "<rss><channel>",
    }.items():
        (tmp_path / name).write_text(data)
    sources = expand([str(tmp_path), str(tmp_path / "missing.txt")])
    found = [item for source in sources for item in ([source] if isinstance(source, InputError) else reports(source))]
    assert [item.origin.path for item in found if isinstance(item, Report)] == [str(tmp_path / name) for name in good]
    failures = [str(item) for item in found if isinstance(item, InputError)]
    assert len(failures) == 5
    for name in ("b.pdf", "c.jsonl: line 2", "d.warc", "f.xml", "missing.txt"):
        assert any(name in failure for failure in failures)


def test_a_reader_that_fails_in_an_unforeseen_way_is_a_value(tmp_path, monkeypatch):
    def broken(*args):
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(import_module("copydesk.read.text"), "read_text", broken)
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    [failed] = reports(Source(str(path), 10))
    assert "RuntimeError: unforeseen" in str(failed)
