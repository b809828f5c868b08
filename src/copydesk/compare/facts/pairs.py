"""How two clauses of an incident's reports stand to each other, in numbers: what they share, who says them, and when."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from copydesk.compare.facts.clauses import Clause, Number, opposites
from copydesk.compare.facts.sources import same_source
from copydesk.compare.rarity import rarity
from copydesk.compare.senses import senses
from copydesk.compare.wording import folded, stem
from copydesk.nouns import Span

if TYPE_CHECKING:
    import numpy as np

Signs = dict[str, float]
MOST = 40  # other clauses that are looked at beside a clause, those with the most in common first
MEANT = 6  # of them those nearest in meaning, whatever words they share
COMMON = 60  # clauses that may hold a word for it to bring two together: what all share tells nothing apart
BEFORE = 6  # clauses back to what a source denies that calls it "this"
AFTER = 3  # clauses back to what a denial is of
SMALL = 13  # numbers below it are told of all sorts of things
RARE = 6.0  # how much a word tells that only few reports have
# Told of nearly every clause: that both give one says nothing.
_EVERYWHERE = frozenset({"date", "place", "age", "names"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clauses (places in the pool, the earlier first), what stands between them, and the words they share."""

    one: int
    other: int
    signs: Signs
    shared: tuple[str, ...]


