"""An index of rare words and names, in which a report finds the reports that may tell of its incident."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict

from copydesk.compare.facts.names import key
from copydesk.compare.profile import Profile

LEAST = 0.1  # of the product of two reports' heaviest words: below it nothing is in common that tells
FEW = 32  # reports with one word; what more have tells less
CROWD = 100  # of a word that more have, only the LATE last ones are looked at, for a large story
LATE = 20
READ = 300  # entries of the index that are read for a report, those of its rarest words first
WINDOW = 21  # days: reports further apart are looked at only where they share a name that is no crowd's
MOST = 60  # candidates of one report, those with most in common
ALONE = 6  # of them with one word in common and no more, which may be another's name

_TABLES = (
    "holders (word text, report integer, weight real, day integer, primary key (word, report)) without rowid",
    "crowds (word text primary key, size integer) without rowid",
)
_LAST = "select report, weight, day from holders where word = ? order by report desc limit ?"
_GROW = "insert into crowds values (?, 1) on conflict (word) do update set size = size + 1"


class Candidates:
    """The heaviest words of the reports seen so far, and who has them, in memory or in a database file."""

    def __init__(self, database: sqlite3.Connection | None = None) -> None:
        self._database = database or sqlite3.connect(":memory:")
        for table in _TABLES:
            self._database.execute(f"create table if not exists {table}")

    def add(self, report: int, profile: Profile) -> tuple[int, ...]:
        """Take in a report; the reports before it that have enough of its words, in order.

        Reads READ entries of the index at most, so that the work does not grow with the collection.
        """
        words, day = profile.keys, profile.published
        common: dict[int, float] = defaultdict(float)
        met: dict[int, set[str]] = defaultdict(set)
        near: set[int] = set()  # in time, or by a name that few have
        left = READ
        for size, word in sorted((self._size(word), word) for word in words):
            rare = size <= CROWD
            entries = self._database.execute(_LAST, (word, min(left, CROWD if rare else LATE))).fetchall()
            weight, sound = words[word] / (1 + math.log2(max(1.0, size / FEW))), key(word.removeprefix("~"))
            for other, theirs, when in entries:
                common[other] += weight * theirs
                met[other].add(sound)
                if (rare and word.startswith("~")) or day is None or when is None or abs(day - when) <= WINDOW:
                    near.add(other)
            left -= len(entries)
            if not left:
                break
        self._database.executemany(
            "insert or replace into holders values (?, ?, ?, ?)",
            ((word, report, weight, day) for word, weight in words.items()),
        )
        self._database.executemany(_GROW, ((word,) for word in words))
        order = sorted((o for o in near if common[o] >= LEAST), key=lambda other: (-common[other], other))
        several = [other for other in order if len(met[other]) > 1]
        alone = [other for other in order if len(met[other]) == 1]
        return tuple(sorted([*alone[:ALONE], *several[: MOST - ALONE]]))

    def _size(self, word: str) -> int:
        """How many reports have a word."""
        found = self._database.execute("select size from crowds where word = ?", (word,)).fetchone()
        return int(found[0]) if found else 0
