"""An index of rare words and names, in which a report finds the reports that may tell of its incident."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict

from copydesk.compare.profile import Profile

LEAST = 0.1  # of the product of two reports' heaviest words: below it nothing is in common that tells
CROWD = 100  # of a word that more have, only the LATE last ones are looked at, for a large story
LATE = 20
READ = 300  # entries of the index that are read for a report, those of its rarest words first
WINDOW = 21  # days: reports further apart are looked at only where they share a name that is no crowd's
MOST = 200  # candidates of one report, those with most in common

_TABLES = (
    "holders (word text, report integer, weight real, day integer, primary key (word, report)) without rowid",
    "crowds (word text primary key, size integer) without rowid",
)
_LAST = "select report, weight, day from holders where word = ? order by report desc limit ?"
_OF = "select report, weight from holders where word = ? and report in (select value from json_each(?))"
_GROW = "insert into crowds values (?, 1) on conflict (word) do update set size = size + 1"


class Candidates:
    """The heaviest words of the reports seen so far, and who has them, in memory or in a database file."""

    def __init__(self, database: sqlite3.Connection | None = None) -> None:
        self._database = database or sqlite3.connect(":memory:")
        for table in _TABLES:
            self._database.execute(f"create table if not exists {table}")

    def add(self, report: int, profile: Profile) -> tuple[int, ...]:
        """Take in a report; the reports before it that have enough of its words, in order.

        Reads READ entries of the index at most to find them, so that the work does not grow with the collection. How much one found
        has in common is told by all its words, also those of which not all holders were read: so it does not hang on who came last.
        """
        words, day = profile.keys, profile.published
        common: dict[int, float] = defaultdict(float)
        near: set[int] = set()  # in time, or by a name that few have
        unread: dict[str, set[int]] = {}  # words of which not all holders were read: those that were
        left = READ
        for size, word in sorted((self._size(word), word) for word in words):
            rare = size <= CROWD
            entries = self._database.execute(_LAST, (word, min(left, CROWD if rare else LATE))).fetchall()
            for other, theirs, when in entries:
                common[other] += words[word] * theirs
                if (rare and word.startswith("~")) or day is None or when is None or abs(day - when) <= WINDOW:
                    near.add(other)
            left -= len(entries)
            if len(entries) < size:
                unread[word] = {other for other, _, _ in entries}
        for word, read in unread.items():
            for other, theirs in self._weights(word, near - read):
                common[other] += words[word] * theirs
        self._database.executemany(
            "insert or replace into holders values (?, ?, ?, ?)",
            ((word, report, weight, day) for word, weight in words.items()),
        )
        self._database.executemany(_GROW, ((word,) for word in words))
        enough = (other for other in near if common[other] >= LEAST)
        return tuple(sorted(sorted(enough, key=lambda other: (-common[other], other))[:MOST]))

    def _weights(self, word: str, reports: set[int]) -> list[tuple[int, float]]:
        """Those of some reports that have a word, with its weight in them."""
        return self._database.execute(_OF, (word, json.dumps(sorted(reports)))).fetchall()

    def _size(self, word: str) -> int:
        """How many reports have a word."""
        found = self._database.execute("select size from crowds where word = ?", (word,)).fetchone()
        return int(found[0]) if found else 0
