"""Fit the table that the claims' rules weigh their finds with, on the desk's training cases.

usage: python evals/calibrate_claims.py [--data FOLDER] [--check]

Writes `src/copydesk/claims/data/scores.json`: rule -> share of its claims that stand in the gold (content overlap, Dice,
of at least .5), shrunk towards the share of all rules. `--check` prints, for five folds over reports, how far the
scores of held-out claims are from the share that is right, and writes nothing.

The data (`desk-cases/train.jsonl`) was written for this project, Apache-2.0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from copydesk.claims import find
from copydesk.nouns import Report
from copydesk.parse import parse
from copydesk.parse.names import find_names

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "copydesk" / "claims" / "data" / "scores.json"
SHRINK, FOLDS = 8.0, 5
Seen = list[tuple[int, str, bool]]  # report, rule, whether the claim stands in the gold


def overlap(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> float:
    """Dice of the characters of two lists of ranges."""
    a = {at for start, end in one for at in range(start, end)}
    b = {at for start, end in other for at in range(start, end)}
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def found_in(gold: list[dict[str, Any]], mine: list[Any]) -> set[int]:
    """Which of my claims pair one-to-one with the gold: best overlap of content (of cues where there is none) first."""
    scored = []
    for i, row in enumerate(gold):
        for j, claim in enumerate(mine):
            if bool(row["content"]) != bool(claim.content):
                continue
            left = [(s["start"], s["end"]) for s in row["content"] or [row["cue"]]]
            right = [(s.start, s.end) for s in claim.content or [claim.cue]]
            if (likeness := overlap(left, right)) >= 0.5:
                scored.append((likeness, i, j))
    taken: set[int] = set()
    right_ones: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in taken and j not in right_ones:
            taken.add(i)
            right_ones.add(j)
    return right_ones


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
        claims = find.find_claims(parsed, find_names(parsed))
        good = found_in(row["claims"], list(claims))
        seen += [(number, rule, j in good) for j, rule in enumerate(rules)]
    find.rule_of = judge
    return seen


def fit(seen: Seen) -> dict[str, Any]:
    """The shrunk precision of each rule."""
    base = sum(good for _, _, good in seen) / len(seen)
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for _, rule, good in seen:
        by_rule[rule].append(good)
    rules = {
        rule: {"precision": round((sum(hits) + SHRINK * base) / (len(hits) + SHRINK), 3), "claims": len(hits)}
        for rule, hits in sorted(by_rule.items())
    }
    return {"base": round(base, 3), "rules": rules}


def main() -> None:
    """Fit and write, or check and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    path = options.data / "desk-cases" / "train.jsonl"
    seen = observe(path)
    if options.check:
        bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for fold in range(FOLDS):
            table = fit([row for row in seen if row[0] % FOLDS != fold])
            for number, rule, good in seen:
                if number % FOLDS == fold:
                    score = table["rules"].get(rule, {"precision": table["base"]})["precision"]
                    bins[min(9, int(score * 10))].append((score, good))
        rows = {
            f"{low / 10:.1f}": {
                "claims": len(rows),
                "score": round(sum(s for s, _ in rows) / len(rows), 3),
                "right": round(sum(g for _, g in rows) / len(rows), 3),
            }
            for low, rows in sorted(bins.items())
        }
        total = sum(len(b) for b in bins.values())
        error = sum(abs(sum(s for s, _ in b) - sum(g for _, g in b)) for b in bins.values()) / total
        print(json.dumps({"expected_calibration_error": round(error, 4), "bins": rows}))
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
