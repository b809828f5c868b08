"""JSON Schemas of the public formats, made from the nouns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from copydesk import nouns
from copydesk.errors import OptionError

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCHEMAS: Mapping[str, type[msgspec.Struct]] = MappingProxyType({
    "report": nouns.Report,
    "ledger": nouns.Ledger,
    "claim": nouns.Claim,
    "time": nouns.Time,
    "place": nouns.Place,
    "quantity": nouns.Quantity,
    "entity": nouns.Entity,
    "event": nouns.Event,
    "participant": nouns.Participant,
    "digest": nouns.Digest,
    "digest-sentence": nouns.DigestSentence,
    "audit": nouns.Audit,
    "sentence-audit": nouns.SentenceAudit,
    "finding": nouns.Finding,
    "batch": nouns.Pair,
    "comparison": nouns.Comparison,
    "incident": nouns.Incident,
    "fact": nouns.Fact,
    "value": nouns.Value,
    "happening": nouns.Happening,
    "shared-text": nouns.SharedText,
    "doubt": nouns.Doubt,
    "span": nouns.Span,
    "origin": nouns.Origin,
})  # fmt: skip

# What the types of the nouns cannot say: the range of a field, wherever a field of that name stands.
_RANGES: dict[str, dict[str, float]] = {
    "start": {"minimum": 0},
    "end": {"minimum": 1},
    "score": {"minimum": 0, "maximum": 1},
    "factuality": {"minimum": -3, "maximum": 3},
    "lat": {"minimum": -90, "maximum": 90},
    "lon": {"minimum": -180, "maximum": 180},
    "radius_km": {"minimum": 0},
    "within": {"minimum": 0},
    "share": {"minimum": 0, "maximum": 1},
}
# Keys that are always written although the noun gives them a default (see records.json_bytes).
_PROMISED = {nouns.SentenceAudit: ("evidence", "findings"), nouns.Finding: ("evidence",)}
# Reports and rows of a batch come in as well as going out: what may be left out there, the id too, is not required.
_TAKEN = (nouns.Report, nouns.Origin, nouns.Pair)


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format `name`, one of SCHEMAS; OptionError, listing the names, for another.

    >>> schema("span")["$ref"]
    '#/$defs/Span'
    """
    noun = SCHEMAS.get(name)
    if noun is None:
        raise OptionError(f"there is no schema “{name}”", do=f"choose one of: {', '.join(SCHEMAS)}")
    made = msgspec.json.schema(noun)
    by_class = {struct.__name__: struct for struct in SCHEMAS.values()}
    for title, definition in made["$defs"].items():
        _tell(definition, by_class[title])
    return {"$schema": DIALECT, "title": name, **made}


def _tell(definition: dict[str, Any], noun: type[msgspec.Struct]) -> None:
    """Put into a definition what msgspec leaves out: ranges, keys that are always there, a tidy description."""
    definition["description"] = _prose(noun.__doc__ or "")
    for field, value in definition["properties"].items():
        if field in _RANGES:
            _limit(value, _RANGES[field])
    always = set(definition.get("required", ())) | set(_PROMISED.get(noun, ()))
    if noun not in _TAKEN and not noun.__struct_config__.omit_defaults:
        always |= set(definition["properties"])
    if noun in _TAKEN:
        always.discard("id")
    definition["required"] = [field for field in definition["properties"] if field in always]


def _limit(value: dict[str, Any], limits: dict[str, float]) -> None:
    for choice in value.get("anyOf", [value]):
        if choice.get("type") in ("integer", "number"):
            choice.update(limits)


def _prose(docstring: str) -> str:
    """A docstring as one paragraph, without its examples and code marks."""
    told = docstring.split(">>>", 1)[0].replace("`", "")
    return re.sub(r"\s+", " ", told).strip()
