"""What the audit's encoder is taught with: sentences beside their evidence, with what drifts in them.

usage: drift_data.py DATA OUT.pickle --sets NAME ... [--hold-out] [--share N]

Sets: desk, cases, pairs (digest sentences with marked drifts), several (those of digests over several reports), judged (public sets whose licence
allows it). With --hold-out, desk reports, pairs and sets of reports that are held out for the verdict stay away; with --share 3 only every
third report of the pairs is read.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from cases import CaseError
from cases import cases as own_cases
from pairs import PairError, Pairs, pairs
from rows import rows

from copydesk.audit.align import Aligner
from copydesk.audit.sides import lines_of, reports_side
from copydesk.nouns import DriftType, Ledger
from copydesk.parse import document
from copydesk.parse.seen import words_of

SEED = 20261122
MULTI = Path(__file__).parent.parent / "data" / "multi"
TYPES: tuple[str, ...] = get_args(DriftType)
JUDGED = ("summedits_", "xsumfaith", "wice_nst")
Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence beside its evidence. `marks` is None where what drifts is not marked; `sure` says how far the label can be trusted."""

    set: str
    told: str
    evidence: tuple[str, ...]
    elsewhere: frozenset[str]
    drift: bool
    marks: tuple[Mark, ...] | None
    sure: float = 1.0


