"""A collection on disk: what comes in joins its incident, in any order, and stays when the file is opened again."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from benchmarks.growth import generated

from copydesk.compare.archive import Archive
from copydesk.errors import InputError
from copydesk.nouns import Ledger


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
