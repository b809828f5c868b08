"""An index of rare words and names, in which a report finds the reports that may tell of its incident."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from copydesk.compare.profile import Profile

LEAST = 0.1  # of the product of two reports' heaviest words: below it nothing is in common that tells
CROWD = 100  # reports with one word; of a word that more have only the LATE last ones are looked at, for a large story
LATE = 20
MOST = 60  # candidates of one report, those with most in common

_LAST = "select report, weight from holders where word = ? order by report desc limit ?"


class Candidates:
    """The heaviest words of the reports seen so far, and who has them, in memory or in a database file."""

    def __init__(self, database: sqlite3.Connection | None = None) -> None:
        self._database = database or sqlite3.connect(":memory:")
        self._database.execute(
            "create table if not exists holders (word text, report integer, weight real, primary key (word, report))"
            " without rowid"
        )

    def add(self, report: int, profile: Profile) -> tuple[int, ...]:
        """Take in a report; the reports before it that have enough of its words, in order.

        Looks at CROWD reports a word at most, so that the work does not grow with the collection.
        """
        common: dict[int, float] = defaultdict(float)
        words = profile.keys()
        for word, weight in words.items():
            holders = self._database.execute(_LAST, (word, CROWD + 1)).fetchall()
            for other, theirs in holders if len(holders) <= CROWD else holders[:LATE]:
                common[other] += weight * theirs
        self._database.executemany(
            "insert or replace into holders values (?, ?, ?)",
            ((word, report, weight) for word, weight in words.items()),
        )
        near = sorted((other for other in common if common[other] >= LEAST), key=lambda other: (-common[other], other))
        return tuple(sorted(near[:MOST]))
