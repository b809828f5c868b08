"""What the audit's encoder is taught with: sentences beside their evidence, with what drifts in them.

usage: drift_data.py DATA OUT.pickle --sets NAME ... [--hold-out]

Sets: desk, cases, pairs (digest sentences with marked drifts, and corruptions of those that are supported), several (those of digests over
several reports), judged (public sets whose licence allows it), halusum, entailment, news (report sentences rewritten and corrupted). With
--hold-out, desk reports, pairs and sets of reports that are held out for the verdict stay away.
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
from composing import compose
from corruptions import Corruptor
from forms import Forms
from pairs import PairError, Pairs, pairs
from rows import rows

from copydesk.audit.align import Aligner
from copydesk.audit.learned.encoding import words_of
from copydesk.audit.sides import lines_of, reports_side
from copydesk.nouns import DriftType, Ledger
from copydesk.parse import document

SEED = 20261122
MULTI = Path(__file__).parent.parent / "data" / "multi"
TYPES: tuple[str, ...] = get_args(DriftType)
# Entailment sets whose entry names a permissive licence, and how many pairs of each are taken.
ENTAILMENT = {"fever-val-tok": 9000, "mnli-dev": 9000, "snli-dev": 2500, "cad-nli": 3500, "rte": 2765, "scitail-dev": 1500, "fool-me-twice-dev": 1169, "mpe": 2500, "conjnli": 2500,
    "factcg-cg2c": 3102, "joci": 1000, "tracie": 860, "citation-integrity": 1500, "fracas": 272, "fever-symmetric-dev": 708, "wikiresnli": 1000, "impli-idioms": 1500}  # fmt: skip
JUDGED = ("summedits_", "xsumfaith", "wice_nst")
FAR = 1400  # characters of a premise at most
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


def corrupted(
    sentence: Any,
    evidence: tuple[str, ...],
    words: frozenset[str],
    corruptor: Corruptor,
    rng: random.Random,
    name: str,
    times: int,
) -> Iterator[Example]:
    """A true sentence made wrong, some times over."""
    for _ in range(times):
        made = compose(sentence, corruptor, rng, drifts=1 + (rng.random() < 0.2), rewrites=rng.choice([0, 0, 1]))
        if made:
            yield Example(name, made.text, evidence, words, True, made.marks)


def of_desk(
    table: Iterable[dict[str, Any]], forms: Forms, rng: random.Random, name: str, hold: bool
) -> Iterator[Example]:
    """Digest sentences of desk cases, and corruptions of those that are supported."""
    for number, row in enumerate(table):
        if hold and desk_held_out(number):
            continue
        beside = Beside(row["text"])
        corruptor = Corruptor(document(row["text"]), forms, rng)
        for words, example in annotated(beside, row, name):
            yield example
            if not example.drift:
                yield from corrupted(words, example.evidence, beside.words, corruptor, rng, name + "+", 2)


def annotated(beside: Beside, row: dict[str, Any], name: str) -> Iterator[tuple[Any, Example]]:
    """The sentences of an annotated digest."""
    marks = [(d["start"], d["end"], d["type"]) for s in row["digest_sentences"] for d in s["drifts"]]
    wrong = [(s["start"], s["end"]) for s in row["digest_sentences"] if s["verdict"] == "drift"]
    for words, start, end, evidence in beside.sentences(row["digest"]):
        mine = tuple((max(0, a - start), min(end, b) - start, t) for a, b, t in marks if a < end and b > start)
        drift = any(a < end and b > start for a, b in wrong)
        told = row["digest"][start:end]
        yield words, Example(name, told, evidence, beside.words, drift, mine if mine or not drift else None)


def of_several(hold: bool) -> Iterator[Example]:
    """The digests over several reports written for this."""
    digests = list(rows(MULTI / "digests.jsonl"))
    for number, each in enumerate(rows(MULTI / "sets.jsonl")):
        if hold and set_held_out(number):
            continue
        beside = Beside(*(report["text"] for report in each["reports"]))
        for told in (told for told in digests if told["set"] == each["id"]):
            yield from (example for _, example in annotated(beside, told, "several"))


def of_pairs(forms: Forms, rng: random.Random, hold: bool) -> Iterator[Example]:
    """The pairs written for this."""
    for each in pairs():
        if isinstance(each, PairError) or (hold and pairs_held_out(each)):
            continue
        beside = Beside(each.text)
        corruptor = Corruptor(document(each.text), forms, rng)
        for told in each.told:
            marks = tuple((m.start, m.end, str(m.type)) for m in told.marks)
            evidence = beside.evidence(told.text)
            yield Example("pairs", told.text, evidence, beside.words, bool(marks), marks)
            if not marks:
                sentence = next(document(told.text).sents)
                yield from corrupted(sentence, evidence, beside.words, corruptor, rng, "pairs+", 1)


def of_judged(data: Path, forms: Forms, rng: random.Random) -> Iterator[Example]:
    """Public sets of judged digests, and corruptions of the supported ones."""
    by_text: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(data / "audit/train.jsonl.gz"):
        if row["set"].startswith(JUDGED):
            by_text[row["reports"][0]["text"]].append(row)
    for text, group in by_text.items():
        if group[0]["set"] == "wice_nst" and rng.random() < 0.5:
            continue
        beside = Beside(text)
        corruptor = Corruptor(document(text), forms, rng)
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
        for row in group:
            if row["verdict"] == "supported" and row["id"].endswith("_og"):
                for words, _, _, evidence in beside.sentences(row["digest"]):
                    yield from corrupted(words, evidence, beside.words, corruptor, rng, row["set"] + "+", 2)


def of_halusum(data: Path, forms: Forms, rng: random.Random) -> Iterator[Example]:
    """Right summaries of news and their corruptions; and what the wrong ones tell beside, weakly."""
    for row in rows(data / "audit/train.jsonl.gz"):
        if row["set"] != "halusum":
            continue
        wrong = row["verdict"] == "drift"
        if wrong and rng.random() < 0.5:
            continue
        text = row["reports"][0]["text"][:6000]
        beside = Beside(text)
        corruptor = Corruptor(document(text), forms, rng)
        for words, start, end, evidence in beside.sentences(row["digest"]):
            told = row["digest"][start:end]
            if wrong:
                yield Example("halusum-", told, evidence, beside.words, True, None, 0.35)
            else:
                yield Example("halusum", told, evidence, beside.words, False, (), 0.8)
                yield from corrupted(words, evidence, beside.words, corruptor, rng, "halusum+", 2)


def of_entailment(data: Path, forms: Forms, rng: random.Random) -> Iterator[Example]:
    """Pairs of premise and hypothesis, and corruptions of hypotheses that follow."""
    for name, most in ENTAILMENT.items():
        pool = [
            row
            for row in rows(data / f"entailment/{name}.jsonl.gz")
            if len(row["premise"]) < FAR and 12 < len(row["hypothesis"]) < 300
        ]
        rng.shuffle(pool)
        for row in pool[:most]:
            follows = row["label"] == "entailment"
            premise = row["premise"]
            words = words_of(premise)
            yield Example(name, row["hypothesis"], (premise,), words, not follows, () if follows else None, 0.8)
            if (
                follows
                and name in ("fever-val-tok", "fool-me-twice-dev", "rte", "factcg-cg2c", "mnli-dev")
                and rng.random() < 0.5
            ):
                doc = document(row["hypothesis"])
                corruptor = Corruptor(document(premise), forms, rng)
                for sentence in list(doc.sents)[:1]:
                    if len(list(doc.sents)) == 1 and len(sentence) >= 5:
                        yield from corrupted(sentence, (premise,), words, corruptor, rng, name + "+", 1)


def of_news(data: Path, forms: Forms, rng: random.Random, most: int) -> Iterator[Example]:
    """Sentences of reports, rewritten and corrupted, beside themselves and their neighbours."""
    texts = [row["text"] for row in rows(data / "attribution/polnear-train.jsonl")][:most]
    for text in texts:
        doc = document(text)
        words = words_of(text)
        corruptor = Corruptor(doc, forms, rng)
        told = [
            s for s in doc.sents if 6 <= len(s) <= 45 and s.text.strip()[-1:] in '."”' and "\n" not in s.text.strip()
        ]
        keys = [{t.lemma_.lower() for t in s if t.pos_ in ("NOUN", "PROPN", "NUM", "VERB")} for s in told]
        for number in rng.sample(range(len(told)), min(14, len(told))):
            sentence = told[number]
            near = sorted(
                (i for i in range(len(told)) if i != number),
                key=lambda i: (-len(keys[i] & keys[number]), abs(i - number)),
            )
            beside = [number, *near[: rng.choice([0, 1, 1, 2])]]
            if rng.random() < 0.3:
                beside.reverse()
            evidence = tuple(told[i].text.strip() for i in beside)
            made = compose(sentence, corruptor, rng, drifts=0, rewrites=3)
            if made:
                yield Example("news", made.text.strip(), evidence, words, False, ())
            yield from corrupted(sentence, evidence, words, corruptor, rng, "news+", rng.choice([1, 1, 2]))


def forms_of(data: Path) -> Forms:
    """The forms of words in the desk cases and some of the news."""
    forms = Forms()
    forms.learn(document(row["text"]) for row in rows(data / "desk-cases/train.jsonl"))
    forms.learn(document(row["text"]) for row in list(rows(data / "attribution/polnear-train.jsonl"))[:120])
    return forms


def examples(data: Path, sets: Sequence[str], hold: bool, news: int) -> Iterator[Example]:
    """All examples of some sets."""
    forms = forms_of(data)
    for name in sets:
        rng = random.Random(SEED)  # noqa: S311
        if name == "desk":
            yield from of_desk(rows(data / "desk-cases/train.jsonl"), forms, rng, "desk", hold)
        elif name == "cases":
            table = [row for row in own_cases() if not isinstance(row, CaseError)]
            yield from of_desk(table, forms, rng, "cases", hold=False)
        elif name == "pairs":
            yield from of_pairs(forms, rng, hold)
        elif name == "several":
            yield from of_several(hold)
        elif name == "judged":
            yield from of_judged(data, forms, rng)
        elif name == "halusum":
            yield from of_halusum(data, forms, rng)
        elif name == "entailment":
            yield from of_entailment(data, forms, rng)
        elif name == "news":
            yield from of_news(data, forms, rng, news)


def main() -> None:
    """Write the examples of some sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sets", nargs="+", required=True)
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--news", type=int, default=600, help="reports of the set news")
    options = parser.parse_args()
    found = []
    for example in examples(options.data, options.sets, options.hold_out, options.news):
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
