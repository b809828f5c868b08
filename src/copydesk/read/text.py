"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read.encoding import decode
from copydesk.read.filing import Found, Place, filed
from copydesk.read.options import Options
from copydesk.read.runs import Copy, Mapped, clean

WRAP = range(50, 101)  # the longest line of a text that was wrapped by a program, in code points
ROOM = 0.6  # of the longest line: a shorter one that had room for the next word ends there on purpose

_FENCE = re.compile(r"[ ]{0,3}(```|~~~)")
_ATX = re.compile(r"[ ]{0,3}#{1,6}[ \t]+")
_ATX_END = re.compile(r"[ \t]#+[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|-+[ \t]*)$")
_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_LIST = re.compile(r"[ \t]{0,12}(?:[*+-])[ \t]+")
_ITEM = re.compile(r"[ \t]{0,12}(?:[*+•‣▪●-]|\d{1,2}[.)])[ \t]+")
_FRONT = re.compile(
    r"(title|headline|author|byline|date|published|lang|language|url|source|outlet)[ \t]*:[ \t]*(.*)", re.I
)
_FIELD = {"headline": "title", "author": "byline", "date": "published", "lang": "language", "source": "outlet"}
# Inline marks: images, links, autolinks, code, emphasis, escapes, tags. Each alternative is bounded, so that hostile
# input costs linear time.
_INLINE = re.compile(
    r"!\[(?P<alt>[^\[\]\n]{0,500})\]\([^()\s]{0,1000}(?:[ \t]\"[^\"\n]{0,300}\")?\)"
    r"|\[(?P<text>[^\[\]\n]{1,500})\](?:\([^()\s]{0,1000}(?:[ \t]\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,100}\])"
    r"|<(?P<auto>https?://[^\s<>]{1,1000})>"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+\-.!>~|])"
    r"|(?P<tick>`{1,3})"
    r"|(?P<strong>\*{1,3}|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_])|~~)"
    r"|</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:[ \t][^<>\n]{0,500})?/?>|<!--[^\n]{0,500}?-->"
)


def read_text(data: bytes, place: Place, options: Options, charset: str | None = None) -> Iterator[Report | InputError]:
    """The one report of a plain text."""
    decoded = decode(data, charset)
    cleaned, notes = clean(Mapped.whole(decoded.text))
    yield filed(
        paragraphed(cleaned), Found(), place, options, data=data, encoding=decoded.encoding, notes=decoded.notes + notes
    )


def read_markdown(
    data: bytes, place: Place, options: Options, charset: str | None = None
) -> Iterator[Report | InputError]:
    """The one report of a Markdown text, without its marks."""
    decoded = decode(data, charset)
    cleaned, notes = clean(Mapped.whole(decoded.text))
    text, found = unmarked(cleaned)
    yield filed(
        paragraphed(clean(text)[0]),
        found,
        place,
        options,
        data=data,
        encoding=decoded.encoding,
        notes=decoded.notes + notes,
    )


def paragraphed(mapped: Mapped) -> Mapped:
    """The text with one line a paragraph and a blank line between: wrapped lines joined, lone line ends doubled.

    Where blank lines stand between paragraphs already, a line that ends on purpose (a heading, the time of an entry) gets
    one behind it, and the items of a list stay together.

    >>> paragraphed(Mapped.whole("Two men were held on Monday in the old harbour of Oslo.\\nThey were freed.")).text
    'Two men were held on Monday in the old harbour of Oslo.\\n\\nThey were freed.'
    """
    text = mapped.text
    lines = text.split("\n")
    longest = max(map(len, lines))
    blank = "\n\n" in text
    if blank and longest in WRAP and _is_wrapped(lines):
        return _joined(mapped, lines, longest)
    copy, at = Copy(mapped), 0
    for line, after in pairwise(lines):
        at += len(line) + 1
        copy.keep(at - len(line) - 1, at)
        if not blank or _ends(line, after, longest):
            copy.add("\n")
    copy.keep(at, len(text))
    return copy.made()


