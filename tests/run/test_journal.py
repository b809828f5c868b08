"""Output that survives being killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.errors import OptionError
from copydesk.run.journal import Journal


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def test_a_complete_run_stands_under_its_name(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "out.jsonl", key=["read"])
    journal.write(b'{"id":"a"}')
    journal.close(complete=True)
    assert lines(tmp_path / "out.jsonl") == [b'{"id":"a"}']
    assert list(tmp_path.iterdir()) == [tmp_path / "out.jsonl"]


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "out.jsonl", key=["read"])
    journal.write(b'{"id":"a"}')
    journal.write(b'{"id":"b"}')
    journal.close(complete=False)
    with journal.part.open("ab") as torn:
        torn.write(b'{"id":"c","text":"cut he')
    again = Journal(tmp_path / "out.jsonl", key=["read"])
    assert again.done == {"a", "b"}
    again.write(b'{"id":"c"}')
    again.close(complete=True)
    assert lines(tmp_path / "out.jsonl") == [b'{"id":"a"}', b'{"id":"b"}', b'{"id":"c"}']


def test_another_run_does_not_mix_in(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "out.jsonl", key=["read", "a.txt"])
    journal.write(b'{"id":"a"}')
    journal.close(complete=False)
    assert Journal(tmp_path / "out.jsonl", key=["read", "b.txt"]).done == set()


def test_a_line_that_is_no_record_ends_what_counts_as_done(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "out.jsonl", key=["k"])
    journal.write(b'{"id":"a"}')
    journal.write(b"\x00\x00")
    journal.close(complete=False)
    assert Journal(tmp_path / "out.jsonl", key=["k"]).done == {"a"}


@pytest.mark.parametrize("target", [".", "no/such/folder/out.jsonl"])
def test_an_output_that_cannot_be_is_refused_at_once(tmp_path: Path, target: str) -> None:
    with pytest.raises(OptionError, match="folder"):
        Journal(tmp_path / target, key=["k"])
