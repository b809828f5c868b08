"""What a digest sentence rests on: the report sentences that hold its words, names and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from copydesk.audit.nearness import nearest
from copydesk.audit.sides import Line, Side
from copydesk.audit.words import opposites, relatives, same_stem, vector

CANDIDATES = 40  # lines looked at closely for one digest sentence
FIT = 0.30  # share of a digest sentence's weight that a line must hold to be evidence at all
GAIN = 0.13  # share that a further line must add
MOST = 3  # lines of evidence at most
BESIDE = 4  # lines that the encoder reads beside a digest line at most
NEAR, ENOUGH = 0.7, 0.8  # lines are near that have this share of the nearest one's nearness, and so much at least
NAMED = 1.3  # names and numbers say more than other words


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """How a digest word is held up by the evidence: how well (0..1), and by which report word."""

    token: Any
    key: str
    weight: float
    best: float
    by: Any | None
    line: int | None
    anywhere: float  # the same over all lines of the reports


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """One digest line, the report lines it rests on (best first), how much of it they hold, and word by word how.

    `held` is the share of it that each report line holds that shares a word with it, by number. `near` are the lines nearest in words and
    meaning; `beside` those that the encoder reads beside it: the evidence, then the nearest.
    """

    line: Line
    evidence: tuple[Line, ...]
    coverage: float
    best: float  # what the best line holds alone
    anywhere: float  # what the reports hold altogether
    words: tuple[Support, ...]
    held: Mapping[int, float]
    near: tuple[Line, ...] = ()
    beside: tuple[Line, ...] = ()


class Aligner:
    """Aligns digest lines to the lines of the reports. Memory and time grow with the words, not with their pairs."""

    def __init__(self, side: Side) -> None:
        import numpy as np

        self.side = side
        self._keys = list(side.where)
        rows = [vector(key) for key in self._keys]
        self._known = [i for i, row in enumerate(rows) if row is not None]
        table = [row for row in rows if row is not None]
        self._table = np.stack(table) if table else np.zeros((0, 1), dtype=np.float32)
        self._stems: dict[str, list[str]] = {}
        for key in self._keys:
            self._stems.setdefault(key[:5], []).append(key)
        self._like: dict[str, dict[str, float]] = {}

    def alike(self, key: str) -> dict[str, float]:
        """The report's words that can stand for a digest word, with how surely (0..1)."""
        if key in self._like:
            return self._like[key]
        found: dict[str, float] = {}
        where = self.side.where
        if key in where:
            found[key] = 1.0
        if not key.startswith("#"):
            against = opposites(key)
            mine = vector(key)
            if mine is not None and len(self._table):
                near = self._table @ mine
                for at in (near > 0.4).nonzero()[0]:
                    other = self._keys[self._known[int(at)]]
                    found.setdefault(other, float(near[at]) * 0.85)
            for other, weight in relatives(key).items():
                if other in where:
                    found[other] = max(found.get(other, 0.0), weight)
            for other in self._stems.get(key[:5], ()):
                if other not in found and same_stem(key, other):
                    found[other] = 0.9
            for other in against & found.keys():
                found[other] = 0.3
        self._like[key] = found
        return found

    def weight(self, token: Any, key: str) -> float:
        """How telling a digest word is: that of its best match in the reports; names and numbers more."""
        like = self.alike(key)
        match = max(like, key=lambda other: (like[other], other), default=None)
        weight = self.side.weigh(match if match is not None and like[match] > 0.6 else key)
        return weight * (NAMED if token.pos_ in ("PROPN", "NUM") else 1.0)

    def _holds(self, keys: Sequence[str], weights: Sequence[float]) -> dict[int, list[float]]:
        """For each line that shares a word: how well it holds each digest word."""
        held: dict[int, list[float]] = {}
        for at, key in enumerate(keys):
            for other, value in self.alike(key).items():
                for number in self.side.where[other]:
                    row = held.get(number)
                    if row is None:
                        row = held[number] = [0.0] * len(keys)
                    if value > row[at]:
                        row[at] = value
        if len(held) > CANDIDATES:
            best = sorted(held, key=lambda n: (-sum(map(float.__mul__, held[n], weights)), n))[:CANDIDATES]
            held = {number: held[number] for number in best}
        return held

    def align(self, line: Line) -> Alignment:
        """The evidence of one digest line."""
        found = self.align_words(line, line.content, line.keys)
        ranked = nearest(self.side, line, found.held)[:BESIDE]
        near = tuple(other for other, value in ranked if value >= max(ENOUGH, NEAR * ranked[0][1]))
        beside = tuple(dict.fromkeys((*found.evidence, *(other for other, _ in ranked))))[:BESIDE]
        return replace(found, near=near, beside=beside)

    def align_words(self, line: Line, tokens: Sequence[Any], keys: Sequence[str]) -> Alignment:
        """The evidence of some words of a digest line."""
        weights = [self.weight(token, key) for token, key in zip(tokens, keys, strict=True)]
        total = sum(weights) or 1.0
        held = self._holds(keys, weights)
        chosen: list[int] = []
        have = [0.0] * len(keys)
        coverage = best = 0.0
        while held and len(chosen) < MOST:
            scores = {
                number: sum(max(row[i], have[i]) * weights[i] for i in range(len(keys))) / total
                + (0.02 if any(abs(number - other) == 1 for other in chosen) else 0.0)
                for number, row in held.items()
                if number not in chosen
            }
            if not scores:
                break
            number = max(scores, key=lambda n: (scores[n], -n))
            if scores[number] < (FIT if not chosen else coverage + GAIN):
                break
            have = [max(a, b) for a, b in zip(held[number], have, strict=True)]
            coverage = sum(value * weight for value, weight in zip(have, weights, strict=True)) / total
            best = best or coverage
            chosen.append(number)
        evidence = tuple(self.side.lines[number] for number in chosen)
        words = tuple(
            self.support(token, key, weight, evidence) for token, key, weight in zip(tokens, keys, weights, strict=True)
        )
        anywhere = sum(word.anywhere * word.weight for word in words) / total
        shares = {number: sum(map(float.__mul__, row, weights)) / total for number, row in held.items()}
        return Alignment(line, evidence, coverage, best, anywhere, words, shares)

    def support(self, token: Any, key: str, weight: float, evidence: Sequence[Line]) -> Support:
        like = self.alike(key)
        best, by, at = 0.0, None, None
        for line in evidence:
            for other, found in zip(line.content, line.keys, strict=True):
                value = like.get(found, 0.0)
                if value > best or (
                    value == best and by is not None and other.dep_ == token.dep_ != by.dep_ and at == line.number
                ):
                    best, by, at = value, other, line.number
        return Support(token, key, weight, best, by, at, max(like.values(), default=0.0))
