"""Fit the table that the claims' rules weigh their finds with, on the desk's training cases.

usage: python -m evals.calibrate_claims [--data FOLDER] [--folds LEDGERS.jsonl]

Writes `src/copydesk/claims/data/scores.json`: rule -> share of its claims that stand in the gold (content overlap, Dice,
of at least .5), shrunk towards the share of all rules. `--folds` writes no table, but ledgers of the same reports whose
claims are scored by a table made of the other reports (five folds), for `python -m evals.reliability` to judge.

The data (`desk-cases/train.jsonl`) was written for this project, Apache-2.0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec

from copydesk.claims import find
from copydesk.nouns import Report
from copydesk.parse import parse
from copydesk.parse.names import find_names
from evals.reliability import right_ones

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "copydesk" / "claims" / "data" / "scores.json"
SHRINK, FOLDS = 8.0, 5
Seen = list[tuple[int, str, bool, dict[str, Any]]]  # report, rule, whether the claim stands in the gold, the claim


def observe(path: Path) -> Seen:
    """What the rules find in each case."""
    seen: Seen = []
    rules: list[str] = []
    judge = find.rule_of

    def judged(part: Any) -> str:
        rules.append(judge(part))
        return rules[-1]

    find.rule_of = judged
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        parsed = parse(Report(id=row["id"], text=row["text"], outlet=row.get("outlet"), published=row.get("published")))
        rules.clear()
        claims = msgspec.to_builtins(find.find_claims(parsed, find_names(parsed)))
        good = right_ones(row["claims"], claims)
        seen += [(number, rule, j in good, claims[j]) for j, rule in enumerate(rules)]
    find.rule_of = judge
    return seen


def fit(seen: Seen) -> dict[str, Any]:
    """The shrunk precision of each rule."""
    base = sum(good for _, _, good, _ in seen) / len(seen)
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for _, rule, good, _ in seen:
        by_rule[rule].append(good)
    rules = {
        rule: {"precision": round((sum(hits) + SHRINK * base) / (len(hits) + SHRINK), 3), "claims": len(hits)}
        for rule, hits in sorted(by_rule.items())
    }
    return {"base": round(base, 3), "rules": rules}


def held_out(seen: Seen, path: Path) -> list[dict[str, Any]]:
    """The ledgers of all reports, each scored by what the other folds' reports tell."""
    ids = [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]
    tables = [fit([row for row in seen if row[0] % FOLDS != fold]) for fold in range(FOLDS)]
    ledgers: list[dict[str, Any]] = [{"id": id_, "claims": []} for id_ in ids]
    for number, rule, _, claim in seen:
        table = tables[number % FOLDS]
        score = table["rules"].get(rule, {"precision": table["base"]})["precision"]
        ledgers[number]["claims"].append({**claim, "score": score})
    return ledgers


def main() -> None:
    """Fit and write, or write what held-out reports are scored."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--folds", type=Path, metavar="LEDGERS")
    options = parser.parse_args()
    path = options.data / "desk-cases" / "train.jsonl"
    seen = observe(path)
    if options.folds:
        lines = [json.dumps(ledger) + "\n" for ledger in held_out(seen, path)]
        options.folds.write_text("".join(lines), encoding="utf-8")
        return
    table = fit(seen)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    origin = f"evals/calibrate_claims.py on desk-cases/train.jsonl (sha256 {digest})"
    TABLE.write_text(
        json.dumps({"origin": origin, "licence": "Apache-2.0", **table}, indent=1) + "\n", encoding="utf-8"
    )
    print(json.dumps({"claims": len(seen), "base": table["base"], "rules": len(table["rules"])}))


if __name__ == "__main__":
    main()
