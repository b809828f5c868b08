"""Whom a report credits for what it tells: agencies in its dateline, outlets it quotes or was told through."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.compare.tables import table
from copydesk.compare.wording import folded
from copydesk.nouns import Ledger, Span

_HEAD = 400  # characters: the first lines, where a dateline stands
# "ROSTOV-ON-DON, October 8 (Steppe Wire) - ": an agency in brackets before the dash that opens the text.
_DATELINE = re.compile(r"\(([^()\n]{2,40})\)[ \t]*[-–—:]")
_NAME = r"(?P<name>[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){0,4})"
# "told X", "citing X", "Source: X", "X reported": X counts where its name says that it is an outlet or an agency.
_TOLD = re.compile(
    r"(?:\b(?:told|tells|telling|citing|cited|quoting|quoted by|reported by|according to|spoke to|speaking to|interview with|"
    r"basis of|contributed to|seen by|published by|carried by)|\bSource:|©) "
    r"(?:the (?:state |state-run |official |news )*(?:agency|outlet|newspaper|website|broadcaster|channel) |the )?"
    + _NAME
)
_PROPER = re.compile(r"(?:[Tt]he )?" + _NAME)
_TELLS = re.compile(_NAME + r",? (?:has |had |also |first )?(?:reported|reports|quoted|cited|contributed)\b")
_PARTING = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Credit:
    """One credit: whom (an agency by its usual name), where the report gives it, and whether that is a news agency."""

    name: str
    span: Span
    agency: bool


@functools.cache
def _agencies() -> tuple[dict[str, str], tuple[str, ...]]:
    """The agency of each form of its name, and the words that make a name an agency's."""
    data = table("agencies")
    return {form: name for name, forms in data["names"].items() for form in forms}, tuple(data["words"])


@functools.lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """An outlet's name as names of outlets are compared.

    >>> outlet_key("The Steppe Wire"), outlet_key("www.steppewire.com")
    ('steppewire', 'steppewire')
    """
    plain = folded(name.split("(")[0].strip())
    plain = plain.removeprefix("https://").removeprefix("http://").removeprefix("www.").removeprefix("the ")
    plain = re.sub(r"\.(?:com|org|net|info|news|co\.uk|[a-z]{2})(?:/.*)?$", "", plain)
    return _PARTING.sub("", plain)


def agency_of(name: str) -> str:
    """The usual name of an agency that goes by several, any other name as it is.

    >>> agency_of("Agence France-Presse"), agency_of("Coast Daily")
    ('AFP', 'Coast Daily')
    """
    return _agencies()[0].get(name, name)


def credits(ledger: Ledger) -> tuple[Credit, ...]:
    """The agencies and outlets that a report credits, in text order, itself left out unless it is an agency.

    An agency counts where its dateline names it, or where the report says that it reported, was told or is quoted.
    """
    own = outlet_key(ledger.outlet or "")
    found = {credit.span.start: credit for credit in _found(ledger)}
    return tuple(credit for _, credit in sorted(found.items()) if credit.agency or outlet_key(credit.name) not in own)


def _found(ledger: Ledger) -> Iterator[Credit]:
    text, (forms, words) = ledger.text, _agencies()

    def credit(name: str, span: Span, *, sure: bool = False) -> Credit:
        known = forms.get(name)
        return Credit(known or name, span, known is not None or sure or any(w in name.lower() for w in words))

    for claim in ledger.claims:
        if claim.source is None or claim.source_kind not in ("media", "state-media"):
            continue
        if proper := _PROPER.fullmatch(claim.source_name or ""):
            yield credit(proper["name"], claim.source)
    for pattern in (_TOLD, _TELLS):
        for match in pattern.finditer(text):
            name = match["name"].removeprefix("The ")
            if name in forms or _is_outlet(name, words):
                yield credit(name, Span.of(text, match.end("name") - len(name), match.end("name")))
    for match in _DATELINE.finditer(text, 0, _HEAD):
        line = text.rfind("\n", 0, match.start()) + 1
        if match.start() - line < 80 and any(letter.isupper() for letter in match[1]):
            yield credit(match[1].strip(), Span.of(text, *match.span(1)), sure=True)


_OUTLET = re.compile(
    r"\b(?:news|times|post|herald|tribune|gazette|courier|wire|daily|evening|online|observer|journal|chronicle|press|"
    r"agency|tv|television|radio|star|review|telegraph|voice|mail|bulletin|digital|media|magazine)\b",
    re.IGNORECASE,
)


def _is_outlet(name: str, words: tuple[str, ...]) -> bool:
    return bool(_OUTLET.search(name)) or any(word in name.lower() for word in words)
