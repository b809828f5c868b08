"""The desk cases under data/: every quotation is found, and a broken case says what is wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from cases import CaseError, cases, row_of

CASE = {
    "id": "x",
    "text": "Dam closed\n\nThe mayor said the dam was safe. “It will hold,” she said.",
    "claim": [
        {"source": "The mayor", "name": "the mayor", "kind": "official", "cue": "said", "content": ["the dam was safe"], "certainty": "certain"},
        {"source": "she", "name": "the mayor", "kind": "official", "cue": "said", "content": ["“It will hold,”"], "certainty": "certain"},
    ],
    "sentence": [{"text": "The dam will hold.", "drift": [{"words": "will hold", "type": "attribution", "severity": "major", "evidence": "“It will hold,” she said."}]}],
}  # fmt: skip


def test_every_case_is_whole() -> None:
    rows = list(cases())
    assert len(rows) >= 80
    assert [row for row in rows if isinstance(row, CaseError)] == []
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        quoted = [
            span for claim in row["claims"] for span in (claim["source"], claim["cue"], *claim["content"]) if span
        ]
        for span in [*quoted, *row["times"], *row["quantities"], *row["unknowns"]]:
            assert row["text"][span["start"] : span["end"]] == span["quote"]
        for sentence in row["digest_sentences"]:
            assert bool(sentence["drifts"]) == (sentence["verdict"] == "drift")
            for drift in sentence["drifts"]:
                assert sentence["start"] <= drift["start"] < drift["end"] <= sentence["end"]


def test_the_nearest_place_is_meant() -> None:
    first, second = row_of(CASE, "x")["claims"]
    assert first["cue"]["start"] < second["cue"]["start"]
    assert (first["speech"], second["speech"]) == ("indirect", "direct")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"cue": "shouted"}, "not in the text: 'shouted'"),
        ({"content": ["said"]}, "2 times in the text"),
        ({"content": ["said@9"]}, "2 times in the text, not 9"),
        ({"kind": "oracle"}, "kind 'oracle' is none of"),
        ({"within": 3}, "within names a claim before it"),
        ({"name": None}, "needs a name"),
    ],
)
def test_a_broken_case_says_what_is_wrong(change: dict[str, object], told: str) -> None:
    claim = {**CASE["claim"][0], **change}  # type: ignore[dict-item]
    with pytest.raises(CaseError, match=told):
        row_of({**CASE, "claim": [claim]}, "x")
