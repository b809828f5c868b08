"""Which mentions of events, in one report or several, tell of one event.

Mentions are compared within one incident: by their words and by what they mean where they stand and alone, by the sentence, the
names, the numbers and the words beside them, by who says what is said, and by how they stand among the incident's other mentions:
whether another one of the same sentence is the nearer.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.compare.linkage import averaged
from copydesk.compare.profile import Weights, unit
from copydesk.compare.rarity import rarity
from copydesk.compare.senses import meaning, senses
from copydesk.compare.wording import stem, stems, wording
from copydesk.nouns import Claim, Ledger, Span

Floats = NDArray[np.float64]

# Log-odds that the mentions of one event have on average; chosen by the folds of training/train_mentions.py.
TOGETHER = -0.4
MOST = 1000  # mentions of an incident that are compared; those behind them stay alone
_BESIDE = 6  # words to either side


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One mention as it is compared: its words, what stands around it, and the vectors of itself where it stands and alone, and of its sentence."""

    report: int
    sentence: int
    head: str
    stems: frozenset[str]
    around: Weights
    left: Weights
    right: Weights
    names: frozenset[str]
    numbers: frozenset[str]
    kind: str
    speaker: frozenset[str]
    length: int
    sense: NDArray[np.float32]
    alone: NDArray[np.float32]
    sentence_sense: NDArray[np.float32]


def same_events(ledgers: Sequence[Ledger], told: Sequence[Sequence[Span]]) -> list[tuple[tuple[int, int], ...]]:
    """The events that the reports of one incident tell of: for each the mentions (report, number in `told` of it), in order.

    `told` holds the mentions of each report; each stands in exactly one event.
    """
    found = mentions_of(ledgers, told)
    if not found:
        return []
    places, alone = [place for place, _ in found[:MOST]], [(place,) for place, _ in found[MOST:]]
    table = weighed(likeness([one for _, one in found[:MOST]]))
    groups = averaged(table, TOGETHER, contrast=0.0)
    return sorted(tuple(places[at] for at in group) for group in groups) + alone


def mentions_of(ledgers: Sequence[Ledger], told: Sequence[Sequence[Span]]) -> list[tuple[tuple[int, int], Mention]]:
    """The mentions of some reports as they are compared, each with its report and its number in `told`, in that order."""
    read = (_mentions(report, ledger, told[report]) for report, ledger in enumerate(ledgers))
    return sorted((pair for each in read for pair in each), key=lambda pair: pair[0])


def _mentions(report: int, ledger: Ledger, told: Sequence[Span]) -> Iterator[tuple[tuple[int, int], Mention]]:
    text = wording(ledger.text)
    bases = [stem(word) for word in text.words]
    sentences = [*ledger.sentences] or [Span.of(ledger.text, 0, len(ledger.text))]
    starts = [sentence.start for sentence in sentences]
    kinds = {event.trigger.start: event.kind for event in ledger.events}
    speakers = {claim.cue.start: _speaker(claim) for claim in ledger.claims}
    order = sorted(range(len(told)), key=lambda number: told[number].start)
    for at, numbers in groupby(order, key=lambda number: max(0, bisect_right(starts, told[number].start) - 1)):
        own = [*numbers]
        sentence = sentences[at]
        vectors = senses(sentence, (told[number] for number in own))
        inside = range(bisect_right(text.ends, sentence.start), bisect_right(text.starts, sentence.end - 1))
        for number, vector in zip(own, vectors[1:], strict=True):
            span = told[number]
            words = range(bisect_right(text.ends, span.start), bisect_right(text.starts, span.end - 1))
            content = [bases[w] for w in words if rarity(bases[w])] or [bases[w] for w in words] or [span.quote.lower()]
            others = [w for w in inside if w not in words]
            capitals = (w for w in others if w != inside.start and ledger.text[text.starts[w]].isupper())
            before = range(max(inside.start, words.start - _BESIDE), words.start)
            behind = range(words.stop, min(inside.stop, words.stop + _BESIDE))
            yield (report, number), Mention(
                report=report, sentence=at,
                head=max(content, key=lambda word: (rarity(word), word)), stems=frozenset(content),
                around=unit({bases[w]: rarity(bases[w]) for w in others}),
                left=unit({bases[w]: rarity(bases[w]) / (words.start - w) for w in before}),
                right=unit({bases[w]: rarity(bases[w]) / (w - words.stop + 1) for w in behind}),
                names=frozenset(bases[w] for w in capitals),
                numbers=frozenset(text.words[w] for w in inside if text.words[w][0].isdigit()),
                kind=next((kinds[start] for start in range(span.start, span.end) if start in kinds), ""),
                speaker=next((speakers[at] for at in range(span.start, span.end) if at in speakers), frozenset()),
                length=len(span.quote), sense=vector, alone=meaning(span.quote.lower()), sentence_sense=vectors[0],
            )  # fmt: skip


