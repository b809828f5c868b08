"""A collection that grows: reports come in one by one, what was recorded of them is kept in a database file."""

from __future__ import annotations

import functools
import importlib.resources
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import msgspec

from copydesk.compare.candidates import Candidates
from copydesk.compare.likeness import features, logit, parted, weighing
from copydesk.compare.linkage import APART, CUT, LARGEST, WEAK, clusters
from copydesk.compare.passages import shared_passages
from copydesk.compare.profile import Profile, profile
from copydesk.compare.signatures import Signatures, signature
from copydesk.compare.wording import wording
from copydesk.errors import InputError
from copydesk.nouns import Ledger, Report

_KEPT = 2048  # profiles held in memory
_CACHE = 64  # megabytes of the database held in memory
_SETTLED = 50  # reports between two writes to the disk: what a run that is killed may have to do again
_BUSY = 10.0  # seconds to wait for another run that writes to the same file


class Archive:
    """Reports with what links them, in an SQLite file (or in memory, for `None`).

    A new report is compared with those that the indexes bring up, not with all; what it changes is the group of reports
    that it hangs together with.

    >>> from copydesk.nouns import Ledger, Report
    >>> with Archive(None) as archive:
    ...     archive.add(Ledger(id="a", text="Nothing happened."))
    ...     list(archive.incidents())
    [('a',)]
    """

    def __init__(self, path: Path | None) -> None:
        self._path = str(path or ":memory:")
        try:
            self._database = sqlite3.connect(self._path, timeout=_BUSY)
            self._open()
        except sqlite3.Error as error:
            raise self._failed(error) from error
        self._profile = functools.lru_cache(maxsize=_KEPT)(self._stored)

    def _open(self) -> None:
        (mark,) = self._database.execute("pragma user_version").fetchone()
        (tables,) = self._database.execute("select count(*) from sqlite_master").fetchone()
        if tables and mark != _mark():
            raise InputError(
                "is no archive, or one of another version of copydesk",
                where=self._path,
                do="name a new file, and give it the reports again",
            )
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        self._database.execute(f"pragma cache_size = -{_CACHE * 1024}")
        self._database.execute(f"pragma user_version = {_mark()}")
        for table in (
            "reports (number integer primary key, id text unique, profile blob, text text, ledger blob)",
            "links (one integer, other integer, odds real, share real, primary key (one, other)) without rowid",
        ):
            self._database.execute(f"create table if not exists {table}")
        self._candidates, self._signatures = Candidates(self._database), Signatures(self._database)
        (self._count,) = self._database.execute("select count(*) from reports").fetchone()

    def _failed(self, error: sqlite3.Error) -> InputError:
        return InputError(
            f"could not be used as an archive ({error})",
            where=self._path,
            do="name an archive of copydesk or a new file, in a folder that can be written to, that no other run uses",
        )

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._database.commit()
        self._database.close()

    def __contains__(self, report: object) -> bool:
        found = self._database.execute("select 1 from reports where id = ?", (report,)).fetchone()
        return found is not None

    def __len__(self) -> int:
        return int(self._count)

    def add(self, ledger: Ledger) -> None:
        """Take in a report; InputError if one of its id is there, or if the file cannot be written."""
        if ledger.id in self:
            again = "a report of this id is in the collection"
            raise InputError(again, where=ledger.id, do="give each report an id of its own")
        try:
            if not self._database.in_transaction:
                self._database.execute("begin immediate")
            self._database.execute("savepoint report")
            try:
                self._add(ledger)
            except BaseException:  # a report that was interrupted half way leaves nothing
                self._database.execute("rollback to report")
                raise
            self._database.execute("release report")
            self._count += 1
            if not self._count % _SETTLED:
                self._database.commit()
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _add(self, ledger: Ledger) -> None:
        number, own, text = self._count, profile(ledger), wording(ledger.text)
        kept = zlib.compress(msgspec.msgpack.encode(ledger), 1)
        self._database.execute(
            "insert into reports values (?, ?, ?, ?, ?)",
            (number, ledger.id, msgspec.msgpack.encode(own), ledger.text, kept),
        )
        shares = {}
        for other in self._signatures.add(number, signature(text)):
            (theirs,) = self._database.execute("select text from reports where number = ?", (other,)).fetchone()
            shares[other] = shared_passages(wording(theirs), text).share
        for other in sorted({*self._candidates.add(number, own), *shares}):
            odds, share = _odds(self._profile(other), own), shares.get(other, 0.0)
            if odds > APART or share > 0:
                row = (number, other, odds, share)
                both = (row, (other, number, odds, share))
                self._database.executemany("insert into links values (?, ?, ?, ?)", both)

    def unknown(self, reports: Iterable[Report | InputError]) -> Iterator[Report | InputError]:
        """Those of some reports that are not in the collection; one whose id stands for another text there, as an InputError."""
        for report in reports:
            if isinstance(report, InputError):
                yield report
                continue
            found = self._database.execute("select text from reports where id = ?", (report.id,)).fetchone()
            if found is None:
                yield report
            elif found[0].lower() != report.text.lower():  # of a text in capitals the ledger changes the letters
                yield InputError(
                    f"the id {report.id!r} stands for another text in the archive",
                    where=report.origin.path if report.origin else report.id,
                    do="give it an id of its own",
                )

    def beside(self, reports: Iterable[str]) -> list[Ledger]:
        """The ledgers of all reports of the incidents that some reports, by their ids, are of; each once, as they came in."""
        found: set[str] = set()
        for report in reports:
            if report not in found:
                found.update(self.incident_of(report))
        rows = (
            self._database.execute("select number, ledger from reports where id = ?", (name,)).fetchone()
            for name in found
        )
        return [msgspec.msgpack.decode(zlib.decompress(blob), type=Ledger) for _, blob in sorted(rows)]

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
        """The reports that a report hangs together with, by links as strong as needed for there to be LARGEST at most."""
        least = WEAK
        while len(found := self._reached(number, least)) > LARGEST:
            least += CUT
        return sorted(found, key=self._id)

    def _reached(self, number: int, least: float) -> set[int]:
        found, waiting = {number}, [number]
        while waiting and len(found) <= LARGEST:
            near = self._database.execute("select other from links where one = ? and odds > ?", (waiting.pop(), least))
            new = [other for (other,) in near if other not in found]
            found.update(new)
            waiting += new
        return found

    def _grouped(self, component: list[int]) -> Iterator[tuple[str, ...]]:
        from copydesk.compare.incidents import TOGETHER

        at = {number: place for place, number in enumerate(component)}
        links: dict[tuple[int, int], float] = {}
        for number, place in at.items():
            for other, odds in self._database.execute("select other, odds from links where one = ?", (number,)):
                if place < at.get(other, -1):
                    links[place, at[other]] = odds

        def compare(one: int, other: int) -> float:
            return _odds(self._profile(component[one]), self._profile(component[other]))

        def apart(first: Sequence[int], second: Sequence[int]) -> bool:
            return parted(*([self._profile(component[place]) for place in group] for group in (first, second)))

        for group in clusters(len(component), links, compare, least=TOGETHER, parted=apart):
            yield tuple(self._id(component[place]) for place in group)

    def _id(self, number: int) -> str:
        (name,) = self._database.execute("select id from reports where number = ?", (number,)).fetchone()
        return str(name)

    def _stored(self, number: int) -> Profile:
        (blob,) = self._database.execute("select profile from reports where number = ?", (number,)).fetchone()
        return msgspec.msgpack.decode(blob, type=Profile)


def _odds(first: Profile, second: Profile) -> float:
    return logit(weighing()(features(first, second)))


@functools.cache
def _mark() -> int:
    """Tells archives apart that were filled with other weights: what they hold of how likely two reports are of one incident."""
    weights = importlib.resources.files("copydesk.compare") / "data" / "likeness.json"
    return zlib.crc32(weights.read_bytes()) & 0x7FFFFFFF