class Pool:
    """The clauses of all reports of an incident, and how rare their words are in it and in English."""

    def __init__(self, every: Sequence[Clause], attributes: Mapping[tuple[int, int], frozenset[str]]) -> None:
        """`attributes` are those of the values that each clause (report, place in it) tells."""
        self.every = every
        self._attributes = [attributes.get((c.reading.number, c.number), frozenset()) - _EVERYWHERE for c in every]
        self._spread = Counter(k for c in every for k in c.keys)
        self._reports = Counter(k for _, k in {(c.reading.number, k) for c in every for k in c.keys})
        self._whole = math.log(1 + len(every)) or 1.0
        self._weight = {k: math.log((1 + len(every)) / n) / self._whole for k, n in self._spread.items()}
        self._plain = {
            k: rarity(stem(folded(lemma))) / RARE if lemma else 1.0 for c in every for k, lemma in c.lemmas.items()
        }
        self._size = [math.sqrt(sum(self._weight[k] ** 2 for k in c.keys)) or 1.0 for c in every]
        self._alike = _alike(every)

    def pairs(self) -> list[Pair]:
        """The pairs that may tell of one thing: two accounts, with a word, a denial or a meaning between them."""
        found = [self._pair(one, other) for one, other in self._near()]
        for base in ("like", "share", "meaning"):
            self._ranked(found, base)
        return found

    def _near(self) -> list[tuple[int, int]]:
        where: dict[str, list[int]] = defaultdict(list)
        for n, clause in enumerate(self.every):
            for k in clause.keys:
                where[k].append(n)
        near: set[tuple[int, int]] = set()
        for n, clause in enumerate(self.every):
            weights: dict[int, float] = defaultdict(float)
            for k in clause.keys:
                if self._spread[k] <= COMMON:
                    for m in where[k]:
                        weights[m] += self._weight[k]
            if clause.back:
                for m in range(max(0, n - AFTER), n):
                    weights[m] += 1.0
            beside = [m for m in weights if m != n and self._two(n, m)]
            beside.sort(key=lambda m: (-weights[m], m))
            meant = sorted(
                (m for m in range(len(self.every)) if m != n and self._two(n, m)), key=lambda m: (-self._alike[n, m], m)
            )
            denied = self._denied_by(n)
            here = range(n - clause.number, n)  # the clauses before it in its report
            answers = [m for m in here if m == denied or _in_one_breath(self.every[m], clause)]
            near |= {(min(n, m), max(n, m)) for m in (*beside[:MOST], *meant[:MEANT], *answers)}
        return sorted(near)

    def _two(self, n: int, m: int) -> bool:
        """Whether two clauses are two accounts: of two reports, or of two sources in one; tolls are compared as such."""
        one, other = self.every[n], self.every[m]
        return one.reading is not other.reading or one.source != other.source

    def _pair(self, n: int, m: int) -> Pair:
        one, other = self.every[n], self.every[m]
        weight, plain = self._weight, self._plain
        shared = sorted(one.keys.keys() & other.keys.keys(), key=lambda k: (-weight[k], k))
        said = [k for k in shared if not k.startswith("@")]
        named = [k for k in shared if k.startswith("@")]
        about = one.subject & other.subject
        crossed = (one.subject & other.keys.keys()) | (other.subject & one.keys.keys())
        of = list(counts_of_one(one, other))
        same = [(a, b) for a, b in of if (a.low, a.high) == (b.low, b.high)]
        clocks = [{t[11:] for t in c.times if "T" in t} for c in (one, other)]
        mine, theirs = self._attributes[n], self._attributes[m]
        here = one.reading is other.reading
        heavy = [sum(weight[k] for k in c.keys) for c in (one, other)]
        sizes = sorted((len(one.keys), len(other.keys)))
        meaning = float(self._alike[n, m])
        signs = {
            "meaning": meaning,
            "meaning cubed": max(0.0, meaning) ** 3,
            "like": sum(weight[k] ** 2 for k in shared) / (self._size[n] * self._size[m]),
            "share": sum(weight[k] for k in shared) / max(0.02, min(heavy)),
            "said": len(said),
            "named": len(named),
            "top": weight[said[0]] if said else 0.0,
            "second": weight[said[1]] if len(said) > 1 else 0.0,
            "name": weight[named[0]] if named else 0.0,
            "rare": max((plain[k] * weight[k] for k in said), default=0.0),
            "rare all": sum(plain[k] * weight[k] for k in shared),
            "rarest": min((self._spread[k] for k in shared), default=20),
            "reports": min((self._reports[k] for k in shared), default=9),
            "subject": max((weight[k] for k in about), default=0.0),
            "subject rare": max((plain[k] * weight[k] for k in about), default=0.0),
            "subject whole": len(about) / max(1, len(one.subject | other.subject)),
            "subject named": any(k.startswith("@") for k in about),
            "subject crossed": max((weight[k] for k in crossed), default=0.0),
            "deed": (one.deed == other.deed) * weight.get(one.deed, 0.0),
            "deed within": one.deed in other.keys or other.deed in one.keys,
            "attribute": bool(mine & theirs),
            "attribute of one": bool(mine) != bool(theirs),
            "attributes differ": bool(mine) and bool(theirs) and not mine & theirs,
            "opposite": opposed(one, other),
            "both not": one.negated and other.negated,
            "one not": one.negated != other.negated,
            "denies": self._denied_by(m) == n,
            "in one breath": _in_one_breath(one, other),
            "elided": elided(one, other),
            "one denied": _denied(one) != _denied(other),
            "same count": bool(same),
            "other count": bool(of) and not same,
            "same number": any((a.low, a.high) == (b.low, b.high) for a, b in _numbers(one, other)),
            "figure replaced": any(_replaces(one, b) or _replaces(other, a) for a, b in _numbers(one, other)),
            "both count": bool(one.numbers) and bool(other.numbers),
            "one counts": bool(one.numbers) != bool(other.numbers),
            "same time": bool(set(one.times) & set(other.times)),
            "both timed": bool(one.times) and bool(other.times),
            "both clocked": bool(clocks[0]) and bool(clocks[1]),
            "same clock": bool(clocks[0] & clocks[1]),
            "here": here,
            "apart": min(9, abs(one.sentence - other.sentence)) if here else -1,
            "answers": here and other.back and other.number - one.number <= AFTER,
            "back": one.back or other.back,
            "gap": math.log1p(abs((other.reading.first - one.reading.first).total_seconds()) / 3600),
            "cited": _voiced(one) + _voiced(other),
            "one source": same_source(one.source, other.source),
            "one origin": one.reading.origin == other.reading.origin,
            "corrects": one.reading.corrects or other.reading.corrects,
            "shorter": sizes[0],
            "longer": sizes[1],
            "evenness": sizes[0] / max(1, sizes[1]),
            "passive": one.passive + other.passive,
            "unsure": _hedged(one) + _hedged(other),
        }
        return Pair(n, m, {name: float(value) for name, value in signs.items()}, tuple(shared))

    def _denied_by(self, m: int) -> int | None:
        """Of a clause that denies what stands before it, what another source says in the nearest sentence, its main clause first."""
        mine = self.every[m]
        before = [n for n in range(max(0, m - BEFORE), m) if mine.denies and _near_by(self.every[n], mine)]
        before.sort(key=lambda n: (-self.every[n].sentence, self.every[n].claim is None, n))
        return next(iter(before), None)

    def _ranked(self, found: Sequence[Pair], base: str) -> None:
        """Add how a pair ranks by a sign among those of either clause with the other's report."""
        rows: dict[tuple[int, int], list[float]] = defaultdict(list)
        for pair in found:
            for me, other in ((pair.one, pair.other), (pair.other, pair.one)):
                rows[me, self.every[other].reading.number].append(pair.signs[base])
        for row in rows.values():
            row.sort(reverse=True)
        for pair in found:
            places = [
                rows[me, self.every[other].reading.number].index(pair.signs[base])
                for me, other in ((pair.one, pair.other), (pair.other, pair.one))
            ]
            pair.signs[f"better by {base}"] = float(min(10, *places))
            pair.signs[f"worse by {base}"] = float(min(20, max(places)))


