"""Bytes -> text: byte order marks, UTF-16 with and without one, declared, guessed and mixed encodings."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

SAMPLE = 1 << 15  # bytes that a guess looks at
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings whose bytes are all ASCII, so that valid UTF-8 says nothing against them.
_SEVEN_BIT = ("iso2022", "iso-2022", "hz", "utf-7", "utf7")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, how its bytes were read, and what a reader of it should know about that."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of some bytes; `declared` is what a header or the document itself calls its encoding.

    Bytes that are valid UTF-8 are UTF-8, whatever is declared. Never fails: what cannot be read becomes U+FFFD and
    the notes say how often. The text is what `bytes.decode(encoding)` gives, where `encoding` is one encoding.

    >>> decode("Ä".encode("utf-16")).text, decode(b"caf\\xe9", "latin-1").encoding
    ('Ä', 'cp1252')
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _lossy(data, encoding)
    if unmarked := without_mark(data):
        return _lossy(data, unmarked)
    declared = _known(declared)
    if declared and declared.startswith(_SEVEN_BIT) and data.isascii():
        return _lossy(data, declared)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if declared and declared != "utf-8":
        try:
            return Decoded(data.decode(declared), declared)
        except (UnicodeDecodeError, ValueError):
            pass
    # A file that is cut in the middle of a character is UTF-8 all the same.
    if broken.reason == "unexpected end of data" and not data[: broken.start].isascii():
        return Decoded(data[: broken.start].decode("utf-8"), "utf-8", ("the last character is cut off",))
    return _mixed(data) or _guessed(data)


def without_mark(data: bytes) -> str | None:
    """The UTF-16 that bytes without a byte order mark are in: ASCII or Cyrillic leaves a regular second byte."""
    head = data[: 1 << 12]
    head = head[: len(head) // 2 * 2]
    if len(head) < 4:
        return None
    even, odd = head[::2], head[1::2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        # High bytes: Latin (0), Greek (3), Cyrillic (4), Hebrew (5), Arabic (6), general punctuation (0x20).
        regular = sum(high.count(byte) for byte in (0, 3, 4, 5, 6, 0x20))
        spaced = sum(1 for a, b in zip(high, low, strict=True) if a == 0 and b in b" \n\r\t")
        if regular >= 0.95 * len(high) and spaced and high.count(0) > low.count(0) and low.count(0) <= len(low) // 50:
            try:
                head.decode(encoding, "strict")
            except UnicodeDecodeError as error:
                if error.start < len(head) - 2:
                    continue
            return encoding
    return None


def _known(name: str | None) -> str | None:
    if not name or len(name) > 40:
        return None
    try:
        info = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError, UnicodeError):
        return None
    if not getattr(info, "_is_text_encoding", True):
        return None
    # What calls itself Latin-1 or ASCII on the web is windows-1252.
    return "cp1252" if info.name in ("iso8859-1", "ascii") else info.name


def _lossy(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding, "replace")
    except (UnicodeError, ValueError):
        text = data.decode("utf-8", "replace")
        encoding = "utf-8"
    lost = text.count("\ufffd")
    notes = (f"{lost} characters could not be read as {encoding}",) if lost else ()
    return Decoded(text, encoding, notes)


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 with some lines in an 8-bit encoding, as texts pasted from two sources are."""
    lines = data.splitlines(keepends=True)
    if len(lines) > 200_000:
        return None
    good, many, bad = 0, 0, []
    for number, line in enumerate(lines, 1):
        try:
            many += len(line) > len(line.decode("utf-8"))
            good += 1
        except UnicodeDecodeError:
            bad.append(number)
    # Without one line that is UTF-8 beyond ASCII there is no proof that anything is mixed.
    if not many or len(bad) > len(lines) // 2:
        return None
    wrong = set(bad)
    other = _guessed(b"".join(lines[number - 1] for number in bad)).encoding
    parts = [line.decode(other if number in wrong else "utf-8", "replace") for number, line in enumerate(lines, 1)]
    named = ", ".join(map(str, bad[:10])) + (" …" if len(bad) > 10 else "")
    return Decoded("".join(parts), f"utf-8, {other}", (f"mixed encodings: line {named} is {other}, the rest UTF-8",))


def _guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    sample = data[:SAMPLE]
    found = from_bytes(sample, cp_exclusion=["utf_7", "utf_16", "utf_32"]).best()
    # Short and mostly ASCII samples fit dozens of code pages; windows-1252 is then the likeliest by far.
    high = sum(byte > 0x7F for byte in sample)
    encoding = found.encoding if found and high >= 40 else "cp1252"
    decoded = _lossy(data, codecs.lookup(encoding).name)
    return Decoded(decoded.text, decoded.encoding, (f"the encoding was guessed: {decoded.encoding}", *decoded.notes))
