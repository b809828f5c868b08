"""RSS and Atom: one report an entry. Nothing is fetched, no entity of the file's own is expanded."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read.encoding import decode
from copydesk.read.filing import Found, Place, filed, headed, line
from copydesk.read.markup import visible
from copydesk.read.options import Options
from copydesk.read.runs import Mapped, clean

_ITEM = re.compile(r"<(/?)((?:\w{1,20}:)?(?:item|entry))(?=[\s>/])", re.I)
_ROOT = re.compile(r"<((?:\w{1,20}:)?[A-Za-z]\w{0,40})")
_FEEDS = ("rss", "feed", "rdf", "channel")
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding=[\"']([\w:.-]{2,40})", re.I)
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.I)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_ENTITY = re.compile(r"<!ENTITY\b", re.I)


def read_feed(
    data: bytes, place: Place, options: Options, *, charset: str | None = None
) -> Iterator[Report | InputError]:
    """The reports of a feed's entries; an entry that is broken or holds no text is a failure of its own."""
    declared = _DECLARED.search(data[:1024])
    decoded = decode(data, (declared and declared[1].decode()) or charset)
    source, notes = decoded.text, decoded.notes
    if _DOCTYPE.search(source):
        if _ENTITY.search(source):
            notes += ("the file declares entities of its own; they were not expanded",)
        source = _without_doctype(source)
    source = _NAMED.sub(_resolved, source)
    root = _root(source)
    if root.rpartition(":")[2].lower() not in _FEEDS:
        yield place.error(
            f"is XML, but neither RSS nor Atom (its root is <{root}>)" if root else "is not XML that can be read",
            "name an RSS or Atom feed, or the page itself",
        )
        return
    parsed, failure = _parsed(source)
    if failure is None:
        entries: Iterator[tuple[int, Any]] = enumerate(parsed.entries, 1)
        yield from _reports(entries, parsed.feed, place, options, decoded.encoding, notes)
        if not parsed.entries:
            yield place.error("is a feed without entries", "look at the feed in a browser")
        return
    # One item that is not well-formed must not cost the others: each is read on its own.
    yield from _one_by_one(source, parsed.feed, place, options, decoded.encoding, notes, failure)


def _resolved(match: re.Match[str]) -> str:
    """A named entity as XML knows it: those of HTML as their character, any other as the text it is written with."""
    if match[1] in ("amp", "lt", "gt", "quot", "apos"):
        return match[0]
    shown = html.unescape(match[0])
    return f"&amp;{match[1]};" if shown == match[0] or "<" in shown or "&" in shown else shown


def _parsed(source: str) -> tuple[Any, str | None]:
    """What feedparser makes of a feed, and why it is not well-formed, if it is not."""
    import feedparser

    # A stream, never a string: a string that looks like an address would be fetched.
    data = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", source).encode("utf-8", "replace")
    parsed = feedparser.parse(
        io.BytesIO(b'<?xml version="1.0" encoding="utf-8"?>\n' + data), resolve_relative_uris=False
    )
    error = parsed.get("bozo_exception") if parsed.get("bozo") else None
    if isinstance(error, SAXException):
        return parsed, getattr(error, "getMessage", lambda: str(error))()
    return parsed, None


def _one_by_one(
    source: str, feed: Any, place: Place, options: Options, encoding: str, notes: tuple[str, ...], failure: str
) -> Iterator[Report | InputError]:
    items = list(_items(source))
    if not items:
        yield place.error(f"is a broken feed ({failure})", "get the whole file again")
        return
    head = source[: items[0][0]][:100_000]
    closing = "".join(f"</{name}>" for name in reversed(_open(head)))
    for number, (start, end, whole) in enumerate(items, 1):
        here = place.at(f"item {number}")
        if not whole:
            yield here.error("is cut off", "what came before was read; get the whole file for the rest")
            continue
        parsed, broken = _parsed(head + source[start:end] + closing)
        if broken or len(parsed.entries) != 1:
            yield here.error(f"is not well-formed ({broken or 'no entry in it'})", "the other items were read")
            continue
        yield from _reports(iter([(number, parsed.entries[0])]), feed, place, options, encoding, notes)


