"""Learn what kind of source a holder of claims is, from the kinds that the desk cases give.

usage: train_kinds.py CASES.jsonl [MORE.jsonl ...] [--once CASES.jsonl ...] [--folds | --write]

With `--folds` it prints, for each file, how many of the claims found get the annotators' kind by the rules alone and by weights
that have not seen their report (five folds, by report); with `--write` it learns from all and writes
src/copydesk/claims/data/holders.json. Cases named after `--once` were annotated once, by several hands, and waver between official,
government and court (an agency is an official with some, its government with others); there the word lists settle which of the
three a body is. What ships was made by `train_kinds.py CASES.jsonl --once DESK_CASES/train.jsonl --write`, the cases those of
data/cases (`cases.py --out`).

One ridge regression from the signs of a holder to the sixteen kinds, solved exactly, numpy only, no randomness. The same input gives
the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from copydesk.claims import find_claims
from copydesk.claims.actors import AnyNames
from copydesk.claims.holders import KINDS, Reading, Signs, Weights, holders
from copydesk.claims.kinds import kind_of
from copydesk.claims.tree import Tree
from copydesk.nouns import Claim, Report, Span
from copydesk.parse import parse
from copydesk.parse.names import find_names
from copydesk.read.dateline import dated

OUT = Path(__file__).parent.parent / "src" / "copydesk" / "claims" / "data" / "holders.json"
FOLDS = 5
RIDGE = 10.0
RARE = 2  # a sign that fewer holders show is left out
NEIGHBOURS = frozenset({"official", "government", "court"})
UNIT = 0.002  # weights are kept as whole numbers of this


@dataclass
class Row:
    """One holder: its report, its signs, the annotators' kinds of its claims and the rules' own kinds."""

    file: int
    report: str
    signs: Signs
    kinds: Counter[str]
    ruled: int  # claims that the rules alone get right


def mended(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim whose kind is, among the neighbours, the one that the word lists tell of its source's name."""
    name, kind = claim["source_name"] or "", claim["source_kind"]
    told = kind_of(name)
    science = told == "expert" and "," not in name and kind in NEIGHBOURS  # a weather service
    return {**claim, "source_kind": told} if science or {kind, told} <= NEIGHBOURS else claim


def matched(case: dict[str, Any], claims: tuple[Claim, ...]) -> dict[int, str]:
    """The annotators' kind for each claim found whose content (or, without content, cue) is mostly theirs."""

    def letters(spans: list[dict[str, Any]]) -> set[int]:
        return {at for span in spans for at in range(span["start"], span["end"])}

    def own(spans: tuple[Span, ...]) -> set[int]:
        return {at for span in spans for at in range(span.start, span.end)}

    def alike(gold: dict[str, Any], claim: Claim) -> float:
        if bool(gold["content"]) != bool(claim.content):
            return 0.0
        a, b = (
            (letters(gold["content"]), own(claim.content))
            if claim.content
            else (letters([gold["cue"]]), own((claim.cue,)))
        )
        return 2 * len(a & b) / (len(a) + len(b))

    pairs = sorted(
        ((alike(gold, claim), i, j) for i, gold in enumerate(case["claims"]) for j, claim in enumerate(claims)),
        reverse=True,
    )
    left: set[int] = set()
    found: dict[int, str] = {}
    for score, i, j in pairs:
        if score >= 0.5 and i not in left and j not in found:
            left.add(i)
            found[j] = case["claims"][i]["source_kind"]
    return found


