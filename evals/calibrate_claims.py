"""Fit the two tables that the claims' rules weigh their finds with, on the desk's training cases.

usage: python evals/calibrate_claims.py [--data FOLDER] [--folds]

`claims/data/scores.json`: rule -> share of its claims that stand in the gold, shrunk towards the share of all rules.
`claims/data/kind_votes.json`: feature of a source's phrase -> vote for each kind of source (multinomial logistic
regression with an L2 penalty, full-batch gradient, no randomness). `--folds` prints what five-fold cross-validation
over reports gives and writes nothing.

The data (`desk-cases/train.jsonl`) was written for this project, Apache-2.0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from copydesk.claims import find, kinds, resolve
from copydesk.nouns import Report
from copydesk.parse import parse
from copydesk.parse.names import find_names

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "copydesk" / "claims" / "data"
KINDS = (
    "official", "government", "military", "police", "court", "company", "organisation", "media", "state-media",
    "document", "expert", "witness", "relative", "anonymous", "social-media", "person",
)  # fmt: skip
SHRINK, PENALTY, STEPS, RATE, RAREST = 8.0, 0.004, 300, 0.5, 2


def overlap(one: list[Any], other: list[Any]) -> float:
    """Dice of the characters of two lists of (start, end)."""
    a = {at for start, end in one for at in range(start, end)}
    b = {at for start, end in other for at in range(start, end)}
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def paired(gold: list[dict[str, Any]], mine: list[Any]) -> dict[int, int]:
    """One-to-one pairs mine -> gold, best overlap of content (of cues where a claim has none) first, at least .5."""
    scored = []
    for i, row in enumerate(gold):
        for j, claim in enumerate(mine):
            left = [(s["start"], s["end"]) for s in row["content"]] or [(row["cue"]["start"], row["cue"]["end"])]
            right = [(s.start, s.end) for s in claim.content] if row["content"] else [(claim.cue.start, claim.cue.end)]
            if (likeness := overlap(left, right)) >= 0.5:
                scored.append((likeness, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in taken and j not in pairs:
            pairs[j] = i
            taken.add(i)
    return pairs


def observe(path: Path) -> tuple[dict[str, list[bool]], list[tuple[int, list[str], str]]]:
    """What the rules find in each case: rule -> right or not, and (report, features, gold kind) of each right claim."""
    rules: dict[str, list[bool]] = defaultdict(list)
    samples: list[tuple[int, list[str], str]] = []
    weighed: dict[tuple[str | None, int, int], list[str]] = {}
    seen: list[list[str]] = []

    def remember(plain: Any, found: list[str]) -> Any:
        seen.append(found)
        return plain

    resolve.weigh = remember
    original = resolve.Resolver.resolve

    def resolving(self: Any, source: Any, *rest: Any) -> Any:
        seen.clear()
        who = original(self, source, *rest)
        if source is not None and seen:
            tree = self.tree
            weighed["", tree.start[source[0]], tree.end[source[1]]] = list(seen[-1])
        return who

    resolve.Resolver.resolve = resolving  # type: ignore[method-assign]
    chosen: list[str] = []
    judge = find.rule_of

    def judged(part: Any) -> str:
        rule = judge(part)
        chosen.append(rule)
        return rule

    find.rule_of = judged
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        parsed = parse(Report(id=row["id"], text=row["text"], outlet=row.get("outlet"), published=row.get("published")))
        weighed.clear()
        chosen.clear()
        claims = find.find_claims(parsed, find_names(parsed))
        pairs = paired(row["claims"], list(claims))
        for j, (claim, rule) in enumerate(zip(claims, chosen, strict=True)):
            rules[rule].append(j in pairs)
            if j in pairs and claim.source is not None:
                found = weighed.get(("", claim.source.start, claim.source.end))
                if found is not None:
                    samples.append((number, found, row["claims"][pairs[j]]["source_kind"]))
    return rules, samples


def fit(samples: list[tuple[int, list[str], str]]) -> dict[str, list[float]]:
    """Votes of features for kinds. Deterministic."""
    counts = Counter(feature for _, found, _ in samples for feature in found)
    names = sorted(feature for feature, count in counts.items() if count >= RAREST)
    index = {name: place for place, name in enumerate(names)}
    x = np.zeros((len(samples), len(names)))
    y = np.zeros((len(samples), len(KINDS)))
    for row, (_, found, kind) in enumerate(samples):
        for feature in found:
            if feature in index:
                x[row, index[feature]] = 1.0
        y[row, KINDS.index(kind)] = 1.0
    weights = np.zeros((len(names), len(KINDS)))
    momentum = np.zeros_like(weights)
    for _ in range(STEPS):
        logits = x @ weights
        logits -= logits.max(axis=1, keepdims=True)
        share = np.exp(logits)
        share /= share.sum(axis=1, keepdims=True)
        gradient = x.T @ (share - y) / len(samples) + PENALTY * weights
        momentum = 0.9 * momentum - RATE * gradient
        weights += momentum
    return {name: [round(float(value), 3) for value in weights[place]] for name, place in index.items()}


def right(votes: dict[str, list[float]], samples: list[tuple[int, list[str], str]]) -> float:
    """Share of samples whose kind the votes tell."""
    hits = 0
    for _, found, kind in samples:
        total = np.sum([votes[f] for f in found if f in votes] or [np.zeros(len(KINDS))], axis=0)
        hits += KINDS[int(np.argmax(total))] == kind
    return hits / max(1, len(samples))


def main() -> None:
    """Fit and write, or cross-validate and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    path = options.data / "desk-cases" / "train.jsonl"
    rules, samples = observe(path)
    plain = sum(any(f == f"plain={kind}" for f in found) for _, found, kind in samples) / len(samples)
    if options.folds:
        folds = [
            right(fit([s for s in samples if s[0] % 5 != fold]), [s for s in samples if s[0] % 5 == fold]) for fold in range(5)
        ]
        print(json.dumps({"kind_by_lists": round(plain, 4), "kind_by_votes_held_out": round(float(np.mean(folds)), 4)}))
        return
    every = [hit for hits in rules.values() for hit in hits]
    base = sum(every) / len(every)
    origin = f"evals/calibrate_claims.py on desk-cases/train.jsonl (sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:12]})"
    table = {
        rule: {"precision": round((sum(hits) + SHRINK * base) / (len(hits) + SHRINK), 3), "claims": len(hits)}
        for rule, hits in sorted(rules.items())
    }
    scores = {"origin": origin, "licence": "Apache-2.0", "base": round(base, 3), "rules": table}
    (DATA / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    votes = {"origin": origin, "licence": "Apache-2.0", "kinds": list(KINDS), "votes": fit(samples)}
    (DATA / "kind_votes.json").write_text(json.dumps(votes, separators=(",", ":")) + "\n", encoding="utf-8")
    print(json.dumps({"rules": len(table), "base": scores["base"], "features": len(votes["votes"]), "kind_by_lists": round(plain, 4)}))


if __name__ == "__main__":
    main()