def _speaker(claim: Claim) -> frozenset[str]:
    """The words that tell who makes a claim."""
    name = claim.source_name or (claim.source.quote if claim.source else "")
    return frozenset(word for word in stems(name) if rarity(word))


def likeness(mentions: Sequence[Mention]) -> dict[str, Floats]:
    """What speaks for and against two mentions telling of one event, each as a table of all pairs."""
    size = len(mentions)
    heads, words = [one.head for one in mentions], [dict.fromkeys(one.stems, 1.0) for one in mentions]
    often = Counter(heads)
    names, numbers = (
        [dict.fromkeys(one.names, 1.0) for one in mentions],
        [dict.fromkeys(one.numbers, 1.0) for one in mentions],
    )
    rare = np.array([rarity(head) for head in heads])
    count = np.log1p(np.array([often[head] for head in heads], float))
    line, length = (
        np.array([one.sentence for one in mentions], float),
        np.array([one.length for one in mentions], float),
    )
    left, right = np.split(_table([*(one.left for one in mentions), *(one.right for one in mentions)]), 2)
    sense, alone, sentence = (
        np.stack([getattr(one, name) for one in mentions]).astype(float)
        for name in ("sense", "alone", "sentence_sense")
    )
    own, about, lone = _centred(sense), _centred(sentence), alone @ alone.T
    lines = [(one.report, one.sentence) for one in mentions]
    same_report = _equal([one.report for one in mentions])
    same_line = same_report * (line[:, None] == line)
    kinds = _equal([one.kind for one in mentions])
    known = np.array([bool(one.kind) for one in mentions])
    many_names, many_numbers = (np.array([float(len(held)) for held in each]) for each in (names, numbers))
    said = np.array([float(bool(one.speaker)) for one in mentions])
    same_speaker = np.minimum(1.0, _inner([dict.fromkeys(one.speaker, 1.0) for one in mentions]))
    common_numbers = _inner(numbers)
    across = left @ right.T
    gap = np.abs(line[:, None] - line)
    return {
        "same head": _equal(heads),
        "words of it": _inner(words) / np.minimum.outer(*[np.array([float(max(1, len(each))) for each in words])] * 2),
        "sense": sense @ sense.T,
        "sentence": sentence @ sentence.T,
        "sense here": own,
        "sense here squared": own * own,
        "sentence here": about,
        "both here": np.maximum(0, own) * np.maximum(0, about),
        "alone": lone,
        "alone here": _centred(alone),
        **_standing(own),
        **_beaten("sense", own, lines),
        **_beaten("alone", lone, lines),
        "around": _inner([one.around for one in mentions]),
        "left": left @ left.T,
        "right": right @ right.T,
        "across": np.maximum(across, across.T),
        "names": _inner(names) / np.sqrt(np.maximum(1, np.multiply.outer(many_names, many_names))),
        "no names": 1.0 - np.multiply.outer(many_names > 0, many_names > 0),
        "numbers": common_numbers / np.sqrt(np.maximum(1, np.multiply.outer(many_numbers, many_numbers))),
        "other numbers": np.multiply.outer(many_numbers > 0, many_numbers > 0) * (common_numbers == 0),
        "same kind": np.where(np.multiply.outer(known, known), kinds, 0.5),
        "same speaker": same_speaker,
        "other speaker": np.multiply.outer(said, said) * (1.0 - same_speaker),
        "same report": same_report,
        "same sentence": same_line,
        "sentences apart": gap * same_report,
        "later sentence": np.maximum.outer(line, line),
        "rarer": np.minimum.outer(rare, rare),
        "commoner": np.maximum.outer(rare, rare),
        "seldom": np.minimum.outer(count, count),
        "often": np.maximum.outer(count, count),
        "longer": np.abs(length[:, None] - length),
        "many": np.full((size, size), math.log(size)),
    }


