"""A collection too large for memory: reports come in one by one, their incidents are kept in a database file."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import msgspec

from copydesk.compare.candidates import Candidates
from copydesk.compare.likeness import features, logit, weighing
from copydesk.compare.linkage import APART, WEAK, clusters
from copydesk.compare.passages import shared_passages
from copydesk.compare.profile import Profile, profile
from copydesk.compare.signatures import Signatures, signature
from copydesk.compare.wording import wording
from copydesk.errors import InputError
from copydesk.nouns import Ledger

_KEPT = 2048  # profiles held in memory
_CACHE = 64  # megabytes of the database held in memory
_SETTLED = 500  # reports between two writes to the disk


class Archive:
    """Reports with what links them, in an SQLite file (or in memory, for `None`).

    A new report is compared with those that the indexes bring up, not with all; what it changes is the group of reports
    that it hangs together with.

    >>> from copydesk.nouns import Ledger
    >>> with Archive(None) as archive:
    ...     archive.add(Ledger(id="a", text="Nothing happened."))
    ...     list(archive.incidents())
    [('a',)]
    """

    def __init__(self, path: Path | None) -> None:
        self._database = sqlite3.connect(path or ":memory:")
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = off")
        self._database.execute(f"pragma cache_size = -{_CACHE * 1024}")
        for table in (
            "reports (number integer primary key, id text unique, profile blob, text text)",
            "links (one integer, other integer, odds real, share real, primary key (one, other)) without rowid",
        ):
            self._database.execute(f"create table if not exists {table}")
        self._candidates, self._signatures = Candidates(self._database), Signatures(self._database)
        self._profile = functools.lru_cache(maxsize=_KEPT)(self._stored)
        (self._count,) = self._database.execute("select count(*) from reports").fetchone()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._database.commit()
        self._database.close()

    def __len__(self) -> int:
        return int(self._count)

    def add(self, ledger: Ledger) -> None:
        """Take in a report; InputError if one of its id is there."""
        number, own, text = self._count, profile(ledger), wording(ledger.text)
        try:
            self._database.execute(
                "insert into reports values (?, ?, ?, ?)", (number, ledger.id, msgspec.msgpack.encode(own), ledger.text)
            )
        except sqlite3.IntegrityError as error:
            again = "a report of this id is in the collection"
            raise InputError(again, where=ledger.id, do="give each report an id of its own") from error
        self._count += 1
        shares = {}
        for other in self._signatures.add(number, signature(text)):
            (theirs,) = self._database.execute("select text from reports where number = ?", (other,)).fetchone()
            shares[other] = shared_passages(wording(theirs), text).share
        weigh = weighing()
        for other in sorted({*self._candidates.add(number, own), *shares}):
            odds, share = logit(weigh(features(self._profile(other), own))), shares.get(other, 0.0)
            if odds > APART or share > 0:
                row = (number, other, odds, share)
                both = (row, (other, number, odds, share))
                self._database.executemany("insert into links values (?, ?, ?, ?)", both)
        if not self._count % _SETTLED:
            self._database.commit()

    def incidents(self) -> Iterator[tuple[str, ...]]:
        """The ids of the reports of each incident, one group that hangs together after the other."""
        seen = bytearray(self._count)
        for number in range(self._count):
            if not seen[number]:
                component = self._component(number)
                for other in component:
                    seen[other] = 1
                yield from self._grouped(component)

    def incident_of(self, report: str) -> tuple[str, ...]:
        """The ids of the reports of the incident that a report is of; only what it hangs together with is looked at."""
        found = self._database.execute("select number from reports where id = ?", (report,)).fetchone()
        if found is None:
            raise InputError("no such report in the collection", where=report, do="add it first")
        return next(group for group in self._grouped(self._component(found[0])) if report in group)

    def copies_of(self, report: str, least: float) -> tuple[str, ...]:
        """The ids of the reports that have at least this share (0..1) of the shorter text in common with a report."""
        found = self._database.execute(
            "select r.id from links l join reports own on own.number = l.one join reports r on r.number = l.other"
            " where own.id = ? and l.share >= ? order by r.id",
            (report, least),
        )
        return tuple(name for (name,) in found)

    def _component(self, number: int) -> list[int]:
        found, waiting = {number}, [number]
        while waiting:
            near = self._database.execute("select other from links where one = ? and odds > ?", (waiting.pop(), WEAK))
            new = [other for (other,) in near if other not in found]
            found.update(new)
            waiting += new
        return sorted(found, key=self._id)

    def _grouped(self, component: list[int]) -> Iterator[tuple[str, ...]]:
        from copydesk.compare.incidents import TOGETHER

        at = {number: place for place, number in enumerate(component)}
        links: dict[tuple[int, int], float] = {}
        for number, place in at.items():
            for other, odds in self._database.execute("select other, odds from links where one = ?", (number,)):
                if place < at.get(other, -1):
                    links[place, at[other]] = odds
        for group in clusters(len(component), links, least=TOGETHER):
            yield tuple(self._id(component[place]) for place in group)

    def _id(self, number: int) -> str:
        (name,) = self._database.execute("select id from reports where number = ?", (number,)).fetchone()
        return str(name)

    def _stored(self, number: int) -> Profile:
        (blob,) = self._database.execute("select profile from reports where number = ?", (number,)).fetchone()
        return msgspec.msgpack.decode(blob, type=Profile)
