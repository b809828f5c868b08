"""What words mean much the same, which are opposites, and how near two words are."""

from __future__ import annotations

import functools
import gzip
import io
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

DATA = files("copydesk.audit") / "data"

SAME = 0.95  # a synonym in one of the frequent senses
KIN = 0.9  # convict, conviction
WIDER = 0.75  # rifle, weapon
BEGINNING = 5  # letters two words must share at least to be of one stem


@dataclass(frozen=True, slots=True)
class _Entry:
    senses: tuple[str, ...]
    up: tuple[str, ...]
    kin: tuple[str, ...]
    opposite: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Relations:
    entries: dict[str, list[_Entry]]
    members: dict[str, list[str]]  # words of a synset
    below: dict[str, list[str]]  # words whose synset stands under a synset


@functools.cache
def _relations() -> _Relations:
    entries: dict[str, list[_Entry]] = defaultdict(list)
    members: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    text = gzip.decompress((DATA / "relations.tsv.gz").read_bytes()).decode()
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        word, _, senses, up, kin, opposite = line.split("\t")
        entry = _Entry(tuple(senses.split()), tuple(up.split()), tuple(kin.split()), tuple(opposite.split()))
        entries[word].append(entry)
        for sense in entry.senses[:4]:
            members[sense].append(word)
        for sense in entry.up[:3]:
            below[sense].append(word)
    return _Relations(dict(entries), dict(members), dict(below))


@functools.cache
def _vectors() -> tuple[dict[str, int], np.ndarray]:
    import numpy as np

    with np.load(io.BytesIO((DATA / "nearness.npz").read_bytes())) as archive:
        names = archive["words"].tobytes().decode().split(" ")
        rows = archive["rows"]
        table = archive["vectors"].astype(np.float32)
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-6
    return {name: int(row) for name, row in zip(names, rows, strict=True)}, table


@functools.lru_cache(maxsize=20_000)
def relatives(word: str) -> dict[str, float]:
    """Words that mean much the same as a lemma, each with how much (0..1).

    >>> relatives("sack")["dismiss"] > 0.9
    True
    """
    relations = _relations()
    found: dict[str, float] = {}

    def add(other: str, weight: float) -> None:
        if other != word:
            found[other] = max(found.get(other, 0.0), weight)

    for entry in relations.entries.get(word, ()):
        for sense in entry.senses[:4]:
            for other in relations.members.get(sense, ()):
                add(other, SAME)
            for other in relations.below.get(sense, ())[:60]:
                add(other, WIDER)
        for sense in entry.up[:3]:
            for other in relations.members.get(sense, ()):
                add(other, WIDER)
        for other in entry.kin:
            add(other, KIN)
    return found


@functools.lru_cache(maxsize=20_000)
def opposites(word: str) -> frozenset[str]:
    """Words that WordNet gives as the opposite of a lemma.

    >>> "reject" in opposites("accept")
    True
    """
    return frozenset(other for entry in _relations().entries.get(word, ()) for other in entry.opposite)


def known(word: str) -> bool:
    """Whether a lemma is in the vocabulary."""
    return word in _relations().entries


def vector(word: str) -> np.ndarray | None:
    """The unit vector of a lemma, or None."""
    rows, table = _vectors()
    row = rows.get(word)
    return None if row is None else table[row]


def nearness(one: str, other: str) -> float:
    """How near two lemmas stand in use (cosine, 0 where one is unknown); opposites are near too."""
    a, b = vector(one), vector(other)
    return 0.0 if a is None or b is None else max(0.0, float(a @ b))


def same_stem(one: str, other: str) -> bool:
    """Whether two words begin alike enough to be one stem ("Belarus", "Belarusian").

    >>> same_stem("estonia", "estonian"), same_stem("commander", "committee")
    (True, False)
    """
    shorter = min(len(one), len(other))
    if shorter < BEGINNING:
        return False
    shared = 0
    while shared < shorter and one[shared] == other[shared]:
        shared += 1
    return shared >= BEGINNING and shared >= shorter - 2


def likeness(one: str, other: str) -> float:
    """How surely two lemmas can stand for each other (0..1), from relations, stems and nearness."""
    if one == other:
        return 1.0
    related = max(relatives(one).get(other, 0.0), relatives(other).get(one, 0.0))
    if other in opposites(one):
        return 0.0
    if same_stem(one, other):
        related = max(related, KIN)
    return max(related, nearness(one, other) * 0.85)