def rows_of(file: int, case: dict[str, Any]) -> list[Row]:
    """The holders of one desk case that the annotators give a kind."""
    rows: list[Row] = []

    def told(tree: Tree, names: AnyNames, claims: tuple[Claim, ...], body: tuple[int, int]) -> tuple[Claim, ...]:
        gold = matched(case, claims)
        reading = Reading(tree, names, body)
        for group in holders(names, claims):
            kinds = Counter(gold[index] for index in group if index in gold)
            ruled = sum(claims[index].source_kind == gold[index] for index in group if index in gold)
            if kinds:
                signs = reading.signs([claims[index] for index in group])
                rows.append(Row(file, case["id"], signs, kinds, ruled))
        return claims

    report = Report(
        id=case["id"], text=case["text"], outlet=case.get("outlet"), published=case.get("published"), language="en"
    )
    with patch("copydesk.claims.find.settled", told):
        parsed = parse(dated(report))
        find_claims(parsed, find_names(parsed))
    return rows


def learn(rows: list[Row]) -> dict[str, list[int]]:
    """The weights of each sign for the sixteen kinds, in whole numbers of UNIT."""
    count = Counter(sign for row in rows for sign in row.signs)
    signs = sorted(sign for sign, seen in count.items() if seen >= RARE)
    at = {sign: column for column, sign in enumerate(signs)}
    shown = np.zeros((len(rows), len(signs)))
    for line, row in enumerate(rows):
        for sign, value in row.signs.items():
            if sign in at:
                shown[line, at[sign]] = value
    wanted = np.array([[row.kinds[kind] for kind in KINDS] for row in rows], dtype=np.float64)
    claims = wanted.sum(axis=1)
    target = wanted / claims[:, None] - 1 / len(KINDS)
    slack = RIDGE * np.diag(claims**-0.5)  # a holder of many claims weighs more
    dual = np.linalg.solve(shown @ shown.T + slack, target)
    weights = np.rint(shown.T @ dual / UNIT).astype(int)
    return {sign: weights[column].tolist() for sign, column in at.items() if weights[column].any()}


def judge(weights: dict[str, list[int]]) -> Weights:
    """The judge that the weights make."""
    return Weights(list(weights), np.array(list(weights.values()), dtype=np.float64) * UNIT)


def folds(rows: list[Row], files: list[Path]) -> None:
    """Print the figures on reports that the weights have not seen."""
    reports = sorted({row.report for row in rows})
    fold = {report: place % FOLDS for place, report in enumerate(reports)}
    ruled, learned, claims = Counter[int](), Counter[int](), Counter[int]()
    for held in range(FOLDS):
        weights = judge(learn([row for row in rows if fold[row.report] != held]))
        for row in rows:
            if fold[row.report] == held:
                claims[row.file] += row.kinds.total()
                ruled[row.file] += row.ruled
                learned[row.file] += row.kinds[weights.kind(row.signs)]
    for file, path in enumerate(files):
        n = claims[file]
        print(f"{path.name}: {n} claims with a source; rules {ruled[file] / n:.3f}, weights {learned[file] / n:.3f}")


def main() -> None:
    """Read the cases, then print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--once", nargs="*", type=Path, default=[], help="cases that were annotated once")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows: list[Row] = []
    digest = hashlib.sha256()
    files = [*options.cases, *options.once]
    for file, path in enumerate(files):
        data = path.read_bytes()
        digest.update(data)
        for line in data.decode().splitlines():
            case = json.loads(line)
            if path in options.once:
                case["claims"] = [mended(claim) for claim in case["claims"]]
            rows += rows_of(file, case)
    if options.folds:
        folds(rows, files)
    if options.write:
        weights = learn(rows)
        card = {
            "what": "weights of what a report tells of a source for each kind of source, in the order of KINDS",
            "data": ", ".join(path.name for path in files),
            "holders": len(rows),
            "sha256": digest.hexdigest(),
            "made by": "training/train_kinds.py",
            "licence": "Apache-2.0",
        }
        lines = ",\n".join(
            f"  {json.dumps(sign, ensure_ascii=False)}: {json.dumps(row)}" for sign, row in weights.items()
        )
        head = json.dumps(card, ensure_ascii=False)
        OUT.write_text(f'{{"card": {head},\n"unit": {UNIT},\n"weights": {{\n{lines}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
