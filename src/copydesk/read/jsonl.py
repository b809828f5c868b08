"""JSON Lines of Reports as in the public formats, single JSON documents, and ninjs in either."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from copydesk.errors import InputError
from copydesk.nouns import Report, content_id
from copydesk.read.encoding import decode
from copydesk.read.filing import HALF, LONGEST, Found, Place, filed, too_long
from copydesk.read.ninjs import is_ninjs, ninjs_report
from copydesk.read.options import Options
from copydesk.read.runs import Mapped
from copydesk.read.streams import all_bytes, peeked, too_large

_OPTIONAL = ("title", "byline", "outlet", "published", "url", "language", "sha256", "digest")


def read_jsonl(stream: BinaryIO, place: Place, options: Options) -> Iterator[Report | InputError]:
    """The report of each line; a line that is none is a failure with its number, and the rest goes on.

    A file that is one JSON object or one array is read whole. Text and id are kept to the letter, so that offsets
    into a row of the input are offsets into the report.
    """
    head, stream = peeked(stream)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:4].count(0):
        data = all_bytes(stream, options.max_bytes, place.path)
        head, stream = peeked_bytes(decode(data).text.encode("utf-8", "replace"))
    if head.startswith(b"\xef\xbb\xbf"):
        stream.read(3)
        head = head[3:]
    if _is_document(head):
        yield from _document(all_bytes(stream, options.max_bytes, place.path), place, options)
        return
    seen: dict[bytes, int] = {}
    number = rows = 0
    while raw := stream.readline(options.max_bytes + 1):
        number += 1
        here = place.at(f"line {number}")
        if len(raw) > options.max_bytes:
            rows += 1
            yield too_large(str(here), options.max_bytes)
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(1 << 20)
            continue
        if raw.strip():
            rows += 1
            yield _once(_row(raw.strip(), here, options), number, seen, here, "line")
    if not rows:
        yield place.error("holds no line with a report", "look whether it was saved")


def peeked_bytes(data: bytes) -> tuple[bytes, BinaryIO]:
    """As `peeked`, of bytes that are held already."""
    import io

    return peeked(io.BytesIO(data))


def _is_document(head: bytes) -> bool:
    """Whether a file holds one JSON value over several lines (or an array) rather than one a line."""
    first = head.lstrip()[:1]
    if first == b"[":
        return True
    if first != b"{":
        return False
    line, end, rest = head.strip().partition(b"\n")
    if not end:
        return False
    try:
        _decoded(line)
        return False
    except ValueError:
        # The first line may be the one bad line of JSON Lines: then the second begins an object of its own.
        return not rest.lstrip().startswith(b"{") and not line.rstrip().endswith(b"}")


def _document(data: bytes, place: Place, options: Options) -> Iterator[Report | InputError]:
    try:
        value = _decoded(data)
    except ValueError as error:
        yield place.error(f"is not valid JSON ({_said(error)})", "mend it, or write one object a line as JSON Lines")
        return
    if not isinstance(value, list):
        yield _made(value, place, options, data)
        return
    if not value:
        yield place.error("is an empty list", "look whether it was saved")
    seen: dict[bytes, int] = {}
    for number, item in enumerate(value, 1):
        here = place.at(f"item {number}")
        yield _once(_made(item, here, options, None), number, seen, here, "item")


def _once(
    report: Report | InputError, number: int, seen: dict[bytes, int], here: Place, unit: str
) -> Report | InputError:
    """The report, or the failure that its id stands in an earlier row already."""
    if isinstance(report, InputError):
        return report
    key = hashlib.blake2b(report.id.encode("utf-8", "surrogatepass"), digest_size=12).digest()
    if (first := seen.setdefault(key, number)) != number:
        return here.error(
            f"has the id {report.id[:80]!r} of {unit} {first} again", "give every report an id of its own"
        )
    return report


def _row(raw: bytes, place: Place, options: Options) -> Report | InputError:
    try:
        value = _decoded(raw)
    except ValueError as error:
        return place.error(f"is not valid JSON ({_said(error)})", "mend or drop the line")
    return _made(value, place, options, raw)


def _decoded(raw: bytes) -> Any:
    """The value of some JSON; ValueError if it is none."""
    try:
        return msgspec.json.decode(raw)
    except msgspec.DecodeError as error:
        # msgspec is strict about lone surrogates, which other writers put out; nothing else is forgiven.
        if b"\\u" not in raw:
            raise
        try:
            return json.loads(raw, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise error from None
    except RecursionError:
        raise ValueError("nested too deep") from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _said(error: ValueError) -> str:
    return str(error).removeprefix("JSON is malformed: ")


def _made(item: Any, place: Place, options: Options, data: bytes | None) -> Report | InputError:
    if not isinstance(item, dict):
        return place.error("is not a JSON object", 'write {"id": …, "text": …}')
    if is_ninjs(item):
        return ninjs_report(item, place, options, data=data)
    text = item.get("text")
    if not isinstance(text, str):
        if isinstance(item.get("reports"), list):
            return place.error("is a pair of reports and digest, not a report", "use `copydesk audit --batch`")
        what = 'has no "text"' if text is None else 'has a "text" that is no string'
        return place.error(what, 'write {"id": …, "text": …}')
    return _report(item, text, place, options, data)


def _report(item: dict[str, Any], text: str, place: Place, options: Options, data: bytes | None) -> Report | InputError:
    given = item.get("id")
    if given is not None and (isinstance(given, bool) or not isinstance(given, str | int) or given == ""):
        return place.error('has an "id" that is no string', "write the id as a string, or leave it out")
    if len(text) > LONGEST:
        return too_long(place, len(text))
    values = {key: item[key] for key in _OPTIONAL if isinstance(item.get(key), str) and item[key]}
    notes = tuple(
        f"the field {key!r} is no string and was left out"
        for key in _OPTIONAL
        if key in item and item[key] is not None and not isinstance(item[key], str)
    )
    # Kept to the letter but for characters that no text may hold; one takes the place of one, so offsets hold.
    safe, lost = HALF.subn("\ufffd", text.replace("\x00", "\ufffd"))
    if lost or "\x00" in text:
        notes += ("NULs and lone surrogates became U+FFFD",)
    digest = values.pop("digest", None)
    filed_report = filed(
        Mapped.unmapped(safe),
        Found(**values, id=_plain(str(given)) if given is not None else None, digest=digest and _plain(digest)),
        place,
        options,
        data=data,
        encoding="utf-8",
        notes=notes,
    )
    if isinstance(filed_report, InputError):
        return filed_report
    # Metadata of a Report are kept as they were given, too, where they can be.
    kept: dict[str, str] = {key: _plain(values[key]) for key in ("title", "byline", "url", "sha256") if key in values}
    if "outlet" in values and options.outlet is None:
        kept["outlet"] = _plain(values["outlet"])
    if "id" not in item or given is None:
        kept["id"] = content_id(safe, url=kept.get("url"))
    return msgspec.structs.replace(filed_report, **kept)


def _plain(value: str) -> str:
    return HALF.sub("\ufffd", value)
