"""One run of the command: inputs with their progress, results to where they go, failures listed at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from copydesk.errors import CopydeskError, InputError
from copydesk.nouns import Ledger, Report
from copydesk.run.batch import ledgers
from copydesk.run.output import Format, Result, writer
from copydesk.run.target import drop_stdout, spare, written

if TYPE_CHECKING:
    from copydesk.read import Options


class Desk:
    """A context: on leaving it the output is complete, failures are on standard error, and the exit status is set.

    `verb` tells runs apart that may not share an output; `beside` are files that are read besides the inputs. `status` is the exit status when all went well: 0, or 1 for
    an audit with findings.
    """

    def __init__(
        self,
        inputs: Sequence[str],
        options: Options,
        *,
        verb: str,
        format: Format = "text",
        output: Path | None = None,
        jobs: int = 1,
        beside: Sequence[str] = (),
    ) -> None:
        from copydesk.read.sources import files

        self._inputs, self._options, self._output, self.jobs = inputs, options, output, jobs
        if output is not None:
            spare(output, (*files(inputs), *beside))
        with written(output):
            self._writer = writer(format, output, key=[version("copydesk"), verb, str(options), *inputs])
        # A bar would run through a result on the same terminal, so it is drawn where results go elsewhere.
        self._watched = sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())
        self.written = self._writer.done
        self.failures: list[CopydeskError] = []
        self.done = len(self.written)
        self.status = 0

    def reports(self) -> Iterator[Report | InputError]:
        """The reports of the inputs, streamed, while a bar on a terminal follows the bytes of finished inputs."""
        from copydesk.read import reports
        from copydesk.read.sources import expand

        sources = expand(self._inputs)
        sizes = [0 if isinstance(source, InputError) else source.size or 0 for source in sources]
        with self._bar(sum(sizes)) as advance:
            for source, size in zip(sources, sizes, strict=True):
                if isinstance(source, InputError):
                    yield source
                else:
                    for report in reports(source, self._options):
                        yield report
                        advance(1, 0)
                    advance(0, size)

    def ledgers(self, reports: Iterable[Report | InputError] | None = None) -> Iterator[Ledger]:
        """The ledger of each report (those of the inputs, unless others are given) that is not written yet."""
        read = self.reports() if reports is None else reports
        return ledgers(read, on_failure=self.failures.append, skip=self.written, jobs=self.jobs)

    def write(self, result: Result, *, reports: int = 1) -> None:
        """Hand over one result, unless an earlier run has written it; `reports` are the inputs that went into it."""
        if result.id not in self.written:
            with written(self._output):
                self._writer.write(result)
            self.done += reports

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        failures = [*self.failures, error] if isinstance(error, CopydeskError) else self.failures
        try:
            with written(self._output):
                self._writer.close(complete=error is None and (self.done > 0 or not self.failures), failures=failures)
        except (BrokenPipeError, CopydeskError) as late:
            # Of two things that went wrong the first is told.
            if error is None:
                error = late
                if not isinstance(late, BrokenPipeError):
                    raise
        if isinstance(error, BrokenPipeError):
            # The reader of our output has left (`copydesk read … | head`): that is no failure. What the interpreter
            # flushes at its end goes nowhere.
            drop_stdout()
            sys.exit(self.status)
        if error is not None:
            return
        if self.failures:
            count = (
                f"{len(self.failures)} of {self.done + len(self.failures)} failed" if self.done else "nothing was done"
            )
            lines = "\n".join(f"  {failure}" for failure in self.failures)
            print(f"copydesk: {count}\n{lines}", file=sys.stderr)
        if self.failures or self.status:
            sys.exit((self.status or 1) if self.done else 2)

    @contextmanager
    def counting(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """A function that takes how many are done and of how many; it moves a bar if somebody watches."""
        if not self._watched:
            yield lambda done, total: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(what, total=None)
            yield lambda done, total: progress.update(task, completed=done, total=total)

    @contextmanager
    def _bar(self, total: int) -> Iterator[Callable[[int, int], None]]:
        """A function that takes reports and bytes done; it moves a bar if somebody watches."""
        if not self._watched:
            yield lambda reports, size: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

        columns = (SpinnerColumn(), TextColumn("{task.fields[count]} reports"), BarColumn(), DownloadColumn())
        with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("read", total=total or None, count=0)
            count = 0

            def advance(reports: int, size: int) -> None:
                nonlocal count
                count += reports
                progress.update(task, advance=size, count=count)

            yield advance