def _items(source: str) -> Iterator[tuple[int, int, bool]]:
    """Where the items of a feed stand, and whether each is closed."""
    start = None
    for match in _ITEM.finditer(source):
        if not match[1]:
            if start is not None:
                yield start, match.start(), True  # never closed: not well-formed, and found so
            start = match.start()
        elif start is not None:
            closing = source.find(">", match.end())
            yield start, (closing + 1 or len(source)), True
            start = None
    if start is not None:
        yield start, len(source), False


def _open(head: str) -> list[str]:
    """The elements that are open at the end of a feed's head."""
    names: list[str] = []
    for match in re.finditer(r"<(/?)((?:\w{1,20}:)?[A-Za-z][\w.-]{0,40})([^<>]{0,5000})>", head):
        if match[1]:
            if match[2] in names:
                while names.pop() != match[2]:
                    pass
        elif not match[3].endswith("/"):
            names.append(match[2])
    return names


def _reports(
    entries: Iterator[tuple[int, Any]], feed: Any, place: Place, options: Options, encoding: str, notes: tuple[str, ...]
) -> Iterator[Report | InputError]:
    for number, entry in entries:
        here = place.at(f"item {number}")
        title = line(visible(str(entry.get("title") or "")).text)
        body = max(_bodies(entry), key=len, default="")
        if not body:
            yield here.error(
                f"holds no text, only the headline {title!r}" if title else "holds no text", "name the page it links to"
            )
            continue
        text, hidden = clean(Mapped.unmapped(body))
        found = Found(
            title=title,
            byline=line(entry.get("author")),
            outlet=line(_inner(entry, "source").get("title")) or line(visible(str(feed.get("title") or "")).text),
            published=line(entry.get("published") or entry.get("created") or entry.get("updated")),
            url=line(entry.get("link")),
            language=_language(entry, feed),
        )
        yield filed(headed(title, text), found, here, options, encoding=encoding, notes=notes + hidden)


def _bodies(entry: Any) -> list[str]:
    """The full text and the summary of an entry, as a reader sees them."""
    values = [part.get("value") for part in entry.get("content") or [] if isinstance(part, dict)]
    values.append(entry.get("summary"))
    return [shown for value in values if isinstance(value, str) and (shown := visible(value).text.strip())]


def _inner(entry: Any, key: str) -> Any:
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def _language(entry: Any, feed: Any) -> str | None:
    for part in (_inner(entry, "title_detail"), _inner(entry, "summary_detail"), feed):
        if isinstance(part.get("language"), str):
            return str(part["language"])
    return None


def _root(source: str) -> str:
    """The name of the root element."""
    at = 0
    for _ in range(1_000):
        at = source.find("<", at)
        if at < 0:
            return ""
        if source.startswith("<!--", at):
            at = source.find("-->", at)
        elif source.startswith(("<?", "<!"), at):
            at = source.find(">", at)
        else:
            match = _ROOT.match(source, at)
            return match[1] if match else ""
        if at < 0:
            return ""
    return ""


def _without_doctype(source: str) -> str:
    """The file without its document type, and so without entities of its own."""
    match = _DOCTYPE.search(source)
    if match is None:
        return source
    at, subset = match.end(), False
    while at < len(source):
        closing = re.compile(r"[\[\]>\"']|<!--").search(source, at)
        if closing is None:
            return source[: match.start()]
        at = closing.end()
        if closing[0] == "<!--":
            at = source.find("-->", at) + 3
            if at < 3:
                return source[: match.start()]
        elif closing[0] in "\"'":
            at = source.find(closing[0], at) + 1
            if at < 1:
                return source[: match.start()]
        elif closing[0] == "[":
            subset = True
        elif closing[0] == "]":
            subset = False
        elif not subset:
            break
    return source[: match.start()] + source[at:]
