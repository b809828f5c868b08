"""What the user names -> sources that can be opened, each on its own."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from copydesk.errors import InputError
from copydesk.read.sniffing import SUFFIXES, suffix_of
from copydesk.read.streams import Replayed


@dataclass(frozen=True, slots=True)
class Source:
    """One input: `name` as the user typed it (or the file found under it), `size` in bytes where it is known."""

    name: str
    size: int | None = None

    @property
    def is_url(self) -> bool:
        """Whether it is to be fetched."""
        return self.name.startswith(("http://", "https://"))

    def open(self, max_bytes: int = 100_000_000) -> BinaryIO:
        """A binary stream of it, to be closed by the caller; InputError if it cannot be opened.

        Of a URL at most `max_bytes` are fetched; more is a FetchError.
        """
        if self.is_url:
            from copydesk.read.fetch import fetch

            return fetch(self.name, max_bytes=max_bytes)
        try:
            if self.name == "-":
                return _standard_input()
            return open(self.name, "rb")
        except (OSError, ValueError) as error:
            raise _unreadable(self.name, error) from error


def expand(inputs: Sequence[str]) -> list[Source | InputError]:
    """The sources that some inputs stand for, in order, without repetitions.

    An input is a file, a folder (searched for files with a known suffix, hidden ones left out), a glob, an http(s)
    URL or `-` for standard input. What does not exist or matches nothing is an InputError in its place.
    """
    found: list[Source | InputError] = []
    seen: set[str] = set()
    for name in inputs:
        for source in _expanded(name):
            if isinstance(source, Source):
                key = source.name if source.is_url or source.name == "-" else os.path.realpath(source.name)
                if key in seen:
                    continue
                seen.add(key)
            found.append(source)
    return found


def files(inputs: Sequence[str]) -> list[str]:
    """The files on this machine among what some inputs stand for."""
    found = [source for source in expand(inputs) if isinstance(source, Source)]
    return [source.name for source in found if not source.is_url and source.name != "-"]


def _expanded(name: str) -> Iterator[Source | InputError]:
    if name == "-" or name.startswith(("http://", "https://")):
        yield Source(name)
        return
    if "://" in name[:12]:
        yield InputError(
            "this kind of address cannot be fetched", where=name, do="name an http or https URL, or a file"
        )
        return
    if not name:
        yield InputError("the name is empty", where="(input)", do="name a file, a folder, a URL or -")
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield _file(name, path)
        elif glob.has_magic(name):
            matches = sorted(glob.glob(name, recursive=True))
            if not matches:
                yield InputError("no file matches", where=name, do="check the pattern")
            for match in matches:
                if os.path.isdir(match):
                    if not name.endswith("**"):  # `**` lists folders and their files alike
                        yield from _folder(Path(match))
                else:
                    yield _file(match, Path(match))
        else:
            yield InputError("no such file or folder", where=name, do="check the name")
    except (OSError, ValueError) as error:
        yield _unreadable(name, error)


def _standard_input() -> BinaryIO:
    """Standard input, which stays open when what is returned here is closed."""
    try:
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except (AttributeError, io.UnsupportedOperation):  # replaced by a stream in memory
        return io.BufferedReader(Replayed(b"", sys.stdin.buffer))


def _file(name: str, path: Path) -> Source:
    return Source(name, path.stat().st_size if path.is_file() else None)


def _folder(folder: Path) -> Iterator[Source | InputError]:
    refused: list[OSError] = []
    count = 0
    for parent, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and suffix_of(name) in SUFFIXES and path.is_file():
                count += 1
                yield Source(str(path), path.stat().st_size)
    for error in refused:
        yield _unreadable(str(error.filename or folder), error)
    if not count and not refused:
        yield InputError(
            "holds no file of a kind that can be read",
            where=str(folder),
            do=f"known are {' '.join(SUFFIXES)} (and .gz)",
        )


def _unreadable(name: str, error: Exception) -> InputError:
    what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(
        f"cannot be opened ({what})", where=name.replace("\x00", "\\0"), do="check the name and the rights"
    )
