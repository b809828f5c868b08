"""Digests with the reports they are about: the rows of `copydesk audit --batch`."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from copydesk.errors import InputError
from copydesk.nouns import Pair, Report, content_id

# A row is one digest and its reports; no honest one is larger, and a file without line breaks must not fill memory.
LONGEST_LINE = 64 * 1024 * 1024


def pairs(path: str) -> Iterator[tuple[int, Pair | InputError]]:
    """The rows of a JSON Lines file (gzipped or not; `-` is standard input), each with the number of its line.

    A bad line is an InputError in its place.
    A row is `{"id", "reports": [Report], "digest"}`, or a Report with `"digest"` beside its text.
    """
    number = 0
    try:
        with _lines(path) as lines:
            while line := lines.readline(LONGEST_LINE):
                number += 1
                where = f"{path}: line {number}"
                if len(line) == LONGEST_LINE:
                    do = "is this JSON Lines, one object a line?"
                    yield number, InputError("is longer than 64 MB", where=where, do=do)
                    return
                if line.strip():
                    yield number, _pair(line, where)
    except (OSError, EOFError) as error:
        where = f"{path}: after line {number}"
        yield number, InputError(f"cannot be read ({error})", where=where, do="check the file")


@contextmanager
def _lines(path: str) -> Iterator[IO[bytes]]:
    """The file, unpacked if it is gzipped."""
    if path == "-":
        yield sys.stdin.buffer
        return
    with Path(path).open("rb") as stream:
        packed = stream.peek(2)[:2] == b"\x1f\x8b"
        yield cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if packed else stream


def _pair(line: bytes, where: str) -> Pair | InputError:
    try:
        row: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
        single = "reports" not in row
        rows = [{**row, "digest": None}] if single else row["reports"]
        found = msgspec.convert(
            [{"id": content_id(str(r.get("text")), url=r.get("url")), **r, "origin": None} for r in rows],
            tuple[Report, ...],
        )
        digest = msgspec.convert(row.get("digest"), str)
    except (msgspec.MsgspecError, UnicodeDecodeError, AttributeError) as error:
        return InputError(f"is not a row of a batch ({error})", where=where, do="see `copydesk schema batch`")
    if not found or not digest.strip():
        lacking = "report" if not found else "digest"
        return InputError(f"has no {lacking}", where=where, do="see `copydesk schema batch`")
    return Pair(id=str(row.get("id") or content_id(digest)), digest=digest, reports=found)
