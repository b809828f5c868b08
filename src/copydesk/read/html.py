"""Web pages: the article's text and what the page says about it."""

from __future__ import annotations

import functools
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from copydesk.errors import InputError
from copydesk.nouns import Report
from copydesk.read.dates import iso
from copydesk.read.encoding import decode
from copydesk.read.filing import LONGEST, Found, Place, filed, headed, line, too_long
from copydesk.read.hidden import unhidden
from copydesk.read.markup import aligned, attributes, extent, tokens, visible
from copydesk.read.options import Options
from copydesk.read.runs import Mapped, bridged, clean

# Beyond these a page is no article as a person writes one: it is read tag by tag, without looking for its main part.
# (The deepest, largest and fullest of 91 news pages had 51 levels, 1.4 MB and 2,883 tags.)
DEEPEST, LARGEST, FULLEST = 250, 5_000_000, 40_000
# Less text than this is what an extraction gives when it has lost the article.
SHORT = 250
# So many times the words that it shows are on a page that shows its article by a script.
MOST = 4

_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "publishdate", "publish-date", "publication_date", "publish_date", "pubdate", "article.published", "date",
    "dc.date", "dcterms.date",
)  # fmt: skip
_ARTICLE = re.compile(
    r"(?:News|Report|Blog|LiveBlog|Analysis|Opinion|Review|Satirical|Background)?\w{0,20}(?:Article|Posting)\Z"
)
_SITE = re.compile(r"\s[|–—-]\s([^|–—]{2,60})\Z")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding=["']([\w:.-]{2,40})""",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Article:
    """The main text of a page, without its headline, and what the page says about it; None where it does not."""

    body: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def article(html: str, url: str | None = None) -> Article:
    """The article of a page; no link is followed. `body` has one line a paragraph.

    >>> page = "<title>Two held</title><article><h1>Two held</h1><p>" + "Police held two men. " * 20 + "</p></article>"
    >>> article(page).title, article(page).body[:20]
    ('Two held', 'Police held two men.')
    """
    head = _head(html)
    shown = unhidden(html)
    if len(shown) < len(html):
        told = len(visible(shown).text)
        # Pages of some sites hide everything until a script shows it.
        if told < SHORT and len(visible(html).text) > MOST * told:
            note = "nearly all words of the page are hidden until a script shows them: they were taken"
            return replace(_found(html, head, url), notes=(note,))
    return _found(shown, head, url)


def _found(html: str, head: _Head, url: str | None) -> Article:
    """The article of a page of which all is shown."""
    tags, levels = extent(html)
    if len(html) > LARGEST or tags > FULLEST or levels > DEEPEST:
        why = "nested too deep" if levels > DEEPEST else "too large"
        return _whole(html, head, f"the page is {why} to find its main part: all its text was taken")
    try:
        document = _extracted(html, url)
    except (Exception, RecursionError) as error:
        return _whole(
            html, head, f"the main part of the page was not found ({type(error).__name__}): all its text was taken"
        )
    body = (document.text or "") if document else ""
    if len(body) < SHORT and len(head.body) > len(body):
        body = visible(head.body).text if "<" in head.body else head.body
    if not body.strip():
        return _whole(html, head, "no main part was found on the page: all its text was taken")
    title = _headline(head.headline or (document.title if document else None) or head.title, head)
    return Article(
        body=_without(title, body),
        title=title,
        byline=(document.author if document else None) or head.author,
        outlet=head.outlet or (document.sitename if document else None),
        published=head.published or (document.date if document else None),
        url=url or (document.url if document else None),
        language=head.language,
    )


def read_html(
    data: bytes, place: Place, options: Options, *, charset: str | None = None, url: str | None = None
) -> Iterator[Report | InputError]:
    """The one report of a page, headline first, with the map back to the source of the page."""
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, charset or (declared and (declared[1] or declared[2]).decode("ascii", "replace")) or None)
    source = decoded.text
    found = article(source, url)
    if len(found.body) > LONGEST:
        yield too_long(place, len(found.body))
        return
    text = "\n\n".join([*([found.title] if found.title else []), paragraphs(found.body)])
    text, hidden = clean(Mapped.unmapped(text))[0].text, clean(Mapped.unmapped(found.body))[1]
    mapped = bridged(aligned(text, clean(visible(source))[0]), source)
    yield filed(
        headed(found.title, mapped),
        Found(
            title=found.title,
            byline=found.byline,
            outlet=found.outlet,
            published=found.published,
            url=found.url,
            language=found.language,
        ),
        place,
        options,
        data=data,
        encoding=decoded.encoding,
        notes=decoded.notes + found.notes + hidden,
    )


def paragraphs(body: str) -> str:
    """Lines parted by blank lines, the items of a list by none.

    >>> paragraphs("One:\\n- a\\n- b\\nTwo")
    'One:\\n\\n- a\\n- b\\n\\nTwo'
    """
    parts: list[str] = []
    for text in filter(str.strip, body.split("\n")):
        if parts:
            parts.append("\n" if text.startswith("- ") and parts[-1].startswith("- ") else "\n\n")
        parts.append(text)
    return "".join(parts)


