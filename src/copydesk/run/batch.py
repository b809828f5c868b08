"""Many reports: one process or a pool; what fails is listed and the rest goes on."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from hashlib import blake2b
from multiprocessing import parent_process
from typing import TypeVar

from copydesk.errors import CopydeskError, InputError
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report

OnFailure = Callable[[CopydeskError], None]
Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


def ledgers(
    reports: Iterable[Report | InputError],
    *,
    on_failure: OnFailure,
    skip: Container[str] = (),
    jobs: int = 1,
) -> Iterator[Ledger]:
    """The ledger of each report, in their order; failures go to `on_failure`, ids in `skip` are left out.

    A report that comes twice (same id, same text) is recorded once; one id with two texts is a failure.
    """
    fresh = _fresh(reports, on_failure, skip)
    for outcome in pooled(attempt, fresh, jobs):
        if isinstance(outcome, CopydeskError):
            on_failure(outcome)
        else:
            yield outcome


def attempt(report: Report) -> Ledger | CopydeskError:
    """The ledger of a report, or what went wrong: a defect of ours must not stop the batch either."""
    try:
        return ledger_of(report)
    except CopydeskError as error:
        return error
    except Exception as error:
        return CopydeskError(
            f"could not be recorded ({type(error).__name__}: {error})",
            where=place(report),
            do="this is a defect of copydesk; please report it with the text, or one like it",
        )


def place(report: Report) -> str:
    """Where a report came from, as the user named it."""
    if report.origin is None:
        return report.id
    return f"{report.origin.path}: {report.origin.part}" if report.origin.part else report.origin.path


def _fresh(reports: Iterable[Report | InputError], on_failure: OnFailure, skip: Container[str]) -> Iterator[Report]:
    seen: dict[str, bytes] = {}
    for report in reports:
        if isinstance(report, InputError):
            on_failure(report)
            continue
        print_of = blake2b(report.text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        if seen.setdefault(report.id, print_of) != print_of:
            on_failure(
                InputError(
                    f"the id {report.id!r} stands for another text already",
                    where=place(report),
                    do="give it an id of its own",
                )
            )
        elif report.id not in skip and seen[report.id] is print_of:
            yield report


def pooled(work: Callable[[Item], Outcome], items: Iterable[Item], jobs: int) -> Iterator[Outcome]:
    """`map(work, items)`, over `jobs` processes where that is above 1, with at most four items a process in flight."""
    if jobs <= 1:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(jobs, initializer=_tied) as pool:
        flying: deque[Future[Outcome]] = deque()
        try:
            for item in items:
                flying.append(pool.submit(work, item))
                if len(flying) >= 4 * jobs:
                    yield flying.popleft().result()
            while flying:
                yield flying.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # whoever stops a run waits for no more than what is begun
            raise


def _tied() -> None:
    """Tie a process of the pool to the one that began it: Ctrl-C is for that one, and where it is killed this one ends."""

    def ended() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=ended, daemon=True).start()
