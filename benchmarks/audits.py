"""How many digests are audited in a second: five sentences against a report of some 400 words, the parse included.

usage: python -m benchmarks.audits [--jobs N] [--digests N]

Reports are made of those in tests/reports, two or three to a text of 400 words, each with a digest of five of its sentences, and
go the way of `copydesk audit --batch`: each report is read, each digest audited, nothing is taken from an earlier one. The models are
loaded before the clock starts. CPU seconds are those of all processes; on a busy machine they are the figure to believe.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from copydesk.commissions import Commission, carried_out
from copydesk.nouns import Report
from copydesk.parse.foreign import sentences

ROOT = Path(__file__).parent.parent
WORDS, SENTENCES = 400, 5


def commissions(count: int) -> Iterator[Commission]:
    """So many reports of about WORDS words, no two alike, each with a digest."""
    parts = [p for path in sorted((ROOT / "tests" / "reports").glob("*.txt")) for p in path.read_text(encoding="utf-8").split("\n\n")]  # fmt: skip
    stream = cycle(part for part in parts if len(part.split()) > 12)
    for number in range(count):
        text = f"Report number {number}"
        while len(text.split()) < WORDS:
            text += f"\n\n{next(stream)}"
        told = [text[start:end] for start, end in sentences(text)][1:]
        digest = " ".join(islice(told[:: max(1, len(told) // SENTENCES)], SENTENCES))
        report = Report(id=str(number), text=text, published="2023-01-18", language="en")
        yield Commission((report,), str(number), digest)


def work(commission: Commission) -> tuple[int, float]:
    """Audit one: how many sentences its digest has, and the CPU seconds it took."""
    start = time.process_time()
    done = carried_out(commission, threshold=0.5)
    if done.audit is None:
        raise SystemExit(f"benchmarks: {done.failures}")
    return len(done.audit.sentences), time.process_time() - start


def main() -> None:
    """Audit them over so many processes and print the rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes (2)")
    parser.add_argument("--digests", type=int, default=60, help="how many (60)")
    options = parser.parse_args()
    made = list(commissions(options.digests + options.jobs))
    warm, timed = made[: options.jobs], made[options.jobs :]
    with ProcessPoolExecutor(options.jobs) as pool:
        list(pool.map(work, warm))
        start = time.perf_counter()
        found = list(pool.map(work, timed, chunksize=2))
        wall = time.perf_counter() - start
    words = sum(len(one.reports[0].text.split()) for one in timed) / len(timed)
    cpu = sum(seconds for _, seconds in found)
    print(
        f"{len(timed)} digests of {sum(count for count, _ in found) / len(timed):.1f} sentences against {words:.0f} words, "
        f"{options.jobs} processes: {len(timed) / wall:.1f} a second by the clock, "
        f"{options.jobs * len(timed) / cpu:.1f} by CPU time ({1000 * cpu / len(timed):.0f} ms each)"
    )


if __name__ == "__main__":
    main()
