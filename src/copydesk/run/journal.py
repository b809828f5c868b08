"""Output that survives being killed: nothing is lost and nothing is written twice."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from copydesk.errors import OptionError
from copydesk.nouns.report import content_id


class _Line(msgspec.Struct):
    id: str


class Journal:
    """A JSON Lines file that is written beside its final name and moved there when all is done.

    A run that was killed leaves `.NAME.KEY.part`; the same run started again drops a torn last line, skips what
    `done` holds and goes on. `key` tells runs with other inputs or options apart, so that they never mix.
    """

    def __init__(self, path: Path, *, key: Sequence[str]) -> None:
        if path.is_dir():
            raise OptionError("is a folder", where=str(path), do="name a file for --output")
        if not path.parent.is_dir():
            raise OptionError("no such folder", where=str(path.parent), do="make it first, or name another --output")
        self.path = path.resolve()  # a link stays a link
        self.part = self.path.with_name(f".{path.name}.{content_id(chr(0).join(key))[2:10]}.part")
        self.done = self._recover()
        self._file = self.part.open("ab")

    def _recover(self) -> set[str]:
        """The ids that an earlier run finished; the file is cut behind the last whole line."""
        done: set[str] = set()
        if not self.part.exists():
            return done
        whole = 0
        with self.part.open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                try:
                    done.add(msgspec.json.decode(line, type=_Line).id)
                except msgspec.DecodeError:
                    break
                whole += len(line)
        os.truncate(self.part, whole)
        return done

    def write(self, line: bytes) -> None:
        """Append one record; it is on its way to the disk when this returns."""
        self._file.write(line + b"\n")
        self._file.flush()

    def close(self, *, complete: bool) -> None:
        """Put the file in its place if the run is `complete`, else leave it for the next run to go on with."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        if complete:
            os.replace(self.part, self.path)
