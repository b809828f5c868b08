"""An index of runs of words, in which a report finds the reports that share text with it without looking at all."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter

from copydesk.compare.wording import Wording

RUN = 5  # words of a run
WINDOW = 4  # one of this many neighbouring runs is kept: a shared passage of RUN + WINDOW - 1 words is always found
CROWD = 32  # reports looked at by one run, the last ones

_LAST = "select report from runs where run = ? order by report desc limit ?"


def signature(text: Wording) -> frozenset[int]:
    """The kept runs of a text (winnowing): equal passages leave equal runs wherever they stand, in linear time."""
    runs = [_number(text.words[at : at + RUN]) for at in range(len(text) - RUN + 1)]
    if len(runs) <= WINDOW:
        return frozenset(runs)
    return frozenset(min(runs[at : at + WINDOW]) for at in range(len(runs) - WINDOW + 1))


def _number(words: tuple[str, ...]) -> int:
    digest = hashlib.blake2b("\x00".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class Signatures:
    """The signatures of the reports seen so far, in memory or in a database file."""

    def __init__(self, database: sqlite3.Connection | None = None) -> None:
        self._database = database or sqlite3.connect(":memory:")
        self._database.execute(
            "create table if not exists runs (run integer, report integer, primary key (run, report)) without rowid"
        )

    def add(self, report: int, runs: frozenset[int]) -> tuple[int, ...]:
        """Take in a report; the reports before it that share at least two runs with it (or all it has), in order."""
        shared: Counter[int] = Counter()
        for run in sorted(runs):
            shared.update(other for (other,) in self._database.execute(_LAST, (run, CROWD)))
        self._database.executemany("insert or ignore into runs values (?, ?)", ((run, report) for run in runs))
        return tuple(other for other in sorted(shared) if shared[other] >= min(2, len(runs)))
