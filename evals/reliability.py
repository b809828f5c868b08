"""Of the claims that the desk is so sure of, how many are right? A table, the expected calibration error, a picture.

usage: python -m evals.reliability NAME=LEDGERS.jsonl,GOLD.jsonl ... [--svg FILE]

LEDGERS is what `copydesk read` wrote, or anything with its `id` and `claims`; where the scores come from is all the same.
It should hold scores that were not fitted on GOLD: `evals/calibrate_claims.py --folds` writes such ledgers for the data of
the fit. A claim is right if it pairs with one of the gold's (content overlap, Dice, of at least .5), as in the desk's scorer.

Claims are put into bins of about as many each, from the least sure; the expected calibration error is the mean distance, over
claims, from a bin's mean score to its share of right claims.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from evals.plot import COLOURS, Frame

BINS = 8
PAIRED = 0.5
Row = dict[str, Any]
Scored = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of about one score: how many, their mean score, the share of them that is right."""

    claims: int
    score: float
    right: float

    @property
    def bounds(self) -> tuple[float, float]:
        """Where the share may lie (Wilson, 95%)."""
        z, n, p = 1.96, self.claims, self.right
        middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def overlap(one: Sequence[Row], other: Sequence[Row]) -> float:
    """Dice of the characters of two lists of spans."""
    a, b = ({at for span in spans for at in range(span["start"], span["end"])} for spans in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def right_ones(gold: Sequence[Row], mine: Sequence[Row]) -> set[int]:
    """Which claims pair one-to-one with the gold's: best overlap of content (of cues where there is none) first."""
    scored = []
    for i, row in enumerate(gold):
        for j, claim in enumerate(mine):
            if bool(row["content"]) != bool(claim["content"]):
                continue
            likeness = overlap(row["content"] or [row["cue"]], claim["content"] or [claim["cue"]])
            if likeness >= PAIRED:
                scored.append((likeness, i, j))
    taken: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in taken and j not in right:
            taken.add(i)
            right.add(j)
    return right


def scored(ledgers: Sequence[Row], gold: Sequence[Row]) -> list[Scored]:
    """The score of each claim of the reports that the gold has, and whether it is right."""
    by_id = {row["id"]: row["claims"] for row in ledgers}
    found: list[Scored] = []
    for row in gold:
        claims = by_id.get(row["id"], [])
        right = right_ones(row["claims"], claims)
        found += [(claim["score"], at in right) for at, claim in enumerate(claims)]
    return found


def bins(claims: Sequence[Scored], count: int = BINS) -> list[Bin]:
    """Bins of about as many claims each; claims of one score are never parted."""
    ordered = sorted(claims)
    least = len(ordered) / count
    cuts = [0]
    for end in range(1, len(ordered) + 1):
        parted = end == len(ordered) or ordered[end][0] != ordered[end - 1][0]
        # What is left over at the end goes with the last bin, so that no bin is of a few claims only.
        if parted and end - cuts[-1] >= least and (end == len(ordered) or len(ordered) - end >= least / 2):
            cuts.append(end)
    if cuts[-1] < len(ordered):
        cuts.append(len(ordered))
    parts = [ordered[start:end] for start, end in pairwise(cuts)]
    return [Bin(len(part), *(sum(one[at] for one in part) / len(part) for at in (0, 1))) for part in parts]


def calibration_error(found: Sequence[Bin]) -> float:
    """The mean distance from score to share, weighed by claims."""
    total = sum(one.claims for one in found)
    return sum(one.claims * abs(one.score - one.right) for one in found) / total if total else 0.0


def picture(series: dict[str, list[Bin]]) -> str:
    """The bins of some series as an SVG: score to the right, share of right claims upwards, the diagonal where they agree."""
    lowest = min(
        (value for found in series.values() for one in found for value in (one.score, one.bounds[0])), default=0.0
    )
    low = min(0.5, math.floor(lowest * 10) / 10)
    title = "Score of a claim against the share of claims that are right"
    frame = Frame(title, "score of the claim", "share that is right", low, low, legend=len(series))
    x, y, left = frame.x, frame.y, frame.left
    parts = [f'<path d="M{x(low)} {y(low)}L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="5 4"/>']
    for number, (name, found) in enumerate(series.items()):
        colour, down = COLOURS[number % len(COLOURS)], frame.row(number)
        for one in found:
            under, over = one.bounds
            radius = max(2.5, min(9.0, math.sqrt(one.claims) / 2.5))
            parts += [
                f'<path d="M{x(one.score)} {y(under)}V{y(over)}" stroke="{colour}" stroke-width="1.5" opacity=".6"/>',
                f'<circle cx="{x(one.score)}" cy="{y(one.right)}" r="{radius:.1f}" fill="{colour}"/>',
            ]
        told = f"{name}: {sum(one.claims for one in found)} claims, expected calibration error {calibration_error(found):.3f}"
        parts += [
            f'<circle cx="{left + 6}" cy="{down - 4}" r="5" fill="{colour}"/>',
            frame.text(left + 18, down, told),
        ]
    return frame.drawn(parts)


def _rows(path: str) -> list[Row]:
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    """Print the table of each series, and draw them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("series", nargs="+", metavar="NAME=LEDGERS,GOLD")
    parser.add_argument("--svg", type=Path, help="draw them into this file")
    options = parser.parse_args()
    series = {}
    for told in options.series:
        name, _, paths = told.partition("=")
        ledgers, _, gold = paths.partition(",")
        if not gold:
            parser.error(f"{told}: write NAME=LEDGERS.jsonl,GOLD.jsonl")
        series[name] = found = bins(scored(_rows(ledgers), _rows(gold)))
        print(f"{name}: expected calibration error {calibration_error(found):.3f}\n  claims  score  right  (95%)")
        for one in found:
            print(f"  {one.claims:6}  {one.score:.3f}  {one.right:.3f}  ({one.bounds[0]:.2f}–{one.bounds[1]:.2f})")
    if options.svg:
        options.svg.write_text(picture(series), encoding="utf-8")


if __name__ == "__main__":
    main()
