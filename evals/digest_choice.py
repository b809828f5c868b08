"""Does the digest choose the sentences that a digest by hand rests on?

usage: python -m evals.digest_choice DESK_CASES.jsonl [--sentences 5]

Prints one JSON object: of the report sentences that the hand-written digests rest on, the share that our digest of that
many sentences cites (`ours`), beside the report's first sentences (`lead`) and LexRank's; `most` is what that many sentences
can reach, `ours_lead` our lead over each with a bootstrap interval over reports. `findings` are those of our own audit in
our digests (none may remain), `dated` and `named` how many changes told a date or a name, and `told` in what share of the reports
that hold a sentence of a kind (a source's words, a dispute, something not known) the digest tells one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from typing import Any

import numpy as np

from copydesk.digest.choose import candidates
from copydesk.digest.signs import body, telling
from copydesk.ledger import ledger_of
from copydesk.nouns import Report, Span
from copydesk.verbs import audit, digest

DRAWS = 2000


def wanted(row: dict[str, Any]) -> set[tuple[int, int]]:
    """The report sentences that the hand-written digest rests on, drifts included."""
    found = [e for s in row["digest_sentences"] for e in [*s["evidence"], *(d["evidence"] for d in s["drifts"])] if e]
    return {(e["start"], e["end"]) for e in found}


def hit(spans: list[Span], gold: set[tuple[int, int]]) -> int:
    """How many wanted sentences are among some spans."""
    return sum(
        any(s.start < end and s.end > start and _dice(s, start, end) > 0.5 for s in spans) for start, end in gold
    )


def _dice(span: Span, start: int, end: int) -> float:
    return 2 * (min(span.end, end) - max(span.start, start)) / (span.end - span.start + end - start)


def lexrank(spans: list[Span], *, least: float = 0.1, damping: float = 0.85) -> list[Span]:
    """Sentences by LexRank (Erkan and Radev 2004): a random walk over those whose cosine is at least `least`, best first."""
    bags = [Counter(telling(span.quote)) for span in spans]
    spread = Counter(word for bag in bags for word in bag)
    words = {word: at for at, word in enumerate(sorted(spread))}
    table = np.zeros((len(spans), len(words) + 1))
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            table[row, words[word]] = count * np.log((len(spans) + 1) / (spread[word] + 0.5))
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    near = (table @ table.T >= least).astype(float)
    near /= np.maximum(near.sum(1, keepdims=True), 1e-9)
    rank = np.full(len(spans), 1 / max(1, len(spans)))
    for _ in range(60):
        rank = (1 - damping) / len(spans) + damping * near.T @ rank
    return [spans[at] for at in np.argsort(-rank, kind="stable")]


def interval(ours: list[int], theirs: list[int], gold: list[int]) -> list[float]:
    """The lead over another choice, and its 95% interval over reports drawn anew."""
    a, b, g = (np.array(one, float) for one in (ours, theirs, gold))
    drawn = np.random.default_rng(1).integers(0, len(g), (DRAWS, len(g)))
    leads = (a[drawn] - b[drawn]).sum(1) / g[drawn].sum(1)
    low, high = np.quantile(leads, (0.025, 0.975))
    return [round(float(x), 4) for x in ((a - b).sum() / g.sum(), low, high)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--sentences", type=int, default=5)
    options = parser.parse_args()
    with open(options.data, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    counts: dict[str, list[int]] = {name: [] for name in ("ours", "lead", "lexrank", "most", "gold", "sentences")}
    findings, edits = 0, Counter[str]()
    there, told = Counter[str](), Counter[str]()
    for row in rows:
        ledger = ledger_of(Report(id=row["id"], text=row["text"], published=row["published"], outlet=row.get("outlet")))
        gold, spans = wanted(row), list(body(ledger))
        made = digest(ledger, sentences=options.sentences)
        cited = [span for sentence in made.sentences for span in sentence.evidence]
        for name, value in (
            ("ours", hit(cited, gold)), ("lead", hit(spans[: options.sentences], gold)),
            ("lexrank", hit(lexrank(spans)[: options.sentences], gold)), ("most", min(options.sentences, len(gold))),
            ("gold", len(gold)), ("sentences", len(cited)),
        ):  # fmt: skip
            counts[name].append(value)
        findings += len(audit(made, ledger).findings) if made.sentences else 0
        for edit in (edit for sentence in made.sentences for edit in sentence.edits):
            edits["dated" if "counted from" in edit else "named" if "names it" in edit else "other"] += 1
        kinds = {one.span.start: one.kinds for one in candidates(ledger)}
        there.update(set().union(*kinds.values()))
        told.update(set().union(*(kinds.get(span.start, frozenset()) for span in cited)))
    total = sum(counts["gold"])
    figures = {name: round(sum(counts[name]) / total, 4) for name in ("ours", "lead", "lexrank", "most")}
    leads = {name: interval(counts["ours"], counts[name], counts["gold"]) for name in ("lead", "lexrank")}
    print(
        json.dumps(
            {
                "reports": len(rows), **figures, "ours_lead": leads, "findings": findings, "sentences": round(sum(counts["sentences"]) / len(rows), 2),
                "dated": edits["dated"], "named": edits["named"], "told": {kind: round(told[kind] / there[kind], 3) for kind in sorted(there)},
            }
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