def _alike(every: Sequence[Clause]) -> np.ndarray:
    """How near any two clauses are in meaning, as the encoder reads them in their sentences (1: the same)."""
    import numpy as np

    vectors = []
    for sentence, own in groupby(every, key=lambda c: (c.reading.number, c.around)):
        spans = [Span.of(c.reading.ledger.text, c.start, c.end) for c in own]
        vectors.append(senses(sentence[1], spans)[1:])
    table_ = np.concatenate(vectors) if vectors else np.zeros((0, 1), np.float32)
    near: np.ndarray = np.round(table_ @ table_.T, 4)
    return near


def _near_by(one: Clause, other: Clause) -> bool:
    """Whether a report tells two clauses one right behind the other, by two accounts."""
    here = one.reading is other.reading and abs(one.sentence - other.sentence) <= 1
    return here and not same_source(one.source, other.source)


def _in_one_breath(one: Clause, other: Clause) -> bool:
    """Whether a report gives two sources the word one right behind the other."""
    return one.claim is not None and other.claim is not None and _near_by(one, other)


def _numbers(one: Clause, other: Clause) -> Iterator[tuple[Number, Number]]:
    return ((a, b) for a in one.numbers for b in other.numbers)


def counts_of_one(one: Clause, other: Clause) -> Iterator[tuple[Number, Number]]:
    """The numbers of two clauses that count one kind of thing.

    A bare one counts what the other does if its clause names that, or if it is all that a source right behind another gives:
    "the union says that 900 members had stopped work; the operator counted 640".
    """
    alone = elided(one, other)
    for a, b in _numbers(one, other):
        if a.replaced or b.replaced:
            continue
        named = (a.of and not b.of and (alone or a.of in other.keys)) or (b.of and not a.of and b.of in one.keys)
        if (a.of and a.of == b.of) or named or _replaces(one, b) or _replaces(other, a):
            yield a, b


def elided(one: Clause, other: Clause) -> bool:
    """Whether a source gives a bare figure right behind another one's, and each gives no other."""
    single = len(one.numbers) == len(other.numbers) == 1
    return single and _in_one_breath(one, other) and bool(one.numbers[0].of) and not other.numbers[0].of


def _replaces(clause: Clause, number: Number) -> bool:
    """Whether a clause puts another number in the place of one that is not small: "212 names and not 198"."""
    return (number.low or 0) >= SMALL and any(n.replaced and n.low == number.low for n in clause.numbers)


def _voiced(clause: Clause) -> bool:
    """Whether somebody stands behind a clause, not a medium in its own voice."""
    return clause.claim is not None or clause.reading.party


def _denied(clause: Clause) -> bool:
    return clause.claim is not None and clause.claim.polarity == "negative"


def _hedged(clause: Clause) -> bool:
    return clause.claim is not None and clause.claim.certainty != "certain"


def opposed(one: Clause, other: Clause) -> bool:
    """Whether a word of one clause says that what a word of the other has is not so."""
    shared = one.keys.keys() & other.keys.keys()
    return any((one.lemmas[k] in opposites()) != (other.lemmas[k] in opposites()) for k in shared)
