"""Speed and peak memory, beside the bare spaCy parse of the same texts in the same run.

usage: python -m benchmarks [INPUT ...] [--repeat N]     (default inputs: the reports in tests/reports)

Each row runs in a process of its own: CPU seconds are the process's user and system time for the work alone (models are
loaded before), peak memory is the process's largest resident size. Ratios are to the bare parse; quote medians.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
Work = Callable[[list[str]], int]


def bare_parse(texts: list[str]) -> int:
    """The parser alone, as its own documentation says: nlp.pipe over the texts."""
    from copydesk.parse.model import english

    return sum(len(doc) for doc in english().pipe(texts, batch_size=16))


def read(texts: list[str]) -> int:
    """`copydesk read`: the whole ledger."""
    from copydesk.ledger import ledger_of
    from copydesk.nouns import Report

    return sum(len(ledger_of(_report(Report, i, text)).claims) for i, text in enumerate(texts))


def read_and_digest(texts: list[str]) -> int:
    """`copydesk digest`: the ledger, a digest of five sentences, and the audit that it passes."""
    from copydesk.ledger import ledger_of
    from copydesk.nouns import Report
    from copydesk.verbs import digest

    return sum(len(digest(ledger_of(_report(Report, i, text))).sentences) for i, text in enumerate(texts))


def read_and_audit(texts: list[str]) -> int:
    """`copydesk audit`: the ledger, and the audit of five of its sentences from here and there."""
    from copydesk.ledger import ledger_of
    from copydesk.nouns import Report
    from copydesk.verbs import audit

    count = 0
    for i, text in enumerate(texts):
        ledger = ledger_of(_report(Report, i, text))
        sentences = [s.quote for s in ledger.sentences][:: max(1, len(ledger.sentences) // 5)][:5]
        count += len(audit(" ".join(sentences), ledger).sentences)
    return count


WORKS: dict[str, Work] = {
    "bare parse": bare_parse,
    "read": read,
    "read + digest": read_and_digest,
    "read + audit": read_and_audit,
}


def _report(kind: type, number: int, text: str) -> object:
    return kind(id=str(number), text=text, published="2023-01-18", language="en")


def measure(name: str, texts: list[str], repeat: int) -> dict[str, float]:
    """CPU seconds (median of `repeat` runs over the texts) and peak memory in MB, in this process."""
    work = WORKS[name]
    work(texts[:1])
    seconds = []
    for _ in range(repeat):
        from copydesk.parse import document

        document.cache_clear()
        start = time.process_time()
        work(texts)
        seconds.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform != "darwin" else 1024)
    return {"seconds": statistics.median(seconds), "peak": peak / 1024}


def main() -> None:
    """Measure each kind of work in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path, help="text files")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each; the median counts (3)")
    parser.add_argument("--one", choices=list(WORKS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    inputs = options.inputs or sorted((ROOT / "tests" / "reports").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in inputs]
    if options.one:
        print(json.dumps(measure(options.one, texts, options.repeat)))
        return
    table = Table(
        "work", "CPU s", "ratio", "words/s", "peak MB", "ratio", title=f"{len(texts)} reports, beside the bare parse"
    )
    words, base = sum(len(text.split()) for text in texts), None
    for name in WORKS:
        arguments = ["--one", name, "--repeat", str(options.repeat), *map(str, inputs)]
        command = [sys.executable, "-m", "benchmarks", *arguments]
        printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(printed.stdout.splitlines()[-1])
        base = base or found
        table.add_row(
            name, f"{found['seconds']:.2f}", f"{found['seconds'] / base['seconds']:.2f}", f"{words / found['seconds']:.0f}",
            f"{found['peak']:.0f}", f"{found['peak'] / base['peak']:.2f}",
        )  # fmt: skip
    Console(width=None if sys.stdout.isatty() else 100).print(table)


if __name__ == "__main__":
    main()
