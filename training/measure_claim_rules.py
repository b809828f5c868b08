"""Measure how often each rule for claims is right, on the desk cases.

usage: measure_claim_rules.py DESK_CASES/train.jsonl [--write]

A part that a rule makes is right if it stands in the gold (content overlap, Dice, of at least .5); the share of a rule is shrunk
towards that of all rules. With `--write` the table goes to src/copydesk/claims/data/scores.json, where the ranking of claims
(train_ranking.py, to be run after this) looks up how far to trust a rule. The data was written for this project, Apache-2.0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from attributed import alike, letters, marked, ruled

from copydesk.claims.find import rule_of

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "copydesk" / "claims" / "data" / "scores.json"
SHRINK, ALIKE = 8.0, 0.5


def observe(row: dict[str, Any]) -> list[tuple[str, bool]]:
    """The rule of each part that the rules make of a report, and whether the part stands in the gold."""
    made = ruled(row)
    if made is None:
        return []
    gold = [(claim["cue"], marked(claim["content"])) for claim in row["claims"]]
    pairs = []
    for number, part in enumerate(made.parts):
        own, at = letters(part.items), made.tree.start[part.draft.cue[1]]
        for claim, (cue, content) in enumerate(gold):
            like = alike(own, content) if own or content else float(cue["start"] <= at < cue["end"])
            if like >= ALIKE:
                pairs.append((like, number, claim))
    right: dict[int, int] = {}
    for _, number, claim in sorted(pairs, reverse=True):
        if number not in right and claim not in right.values():
            right[number] = claim
    return [(rule_of(part), number in right) for number, part in enumerate(made.parts)]


def fit(seen: list[tuple[str, bool]]) -> dict[str, Any]:
    """The shrunk precision of each rule."""
    base = sum(good for _, good in seen) / len(seen)
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for rule, good in seen:
        by_rule[rule].append(good)
    rules = {
        rule: {"precision": round((sum(hits) + SHRINK * base) / (len(hits) + SHRINK), 3), "claims": len(hits)}
        for rule, hits in sorted(by_rule.items())
    }
    return {"base": round(base, 3), "rules": rules}


def main() -> None:
    """Count, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    text = options.data.read_text(encoding="utf-8")
    table = fit([one for line in text.splitlines() for one in observe(json.loads(line))])
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    origin = f"training/measure_claim_rules.py on desk-cases/{options.data.name} (sha256 {digest})"
    card = json.dumps({"origin": origin, "licence": "Apache-2.0", **table}, indent=1) + "\n"
    sys.stdout.write(card)
    if options.write:
        TABLE.write_text(card, encoding="utf-8")


if __name__ == "__main__":
    main()
