"""The last step of every reader: text and what was found about it -> Report."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from copydesk.errors import InputError
from copydesk.nouns import DateOrigin, Origin, Report, content_id
from copydesk.read.dates import iso
from copydesk.read.options import Options
from copydesk.read.runs import Copy, Mapped, clean

HALF = re.compile("[\ud800-\udfff]")
LONGEST = 5_000_000  # code points of one report; the longest newspaper feature has some 100,000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is: its path as the user named it, its format, and the part of the file ("line 3")."""

    path: str
    format: str
    part: str | None = None

    def at(self, part: str) -> Place:
        """A part of the same file."""
        return replace(self, part=part)

    def __str__(self) -> str:
        return f"{self.path}: {self.part}" if self.part else self.path

    def error(self, what: str, do: str = "") -> InputError:
        """The failure of this document."""
        return InputError(what, where=str(self), do=do)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a document says about itself; each None where it says nothing."""

    id: str | None = None
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    sha256: str | None = None
    digest: str | None = None


def filed(
    text: Mapped,
    found: Found,
    place: Place,
    options: Options,
    *,
    data: bytes | None = None,
    encoding: str | None = None,
    pages: tuple[int, ...] = (),
    notes: tuple[str, ...] = (),
) -> Report | InputError:
    """The report of one document, or the failure that it holds no text or too much of it.

    `data` are the original bytes. What the user says in `options` comes before what the document says.
    """
    from copydesk.read.dateline import dated
    from copydesk.read.language import language_of

    if HALF.search(text.text):
        # One character takes the place of one, so that the map to the original holds.
        text = replace(text, text=HALF.sub("\ufffd", text.text))
        notes += ("lone surrogates became U+FFFD",)
    if not any(map(str.isalnum, text.text[:100_000])):
        return place.error("holds no text", "look whether this is the right file")
    if len(text.text) > LONGEST:
        return too_long(place, len(text.text))
    published, origin, date_notes = _published(found.published, options)
    language, language_notes = _language(language_of(text.text), found.language, options)
    url = line(found.url) if found.url and found.url.startswith(("http://", "https://")) else None
    return dated(
        Report(
            id=found.id or content_id(text.text, url=url),
            text=text.text,
            title=line(found.title),
            byline=line(found.byline),
            outlet=options.outlet or line(found.outlet),
            published=published,
            published_from=origin,
            url=url,
            language=language,
            sha256=hashlib.sha256(data).hexdigest() if data is not None else found.sha256,
            digest=found.digest,
            origin=Origin(place.path, place.format, place.part, encoding, text.runs, pages),
            notes=(*notes, *date_notes, *language_notes),
        )
    )


def too_long(place: Place, size: int) -> InputError:
    """The failure of a document with more text than a report has, `size` in code points."""
    return place.error(
        f"holds {size:,} characters of text, more than one report has ({LONGEST:,})",
        "split it into one report a file, or into JSON Lines with one report a line",
    )


def headed(title: str | None, body: Mapped) -> Mapped:
    """A text that begins with its headline: `body` itself where it does so already."""
    title = line(title)
    if not title:
        return body
    opening = " ".join(body.text[: 2 * len(title) + 40].split()).casefold()
    if opening.startswith(title.casefold()):
        return body
    copy = Copy(body)
    copy.add(f"{title}\n\n")
    copy.keep(0, len(body.text))
    return copy.made()


def line(value: object) -> str | None:
    """A metadata value as one line of seen characters, None where nothing is left of it."""
    if not isinstance(value, str):
        return None
    seen = clean(Mapped.unmapped(value[:2_000]))[0].text
    return " ".join(seen.split())[:500].encode("utf-8", "replace").decode() or None


def _published(found: str | None, options: Options) -> tuple[str | None, DateOrigin | None, tuple[str, ...]]:
    if options.published:
        return options.published, "option", ()
    if not found:
        return None, None, ()
    if date := iso(found):
        return date, "metadata", ()
    return (
        None,
        None,
        (f"the publication date {line(found[:60]) or found[:60]!r} is no existing date and was left out",),
    )


def _language(recognised: str | None, said: str | None, options: Options) -> tuple[str | None, tuple[str, ...]]:
    if options.language:
        return options.language, ()
    code = said.strip()[:2].lower() if isinstance(said, str) and said.strip()[:2].isalpha() else None
    if code and not (code.isascii() and len(code) == 2 and said and said.strip()[2:3] in ("", "-", "_")):
        code = None
    # A page template often says "en" whatever it holds; the text itself is the better witness.
    if recognised and code and recognised != code:
        return recognised, (f"the document calls its language {code}, but its text reads as {recognised}",)
    return recognised or code, ()
