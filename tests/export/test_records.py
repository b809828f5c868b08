"""The public JSON: keys as promised, one line a record, and back again."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import InputError, OptionError
from copydesk.export.records import json_bytes, load
from copydesk.export.schema import SCHEMAS, schema
from copydesk.nouns import Audit, Digest, DigestSentence, Finding, Ledger, Report, SentenceAudit, Span

from .samples import gold_audit, gold_cases, gold_ledger, hostile_ledger, seed_audit, seed_digest, seed_ledger

# The keys that the public formats promise (those marked with a question mark there are left out).
SPAN = {"start", "end", "quote"}
PROMISED = {
    "ledger": {"id", "text", "published", "outlet", "language", "headline", "digest", "claims", "times", "places",
               "quantities", "people", "organisations", "unknowns", "events"},
    "claim": {"source", "source_name", "source_kind", "cue", "content", "speech", "certainty", "polarity", "within", "score"},
    "time": SPAN | {"value"},
    "place": SPAN | {"name", "lat", "lon", "country", "kind"},
    "quantity": SPAN | {"low", "high", "unit"},
    "entity": {"name", "mentions"},
    "event": {"trigger", "kind", "participants", "time", "place", "claim", "main", "factuality"},
    "digest-sentence": {"text", "evidence", "claims", "source_name"},
    "sentence-audit": SPAN | {"verdict", "score", "evidence", "findings"},
    "finding": SPAN | {"type", "severity", "score", "reason", "evidence"},
    "report": {"text"},
    "span": SPAN,
}  # fmt: skip


def nouns() -> list[tuple[str, object]]:
    ledger = seed_ledger()
    found: list[tuple[str, object]] = [("ledger", ledger), ("digest", seed_digest(ledger)), ("audit", seed_audit(ledger)), ("ledger", hostile_ledger())]  # fmt: skip
    for case in gold_cases():
        found += [("ledger", gold_ledger(case)), ("audit", gold_audit(case))]
    return found


@pytest.mark.parametrize(("name", "noun"), nouns())
def test_records_come_back_as_they_went(name: str, noun: object) -> None:
    assert load(json_bytes(noun), type(noun)) == noun
    assert load(json_bytes(noun, pretty=True), type(noun)) == noun


@pytest.mark.parametrize(("name", "noun"), nouns())
def test_records_are_valid_against_their_schema(name: str, noun: object) -> None:
    jsonschema.validate(json.loads(json_bytes(noun)), schema(name))


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_sound_and_told(name: str) -> None:
    made = schema(name)
    jsonschema.Draft202012Validator.check_schema(made)
    assert all(len(definition["description"]) > 20 and ">>>" not in definition["description"] for definition in made["$defs"].values())  # fmt: skip


@pytest.mark.parametrize(("name", "keys"), PROMISED.items())
def test_schemas_require_what_is_promised(name: str, keys: set[str]) -> None:
    definition = schema(name)["$defs"][SCHEMAS[name].__name__]
    assert keys <= set(definition["required"])


def test_an_unknown_schema_is_refused_with_the_names() -> None:
    with pytest.raises(OptionError, match=r"“claims”.*report, ledger, claim"):
        schema("claims")


def test_schemas_refuse_what_breaks_the_format() -> None:
    tree = json.loads(json_bytes(seed_audit(seed_ledger())))
    tree["sentences"][0]["findings"][0]["score"] = 1.5
    with pytest.raises(jsonschema.ValidationError, match=r"1\.5"):
        jsonschema.validate(tree, schema("audit"))
    del tree["sentences"][0]["findings"][0]["score"]
    with pytest.raises(jsonschema.ValidationError, match="'score' is a required"):
        jsonschema.validate(tree, schema("audit"))


def test_an_audit_without_findings_still_has_the_keys() -> None:
    bare = SentenceAudit(0, 2, "No", verdict="unsure", score=0.4)
    found = SentenceAudit(0, 2, "No", verdict="drift", score=0.9, findings=(Finding(0, 2, "No", type="addition", severity="minor", score=1, reason="Not there."),))  # fmt: skip
    tree = json.loads(json_bytes(Audit(id="a", digest="No", sentences=(bare, found))))
    assert tree["sentences"][0]["findings"] == tree["sentences"][0]["evidence"] == []
    assert tree["sentences"][1]["findings"][0]["evidence"] == []


def test_an_empty_ledger_still_has_the_keys() -> None:
    tree = json.loads(json_bytes(Ledger(id="r", text="No.")))
    assert PROMISED["ledger"] <= set(tree)
    assert tree["headline"] is None
    assert tree["claims"] == []


@given(st.text(max_size=200))
def test_any_text_is_one_line_and_comes_back(text: str) -> None:
    report = Report(id="r", text=text, title="a\u2028b\x85c\u2029d")
    line = json_bytes(report)
    assert len(line.decode().splitlines()) == 1
    assert load(line, Report) == report


def test_a_lone_surrogate_is_kept() -> None:
    report = Report(id="r", text="before \ud800 after\u2028")
    line = json_bytes(report)
    assert b"\\ud800" in line
    assert load(line, Report) == report
    digest = Digest(id="d", reports=("r",), sentences=(DigestSentence(text="\udfff", evidence=(Span(0, 1, "b"),)),))
    assert load(json_bytes(digest, pretty=True), Digest) == digest


@pytest.mark.parametrize(
    "data", [b'{"id": 3, "text": ""}', b'{"id": "r"', b"\xff\xfe", b"[" * 100_000, b"", b'{"text": "no id"}']
)
def test_what_is_no_record_is_refused_with_its_place(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^line 3: not "):
        load(data, Report, where="line 3")
