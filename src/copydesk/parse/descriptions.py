"""Descriptions of people that the text itself ties to a name: "the lawyer", "the soldier", "the man"."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from copydesk.nouns import Entity
from copydesk.parse.mentions import words
from copydesk.parse.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words that fit any man or woman; they are tied to a name only where the report has one nameless person at most.
GENERIC = frozenset(
    (
        "man",
        "woman",
        "boy",
        "girl",
        "teenager",
        "person",
        "suspect",
        "victim",
        "defendant",
        "accused",
        "detainee",
        "prisoner",
    )
)
_NARROWING = frozenset(("relcl", "acl", "prep", "poss", "appos", "amod", "nummod", "compound"))
_ORDINAL = frozenset(
    ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "other", "last")
)
_NAMING = frozenset(("identify", "name"))
_PAST = ("VBN", "VBD")
_LIGHT = frozenset(
    (
        "be",
        "have",
        "do",
        "say",
        "tell",
        "make",
        "take",
        "get",
        "go",
        "come",
        "see",
        "add",
        "give",
        "call",
        "know",
        "want",
        "ask",
    )
)


def described(parsed: Parsed, people: Sequence[Entity]) -> tuple[Entity, ...]:
    """The people with the descriptions that can only mean them as further mentions.

    A noun is tied to a name by apposition ("Oleg Marin, a lawyer"), by "is", by "identified as", or where the text tells
    the same deed of both ("eliminated a soldier … Dmitry Perov was eliminated"). It must be tied to one person only.
    """
    nouns = _person_nouns(parsed)
    if not nouns or not people:
        return tuple(people)
    owners: dict[str, set[int]] = defaultdict(set)
    linked: dict[int, int] = {}  # word -> person
    beside: set[int] = set()
    members: dict[int, Token] = {}  # person -> the word that makes it one of a group ("the third man")
    starts = {mention.start: at for at, person in enumerate(people) for mention in person.mentions}
    holders = _holders(parsed, starts)
    deeds: dict[tuple[str, str], set[int]] = defaultdict(set)
    for word, at in holders:
        for noun in _tied(word):
            owners[noun.lemma_.lower()].add(at)
            linked[noun.i] = at
            if any(c.lower_ in _ORDINAL for c in noun.children if c.i < noun.i):
                members[at] = noun
            if abs(noun.i - word.i) < 8 and noun.head.lemma_ not in _NAMING and not _kin(noun, word):
                beside.add(noun.i)  # the name itself stands there
        deed = _deed(word)
        if deed:
            deeds[deed].add(at)
    protagonists: set[int] = set()
    for noun in nouns:
        deed = _deed(noun)
        if noun.i not in linked and deed in deeds and len(deeds[deed]) == 1 and _article(noun) in ("a", "an", "the"):
            at = next(iter(deeds[deed]))
            linked[noun.i] = at
            owners[noun.lemma_.lower()].add(at)
            protagonists.add(at)
    predicates = {noun.i: _subject_of(noun) for noun in nouns}
    rivals = {
        noun.lemma_.lower()
        for noun in nouns
        if noun.i not in linked and predicates[noun.i] is None and _article(noun) in ("a", "an", "another")
    }
    only = next(iter(protagonists)) if len(protagonists) == 1 and not rivals else None
    found: dict[int, list[Token]] = defaultdict(list)
    for noun in nouns:
        lemma = noun.lemma_.lower()
        if noun.i in linked:
            if noun.i not in beside:
                found[linked[noun.i]].append(noun)
        elif _article(noun) == "the" and lemma not in rivals:
            fitting = owners.get(lemma) or _narrower(lemma, owners)
            participle = _participle(noun)
            if _narrowed(noun) and participle is None:
                continue
            if len(fitting) == 1:
                at = next(iter(fitting))
                if participle is None or participle in _forms(at, holders, linked, members, parsed):
                    found[at].append(noun)
            elif lemma in GENERIC and only is not None and not fitting and participle is None:
                found[only].append(noun)
    whose = {noun.i: at for at, group in found.items() for noun in group}
    for noun in nouns:  # "The man was identified as an armed deserter"
        subject = predicates[noun.i]
        if subject in whose and noun.i not in whose:
            found[whose[subject]].append(noun)
    return tuple(_joined(parsed, person, found.get(at, [])) for at, person in enumerate(people))


@functools.cache
def _wider() -> dict[str, frozenset[str]]:
    """Nouns for a person, each with the narrower ones that it may stand for."""
    text = importlib.resources.files("copydesk.parse").joinpath("data/roles.toml").read_text(encoding="utf-8")
    return {word: frozenset(others.split()) for word, others in tomllib.loads(text)["wider"].items()}


def _narrower(lemma: str, owners: dict[str, set[int]]) -> set[int]:
    """The people of whom a narrower noun is said ("the athlete": a skier)."""
    return {at for other in _wider().get(lemma, ()) for at in owners.get(other, ())}


def _kin(noun: Token, name: Token) -> bool:
    """Whether a noun with a pronoun stands before the name in apposition ("his sister, Ana Ruiz"), a mention of its own."""
    return name.head == noun and noun.i < name.i and any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in noun.children)


def _participle(noun: Token) -> str | None:
    """The participle that alone narrows a description ("the escaped man"), or None."""
    narrowing = [c for c in noun.children if c.dep_ in _NARROWING]
    if len(narrowing) != 1 or narrowing[0].dep_ != "amod" or narrowing[0].i != noun.i - 1:
        return None
    word = narrowing[0]
    return word.lower_ if word.tag_ == "VBN" or word.lower_.endswith(("ed", "ing")) else None


def _forms(
    at: int, holders: list[tuple[Token, int]], linked: dict[int, int], members: dict[int, Token], parsed: Parsed
) -> set[str]:
    """The forms of the verbs and adjectives told of a person, or of the group that the person is one of."""
    doc = parsed.doc
    heads = [word for word, whose in holders if whose == at] + [doc[i] for i, whose in linked.items() if whose == at]
    if at in members:
        sentence = members[at].sent
        before = doc[sentence.start - 1].sent if sentence.start else sentence
        heads += [
            t for t in doc[before.start : sentence.end] if t.tag_ in ("NNS", "CD", "PRP") and t.dep_[:5] == "nsubj"
        ]
    verbs = [word.head for word in heads if word.dep_ in ("nsubj", "nsubjpass", "dobj")]
    verbs += [c for verb in verbs for c in verb.children if c.dep_ in ("conj", "acomp")]
    return {verb.lower_ for verb in verbs}


def _person_nouns(parsed: Parsed) -> list[Token]:
    """Singular common nouns for a person, outside an appended digest, which only restates."""
    roles = words()["roles"]
    digest = parsed.layout.digest or (0, 0)
    return [
        token
        for token in parsed.doc
        if token.tag_ == "NN" and token.lemma_.lower() in roles and not digest[0] <= token.idx < digest[1]
    ]


def _holders(parsed: Parsed, starts: dict[int, int]) -> list[tuple[Token, int]]:
    """The head word of each mention of a person, with the person."""
    found = []
    for token in parsed.doc:
        at = starts.get(token.idx)
        if at is None:
            continue
        word = token
        while word.dep_ in ("compound", "flat") and word.head.pos_ == "PROPN" and word.head.i - token.i < 6:
            word = word.head
        found.append((word, at))
    return found


def _tied(name: Token) -> list[Token]:
    """Nouns that apposition, "is" or "identified as" make the same person as a name."""
    roles = words()["roles"]
    found = [c for c in name.children if c.dep_ == "appos" and c.tag_ == "NN"]
    if name.dep_ == "appos" and name.head.tag_ == "NN":
        found.append(name.head)
    found += [c for c in name.children if c.dep_ in ("compound", "nmod") and c.tag_ == "NN" and c.i < name.i]
    first = _first(name)
    if first > name.sent.start and name.doc[first - 1].tag_ == "NN":  # "the driver Oleg Marin", however parsed
        found.append(name.doc[first - 1])
    if name.dep_ == "nsubj" and name.head.lemma_ == "be":
        found += [c for c in name.head.children if c.dep_ == "attr" and c.tag_ == "NN" and _article(c) in ("a", "an")]
    if name.dep_ == "oprd" and name.head.lemma_ in _NAMING:  # "the man was named Oleg Marin"
        found += [c for c in name.head.children if c.dep_ == "nsubjpass" and c.tag_ == "NN"]
    found += _named_as(name)
    return [noun for noun in found if noun.lemma_.lower() in roles]


def _first(name: Token) -> int:
    """The first token of the name that a word is the head of."""
    return min([c.i for c in name.children if c.dep_ in ("compound", "flat") and c.tag_[:3] == "NNP"] or [name.i])


def _named_as(name: Token) -> list[Token]:
    """Nouns that "identified by X as NAME" or "named as a teacher, NAME" make the same person as a name.

    Read off the words, as the parser often hangs the name elsewhere: "as", then the name or a description and a comma.
    """
    doc = name.doc
    between: list[Token] = []
    first, at = name.sent.start, _first(name) - 1
    comma = at >= first and doc[at].text == ","
    at -= comma
    while comma and at >= first and len(between) < 6 and doc[at].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PUNCT"):
        if doc[at].text != "-" and doc[at].pos_ == "PUNCT":
            return []
        between.append(doc[at])
        at -= 1
    if at < first or doc[at].lower_ != "as":
        return []
    verb = next((t for t in reversed(doc[max(first, at - 8) : at]) if t.lemma_ in _NAMING and t.tag_ in _PAST), None)
    if verb is None:
        return []
    found = [c for c in verb.children if c.dep_ in ("nsubjpass", "dobj") and c.tag_ == "NN"]
    if verb.dep_ == "acl" and verb.head.tag_ == "NN":  # "a man named by police as Oleg Marin"
        found.append(verb.head)
    described = [t for t in between if t.tag_ == "NN"]
    return found + described[:1]


def _subject_of(noun: Token) -> int | None:
    """The word that a noun is said of ("X is a soldier", "X was identified as a soldier"), or None."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "as":
        verb = verb.head
    elif noun.dep_ not in ("attr", "oprd"):
        return None
    return next((c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _deed(word: Token) -> tuple[str, str] | None:
    """The verb that is told of a word, and whether the word does or undergoes it; None for verbs that say little."""
    role, verb = "does", word.head
    if word.dep_ in ("dobj", "nsubjpass"):
        role = "undergoes"
    elif word.dep_ != "nsubj":
        return None
    parted = verb.i == word.i + 2 and word.nbor(1).text == ","  # no finite verb is parted from its subject by one comma
    if word.dep_ == "nsubj" and (parted or verb.tag_ == "VBN") and not any(c.dep_[:3] == "aux" for c in verb.children):
        told = _passive_after(verb)  # "Perov, wanted for …, was found": the parser hung the name on the participle
        if told is None:
            return None
        role, verb = "undergoes", told
        last = [c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN"]
        verb = last[-1] if last else verb
    elif word.dep_ == "nsubjpass":
        last = [c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN"]  # "was found and eliminated"
        verb = last[-1] if last else verb
    lemma = verb.lemma_.lower()
    return None if lemma in _LIGHT or verb.pos_ != "VERB" else (lemma, role)


def _passive_after(participle: Token) -> Token | None:
    """The next passive verb of the sentence that has no subject of its own."""
    for token in participle.doc[participle.i + 1 : participle.sent.end]:
        if token.dep_ == "auxpass" and token.head.i > participle.i:
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in token.head.children)
            return None if own else token.head
    return None


def _article(noun: Token) -> str:
    """The article of a noun in small letters, or the empty string."""
    return next((c.lower_ for c in noun.children if c.dep_ == "det"), "")


def _narrowed(noun: Token) -> bool:
    """Whether a description says more than its noun, and so may mean someone else ("the man who called")."""
    return any(c.dep_ in _NARROWING for c in noun.children)


def _joined(parsed: Parsed, person: Entity, nouns: list[Token]) -> Entity:
    """A person with further mentions: each noun with its article and what stands between."""
    if not nouns:
        return person
    spans = list(person.mentions)
    for noun in nouns:
        first = min(
            [c.i for c in noun.children if c.i < noun.i and c.dep_ in ("det", "amod", "compound", "poss")] or [noun.i]
        )
        start, end = parsed.doc[first].idx, noun.idx + len(noun)
        if all(end <= span.start or span.end <= start for span in spans):
            spans.append(parsed.span(start, end))
    return Entity(name=person.name, mentions=tuple(sorted(spans, key=lambda span: span.start)))
