"""Rows of a batch audit."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from copydesk.errors import InputError
from copydesk.nouns import Pair
from copydesk.run.pairs import pairs


def rows(file: Path) -> list[Pair | InputError]:
    return [row for _, row in pairs(str(file))]


ROW = {"id": "x", "digest": "He left.", "reports": [{"id": "r", "text": "He left on Monday."}]}


def test_rows_of_both_forms(tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    single = {"id": "y", "text": "She came.", "digest": "She came."}
    file.write_text(json.dumps(ROW) + "\n\n" + json.dumps(single) + "\n")
    first, second = rows(file)
    assert isinstance(first, Pair)
    assert (first.id, first.digest, first.reports[0].text) == ("x", "He left.", "He left on Monday.")
    assert isinstance(second, Pair)
    assert (second.id, second.reports[0].id, second.reports[0].text) == ("y", "y", "She came.")


def test_a_report_without_an_id_gets_one_from_its_text(tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text(json.dumps({"digest": "d", "reports": [{"text": "a"}, {"text": "b"}]}))
    [pair] = rows(file)
    assert isinstance(pair, Pair)
    assert len({report.id for report in pair.reports}) == 2


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    bad = [
        "{not json",
        "[1]",
        json.dumps({**ROW, "digest": " "}),
        json.dumps({**ROW, "reports": []}),
        "\udcff",
        '{"digest": 3}',
    ]
    good = json.dumps(ROW)
    file.write_bytes("\n".join([good, *bad, good]).encode("utf-8", "surrogateescape"))
    found = rows(file)
    assert [line for line, _ in pairs(str(file))] == list(range(1, len(bad) + 3))
    assert [isinstance(row, Pair) for row in found] == [True, *[False] * len(bad), True]
    assert [row.where.rsplit(" ", 1)[1] for row in found if isinstance(row, InputError)] == [
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
    ]


def test_a_cut_gzip_keeps_what_was_whole(tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl.gz"
    lines = "".join(json.dumps({**ROW, "id": str(n), "noise": n * 7919 % 10007}) + "\n" for n in range(5000))
    packed = gzip.compress(lines.encode())
    file.write_bytes(packed[: len(packed) // 2])
    found = rows(file)
    assert len(found) > 100
    assert isinstance(found[-1], InputError)
    assert all(isinstance(row, Pair) for row in found[:-1])


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    [error] = rows(tmp_path / "none.jsonl")
    assert isinstance(error, InputError)
    assert "No such file" in str(error)
