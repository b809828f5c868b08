"""The nouns as JSON, to the letter of the public formats, and back."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import msgspec

from copydesk.errors import InputError
from copydesk.nouns import Audit

Noun = TypeVar("Noun", bound=msgspec.Struct)

# JSON allows these in strings; readers that split lines the way Python does would see one record as two.
_BREAKS = {
    "\x85".encode(): rb"\u0085",
    "\u2028".encode(): rb"\u2028",
    "\u2029".encode(): rb"\u2029",
}


def json_bytes(noun: msgspec.Struct, *, pretty: bool = False) -> bytes:
    """The noun as UTF-8 JSON: one line without line breaks, or indented by two spaces if `pretty`.

    The line has no line feed at its end. A lone surrogate, which UTF-8 cannot hold, is written as its escape.

    >>> from copydesk.nouns import Span
    >>> json_bytes(Span(0, 3, "She"))
    b'{"start":0,"end":3,"quote":"She"}'
    """
    tree = _complete(noun) if isinstance(noun, Audit) else noun
    try:
        line = msgspec.json.encode(tree)
    except UnicodeEncodeError:
        tree = msgspec.to_builtins(tree)
        told = json.dumps(tree, indent=2) if pretty else json.dumps(tree, separators=(",", ":"))
        return told.encode("ascii")
    for character, escape in _BREAKS.items():
        line = line.replace(character, escape)
    return msgspec.json.format(line, indent=2) if pretty else line


def load(data: bytes | str, type: type[Noun], *, where: str = "") -> Noun:
    """The noun of `type` that JSON `data` holds; InputError, naming the path in the record, if it holds none.

    Unknown keys are passed over, so that a record of a later version can be read.

    >>> from copydesk.nouns import Span
    >>> load(b'{"start":0,"end":3,"quote":"She"}', Span).quote
    'She'
    """
    try:
        return msgspec.json.decode(data, type=type)
    except msgspec.ValidationError as error:
        raise InputError(f"not a {type.__name__.lower()}: {error}", where=where) from error
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    # The quick decoder refuses a lone surrogate's escape; the standard library reads it.
    try:
        return msgspec.convert(json.loads(data), type=type)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON that holds a {type.__name__.lower()}: {error}", where=where) from error


def _complete(audit: Audit) -> dict[str, Any]:
    """The audit's tree with the keys that the format promises even where they are empty."""
    tree: dict[str, Any] = msgspec.to_builtins(audit)
    for sentence in tree["sentences"]:
        sentence.setdefault("evidence", ())
        for finding in sentence.setdefault("findings", ()):
            finding.setdefault("evidence", ())
    return tree
