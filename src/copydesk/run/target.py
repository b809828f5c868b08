"""A file that results go to: nothing that is read is overwritten, and what stood there stands until the new is whole."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from copydesk.errors import OptionError

STDOUT = "standard output"


def is_device(path: Path) -> bool:
    """Whether a path is there and no file or folder, as /dev/null or a named pipe: nothing can be put in its place."""
    return path.exists() and not path.is_file() and not path.is_dir()


def spare(output: Path, read: Iterable[str]) -> None:
    """OptionError if an output would take the place of a file that is read, itself or as a page of a folder."""
    real = os.path.realpath(output)
    for name in read:
        path = os.path.realpath(name)
        paged = os.path.isdir(real) and os.path.dirname(path) == real and path.endswith(".html")
        if path == real or paged:
            raise OptionError("is read in this run", where=name, do="name another --output, so that it is kept")


@contextmanager
def written(output: Path | None) -> Iterator[None]:
    """Turn what the system says against writing (a full disk, no right to) into one clear OptionError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if output is None:
            drop_stdout()
        raise OptionError(
            f"cannot be written ({error.strerror})", where=str(output or STDOUT), do="name another --output"
        ) from error


def drop_stdout() -> None:
    """Let what is still to be flushed to standard output go nowhere, where it can no longer be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Target:
    """A text file that is written beside its name and takes its place when it is whole; a device is written directly."""

    def __init__(self, path: Path) -> None:
        self._path = path if is_device(path) else path.resolve()  # a link stays a link
        self._part = path if is_device(path) else self._path.with_name(f".{self._path.name}.part")
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        self.file: IO[str] = self._part.open("w", encoding="utf-8")

    def close(self, *, complete: bool) -> None:
        """Put the file in its place if it is `complete`, else leave what stood there."""
        self.file.close()
        if self._part == self._path:
            return
        if complete:
            os.replace(self._part, self._path)
        else:
            self._part.unlink(missing_ok=True)
