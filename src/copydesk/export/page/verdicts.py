"""A judged digest sentence as a page shows it: cut where findings begin and end, with its verdict."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from copydesk.export import wording
from copydesk.nouns import Finding, SentenceAudit

View = dict[str, Any]


def judged(at: int, sentence: SentenceAudit, numbers: itertools.count[int], shown: Callable[[Finding], View]) -> View:
    """What is shown of a sentence: its parts with the numbers of the findings over them, its verdict, its findings.

    Findings are numbered by `numbers`; `shown` adds what a page tells of one beside what all pages tell.
    """
    known = [(finding, {**_finding(next(numbers), finding), **shown(finding)}) for finding in sentence.findings]
    points = {sentence.start, sentence.end}
    points.update(p for f in sentence.findings for p in (f.start, f.end) if sentence.start < p < sentence.end)
    parts = [
        {"text": sentence.quote[a - sentence.start : b - sentence.start],
         "in": [view["number"] for f, view in known if f.start <= a and b <= f.end],
         "major": any(f.severity == "major" for f, _ in known if f.start <= a and b <= f.end),
         "ends": [view["number"] for f, view in known if max(a, min(f.end, sentence.end)) == b]}
        for a, b in itertools.pairwise(sorted(points))
    ]  # fmt: skip
    return {
        "number": at,
        "parts": parts,
        "verdict": sentence.verdict,
        "told": wording.VERDICT[sentence.verdict],
        "score": f"{sentence.score:.0%}",
        "findings": [view for _, view in known],
    }


def _finding(number: int, finding: Finding) -> View:
    return {
        "number": number,
        "type": finding.type,
        "severity": finding.severity,
        "score": f"{finding.score:.0%}",
        "reason": wording.reason(finding),
    }
