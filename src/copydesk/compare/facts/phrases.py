"""Phrases of words with gaps, looked for in a parsed sentence: "take|took ~ own life"."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.compare.facts.reading import Token
from copydesk.compare.tables import table

GAP = 4  # words that "~" may skip
VERBS = frozenset({"status", "course", "perpetrator"})  # a phrase of one word is a verb for these
_ANY = frozenset({"~"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: its words (each a set of forms; "~" skips some), what may not follow, and what it tells."""

    words: tuple[frozenset[str], ...]
    barred: frozenset[str]
    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """How an attribute's values are compared."""

    name: str
    moving: bool
    by: str
    named: bool
    free: bool
    either: tuple[str, ...]  # two values of which one is so where the other is not; else none


@dataclass(frozen=True, slots=True)
class Book:
    """All attributes, their phrases by first word, lists of words, and groups of callings that stand for one another."""

    attributes: Mapping[str, Attribute]
    first: Mapping[str, tuple[Phrase, ...]]
    lists: Mapping[str, frozenset[str]]
    callings: tuple[frozenset[str], ...]


@functools.cache
def book() -> Book:
    """The phrases of data/circumstances.toml."""
    raw = table("circumstances")
    words = raw["words"]
    callings = tuple(frozenset(group.split()) for group in words["callings"])
    lists = {name: frozenset(text.split()) for name, text in words.items() if name != "callings"}
    first: dict[str, list[Phrase]] = defaultdict(list)
    attributes = {}
    for name, entry in raw.items():
        if name == "words":
            continue
        attributes[name] = Attribute(
            name,
            entry["moving"],
            entry["by"],
            entry.get("named", False),
            entry.get("free", False),
            tuple(entry["values"]) if entry.get("either") else (),
        )
        for value, phrases in entry["values"].items():
            for text in phrases:
                parts = text.split()
                barred = frozenset(p[1:] for p in parts if p.startswith("!"))
                forms = tuple(frozenset(p.split("|")) for p in parts if not p.startswith("!"))
                phrase = Phrase(forms, barred, name, value)
                for form in sorted(forms[0]):
                    first[form].append(phrase)
    return Book(attributes, {form: tuple(found) for form, found in first.items()}, lists, callings)


def told(words: Any) -> Iterator[tuple[Phrase, Token, Token]]:
    """The phrases that a sentence holds, each with its first and last word."""
    index = book().first
    for token in words:
        for phrase in dict.fromkeys((*index.get(token.lower_, ()), *index.get(token.lemma_.lower(), ()))):
            last = _ends(phrase, token, words)
            if last is not None and _alone(phrase, token):
                yield phrase, token, last


def _alone(phrase: Phrase, token: Token) -> bool:
    """Whether a phrase of one word stands as what it must be: a verb, for a weapon a noun."""
    if len(phrase.words) > 1:
        return True
    if phrase.attribute == "weapon":
        return token.pos_ in ("NOUN", "PROPN")
    return phrase.attribute not in VERBS or token.pos_ in ("VERB", "AUX")


def _is(token: Token, forms: frozenset[str]) -> bool:
    return token.lower_ in forms or token.lemma_.lower() in forms


def _ends(phrase: Phrase, token: Token, words: Any) -> Token | None:
    """The last word of a phrase that begins at a word, or None."""
    at, skipping = token.i, False
    doc, end = token.doc, words.end
    for forms in phrase.words[1:]:
        if forms == _ANY:
            skipping = True
            continue
        reach = at + (GAP if skipping else 0) + 1
        at = next((k for k in range(at + 1, min(reach + 1, end)) if _is(doc[k], forms)), -1)
        if at < 0:
            return None
        skipping = False
    if phrase.barred and at + 1 < end and _is(doc[at + 1], phrase.barred):
        return None
    return doc[at]
