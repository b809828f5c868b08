import io
import os

import pytest

from copydesk.errors import InputError
from copydesk.read import Source, expand, reports

from .samples import SENTENCE


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.html", "sub/c.jsonl.gz", "sub/.hidden.txt", ".git/x.txt", "picture.png", "noted"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SENTENCE)
    return tmp_path


def names(found, folder):
    return [os.path.relpath(source.name, folder) for source in found if isinstance(source, Source)]


def test_a_folder_is_searched_for_what_can_be_read(folder):
    found = expand([str(folder)])
    assert names(found, folder) == ["a.html", "b.txt", "sub/c.jsonl.gz"]
    assert found[0].size == len(SENTENCE)


def test_a_named_file_needs_no_known_suffix(folder):
    assert names(expand([str(folder / "noted")]), folder) == ["noted"]


def test_globs(folder):
    assert names(expand([str(folder / "*.txt")]), folder) == ["b.txt"]
    assert names(expand([str(folder / "**")]), folder) == ["a.html", "b.txt", "noted", "picture.png", "sub/c.jsonl.gz"]
    assert names(expand([str(folder / "s*")]), folder) == ["sub/c.jsonl.gz"]


def test_one_missing_input_does_not_stop_the_rest(folder):
    first, second, third, last = expand(
        [str(folder / "no.txt"), str(folder / "b.txt"), str(folder / "*.doc"), "ftp://x.org/a"]
    )
    assert "no.txt: no such file or folder" in str(first)
    assert isinstance(second, Source)
    assert "no file matches" in str(third)
    assert isinstance(last, InputError)


def test_nothing_is_read_twice(folder):
    assert names(expand([str(folder / "b.txt"), str(folder), str(folder / "*.txt")]), folder) == [
        "b.txt",
        "a.html",
        "sub/c.jsonl.gz",
    ]


def test_an_empty_folder_says_what_is_known(tmp_path):
    [found] = expand([str(tmp_path)])
    assert ".jsonl" in str(found)


@pytest.mark.parametrize("name", ["", "a\x00b", "[", "x" * 5000])
def test_impossible_names_are_failures(name):
    [found] = expand([name])
    assert isinstance(found, InputError)


def test_standard_input_is_read(tmp_path, monkeypatch):
    path = tmp_path / "in"
    path.write_text(SENTENCE)
    with path.open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        [source] = expand(["-"])
        [report] = reports(source)
    assert report.text == SENTENCE.strip()
    assert report.origin.path == "-"


def test_standard_input_without_a_file_behind_it(monkeypatch):
    class Piped:
        buffer = io.BytesIO(SENTENCE.encode())

    monkeypatch.setattr("sys.stdin", Piped())
    [report] = reports(Source("-"))
    assert report.text == SENTENCE.strip()


def test_a_file_that_is_gone_is_a_failure(tmp_path):
    [found] = reports(Source(str(tmp_path / "gone.txt"), 3))
    assert "cannot be opened" in str(found)


def test_a_folder_as_a_source_is_a_failure(tmp_path):
    [found] = reports(Source(str(tmp_path)))
    assert "cannot be opened" in str(found)
