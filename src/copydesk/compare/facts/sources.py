"""Whether two sources are one: the same body under its short form, the same person under another spelling."""

from __future__ import annotations

import functools
import re

from rapidfuzz import fuzz

from copydesk.compare.wording import folded

_WORD = re.compile(r"[^\W_]+")
_LIGHT = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "for",
        "in",
        "on",
        "at",
        "by",
        "to",
        "and",
        "his",
        "her",
        "its",
        "their",
        "own",
        "report",
        "unnamed",
        "source",
        "sources",
        "who",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "officials",
        "press",
        "service",
        "office",
        "statement",
        "said",
        "news",
        "agency",
    }
)
_NAMELESS = "an unnamed outlet"
ALIKE = 86  # of 100: two words that differ by no more than a spelling


@functools.lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    words = [w for w in _WORD.findall(folded(name)) if w not in _LIGHT]
    return tuple(words or _WORD.findall(folded(name)))


def _initials(name: str) -> str:
    return "".join(w[0] for w in _WORD.findall(name) if w[0].isupper()).lower()


def nameless(report: str) -> str:
    """The source of what a report tells in its own voice that does not say whose it is; each such report is its own.

    >>> same_source(nameless("depot-1"), nameless("depot-2"))
    False
    """
    return f"{_NAMELESS} ({report})"


@functools.lru_cache(maxsize=65_536)
def same_source(one: str, other: str) -> bool:
    """Whether two resolved names stand for one source.

    >>> same_source("the PDMA", "Provincial Disaster Management Authority")
    True
    >>> same_source("the Emergencies Ministry", "Komir-Nura")
    False
    """
    mine, theirs = _words(one), _words(other)
    if one.startswith(_NAMELESS) or other.startswith(_NAMELESS):
        return one == other
    if mine == theirs:
        return True
    for short, name in ((one, other), (other, one)):
        found = re.search(r"\b[A-Z]{3,}\b", short)
        if found and found[0].lower() == _initials(name):
            return True
    fewer, more = sorted((mine, theirs), key=len)
    if not fewer:
        return False
    shared = sum(any(w == v or (len(w) > 4 and fuzz.ratio(w, v) >= ALIKE) for v in more) for w in fewer)
    return shared == len(fewer) or shared * 3 >= 2 * len(more)
