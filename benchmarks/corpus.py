"""Read, digest and audit hundreds of real documents with the command, and print time, memory and failures.

usage: python -m benchmarks.corpus [--shared FOLDER] [--most N]

The documents are PolNeAR dev, GUM news, GeoVirus and the stories of 64 outlets (they stay outside the repository). Each is
written as a plain text into a scratch folder, as a user would have it. The audit is of the digests that the second verb
wrote, which by promise have no finding.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
SETS = ("attribution/polnear-dev", "attribution/gum-news-dev", "places/dev", "stories/dev")


def documents(data: Path) -> Iterator[str]:
    """The texts; of the places GeoVirus alone, of the stories title and text as a reader sees them."""
    for name in SETS:
        for line in (data / f"{name}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if row.get("set", "geovirus") == "geovirus":
                yield "\n\n".join(part for part in (row.get("title"), row["text"]) if part)


def run(arguments: list[str], out: Path) -> tuple[int, int, float, float, float, str]:
    """Exit status, records, wall and CPU seconds, peak MB and what was said, of one run of the command."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "copydesk", *arguments, "--format", "jsonl", "--output", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    records = sum(1 for _ in out.open(encoding="utf-8")) if out.exists() else 0
    return done.returncode, records, wall, cpu, after.ru_maxrss / 1024, done.stderr.strip()


def main() -> int:
    """Run the three verbs and print the table; 1 if a document failed or a digest has a finding."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("COPYDESK_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--most", type=int, help="so many documents at most")
    options = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 100)
    if not (options.shared / "data").is_dir():
        console.print(f"skipped: the evaluation data is not at {options.shared}; name its folder with --shared")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "reports").mkdir()
        texts = list(documents(options.shared / "data"))[: options.most]
        for number, text in enumerate(texts):
            (folder / "reports" / f"{number:04d}.txt").write_text(text, encoding="utf-8")
        table = Table(
            "verb",
            "documents",
            "records",
            "wall s",
            "CPU s",
            "peak MB so far",
            "status",
            title="the command on real documents",
        )
        said, failed = [], False
        for verb in ("read", "digest", "audit"):
            out = folder / f"{verb}.jsonl"
            inputs = [str(folder / "reports")] if verb != "audit" else ["--batch", str(_batch(folder))]
            status, records, wall, cpu, peak, errors = run([verb, *inputs], out)
            failed |= status != 0
            said += [f"{verb}: {line}" for line in errors.splitlines()[:20]]
            table.add_row(verb, str(len(texts)), str(records), f"{wall:.0f}", f"{cpu:.0f}", f"{peak:.0f}", str(status))
        console.print(table)
        console.print(
            f"{sum(len(text.split()) for text in texts)} words; findings of our own audit: {_findings(folder / 'audit.jsonl')}"
        )
        for line in said:
            console.print(line, markup=False)
    return int(failed)


def _batch(folder: Path) -> Path:
    """Each report with the digest that was written of it; a report without a sentence that passes is left out."""
    texts = {}
    for line in (folder / "read.jsonl").open(encoding="utf-8"):
        ledger = json.loads(line)
        texts[ledger["id"]] = ledger
    batch = folder / "batch.jsonl"
    with batch.open("w", encoding="utf-8") as rows:
        for line in (folder / "digest.jsonl").open(encoding="utf-8"):
            digest = json.loads(line)
            ledger = texts[digest["reports"][0]]
            written = " ".join(sentence["text"] for sentence in digest["sentences"])
            report = {key: ledger[key] for key in ("id", "text", "published", "language")}
            if written:
                rows.write(json.dumps({"id": ledger["id"], "reports": [report], "digest": written}) + "\n")
    return batch


def _findings(audits: Path) -> int:
    rows = audits.read_text(encoding="utf-8").split("\n")[:-1] if audits.exists() else []
    return sum(len(sentence["findings"]) for row in rows for sentence in json.loads(row)["sentences"])


if __name__ == "__main__":
    sys.exit(main())
