"""Where results go: a terminal, a pipe, a file that survives being killed, a page or a folder of pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, Protocol

from copydesk.errors import CopydeskError, OptionError
from copydesk.run.journal import Journal
from copydesk.run.target import Target, is_device

if TYPE_CHECKING:
    import msgspec
    from rich.console import Console

    from copydesk.export.sarif import Checked

Format = Literal["text", "json", "jsonl", "html", "sarif"]


@dataclass(frozen=True, slots=True)
class Result:
    """One record, how it is shown in a terminal, and the page it makes; the last two are made only when wanted.

    An audit also hands over what it was made from, for formats that tell the places in files.
    """

    record: msgspec.Struct
    show: Callable[[Console], None]
    page: Callable[[], str]
    id: str
    checked: Callable[[], Checked] | None = None


class Writer(Protocol):
    """Takes results one at a time; `done` holds ids that an earlier, killed run has written already."""

    done: AbstractSet[str]

    def write(self, result: Result) -> None: ...

    def close(self, *, complete: bool, failures: Sequence[CopydeskError]) -> None: ...


def writer(format: Format, output: Path | None, *, key: Sequence[str]) -> Writer:
    """The writer for a format and an output file (None: standard output); `key` says which run this is."""
    if format == "html":
        return _Pages(output)
    if format == "sarif":
        return _Log(output)
    if format == "jsonl" and output is not None and not is_device(output):
        return _Journaled(output, key)
    return _Stream(format, output)


class _Stream:
    """Text or JSON, to standard output or a file."""

    done: AbstractSet[str] = frozenset()

    def __init__(self, format: Format, output: Path | None) -> None:
        from rich.console import Console

        class Piped(Console):
            """A console that leaves a closed pipe to the desk, which knows the exit status."""

            def on_broken_pipe(self) -> None:
                raise BrokenPipeError

        self._format = format
        self._target = Target(output) if output else None
        self._file: IO[str] | None = self._target.file if self._target else None
        # A pipe or a file gets 100 columns and no colour, whatever the terminal behind it.
        plain = self._file is not None or not sys.stdout.isatty()
        self._console = Piped(file=self._file, no_color=plain or None, width=100 if plain else None, highlight=False)

    def write(self, result: Result) -> None:
        if self._format == "text":
            result.show(self._console)
            return
        from copydesk.export.records import json_bytes

        line = json_bytes(result.record, pretty=self._format == "json").decode()
        print(line, file=self._file or sys.stdout, flush=True)

    def close(self, *, complete: bool, failures: Sequence[CopydeskError]) -> None:
        if self._target:
            self._target.close(complete=complete)
        else:
            sys.stdout.flush()


class _Journaled:
    """JSON Lines in a file that survives being killed."""

    def __init__(self, output: Path, key: Sequence[str]) -> None:
        self._journal = Journal(output, key=key)
        self.done: AbstractSet[str] = self._journal.done

    def write(self, result: Result) -> None:
        from copydesk.export.records import json_bytes

        self._journal.write(json_bytes(result.record))

    def close(self, *, complete: bool, failures: Sequence[CopydeskError]) -> None:
        self._journal.close(complete=complete)


class _Log:
    """One SARIF log of all audits of a run, with its failures."""

    done: AbstractSet[str] = frozenset()

    def __init__(self, output: Path | None) -> None:
        self._target = Target(output) if output else None
        self._checked: list[Checked] = []

    def write(self, result: Result) -> None:
        if result.checked is None:
            raise OptionError("tells of audits only", where="--format sarif", do="use --format json")
        self._checked.append(result.checked())

    def close(self, *, complete: bool, failures: Sequence[CopydeskError]) -> None:
        import json

        from copydesk.export.sarif import log

        # Escaped to ASCII: no reader of a log meets a character that hides or turns the reading order round.
        file = self._target.file if self._target else sys.stdout
        print(json.dumps(log(self._checked, failures), indent=2), file=file, flush=True)
        if self._target:
            # A log tells of what failed, so that it is whole even where nothing was done.
            self._target.close(complete=True)


class _Pages:
    """One page to standard output or a file, or a folder with a page for each report and an index."""

    done: AbstractSet[str] = frozenset()

    def __init__(self, output: Path | None) -> None:
        self._output = output
        self._folder = output is not None and (output.is_dir() or not (output.suffix or is_device(output)))
        self._target: Target | None = None
        self._written: list[tuple[str, Result]] = []

    def write(self, result: Result) -> None:
        if self._written and not self._folder:
            raise OptionError("one page holds one report", where="--format html", do="give a folder: --output FOLDER")
        if self._output is None:
            print(result.page(), flush=True)
        elif self._folder:
            self._output.mkdir(parents=True, exist_ok=True)
            name = f"{len(self._written) + 1:04d}-{_plain(result.id)}.html"
            (self._output / name).write_text(result.page(), encoding="utf-8")
            self._written.append((name, result))
            return
        else:
            self._target = Target(self._output)
            self._target.file.write(result.page())
        self._written.append(("", result))

    def close(self, *, complete: bool, failures: Sequence[CopydeskError]) -> None:
        if self._target:
            self._target.close(complete=complete)
        if self._folder and self._output and self._written:
            from copydesk.export.page import index

            rows = [(name, result.record) for name, result in self._written]
            (self._output / "index.html").write_text(index(rows), encoding="utf-8")


def _plain(name: str) -> str:
    """An id as a file name."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)[:80].lstrip(".")
