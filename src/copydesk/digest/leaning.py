"""Sentences that point back: what "this", "two of them" or "the allegation" is stands in a sentence before."""

from __future__ import annotations

import functools
import re

from copydesk.digest.signs import rules, words_of
from copydesk.nouns import Ledger, Span

_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]*[”\"»]")
# "It is not known where …": the "it" is what follows.
_EXPLETIVE = re.compile(
    r"it (?:is|was|has been|remains|remained) (?:\w+ ){1,3}(?:that|how|whether|where|who|why|what|when|if|to)\b",
    re.IGNORECASE,
)


def dangling(ledger: Ledger, span: Span) -> bool:
    """Whether a sentence points back, and the ledger has no name for what it begins with."""
    if points_back(span.quote):
        return True
    return leans(span.quote) and not any(
        c.source is not None and c.source.start == span.start and c.source_name for c in ledger.claims
    )


def leans(text: str) -> bool:
    """Whether a sentence begins with a word that points to one before it.

    >>> leans("They left."), leans("It is not known where they are.")
    (True, False)
    """
    words = words_of(text)
    return bool(words) and words[0] in rules()["words"]["dangling"] and _EXPLETIVE.match(text) is None


def points_back(text: str) -> bool:
    """Whether a sentence tells of something that it does not name: "denied this", "two of them", "the allegation".

    What is told of it ("the allegation of fraud"), or told before in the sentence, names it.

    >>> [points_back(t) for t in ("Oslo denied the allegation.", "Oslo denied the allegation of fraud.", "Two of them fled.")]
    [True, False, True]
    """
    text = _QUOTED.sub("“”", " ".join(text.split()))
    if _pronoun().search(text):
        return True
    found = _noun().search(text)
    if found is None:
        return False
    told = re.search(rf"\b{found['noun'].lower().removesuffix('s')}", text[: found.start()].lower())
    return told is None


@functools.cache
def _pronoun() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, rules()["words"]["before_this"]))
    ends = r"(?=[.,;:]| as | but | and | saying|$)"
    return re.compile(
        rf"^(?:[\w-]+ ){{1,2}}of them\b|\b(?:{verbs}) (?:this|that){ends}|\bno such\b|\bdid so\b", re.IGNORECASE
    )


@functools.cache
def _noun() -> re.Pattern[str]:
    lists = rules()["words"]
    nouns, goes_on = ("|".join(lists[name]) for name in ("pointing", "goes_on"))
    return re.compile(
        rf"\b(?:the|this|these|that|such|such an?) (?P<noun>(?:{nouns})s?)\b(?!['’-])(?! (?:{goes_on})\b)",
        re.IGNORECASE,
    )
