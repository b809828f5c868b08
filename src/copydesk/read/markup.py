"""HTML as a stream of tags and text: one pass in linear time, whatever the page holds."""

from __future__ import annotations

import functools
import html
import re
from array import array
from bisect import bisect_left
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

_OPENING = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME = re.compile(r"/?[a-zA-Z][^\s/>]{0,40}")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:.-]{0,60})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_PIECE = re.compile(rf"(?P<space>\s+)|(?P<entity>{_ENTITY.pattern})|[^\s&]+(?: [^\s&]+)*|&")


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
        tag = _OPENING.search(source, at)
        if tag is None:
            yield Token("", at, size)
            return
        opening = tag.start()
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


def extent(source: str) -> tuple[int, int]:
    """How many tags a page has, and how deep its elements nest."""
    tags = deep = deepest = 0
    for name, _, _ in tokens(source):
        tags += bool(name)
        if name and name[0] not in "/#" and name not in VOID and name not in SELF_CLOSING:
            deep += 1
            deepest = max(deepest, deep)
        elif name and name[0] == "/" and name[1:] not in SELF_CLOSING:
            deep = max(0, deep - 1)
    return tags, deepest


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
    """The map of a text whose lines were taken from `original`, white space aside and about in its order.

    A line that is not found keeps no map.
    """
    return _Alignment(text, original).made()


class _Alignment:
    """A cursor in the original that follows the lines of the text."""

    WINDOW = 50_000  # code points behind the cursor in which a line is looked for
    PATIENCE = 50  # lines that are looked for in the whole original: that is dear
    TIGHT = 2_000  # lines that are looked for without their white space

    def __init__(self, text: str, original: Mapped) -> None:
        self._text, self._page, self._copy = text, original.text, Copy(original)
        self._cursor = self._lost = self._tight = 0

    def made(self) -> Mapped:
        at = 0
        for line in re.finditer(r"(?:- )?([^\n]+)", self._text):
            start, end = line.span(1)
            self._copy.add(self._text[at:start])
            at = end
            if not self._line(self._text[start:end]):
                self._copy.add(self._text[start:end])
        self._copy.add(self._text[at:])
        return self._copy.made()

    def _line(self, line: str) -> bool:
        found = self._page.find(line, self._cursor, self._cursor + self.WINDOW + len(line))
        if found < 0 and self._squeezed(line):
            return True
        if found < 0 and self._lost < self.PATIENCE:
            found = self._page.find(line)
            self._lost += found < 0
        if found < 0:
            return False
        self._copy.keep(found, found + len(line))
        self._cursor = found + len(line)
        return True

    def _squeezed(self, line: str) -> bool:
        """Copy the words of a line that stands in the original with other white space between them."""
        self._tight += 1
        if self._tight > self.TIGHT:
            return False
        words = line.split()
        tight, places = self._tightened
        low = bisect_left(places, self._cursor)
        size = sum(map(len, words))
        found = tight.find("".join(words), low, low + self.WINDOW + size)
        if found < 0:
            return False
        at = 0
        for match in re.finditer(r"\S+", line):
            self._copy.add(line[at : match.start()])
            at = match.end()
            # A word of the text may be parted in the original: character by character, adjoining ones become one run.
            for index in range(found, found + len(match[0])):
                self._copy.keep(places[index], places[index] + 1)
            found += len(match[0])
        self._copy.add(line[at:])
        self._cursor = places[found - 1] + 1
        return True

    @functools.cached_property
    def _tightened(self) -> tuple[str, array[int]]:
        places = array("I", (index for index, character in enumerate(self._page) if not character.isspace()))
        return "".join(self._page.split()), places
