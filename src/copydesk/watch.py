"""`copydesk audit --watch`: the same audit again whenever one of its files changes.

Files are polled for size and time of change: a handful of them cost nothing, it works on network drives and in containers
where notices of the system do not arrive, and it needs no library.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from copydesk import commissions
from copydesk.commissions import Asked
from copydesk.errors import CopydeskError, OptionError
from copydesk.export.wording import plural
from copydesk.read.sources import files
from copydesk.run.output import Format

PAUSE = 0.4  # seconds between two looks; what is still being written when one looks has changed by the next
Stamps = dict[str, tuple[int, int, int] | None]


def watched(
    asked: Asked, *, format: Format, output: Path | None, jobs: int, wait: Callable[[float], None] = time.sleep
) -> None:
    """Audit, and again after every change, until Ctrl-C ends the program with the status of the last audit.

    A file that vanishes, is broken or half written is told of as in any run, and the watch goes on. OptionError if what is
    to be audited comes from standard input.
    """
    if "-" in (*asked.inputs, asked.digest, asked.batch):
        raise OptionError("standard input cannot be watched", where="--watch", do="save it to a file")
    status = 2
    try:
        for files in _changes(asked, wait):
            if output is None and sys.stdout.isatty():
                print("\x1b[2J\x1b[3J\x1b[H", end="")
            status = _status(lambda: commissions.run(asked, format=format, output=output, jobs=jobs))
            sys.stdout.flush()
            told = f"status {status} at {datetime.now():%H:%M:%S}; watching {plural(files, 'file')}, Ctrl-C ends"
            print(f"copydesk: {told}", file=sys.stderr)
    except KeyboardInterrupt:
        sys.exit(status)


def _status(run: Callable[[], None]) -> int:
    """The exit status that a run would end the program with."""
    try:
        run()
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):
            raise  # nobody reads what is written: there is nothing to go on for
        return int(stop.code or 0)
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        return 2
    return 0


def _changes(asked: Asked, wait: Callable[[float], None]) -> Iterator[int]:
    """How many files are watched: at once, and whenever they have changed and then stood still between two looks."""
    seen: Stamps | None = None
    now = stamps(asked)
    while True:
        if now != seen:
            # Taken before the audit, so that what changes during it is seen after it.
            seen = now
            yield sum(stamp is not None for stamp in now.values())
        while True:
            wait(PAUSE)
            before, now = now, stamps(asked)
            if now == before:
                break


def stamps(asked: Asked) -> Stamps:
    """Time of change, size and identity of every file that an audit would read; None for one that is not there."""
    named = [*files(asked.inputs), *commissions.read_beside(asked)]
    return {name: _stamp(name) for name in named}


def _stamp(name: str) -> tuple[int, int, int] | None:
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