def on_pieces(marks: Sequence[Mark], start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each word piece of a sentence (characters `start` to `end`) whether it drifts, and its type (-1: none known)."""
    wrong, types = np.zeros(len(start), np.float32), np.full(len(start), -1, np.int64)
    for begin, stop, type_ in marks:
        inside = (start < stop) & (end > begin)
        wrong[inside] = 1
        if type_ in TYPES:
            types[inside] = TYPES.index(type_)
    return wrong, types


def desk_held_out(number: int) -> bool:
    """Whether the desk report of this number teaches the verdict, not the encoder."""
    return number % 3 == 0


def pairs_held_out(each: Pairs) -> bool:
    """Whether the pairs of a report teach the verdict, not the encoder: each sixth of a writer's."""
    return int(each.id.rpartition("-")[2]) % 6 == 0


def set_held_out(number: int) -> bool:
    """Whether the digests over the set of reports of this number teach the verdict, not the encoder."""
    return number % 2 == 0


class Beside:
    """Finds the evidence of digest sentences in some reports, as the audit does."""

    def __init__(self, *texts: str) -> None:
        self.words = frozenset[str]().union(*map(words_of, texts))
        self.aligner = Aligner(reports_side([Ledger(id=f"r{n}", text=text) for n, text in enumerate(texts)]))

    def sentences(self, digest: str) -> Iterator[tuple[Any, int, int, tuple[str, ...]]]:
        """Each sentence of a digest with its place and its evidence."""
        doc = document(digest)
        for line in lines_of(doc, (), (), (), 0, (0, len(digest)), None, 0):
            found = self.aligner.align(line).beside
            yield line.words, line.start, line.end, tuple(each.text for each in found)

    def evidence(self, digest: str) -> tuple[str, ...]:
        """The evidence of one sentence."""
        return next((evidence for *_, evidence in self.sentences(digest)), ())


def marked(
    beside: Beside,
    digest: str,
    marks: Sequence[Mark],
    name: str,
    *,
    drift: bool = True,
    sure: float = 1.0,
    spans: bool = True,
) -> Iterator[Example]:
    """The sentences of a digest whose drifts are marked."""
    for words, start, end, evidence in beside.sentences(digest):
        text = digest[start:end]
        mine = tuple((max(0, a - start), min(end, b) - start, t) for a, b, t in marks if a < end and b > start)
        if len(words) >= 3:
            yield Example(
                name, text, evidence, beside.words, bool(mine) and drift, mine if spans or not mine else None, sure
            )


def of_desk(table: Iterable[dict[str, Any]], name: str, hold: bool) -> Iterator[Example]:
    """Digest sentences of desk cases."""
    for number, row in enumerate(table):
        if not hold or not desk_held_out(number):
            yield from annotated(Beside(row["text"]), row, name)


def annotated(beside: Beside, row: dict[str, Any], name: str) -> Iterator[Example]:
    """The sentences of an annotated digest."""
    marks = [(d["start"], d["end"], d["type"]) for s in row["digest_sentences"] for d in s["drifts"]]
    wrong = [(s["start"], s["end"]) for s in row["digest_sentences"] if s["verdict"] == "drift"]
    for _, start, end, evidence in beside.sentences(row["digest"]):
        mine = tuple((max(0, a - start), min(end, b) - start, t) for a, b, t in marks if a < end and b > start)
        drift = any(a < end and b > start for a, b in wrong)
        told = row["digest"][start:end]
        yield Example(name, told, evidence, beside.words, drift, mine if mine or not drift else None)


def of_several(hold: bool) -> Iterator[Example]:
    """The digests over several reports written for this."""
    digests = list(rows(MULTI / "digests.jsonl"))
    for number, each in enumerate(rows(MULTI / "sets.jsonl")):
        if hold and set_held_out(number):
            continue
        beside = Beside(*(report["text"] for report in each["reports"]))
        for told in (told for told in digests if told["set"] == each["id"]):
            yield from annotated(beside, told, "several")


def of_pairs(hold: bool, share: int) -> Iterator[Example]:
    """The pairs written for this; of the reports one in `share`."""
    good = [each for each in pairs() if not isinstance(each, PairError) and not (hold and pairs_held_out(each))]
    for each in good[::share]:
        beside = Beside(each.text)
        for told in each.told:
            marks = tuple((m.start, m.end, str(m.type)) for m in told.marks)
            yield Example("pairs", told.text, beside.evidence(told.text), beside.words, bool(marks), marks)


def of_judged(data: Path, rng: random.Random) -> Iterator[Example]:
    """Public sets of judged digests."""
    by_text: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(data / "audit/train.jsonl.gz"):
        if row["set"].startswith(JUDGED):
            by_text[row["reports"][0]["text"]].append(row)
    for text, group in by_text.items():
        if group[0]["set"] == "wice_nst" and rng.random() < 0.5:
            continue
        beside = Beside(text)
        told: set[str] = set()
        for row in group:
            edits = row["set"].startswith("summedits")
            marks = [(d["start"], d["end"], "") for d in row["drifts"] or ()] if row["verdict"] == "drift" else []
            if row["verdict"] == "drift" and not marks:
                continue
            # Of several marked edits of a digest not all make it wrong.
            sure = (0.7 if len(marks) < 3 else 0.4) if edits else 0.6
            for example in marked(beside, row["digest"], marks, row["set"], sure=sure):
                if example.told in told or (not example.drift and row["set"] == "wice_nst"):
                    continue
                told.add(example.told)
                yield example


def examples(data: Path, sets: Sequence[str], hold: bool, share: int) -> Iterator[Example]:
    """All examples of some sets."""
    for name in sets:
        if name == "desk":
            yield from of_desk(rows(data / "desk-cases/train.jsonl"), "desk", hold)
        elif name == "cases":
            yield from of_desk([row for row in own_cases() if not isinstance(row, CaseError)], "cases", hold=False)
        elif name == "pairs":
            yield from of_pairs(hold, share)
        elif name == "several":
            yield from of_several(hold)
        elif name == "judged":
            yield from of_judged(data, random.Random(SEED))  # noqa: S311


def main() -> None:
    """Write the examples of some sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sets", nargs="+", required=True)
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--share", type=int, default=1, help="of the reports of the pairs one in so many")
    options = parser.parse_args()
    found = []
    for example in examples(options.data, options.sets, options.hold_out, options.share):
        found.append(example)
        if len(found) % 2000 == 0:
            sys.stderr.write(f"{len(found)} examples\n")
    with options.out.open("wb") as out:
        pickle.dump(found, out)
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for example in found:
        count[example.set][example.drift] += 1
    for name, (right, wrong) in sorted(count.items()):
        sys.stdout.write(f"{name:24} supported {right:6} drift {wrong:6}\n")


if __name__ == "__main__":
    # By its own name, so that the pickled examples are those of this module and not of whatever runs first.
    import drift_data

    drift_data.main()
