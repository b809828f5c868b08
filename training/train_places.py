"""Learn which names are used for places: the weights of src/copydesk/facts/places/data/evidence.json.

usage: train_places.py PLACES/dev.jsonl (--write | --halves)

One logistic regression over the signs of `facts/places/evidence.py`, with a ridge, by Newton's method: exact, nothing is drawn by
chance. A name of the gazetteer in an article is a place's where an annotated place with coordinates overlaps it; names that are
annotated without coordinates are left out. `--write` learns from every other article, from the first on; the articles between
are kept for measuring. `--halves` prints precision, recall and F1 of names on each half by weights of the other. numpy only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from logistic import newton

from copydesk.facts.places.evidence import signs
from copydesk.facts.places.places import people_of
from copydesk.facts.places.toponyms import cues, named, sights
from copydesk.nouns import Report
from copydesk.parse import parse
from copydesk.parse.names import find_names

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "facts" / "places" / "data" / "evidence.json"
RIDGE, LEAST_SEEN = 3.0, 8


@dataclass(frozen=True, slots=True)
class Row:
    """One name in an article: its signs, whether it is a place's."""

    signs: list[str]
    place: bool


def rows_of(article: dict[str, Any]) -> list[Row]:
    """The names of one article that are annotated as places with coordinates, or not at all."""
    parsed = parse(Report(id=article["id"], text=article["text"], language="en"))
    taken, surnames = people_of(parsed, find_names(parsed))
    found = named(parsed.doc, taken)
    rows = []
    for name, seen in zip(found, sights(parsed.doc, found, surnames), strict=True):
        place, vague = (
            any(other["start"] < name.end and other["end"] > name.start for other in article.get(kind, []))
            for kind in ("places", "uncounted")
        )
        if place or not vague:
            rows.append(Row(signs(parsed.doc, seen, cues()), place))
    return rows


def fit(rows: list[Row]) -> dict[str, float]:
    """The weight of each sign, and of "" for none."""
    often = Counter(sign for row in rows for sign in row.signs)
    names = sorted(sign for sign, count in often.items() if count >= LEAST_SEEN)
    column = {sign: number for number, sign in enumerate(names)}
    shown = np.zeros((len(rows), len(names) + 1))
    shown[:, -1] = 1.0
    for number, row in enumerate(rows):
        shown[number, [column[sign] for sign in row.signs if sign in column]] = 1.0
    wanted = np.array([row.place for row in rows], dtype=float)
    ridge = np.full(len(names) + 1, RIDGE)
    ridge[-1] = 1e-6
    weights = newton(shown, wanted, ridge)
    return {"": round(float(weights[-1]), 3)} | {
        sign: round(float(weight), 3) for sign, weight in zip(names, weights[:-1], strict=True)
    }


def judged(rows: list[Row], weights: dict[str, float]) -> str:
    """Precision, recall and F1 of names taken for places where that is likelier than not."""
    said = [weights[""] + sum(weights.get(sign, 0.0) for sign in row.signs) >= 0.0 for row in rows]
    right = sum(row.place for row, told in zip(rows, said, strict=True) if told)
    precision, recall = right / sum(said), right / sum(row.place for row in rows)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"


def main() -> None:
    """Judge by halves, or learn from one and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--halves", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    data = options.articles.read_bytes()
    articles = [json.loads(line) for line in data.decode().split("\n") if line]
    halves = [[row for article in articles[first::2] for row in rows_of(article)] for first in (0, 1)]
    print(f"{len(articles)} articles, {len(halves[0])} and {len(halves[1])} names")
    if options.halves:
        for first in (0, 1):
            print(judged(halves[1 - first], fit(halves[first])))
    if options.write:
        weights = fit(halves[0])
        made = {
            "card": {
                "made_by": "training/train_places.py --write",
                "data": "every other article of LGL and GeoVirus, from the first on (weights only, no text)",
                "sha256": hashlib.sha256(data).hexdigest()[:16],
            },
            "weights": weights,
        }
        OUT.write_text(json.dumps(made, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{OUT.name}: {len(weights)} weights")


if __name__ == "__main__":
    main()
