import gzip
import json

import pytest

from copydesk.errors import InputError
from copydesk.nouns import Report

from .samples import SENTENCE


def lines(*rows):
    return "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)


def test_text_and_id_are_kept_to_the_letter(read):
    rows = [
        {
            "id": " a/1 ",
            "text": "\n  One \u200e two.\r\nThree  \n",
            "outlet": "O",
            "published": "2024-10-08T16:20",
            "url": "https://x.org",
            "language": "en",
        },
        {"text": SENTENCE, "digest": "Two were held.", "sha256": "0" * 64},
    ]
    first, second = read(lines(*rows), "a.jsonl")
    assert (first.id, first.text, first.outlet) == (" a/1 ", rows[0]["text"], "O")
    assert (first.published, first.published_from, first.language) == ("2024-10-08T16:20", "metadata", "en")
    assert first.origin.part == "line 1"
    assert second.digest == "Two were held."
    assert second.id.startswith("r-")


def test_a_bad_line_is_named_and_the_rest_goes_on(read):
    row = {"id": "1", "text": SENTENCE}
    found = read(lines(row, {"id": "2", "text": SENTENCE}, '{"id": "3", "te', {"id": "4", "text": SENTENCE}), "a.jsonl")
    assert [getattr(item, "id", None) for item in found] == ["1", "2", None, "4"]
    assert "a.jsonl: line 3: is not valid JSON" in str(found[2])


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("[1, 2]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ('{"id": "x"}', 'no "text"'),
        ('{"id": "x", "text": 3}', "no string"),
        ('{"id": "x", "text": ""}', "no text"),
        ('{"id": true, "text": "Some words."}', '"id"'),
        ('{"reports": [], "digest": "x"}', "audit --batch"),
        ('{"a":' * 5000, "not valid JSON"),
        ('{"text": NaN}', "not valid JSON"),
        ('{"text": "\\ud800", "n": ' + "1" * 5000 + "}", ""),
    ],
)
def test_a_row_that_is_no_report(read, row, what):
    good, failed = read(lines({"id": "1", "text": SENTENCE}, row), "a.jsonl")
    assert isinstance(good, Report)
    assert isinstance(failed, InputError)
    assert what in str(failed)
    assert "line 2" in failed.where


def test_an_id_twice_is_a_failure(read):
    first, failed = read(lines({"id": "1", "text": SENTENCE}, {"id": "1", "text": "Other words."}), "a.jsonl")
    assert isinstance(first, Report)
    assert "line 2: has the id '1' of line 1 again" in str(failed)


def test_an_impossible_date_is_a_note(report):
    found = report(lines({"id": "1", "text": SENTENCE, "published": "2023-02-30"}), "a.jsonl")
    assert found.published is None
    assert "2023-02-30" in found.notes[0]


def test_what_no_text_may_hold_is_replaced_one_for_one(report):
    found = report('{"id": "a", "text": "bad \\ud800 and \\u0000 here, some words"}', "a.jsonl")
    assert found.text == "bad \ufffd and \ufffd here, some words"
    found.text.encode()


@pytest.mark.parametrize("indent", [None, 1])
def test_one_object_or_a_list_in_a_file(read, indent):
    row = {"id": "1", "text": SENTENCE}
    [one] = read(json.dumps(row, indent=indent), "a.json")
    assert one.id == "1"
    first, failed, third = read(json.dumps([row, 3, {"id": "3", "text": SENTENCE}], indent=indent), "b.json")
    assert (first.id, third.id) == ("1", "3")
    assert "item 2" in failed.where


def test_a_first_bad_line_does_not_make_it_a_document(read):
    failed, good = read(lines('{"id": "1", "text": "brok', {"id": "2", "text": SENTENCE}), "a.jsonl")
    assert "line 1" in failed.where
    assert good.id == "2"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_encodings_of_json(read, encoding):
    found = read(lines({"id": "ä", "text": SENTENCE}, {"id": "b", "text": SENTENCE}).encode(encoding), "a.jsonl")
    assert [item.id for item in found] == ["ä", "b"]


def test_a_line_too_long_is_skipped_without_being_held(read):
    found = read(lines({"id": "1", "text": "x" * 5000}, {"id": "2", "text": SENTENCE}), "a.jsonl", max_bytes=1000)
    assert "line 1: holds more than 1,000 bytes" in str(found[0])
    assert found[1].id == "2"


def test_gzip_is_seen_through(read):
    data = gzip.compress(lines({"id": "1", "text": SENTENCE}, {"id": "2", "text": SENTENCE}).encode())
    assert [item.id for item in read(data, "a.jsonl.gz")] == ["1", "2"]
    # Its name does not matter.
    assert [item.id for item in read(data, "a")] == ["1", "2"]


@pytest.mark.shared
def test_developers_data_is_read_whole(shared, read):
    path = shared / "data/desk-cases/single.jsonl"
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    found = read(path.read_bytes(), "single.jsonl")
    assert [(item.id, item.text, item.outlet) for item in found] == [
        (row["id"], row["text"], row["outlet"]) for row in rows
    ]
