"""What a stream of bytes is: by its content first, by its name second."""

from __future__ import annotations

import re

from copydesk.errors import InputError
from copydesk.read.encoding import MARKS, without_mark

FORMATS = ("text", "markdown", "html", "pdf", "feed", "warc", "jsonl", "ninjs")
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf", ".rss": "feed", ".atom": "feed", ".xml": "feed", ".rdf": "feed", ".warc": "warc",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".ninjs": "jsonl",
}  # fmt: skip
# Signatures of what is no text: (offset, bytes, what it looks like, what to do).
_CONVERT = "save it as PDF, HTML or plain text"
_UNPACK = "unpack it and name what is in it"
_BINARY = (
    (0, b"PK\x03\x04", "a ZIP archive", _UNPACK),
    (0, b"PK\x05\x06", "an empty ZIP archive", _UNPACK),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (doc, xls, ppt)", _CONVERT),
    (0, b"{\\rtf", "an RTF document", _CONVERT),
    (0, b"\x89PNG", "a PNG image", "run it through text recognition (OCR) first"),
    (0, b"\xff\xd8\xff", "a JPEG image", "run it through text recognition (OCR) first"),
    (0, b"GIF8", "a GIF image", "run it through text recognition (OCR) first"),
    (0, b"II*\x00", "a TIFF image", "run it through text recognition (OCR) first"),
    (0, b"MM\x00*", "a TIFF image", "run it through text recognition (OCR) first"),
    (8, b"WEBP", "a WebP image", "run it through text recognition (OCR) first"),
    (4, b"ftyp", "a video, sound or HEIF file", "transcribe it first"),
    (0, b"ID3", "an MP3 sound file", "transcribe it first"),
    (0, b"OggS", "an Ogg sound file", "transcribe it first"),
    (8, b"WAVE", "a WAV sound file", "transcribe it first"),
    (0, b"\x1aE\xdf\xa3", "a Matroska or WebM video", "transcribe it first"),
    (0, b"\x7fELF", "a program (ELF)", "name a report instead"),
    (0, b"MZ", "a Windows program", "name a report instead"),
    (0, b"\xca\xfe\xba\xbe", "a program (Mach-O or Java class)", "name a report instead"),
    (0, b"\xcf\xfa\xed\xfe", "a program (Mach-O)", "name a report instead"),
    (0, b"Rar!", "a RAR archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (0, b"BZh", "a bzip2 file", _UNPACK),
    (0, b"\xfd7zXZ\x00", "an XZ file", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard file", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"SQLite format 3\x00", "an SQLite database", "export its reports as JSON Lines"),
    (0, b"PAR1", "a Parquet file", "export its reports as JSON Lines"),
)  # fmt: skip
_OFFICE = ((b"word/", "a Word document (docx)"), (b"xl/", "an Excel sheet (xlsx)"), (b"ppt/", "slides (pptx)"),
           (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"), (b"mimetypeapplication/epub", "an EPUB book"))  # fmt: skip
_HTML = re.compile(
    r"\s*(?:<!--(?s:.{0,2000}?)-->\s*|<\?xml[^>]{0,200}\?>\s*){0,5}"
    r"<(?:!doctype\s{1,9}html|html|head|body|meta|title|script|style|link|article|main|section|div|p|h[1-6]|table|span)\b",
    re.I,
)
_FEED = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\b", re.I)
_XHTML = re.compile(r"<(?:!doctype\s{1,9}html|html)\b", re.I)
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\"{\[\]])")


def suffix_of(name: str) -> str:
    """The last suffix of a name, in lower case, `.gz` and a URL's query left aside.

    >>> suffix_of("a/News.HTML.gz")
    '.html'
    """
    last = name.partition("?")[0].partition("#")[0] if "://" in name else name
    last = last.replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".gz")
    return "." + last.rsplit(".", 1)[1] if "." in last else ""


def sniff(head: bytes, name: str, media_type: str | None = None) -> str:
    """The format of a document that begins with `head`: one of `FORMATS`; InputError if it is no text at all."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"WARC/"):
        return "warc"
    text = _opening(head, name)
    suffix = SUFFIXES.get(suffix_of(name))
    if text.lstrip().startswith(("<?xml", "<")):
        if _XHTML.search(text, 0, 2000) and not _feed_first(text):
            return "html" if suffix != "markdown" else suffix
        if _FEED.search(text, 0, 4000):
            return "feed"
        if text.lstrip().startswith("<?xml"):
            return "feed"
    if _HTML.match(text):
        return "markdown" if suffix == "markdown" else "html"
    if _JSON.match(text) and suffix not in ("text", "markdown", "html"):
        return "jsonl"
    if _JSON.match(text) and re.match(r"\s*[\[{][^\n]{0,300}\"(?:text|uri|headline|body_text)\"\s*:", text):
        return "jsonl"
    if suffix == "pdf" or suffix == "warc":
        raise InputError(
            f"is named {suffix_of(name)} but does not begin as one", where=name, do="look whether it is whole"
        )
    if suffix:
        return suffix
    if media_type and "html" in media_type:
        return "html"
    return "text"


def _feed_first(text: str) -> bool:
    feed, html = _FEED.search(text), _XHTML.search(text)
    return feed is not None and (html is None or feed.start() < html.start())


def _opening(head: bytes, name: str) -> str:
    """The first characters of a text, for a look at them; InputError if the bytes are none."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[: len(head) // 4 * 4].decode(encoding, "ignore")
    if unmarked := without_mark(head):
        return head[: len(head) // 2 * 2].decode(unmarked, "ignore")
    if known := looks_like(head):
        raise InputError(f"looks like {known[0]}, not a text", where=name, do=known[1])
    # Control characters other than white space, escape and NUL are as good as never in a text; bytes of images and
    # programs are a tenth of them. Some NULs in a text are an accident, many are not.
    controls = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), *range(28, 32), 127))
    nuls = head.count(0)
    if head and (controls > len(head) // 20 or nuls > max(2, len(head) // 10)):
        raise InputError("looks like binary data, not a text", where=name, do="name a text, HTML, PDF or JSON file")
    return head.decode("utf-8", "replace")


def looks_like(head: bytes) -> tuple[str, str] | None:
    """What known binary file begins with these bytes, and what to do with it."""
    for offset, signature, what, do in _BINARY:
        if head[offset : offset + len(signature)] == signature:
            if signature == b"MZ" and head[2:4].isalpha() and b"\x00" not in head[:64]:
                continue
            if signature == b"BZh" and b"1AY&SY" not in head[:12]:
                continue
            if offset in (4, 8) and b"\x00" not in head[:16] and not head.startswith(b"RIFF"):
                continue
            if signature == b"ID3" and b"\x00" not in head[:16]:
                continue
            if signature.startswith(b"PK"):
                office = next((kind for part, kind in _OFFICE if part in head), None)
                if office:
                    return office, _CONVERT
            return what, do
    return None
