"""Measure how often each rule of the audit is right, on the desk cases.

usage: measure_rules.py DESK_CASES/train.jsonl [MORE.jsonl ...] [--write] [--show RULE]

A rule is right where it speaks of a sentence that the annotators marked as drifting, at or beside the marked words. Few cases
say little: each rule starts as if it had been right 1.7 times in 2. With `--write` the table goes to
src/copydesk/audit/data/rules.json; rules below the bar in audit/verdict.py stay silent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from train_verdict import read_ledger

from copydesk.audit.auditing import cases
from copydesk.audit.cases import RULES

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "audit" / "data" / "rules.json"
BEFORE = (1.7, 2.0)


def main() -> None:
    """Count, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show")
    options = parser.parse_args()
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    count |= {name: [0, 0, 0, 0] for name in RULES}
    for line in (line for path in options.data for line in path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        for case, signals in cases(row["digest"], [read_ledger(row)]):
            marks = [s for s in row["digest_sentences"] if s["start"] < case.line.end and s["end"] > case.line.start]
            drifts = [d for s in marks for d in s["drifts"]]
            for signal in signals:
                if signal.rule is None:
                    continue
                here = [d for d in drifts if d["start"] < signal.end and d["end"] > signal.start]
                one = count[signal.rule]
                one[0] += 1
                one[1] += bool(drifts)
                one[2] += bool(here)
                one[3] += any(d["type"] == signal.type for d in here)
                if options.show == signal.rule:
                    mark = "+" if here else "~" if drifts else "-"
                    sys.stdout.write(f"{mark} {row['id']} {case.line.text} | {signal.reason}\n")
    table = {
        name: {
            "said": said, "drifting": drifting, "located": located, "typed": typed,
            "precision": round((drifting + BEFORE[0]) / (said + BEFORE[1]), 3),
        }
        for name, (said, drifting, located, typed) in sorted(count.items())
    }  # fmt: skip
    text = json.dumps({"made_by": "training/measure_rules.py", "data": [path.name for path in options.data], "rules": table}, indent=1) + "\n"  # fmt: skip
    sys.stdout.write(text)
    if options.write:
        OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
