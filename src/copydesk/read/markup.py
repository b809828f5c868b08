"""HTML as a stream of tags and text: one pass in linear time, whatever the page holds."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.read.runs import Copy, Mapped

_VOID = "area base br col embed hr img input link meta source track wbr"
# Elements that HTML closes by itself: an open one says nothing about nesting.
_SELF_CLOSING = "p li td tr th dt dd option thead tbody tfoot colgroup"
_BLOCKS = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section summary table tbody td tfoot th thead
title tr ul
"""
_RAW = "script style textarea title noscript template iframe xmp noembed noframes svg math select"
VOID, SELF_CLOSING, BLOCKS, RAW = (frozenset(names.split()) for names in (_VOID, _SELF_CLOSING, _BLOCKS, _RAW))

_NAME = re.compile(r"/?[a-zA-Z][^\s/>]{0,40}")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:.-]{0,60})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_PIECE = re.compile(rf"(?P<space>\s+)|(?P<entity>{_ENTITY.pattern})|[^\s&]+|&")


class Token(NamedTuple):
    """A tag (`name` in lower case, a closing one with `/`), the text inside a raw element, or text (`name` empty)."""

    name: str
    start: int
    end: int


def tokens(source: str) -> Iterator[Token]:
    """The tags and texts of a page; comments, declarations and what a browser would not show are left out.

    >>> [t.name or "a<b"[0] for t in tokens("<p>a<!-- no --></p>")]
    ['p', 'a', '/p']
    """
    at, size = 0, len(source)
    while at < size:
        opening = source.find("<", at)
        if opening < 0:
            yield Token("", at, size)
            return
        if opening > at:
            yield Token("", at, opening)
        if source.startswith(("<!--", "<![CDATA["), opening):
            mark = "-->" if source.startswith("<!--", opening) else "]]>"
            closing = source.find(mark, opening + 4)
            if closing < 0:
                return
            if mark == "]]>":
                yield Token("", opening + 9, closing)
            at = closing + 3
            continue
        match = _NAME.match(source, opening + 1)
        if not match and source[opening + 1 : opening + 2] not in ("!", "?", "/"):
            yield Token("", opening, opening + 1)
            at = opening + 1
            continue
        closing = source.find(">", opening)
        if closing < 0:
            return
        at = closing + 1
        if not match:
            continue
        name = match[0].lower()
        yield Token(name, opening, at)
        if name in RAW and source[closing - 1] != "/":
            close = _closing(name).search(source, at)
            end = close.start() if close else size
            yield Token(f"#{name}", at, end)
            at = end


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}(?=[\\s>/])", re.I)


def attributes(source: str, token: Token) -> dict[str, str]:
    """The attributes of a tag, names in lower case, the first of each kind."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source[token.start : min(token.end, token.start + 10_000)]):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


def depth(source: str) -> int:
    """How deep the elements of a page nest."""
    deep = deepest = 0
    for name, _, _ in tokens(source):
        if name and name[0] not in "/#" and name not in VOID and name not in SELF_CLOSING:
            deep += 1
            deepest = max(deepest, deep)
        elif name and name[0] == "/" and name[1:] not in SELF_CLOSING:
            deep = max(0, deep - 1)
    return deepest


def visible(source: str) -> Mapped:
    """What a page shows: paragraphs parted by blank lines, white space as one blank, entities resolved.

    >>> visible("<p>A &amp; <b>B</b><p>C").text
    'A & B\\n\\nC'
    """
    copy = Copy(Mapped.whole(source))
    gap = ""  # what parts the next characters from the last: a blank, a line end or a new paragraph
    for name, start, end in tokens(source):
        if name:
            tag = name.lstrip("/")
            if tag in BLOCKS:
                gap = "\n\n"
            elif tag == "br":
                gap = "\n" if gap in ("", " ") else "\n\n"
            continue
        for piece in _PIECE.finditer(source, start, end):
            if piece["space"]:
                if not gap:
                    gap = piece[0] if piece[0] == " " else "  "
                continue
            shown = html.unescape(piece[0]) if piece["entity"] else None
            if shown is not None and shown.isspace():
                gap = gap or "  "
                continue
            if gap and len(copy):
                if gap == " ":
                    copy.keep(piece.start() - 1, piece.start()) if source[piece.start() - 1] == " " else copy.add(" ")
                else:
                    copy.add(gap if gap[0] == "\n" else " ")
            gap = ""
            if shown is None or shown == piece[0]:
                copy.keep(*piece.span())
            else:
                copy.add(shown)
    return copy.made()


def aligned(text: str, original: Mapped) -> Mapped:
    """The map of a text whose paragraphs were taken from `original`, white space aside; paragraphs in its order.

    A paragraph that is not found keeps no map.
    """
    words = re.compile(r"\S+")
    tight = Copy(original)
    for match in words.finditer(original.text):
        tight.keep(*match.span())
    squeezed = tight.made()
    copy = Copy(squeezed)
    cursor, lost, at = 0, 0, 0
    for line in re.finditer(r"[^\n]+", text):
        copy.add(text[at : line.start()])
        at = line.end()
        wanted = "".join(line[0].split())
        found = squeezed.text.find(wanted, cursor, cursor + 50_000 + len(wanted))
        if found < 0 and lost < 50:  # a search through the whole page is dear: only so many of them
            found = squeezed.text.find(wanted)
            lost += found < 0
        if found < 0:
            if not line[0].startswith("- "):
                copy.add(line[0])
                continue
            found = squeezed.text.find(wanted[1:], cursor, cursor + 50_000 + len(wanted))
            if found < 0:
                copy.add(line[0])
                continue
            found -= 1
        cursor, inside = found + len(wanted), found
        last = line.start()
        for word in words.finditer(text, line.start(), line.end()):
            copy.add(text[last : word.start()])
            last = word.end()
            length = word.end() - word.start()
            if text[word.start() : word.end()] == squeezed.text[inside : inside + length]:
                copy.keep(inside, inside + length)
            else:  # the bullet of a list item
                copy.add(word[0])
            inside += length
        copy.add(text[last : line.end()])
    copy.add(text[at:])
    return copy.made()
