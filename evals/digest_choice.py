"""Does the extractive digest choose the sentences that a digest by hand rests on?

usage: digest_choice.py DESK_CASES.jsonl [--sentences 5]

Prints one JSON object: of the report sentences that the hand-written digests rest on, the share that our digest of that
many sentences cites, beside the share that the report's first sentences are; `most` is what that many sentences can reach.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from copydesk.digest import compose
from copydesk.digest.choose import body
from copydesk.ledger import ledger_of
from copydesk.nouns import Report, Span


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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--sentences", type=int, default=5)
    options = parser.parse_args()
    total = ours = lead = most = cited = 0
    with open(options.data, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        ledger = ledger_of(Report(id=row["id"], text=row["text"], published=row["published"], outlet=row.get("outlet")))
        gold = wanted(row)
        digest = compose(ledger, sentences=options.sentences)
        spans = [span for sentence in digest.sentences for span in sentence.evidence]
        total += len(gold)
        ours += hit(spans, gold)
        cited += len(spans)
        lead += hit(list(body(ledger))[: options.sentences], gold)
        most += min(options.sentences, len(gold))
    figures = {"ours": ours / total, "lead": lead / total, "most": most / total, "sentences": cited / len(rows)}
    print(json.dumps({"reports": len(rows), **{name: round(value, 4) for name, value in figures.items()}}))


if __name__ == "__main__":
    main()