def _ends(line: str, after: str, margin: int) -> bool:
    """Whether a line that another follows was not wrapped there: no program would leave so much room, or wrap so late."""
    if not line or not (first := after.split(maxsplit=1)) or first[0][0].islower() or _ITEM.match(after):
        return False
    return margin >= WRAP.stop or (margin in WRAP and len(line) + len(first[0]) < ROOM * margin)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines that are followed by another of the same paragraph nearly all reach the margin."""
    margin = max(map(len, lines))
    inner = [len(line) for line, after in pairwise(lines) if line and after]
    return len(inner) >= 3 and sum(size >= 0.75 * margin for size in inner) >= 0.7 * len(inner)


def _joined(mapped: Mapped, lines: list[str], margin: int) -> Mapped:
    copy, at = Copy(mapped), 0
    for index, line in enumerate(lines):
        copy.keep(at, at + len(line))
        at += len(line) + 1
        if index + 1 < len(lines):
            after = lines[index + 1]
            first = len(after.split(maxsplit=1)[0]) if after.strip() else 0
            # A line that had room for the next word ends there on purpose.
            if line and after and len(line) + first >= margin - 8 and not _ITEM.match(after):
                copy.add(" ")
            else:
                copy.keep(at - 1, at)
    return copy.made()


def unmarked(mapped: Mapped) -> tuple[Mapped, Found]:
    """A Markdown text as its reader sees it, and what its front matter and first heading say.

    >>> unmarked(Mapped.whole("# A *new* day\\n\\nSee [this](http://x.org)."))[0].text
    'A new day\\n\\nSee this.'
    """
    text, copy = mapped.text, Copy(mapped)
    lines = text.split("\n")
    fields, skip = _front_matter(lines)
    at, fence, title = 0, "", None
    for number, line in enumerate(lines):
        start, at = at, at + len(line) + 1
        if number < skip:
            continue
        if (match := _FENCE.match(line)) and (not fence or match[1] == fence):
            fence = "" if fence else match[1]
            continue
        if fence:
            copy.keep(start, min(at, len(text)))
            continue
        if _RULE.match(line) and line.strip():
            if title is None and line.strip()[0] == "=" and number and lines[number - 1].strip():
                title = lines[number - 1]
            continue
        begin, end = start, start + len(line)
        if match := _QUOTE.match(line):
            begin += match.end()
        if match := _ATX.match(text, begin, end):
            begin = match.end()
            if match := _ATX_END.search(text, begin, end):
                end = match.start()
            title = title or text[begin:end]
        elif match := _LIST.match(text, begin, end):
            copy.add("- ")
            begin = match.end()
        _inline(text, begin, end, copy)
        if at <= len(text):
            copy.keep(at - 1, at)
    if title and "title" not in fields:
        fields["title"] = _plain(title)
    return copy.made(), Found(**fields)


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """What a YAML block at the top says, and the number of its lines."""
    if not lines or lines[0].strip() != "---":
        return {}, 0
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1:60], 2):
        if line.strip() in ("---", "..."):
            return (fields, number) if fields else ({}, 0)
        if match := _FRONT.fullmatch(line):
            name = match[1].lower()
            fields[_FIELD.get(name, name)] = match[2].strip().strip("\"'")
    return {}, 0


def _inline(text: str, start: int, end: int, copy: Copy) -> None:
    at = start
    for match in _INLINE.finditer(text, start, end):
        copy.keep(at, match.start())
        at = match.end()
        group = match.lastgroup
        if group in ("text", "auto"):
            inside = match.span(group)
            if group == "text":
                _inline(text, *inside, copy)
            else:
                copy.keep(*inside)
        elif group == "escaped":
            copy.keep(*match.span(group))
        elif group == "strong" and _lone(text, match, start, end):
            copy.keep(*match.span())
    copy.keep(at, end)


def _lone(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a star is one of the text: between blanks, or between digits."""
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    return (before.isspace() and after.isspace()) or (before.isdigit() and after.isdigit())


def _plain(title: str) -> str:
    copy = Copy(Mapped.unmapped(title))
    _inline(title, 0, len(title), copy)
    return copy.made().text
