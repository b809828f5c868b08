"""A collection on disk: what comes in joins its incident, in any order, and stays when the file is opened again."""

from __future__ import annotations

import random
import sqlite3
from itertools import combinations
from pathlib import Path

import pytest
from benchmarks.growth import generated

from copydesk.compare import archive as archive_module
from copydesk.compare import linkage
from copydesk.compare.archive import Archive
from copydesk.compare.incidents import grouped
from copydesk.errors import InputError
from copydesk.nouns import Ledger, Report


@pytest.fixture(scope="module")
def made() -> list[tuple[Ledger, int]]:
    return list(generated(40, seed=7))


def filled(path: Path | None, ledgers: list[Ledger]) -> set[tuple[str, ...]]:
    with Archive(path) as archive:
        for ledger in ledgers:
            archive.add(ledger)
        return {tuple(sorted(group)) for group in archive.incidents()}


def test_generated_incidents_are_found() -> None:
    made = list(generated(300, seed=1))
    incident = {ledger.id: number for ledger, number in made}
    found = filled(None, [ledger for ledger, _ in made])
    assert sorted(report for group in found for report in group) == sorted(incident)
    mine = {pair for group in found for pair in combinations(group, 2)}
    gold = {pair for pair in combinations(sorted(incident), 2) if incident[pair[0]] == incident[pair[1]]}
    assert gold
    assert 2 * len(mine & gold) >= 0.85 * (len(mine) + len(gold))


def test_order_does_not_matter(made: list[tuple[Ledger, int]]) -> None:
    ledgers = [ledger for ledger, _ in made]
    assert filled(None, ledgers) == filled(None, ledgers[::-1])


@pytest.mark.parametrize("seed", [1, 3, 7])
def test_order_does_not_matter_where_many_have_a_word(seed: int) -> None:
    ledgers = [ledger for ledger, _ in generated(250, seed=seed)]
    found = filled(None, ledgers)
    for _ in range(2):
        random.Random(seed).shuffle(ledgers)
        assert filled(None, ledgers) == found


def test_a_collection_and_a_pool_give_the_same_groups(made: list[tuple[Ledger, int]]) -> None:
    ledgers = [ledger for ledger, _ in made]
    pool = {tuple(sorted(ledgers[number].id for number in group.main)) for group in grouped(ledgers, ())[0]}
    assert filled(None, ledgers) == pool


def test_what_hangs_together_loosely_is_cut_alike_in_a_collection_and_a_pool(
    made: list[tuple[Ledger, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledgers = [ledger for ledger, _ in made]
    for module in (archive_module, linkage):
        monkeypatch.setattr(module, "LARGEST", 6)
    pool = {tuple(sorted(ledgers[number].id for number in group.main)) for group in grouped(ledgers, ())[0]}
    assert filled(None, ledgers) == pool
    with Archive(None) as archive:
        for ledger in ledgers:
            archive.add(ledger)
        assert all(tuple(sorted(archive.incident_of(ledger.id))) in pool for ledger in ledgers)
        assert max(len(archive._component(number)) for number in range(len(ledgers))) <= 6


def test_the_file_is_taken_up_again(made: list[tuple[Ledger, int]], tmp_path: Path) -> None:
    ledgers, path = [ledger for ledger, _ in made], tmp_path / "archive.sqlite"
    filled(path, ledgers[:20])
    assert filled(path, ledgers[20:]) == filled(None, ledgers)
    with Archive(path) as archive:
        assert len(archive) == len(ledgers)
        assert ledgers[3].id in archive.incident_of(ledgers[3].id)


def test_one_id_twice_is_an_error(made: list[tuple[Ledger, int]]) -> None:
    with Archive(None) as archive:
        archive.add(made[0][0])
        with pytest.raises(InputError, match="id"):
            archive.add(made[0][0])
        with pytest.raises(InputError, match="no such report"):
            archive.incident_of("nobody")


def test_what_was_recorded_comes_back_with_its_incident(made: list[tuple[Ledger, int]], tmp_path: Path) -> None:
    ledgers, path = [ledger for ledger, _ in made], tmp_path / "archive.sqlite"
    filled(path, ledgers)
    with Archive(path) as archive:
        group = archive.incident_of(ledgers[3].id)
        assert sorted(ledger.id for ledger in archive.beside([ledgers[3].id, *group])) == sorted(group)
        assert next(ledger for ledger in archive.beside(group) if ledger.id == ledgers[3].id) == ledgers[3]


def test_a_report_that_is_interrupted_leaves_nothing(
    made: list[tuple[Ledger, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledgers, path = [ledger for ledger, _ in made], tmp_path / "archive.sqlite"

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with Archive(path) as archive:
        for ledger in ledgers[:9]:
            archive.add(ledger)
        monkeypatch.setattr(archive._candidates, "add", interrupted)
        with pytest.raises(KeyboardInterrupt):
            archive.add(ledgers[9])
    with Archive(path) as archive:
        assert len(archive) == 9
        assert ledgers[8].id in archive
        assert ledgers[9].id not in archive
    assert filled(path, ledgers[9:]) == filled(None, ledgers)


def test_only_reports_that_are_not_there_are_read(made: list[tuple[Ledger, int]]) -> None:
    one, two = made[0][0], made[1][0]
    with Archive(None) as archive:
        archive.add(one)
        broken = InputError("unreadable")
        known, changed, new = (
            Report(id=one.id, text=one.text),
            Report(id=one.id, text="Other."),
            Report(id=two.id, text=two.text),
        )
        found = list(archive.unknown([known, changed, new, broken]))
    assert found[1:] == [new, broken]
    assert isinstance(found[0], InputError)
    assert one.id in str(found[0])


def test_a_file_that_is_no_archive_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, but long enough to be looked at as one." * 20)
    with pytest.raises(InputError, match="archive"):
        Archive(path)
    assert path.read_text().startswith("Not a database")
    with pytest.raises(InputError, match="archive"):
        Archive(tmp_path / "no folder" / "archive.sqlite")
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("create table notes (text text)")
    other.commit()
    with pytest.raises(InputError, match="another version"):
        Archive(tmp_path / "other.sqlite")
