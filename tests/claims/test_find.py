"""The whole: properties on any text, the seed's rows, floors on the desk's cases."""

from __future__ import annotations

import json
import subprocess
import sys

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PIECES = [
    "The mayor said ", "“No,” ", "she added. ", "according to ", "the army, ", "that he ", "did not say ", "who ", "was told ", "by police ",
    "and denied ", "’", '"', "«", "\n\n", "reportedly ", "It is believed ", "that ", ": ", "; ", "— ", "Ana Ruiz ", "may have fled. ", ", ", "asked ",
    "whether ", "citing ", "as saying ", "\u202e", "\x00", "é́ ", "1,000 ", "its claim ",
]  # fmt: skip


def check(reading, text):
    read = reading(text)
    for index, claim in enumerate(read.claims):
        for span in (claim.source, claim.cue, *claim.content, claim.hedge, claim.named_by):
            assert span is None or span.quotes(text)
        assert claim.within is None or 0 <= claim.within < index
        assert 0 <= claim.score <= 1
        assert claim.why.endswith(".")
        assert claim.cue.quote in claim.why
    assert all(span.quotes(text) for span in read.unknowns)
    return read


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_spans_quote_the_text(reading, text):
    check(reading, text)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text(reading, text):
    check(reading, text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "”", '"' * 500, "said", "said said said", "According to", "He, he said, said he."]
)
def test_odd_text(reading, text):
    check(reading, text)


def test_same_input_same_claims(reading):
    text = "The mayor said the road was closed. “It is over,” she added."
    assert msgspec.json.encode(reading(text).claims) == msgspec.json.encode(reading(text).claims)


def test_only_the_body_carries_claims(reading, seed_text):
    read = reading(seed_text)
    assert all("\n\n" in seed_text[: claim.cue.start] for claim in read.claims)
    assert not any("highlighted" in span.quote for claim in read.claims for span in claim.content)


SEED = [
    ("the Russian government", "announced", "government", "certain"),
    ("state media", "was identified by", "state-media", "certain"),
    ("the government of the Lipetsk region in western Russia", "said", "government", "certain"),
    ("she", "added", "government", "certain"),
    ("she", "adding", "government", "certain"),
    ("The statement", "did not say", "government", "unknown"),
    ("The state broadcaster VGTRK", "reported", "state-media", "certain"),
    ("Moscow", "used by", "government", "certain"),
    ("A search warrant", "said", "document", "certain"),
    ("Available information", "suggested", "anonymous", "possible"),
    ("The newspaper Kommersant", "reported", "media", "certain"),
    ("The paper", "said", "media", "certain"),
]


@pytest.mark.parametrize("row", SEED)
def test_seed(reading, seed_text, row):
    found = [(c.source and c.source.quote, c.cue.quote, c.source_kind, c.certainty) for c in reading(seed_text).claims]
    assert row in found


FLOORS = {("claims", "f1"): 0.84, ("who_said_what", "f1"): 0.80, ("unknowns", "f1"): 0.50}
SHARES = {"certainty": 0.88, "polarity": 0.92, "speech": 0.94, "source_kind": 0.55, "pronoun_sources_named": 0.55}


@pytest.mark.shared
def test_floors_on_the_desk_cases(reading, shared, tmp_path):
    gold = shared / "data" / "desk-cases" / "single.jsonl"
    out = tmp_path / "ledger.jsonl"
    with out.open("w", encoding="utf-8") as file:
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            read = reading(row["text"], row.get("outlet"))
            record = {
                "id": row["id"],
                "claims": msgspec.to_builtins(read.claims),
                "unknowns": msgspec.to_builtins(read.unknowns),
            }
            file.write(json.dumps(record) + "\n")
    scorer = shared / "score" / "score_desk.py"
    done = subprocess.run(
        [sys.executable, str(scorer), "ledger", str(gold), str(out)], capture_output=True, text=True, check=True
    )
    figures = json.loads(done.stdout.splitlines()[-1])
    assert {key: figures[key[0]][key[1]] for key in FLOORS if figures[key[0]][key[1]] < FLOORS[key]} == {}
    assert {key: figures[key] for key in SHARES if figures[key] < SHARES[key]} == {}


@pytest.mark.parametrize(
    "text",
    [
        "The aim is to show that the bridge is safe.",
        "You may think that the bridge is safe.",
        "The storm put the harbour at risk.",
        "Many of the guests do not speak English.",
        "The plan is not well thought out.",
    ],
)
def test_not_a_claim_by_aim_or_idiom(reading, text):
    assert reading(text).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "The dockworkers' union called a 24-hour strike for Friday.",
        "The storm claimed 12 lives.",
        "An early election was called by the president.",
    ],
)
def test_what_is_done_is_not_said(reading, text):
    assert reading(text).claims == ()


def test_what_is_called_something_is_judged(reading):
    assert reading("The minister called the strike a mistake.").one.cue.quote == "called"
