"""Byte streams that can be looked at before they are read, and gzip that tells where it broke."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

from copydesk.errors import InputError

CHUNK = 1 << 16
GZIP = b"\x1f\x8b\x08"


class Replayed(io.RawIOBase):
    """A stream whose first bytes were read already: they come again, then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._at, self._rest = head, 0, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        if self._at < len(self._head):
            piece = self._head[self._at : self._at + size]
            self._at += len(piece)
        else:
            piece = self._rest.read(size) or b""
        buffer[: len(piece)] = piece
        return len(piece)


def peeked(stream: BinaryIO, size: int = CHUNK) -> tuple[bytes, BinaryIO]:
    """The first `size` bytes (fewer at the end) and a stream that begins with them."""
    head = b""
    while len(head) < size and (piece := stream.read(size - len(head))):
        head += piece
    return head, io.BufferedReader(Replayed(head, stream), CHUNK)


class Gunzipped(io.RawIOBase):
    """What a gzip stream of one or more members holds; constant memory.

    A stream that is cut or damaged ends early, and `failure` then says where.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._member = zlib.decompressobj(31)
        self._begun = False
        self._input = b""
        self._read = 0
        self._ended = False
        self.failure: InputError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        while not self._ended:
            if not self._input:
                self._input = self._stream.read(CHUNK) or b""
                self._read += len(self._input)
            if self._member.eof:
                self._input = self._input.lstrip(b"\x00")  # padding between or after members
                if self._input:
                    self._member, self._begun = zlib.decompressobj(31), False
                elif not (self._input or self._peek()):
                    self._ended = True
                continue
            if not self._input:
                self._stop("the gzip stream is cut off")
                break
            self._begun = True
            try:
                piece = self._member.decompress(self._input, size)
            except zlib.error as error:
                self._stop(f"the gzip stream is damaged ({error})")
                break
            self._input = self._member.unconsumed_tail or self._member.unused_data
            if piece:
                buffer[: len(piece)] = piece
                return len(piece)
        return 0

    def _peek(self) -> bool:
        self._input = self._stream.read(CHUNK) or b""
        self._read += len(self._input)
        return bool(self._input)

    def _stop(self, what: str) -> None:
        self._ended = True
        self.failure = InputError(
            f"{what} after {self._read:,} bytes",
            where=self._name,
            do="what came before was read; get the whole file for the rest",
        )


def gunzipped(stream: BinaryIO, name: str) -> tuple[Gunzipped, BinaryIO]:
    """The gunzipping stream, which holds a later failure, and a buffer over it."""
    raw = Gunzipped(stream, name)
    return raw, io.BufferedReader(raw, CHUNK)


def all_bytes(stream: BinaryIO, limit: int, name: str) -> bytes:
    """What is left of a stream; InputError as soon as that is more than `limit` bytes."""
    pieces, size = [], 0
    while piece := stream.read(min(1 << 20, limit + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise too_large(name, limit)
    return b"".join(pieces)


def too_large(where: str, limit: int, size: int | None = None) -> InputError:
    """The error for one document that is larger than the limit (bytes)."""
    held = f"holds {megabytes(size)}" if size is not None else f"holds more than {megabytes(limit)}"
    return InputError(
        f"{held}, more than one report of this kind may have ({megabytes(limit)})",
        where=where,
        do="split it into one report a file, or into JSON Lines with one report a line",
    )


def megabytes(size: int) -> str:
    """A size as an editor reads it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size:,} bytes"