def _equal(values: Sequence[object]) -> Floats:
    number = {value: at for at, value in enumerate(dict.fromkeys(values))}
    codes = np.array([number[value] for value in values])
    found: Floats = (codes[:, None] == codes).astype(float)
    return found


def _table(rows: Sequence[Mapping[str, float]]) -> Floats:
    columns: dict[str, int] = {}
    for row in rows:
        for name in row:
            columns.setdefault(name, len(columns))
    made = np.zeros((len(rows), max(1, len(columns))))
    for at, row in enumerate(rows):
        for name, value in row.items():
            made[at, columns[name]] = value
    return made


def _inner(rows: Sequence[Mapping[str, float]]) -> Floats:
    made = _table(rows)
    found: Floats = made @ made.T
    return found


def _centred(vectors: Floats) -> Floats:
    """The cosines of vectors less their mean: what tells the mentions of one incident apart."""
    moved = vectors - vectors.mean(0)
    moved /= np.linalg.norm(moved, axis=1, keepdims=True) + 1e-9
    found: Floats = moved @ moved.T
    return found


def _standing(near: Floats) -> dict[str, Floats]:
    """How a pair stands among all pairs of each of its two: in deviations from the mean, and behind the nearest."""
    size = len(near)
    others = near.copy()
    np.fill_diagonal(others, 0.0)
    count = max(1, size - 1)
    mean = others.sum(1) / count
    spread = np.sqrt(np.maximum((others**2).sum(1) / count - mean**2, 1e-4))
    np.fill_diagonal(others, -1.0)
    high, behind = (near - mean[:, None]) / spread[:, None], near - others.max(1)[:, None]
    return {
        "standing least": np.minimum(high, high.T),
        "standing most": np.maximum(high, high.T),
        "behind least": np.minimum(behind, behind.T),
        "behind most": np.maximum(behind, behind.T),
    }


def _beaten(name: str, near: Floats, lines: Sequence[tuple[int, int]]) -> dict[str, Floats]:
    """How much nearer each of a pair is to a third mention, in the sentence of the other, than to the other: the less and the more of both.

    A sentence seldom tells of one event twice, so that the third one rather is its mate.
    """
    others = near.copy()
    np.fill_diagonal(others, -np.inf)
    held: dict[tuple[int, int], list[int]] = {}
    for at, line in enumerate(lines):
        held.setdefault(line, []).append(at)
    by = np.zeros_like(near)
    for own in held.values():
        for at in own if len(own) > 1 else ():
            rest = [other for other in own if other != at]
            by[:, at] = np.maximum(0.0, others[:, rest].max(1) - near[:, at])
    return {f"{name} beaten least": np.minimum(by, by.T), f"{name} beaten most": np.maximum(by, by.T)}


@functools.cache
def _weights() -> dict[str, Any]:
    path = importlib.resources.files("copydesk.compare") / "data" / "mentions.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def weighed(found: Mapping[str, Floats]) -> Floats:
    """The log-odds that two mentions tell of one event, by the trained weights (training/train_mentions.py makes them)."""
    data = _weights()
    total = np.full(next(iter(found.values())).shape, float(data["bias"]))
    for name, weight in data["weights"].items():
        total += weight * found[name]
    return total
