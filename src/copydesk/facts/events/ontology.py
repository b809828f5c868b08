"""The kinds of events, and which word of a parse triggers which."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

OTHER = "other"
KILLING, DEATH = "killing", "death"
_AS = frozenset({"when", "as", "after", "while"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event: what it is, its types in PLOVER and ACLED ("" where they have none), how newsworthy it is.

    `undergoer`: the subject of an intransitive verb of this kind is who it happens to, not who does it.
    `standing`: a participle before a noun tells a lasting state, no event ("a banned substance").
    `mishap`: nobody meant it.
    """

    name: str
    what: str
    plover: str
    acled: str
    weight: float
    undergoer: bool
    standing: bool = False
    mishap: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """All kinds, and the kinds of verbs, of nouns, and of verbs with certain objects."""

    kinds: dict[str, Kind]
    verbs: dict[str, str]
    nouns: dict[str, str]
    when: dict[str, list[tuple[frozenset[str], str]]]
    result: dict[str, tuple[frozenset[str], str]]
    under: dict[str, tuple[frozenset[str], str]]
    beside: dict[str, tuple[frozenset[str], str]]
    unless: dict[str, frozenset[str]]
    persons: frozenset[str]

    def kind(self, token: Token) -> str | None:
        """The kind of event that a word triggers, or None."""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB":
            for objects, kind in self.when.get(lemma, ()):
                if any(self._fits(noun, objects) for noun in affected(token)):
                    return kind
            words, kind = self.result.get(lemma, (frozenset(), ""))
            if words and any(c.lower_ in words or any(d.lower_ in words for d in c.children) for c in token.children):
                return kind
            found = self.verbs.get(lemma)
            if found == KILLING and self._by_mishap(token):
                return DEATH
            barred = self.unless.get(found or "", frozenset())
            return None if any(noun.lemma_.lower() in barred for noun in affected(token)) else found
        if token.pos_ == "NOUN":
            words, kind = self.under.get(lemma, (frozenset(), ""))
            if token.dep_ == "dobj" and token.head.lemma_.lower() in words:
                return kind
            words, kind = self.beside.get(lemma, (frozenset(), ""))
            if words and any(c.lower_ in words or c.lower_ == "on" for c in token.children):
                return kind
            return self.nouns.get(lemma)
        return None

    def _by_mishap(self, verb: Token) -> bool:
        """Whether those killed are told to have been so in or by a mishap, or when it came about, and by no one."""
        if verb.tag_ != "VBN" or any(c.dep_ in ("dobj", "nsubj") for c in verb.children):
            return False
        within = [p for c in verb.children if c.dep_ in ("prep", "agent") for p in c.children if p.dep_ == "pobj"]
        beside = [c for c in verb.children if c.dep_ == "advcl" and any(m.lower_ in _AS for m in c.children)]
        return any((kind := self.kind(token)) is not None and self.kinds[kind].mishap for token in (*within, *beside))

    def _fits(self, noun: Token, objects: frozenset[str]) -> bool:
        if "person" in objects:
            return noun.ent_type_ == "PERSON" or noun.lemma_.lower() in self.persons
        return noun.lemma_.lower() in objects or noun.lower_ in objects


def affected(verb: Token) -> list[Token]:
    """The words for what a verb acts on: its object, its passive subject, or the noun that it modifies."""
    found = [c for c in verb.children if c.dep_ in ("dobj", "obj", "nsubjpass")]
    if not found and verb.dep_ == "acl" and verb.tag_ == "VBN":
        found = [verb.head]
    if not found and verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_[0] != "W" for c in verb.children):
        found = [verb.head]  # "a video it released"
    if not found and verb.dep_ == "conj" and verb.head.i != verb.i:
        found = [c for c in verb.head.children if c.dep_ in ("dobj", "nsubjpass")]
    return found


@functools.cache
def ontology() -> Ontology:
    """The ontology of ontology.toml, read once a process.

    >>> ontology().kinds["killing"].plover
    'ASSAULT'
    """
    text = importlib.resources.files("copydesk.facts.events").joinpath("data/ontology.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    kinds: dict[str, Kind] = {}
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    when: dict[str, list[tuple[frozenset[str], str]]] = {}
    result: dict[str, tuple[frozenset[str], str]] = {}
    under: dict[str, tuple[frozenset[str], str]] = {}
    beside: dict[str, tuple[frozenset[str], str]] = {}
    unless: dict[str, frozenset[str]] = {}
    for name, entry in raw["kinds"].items():
        kinds[name] = Kind(
            name,
            entry["what"],
            entry["plover"],
            entry["acled"],
            float(entry["weight"]),
            entry.get("undergoer", False),
            entry.get("standing", False),
            entry.get("mishap", False),
        )
        for verb in entry["verbs"].split():
            verbs.setdefault(verb, name)
        for noun in entry["nouns"].split():
            nouns.setdefault(noun, name)
        conditional = entry.get("when")
        if conditional:
            objects = frozenset(conditional["object"].split())
            for verb in conditional["verbs"].split():
                when.setdefault(verb, []).append((objects, name))
        for told in entry.get("result", ()):
            words = frozenset(told["words"].split())
            result |= dict.fromkeys(told["verbs"].split(), (words, name))
        for table, field in ((under, "under"), (beside, "beside")):
            rule = entry.get(field)
            if rule:
                other = rule["words"] if "words" in rule else rule["verbs"]
                for word in rule["nouns"].split():
                    table[word] = (frozenset(other.split()), name)
        if "unless" in entry:
            unless[name] = frozenset(entry["unless"].split())
    kinds[OTHER] = Kind(OTHER, "anything else that is told", "", "", 0.0, False)
    return Ontology(
        kinds, verbs, nouns, when, result, under, beside, unless, frozenset(raw["classes"]["person"].split())
    )