def _extracted(html: str, url: str | None) -> Any:
    from trafilatura import bare_extraction

    _quiet()
    # Without the fallback extractors and comments trafilatura is both faster and better on the public benchmark
    # (F1 .972 against .951 on its 91 development pages); they are asked only when the article seems lost.
    options: dict[str, Any] = {"url": url, "with_metadata": True, "include_comments": False,
               "date_extraction_params": {"extensive_search": False, "original_date": True}}  # fmt: skip
    document: Any = bare_extraction(html, fast=True, **options)
    if document is None or len(document.text or "") < SHORT:
        second: Any = bare_extraction(html, fast=False, **options)
        if second is not None and len(second.text or "") > len((document and document.text) or ""):
            return second
    return document


@functools.cache
def _quiet() -> None:
    """Keep what the extractors say of a bad page off standard error, where nobody has set up logging."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _whole(html: str, head: _Head, note: str) -> Article:
    title = _headline(head.headline or head.title, head)
    return Article(
        body=_without(title, visible(html).text),
        title=title,
        byline=head.author,
        outlet=head.outlet,
        published=head.published,
        language=head.language,
        notes=(note,),
    )


def _headline(title: str | None, head: _Head) -> str | None:
    """The title without the name of the site that pages put behind it ("… | The Hill")."""
    if not (title := line(unescape(title or ""))):
        return None
    for shown in head.shown:
        if title.casefold().startswith(shown.casefold()):
            return title[: len(shown)]
    match = _SITE.search(title)
    if match and head.outlet and _bare(match[1]) in (_bare(head.outlet), _bare(head.outlet).removeprefix("the")):
        return title[: match.start()]
    return title


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _without(title: str | None, body: str) -> str:
    """The body without its first line where that only repeats the headline."""
    first, _, rest = body.partition("\n")
    title = line(title)
    return rest.lstrip("\n") if title and rest and (line(first) or "").casefold() == title.casefold() else body


@dataclass(frozen=True, slots=True)
class _Head:
    """What tags and JSON-LD of a page say."""

    title: str | None = None
    headline: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    body: str = ""
    shown: tuple[str, ...] = ()  # first-level headings of three words or more


def _head(html: str) -> _Head:
    metas: dict[str, str] = {}
    title, language, linked = None, None, _Head()
    opened: int | None = None
    shown: list[str] = []
    for count, token in enumerate(tokens(html)):
        if count > 200_000:
            break
        if token.name == "meta":
            found = attributes(html, token)
            key = (found.get("property") or found.get("name") or found.get("itemprop") or "").lower()
            if key and found.get("content"):
                metas.setdefault(key, found["content"])
        elif token.name == "html" and language is None:
            found = attributes(html, token)
            language = found.get("lang") or found.get("xml:lang")
        elif token.name == "h1":
            opened = token.end
        elif token.name == "/h1" and opened is not None:
            heading = line(visible(html[opened : min(token.start, opened + 5_000)]).text)
            opened = None
            if heading and len(heading.split()) > 2 and len(shown) < 20:
                shown.append(heading)
        elif token.name == "#title" and title is None:
            title = line(visible(html[token.start : token.end][:2_000]).text)
        elif (
            token.name == "#script"
            and linked == _Head()
            and html[token.start : token.start + 40].lstrip()[:1] in ("{", "[")
        ):
            linked = _linked(html[token.start : token.end])
    dates = [metas[key] for key in _DATES if key in metas]
    published = next((date for date in dates if iso(date)), None)
    return _Head(
        title=line(metas.get("og:title")) or title,
        headline=linked.headline,
        author=linked.author,
        outlet=line(metas.get("og:site_name")) or linked.outlet,
        published=published
        or (linked.published if iso(linked.published) else None)
        or next(iter(dates), linked.published),
        language=language or linked.language,
        body=linked.body,
        shown=tuple(shown),
    )


def _linked(script: str) -> _Head:
    """What the first article of a JSON-LD script says of itself."""
    if len(script) > 2_000_000:
        return _Head()
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return _Head()
    queue, seen = [data], 0
    while queue and seen < 5_000:
        item = queue.pop(0)
        seen += 1
        if isinstance(item, list):
            queue += item[:500]
        elif isinstance(item, dict):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.match(kind) for kind in kinds):
                body = item.get("articleBody")
                return _Head(
                    headline=line(item.get("headline")),
                    author=_names(item.get("author")),
                    outlet=_names(item.get("publisher")),
                    published=line(item.get("datePublished")),
                    language=line(item.get("inLanguage")),
                    body=body if isinstance(body, str) else "",
                )
            queue += [value for value in item.values() if isinstance(value, dict | list)][:500]
    return _Head()


def _names(value: object) -> str | None:
    """The names of a JSON-LD person, organisation, or list of such."""
    names = []
    for item in (value if isinstance(value, list) else [value])[:20]:
        name = item.get("name") if isinstance(item, dict) else item
        if (name := line(name)) and not name.startswith("http"):
            names.append(name)
    return "; ".join(dict.fromkeys(names)) or None
