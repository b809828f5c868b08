"""How many people were killed, hurt, lost or taken: told outright or implied ("both are dead", "a man was killed")."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from msgspec import structs

from copydesk.compare.facts.reading import Item, Reading, Token, cover
from copydesk.compare.tables import table
from copydesk.facts.times import numerals

IMPLIED = 0.5  # weight of a person told of singly
THINGS = frozenset(
    {"burn", "seize", "capture", "free", "save", "take", "hold", "evacuate", "uproot", "admit", "treat"}
)  # done to things, too
COMING = frozenset({"will", "would", "could", "may", "might", "shall", "'ll"})
LYING = frozenset({"be", "remain", "lie", "stay", "keep", "treat", "take"})  # in hospital
LEADING = frozenset(
    {"rise", "climb", "reach", "stand", "increase", "grow", "fall", "put", "bring", "be", "at", "to", "pass", "exceed"}
)


@dataclass(frozen=True, slots=True)
class Toll:
    """The words that tell one kind of toll."""

    name: str
    object: frozenset[str]
    subject: frozenset[str]
    words: frozenset[str]
    nouns: frozenset[str]
    lives: frozenset[str]
    taking: frozenset[str]
    state: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and the words that say so."""

    low: float | None
    high: float | None
    words: tuple[Token, ...]
    implied: bool


@functools.cache
def tolls() -> tuple[Toll, ...]:
    """The kinds of tolls, from data/tolls.toml."""
    return tuple(
        Toll(
            name, _bag(entry, "object"), _bag(entry, "subject"), _bag(entry, "words"), _bag(entry, "nouns"),
            _bag(entry, "lives"), _bag(entry, "taking"),
            tuple(tuple(s.split()) for s in entry.get("state", "").split(", ") if s),
        )
        for name, entry in table("tolls").items()
        if name != "words"
    )  # fmt: skip


def _bag(entry: dict[str, str], name: str) -> frozenset[str]:
    return frozenset(entry.get(name, "").split())


@functools.cache
def listed(name: str) -> frozenset[str]:
    """One of the lists under [words]."""
    return frozenset(table("tolls")["words"][name].split())


@functools.cache
def _openers() -> frozenset[str]:
    """Every word that can tell a toll, so that others are passed over at once."""
    found = {"number", "toll", "count", "figure"}
    for toll in tolls():
        found |= toll.object | toll.subject | toll.words | toll.nouns | toll.taking | {state[0] for state in toll.state}
    return frozenset(found)


def find_tolls(reading: Reading, words: Any) -> Iterator[Item]:
    """The tolls that one sentence tells."""
    seen: set[tuple[str, int, int, float | None, float | None]] = set()
    speakers = [claim.source for claim in reading.ledger.claims if claim.source]
    for token in words:
        if token.lower_ not in _openers() and token.lemma_.lower() not in _openers():
            continue
        for toll in tolls():
            for count in _counts(reading, token, toll):
                start, end = cover(token, *_joined(count.words))
                key = (toll.name, start, end, count.low, count.high)
                speaking = any(s.start <= start and end <= s.end for s in speakers)  # "two survivors said"
                if key in seen or speaking or part_of(count.words[0]):
                    continue
                seen.add(key)
                why = f"“{reading.ledger.text[start:end]}”: {said(count.low, count.high)} {toll.name}"
                yield reading.item(
                    toll.name, toll.name, start, end, low=count.low, high=count.high,
                    weight=IMPLIED if count.implied else 1.0,
                    same=_who(count.words[0]) if count.implied else "", why=why + (", by implication" if count.implied else ""),
                )  # fmt: skip


def _joined(words: Sequence[Token]) -> Iterator[Token]:
    """Some words with what a hyphen joins to the first of them ("Twenty-four")."""
    first = words[0]
    while first.i > 1 and first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_:
        first = first.nbor(-2)
    yield from (first, *words)


def said(low: float | None, high: float | None) -> str:
    """A count in words.

    >>> said(9, 9), said(31, None), said(None, 40)
    ('9', 'at least 31', 'up to 40')
    """
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"up to {high:g}" if high is not None else "an open number"


def _counts(reading: Reading, token: Token, toll: Toll) -> Iterator[Count]:
    lemma, lower = token.lemma_.lower(), token.lower_
    if any(c.dep_ == "aux" and c.lower_ in COMING for c in (*token.children, *token.head.children)):
        return  # "who will be declared dead"
    if token.pos_ == "VERB" or token.tag_ in ("VBN", "VBD", "VBG"):
        if lemma in toll.object and not _active_only(token):
            for noun in _patients(token):
                if lemma not in THINGS or _of_people(noun):
                    yield from _count(reading, noun)
        if lemma in toll.subject:
            for noun in _subjects(token):
                yield from _count(reading, noun)
        if lemma in toll.taking:
            yield from _lives(reading, token, toll)
    if lower in toll.words:
        yield from _state(reading, token)
    if lemma in toll.nouns and token.pos_ in ("NOUN", "PROPN"):
        yield from _noun(reading, token)
    if lower in ("number", "toll", "count", "figure") and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        yield from _number_of(reading, token, toll)
    for phrase in toll.state:
        end = token.i + len(phrase)
        if (
            lower == phrase[0]
            and tuple(t.lower_ for t in token.doc[token.i : end]) == phrase
            and (token.lower_ != "in" or token.head.lemma_ in LYING)
        ):
            for count in _state(reading, token):
                yield replace(count, words=(*count.words, token.doc[end - 1]))


def _of_people(noun: Token) -> bool:
    """Whether a phrase is of people: by its noun, or as a bare numeral or pronoun."""
    lemma = noun.lemma_.lower()
    return (
        noun.pos_ in ("NUM", "PRON") or _single(noun) or lemma in listed("persons") or noun.lower_ in listed("people")
    )


def _active_only(token: Token) -> bool:
    """Whether a verb has a subject that acts and no object: "gunmen killed", told of no number of dead."""
    return bool(token.dep_ == "amod")


def _patients(verb: Token) -> list[Token]:
    """The words for those that a verb is done to."""
    found = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "obj", "oprd")]
    if not found and verb.tag_ == "VBN":
        found = [c for c in verb.children if c.dep_ == "nsubj"]  # "and another wounded"
        if not found and verb.dep_ == "acl":
            found = [verb.head]
        if not found and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            found = [c for c in verb.head.children if c.dep_ == "nsubjpass"]
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ != "VBN":
        found = [c for c in verb.head.children if c.dep_ == "dobj"]
    return found


def _subjects(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    head = verb
    while not found and head.dep_ in ("conj", "xcomp") and head.head.pos_ in ("VERB", "AUX"):
        head = head.head
        found = [c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")]
    if not found and verb.dep_ in ("acl", "relcl"):
        found = [verb.head]
    return [head.head if t.lower_ in ("who", "that", "which") and head.dep_ == "relcl" else t for t in found]


def _lives(reading: Reading, verb: Token, toll: Toll) -> Iterator[Count]:
    """ "15 people had lost their lives", "the blast claimed 15 lives"."""
    for noun in verb.children:
        if noun.lemma_.lower() not in toll.lives or noun.dep_ not in ("dobj", "obj", "nsubjpass"):
            continue
        counted = list(_count(reading, noun, person=False))
        if counted:
            yield from counted
        elif verb.lemma_ == "lose":
            for subject in _subjects(verb):
                yield from _count(reading, subject)


def _state(reading: Reading, word: Token) -> Iterator[Count]:
    """ "both are dead", "nine are missing", "26 dead", "seven missing", "leaves 9 dead"."""
    if word.dep_ == "amod" and word.head.pos_ == "NOUN" and not _of_people(word.head):
        return  # "17 missing boxes"
    near = [c for c in word.children if c.dep_ in ("nummod", "quantmod")]
    if word.i and word.nbor(-1).pos_ in ("NUM", "NOUN", "PRON") and word.nbor(-1).sent == word.sent:
        before = word.nbor(-1)
        if before not in near and (before.pos_ == "NUM" or any(c.dep_ == "nummod" for c in before.children)):
            near.append(before)
    if near:
        for number in near[:1]:
            yield from _count(reading, number)
        return
    head = word
    if word.dep_ == "pobj" and word.head.lower_ == "of":
        return  # "eleven of the dead"
    for _ in range(4):
        if head.pos_ in ("VERB", "AUX"):
            break
        head = head.head
    if head.pos_ in ("VERB", "AUX"):
        subjects = _subjects(head)
        if head.lemma_ == "find" or any(c.dep_ == "dobj" for c in head.children):
            subjects = _patients(head) or subjects
        for subject in subjects:
            yield from _count(reading, subject)


def _noun(reading: Reading, noun: Token) -> Iterator[Count]:
    """ "13 bodies", "the death of 11 employees", "two deaths", "no casualties"."""
    own = list(_count(reading, noun, person=False))
    yield from own
    if own:
        return
    for of in noun.children:
        if of.dep_ == "prep" and of.lower_ in ("of", "among"):
            for counted in of.children:
                if counted.dep_ == "pobj":
                    yield from _count(reading, counted)


def _number_of(reading: Reading, noun: Token, toll: Toll) -> Iterator[Count]:
    """ "the number of dead has risen to 22", "the final toll at 26 dead", "the death toll is 23"."""
    kin = [t for t in noun.subtree if t.i != noun.i]
    named = [t for t in kin if t.lower_ in toll.words or t.lemma_.lower() in toll.nouns | toll.object | toll.subject]
    if noun.lower_ == "toll" and toll.name == "killed" and not named:
        named = [noun]
    if not named:
        return
    verb = noun.head
    for _ in range(3):
        if verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    reach = [verb, *verb.subtree] if verb.lemma_.lower() in LEADING else [noun, *noun.subtree]
    for token in reach:
        if token.i > noun.i and token.pos_ == "NUM" and (quantity := quantity_at(reading, token)) is not None:
            yield Count(quantity[0], quantity[1], (noun, token), False)
            return


def quantity_at(reading: Reading, token: Token) -> tuple[float | None, float | None] | None:
    """Low and high of the quantity that a word stands in; a bare numeral tells itself."""
    end = token.idx + len(token)
    for quantity in reading.ledger.quantities:
        if quantity.start < end and quantity.end > token.idx:
            if quantity.kind not in ("count", "other"):
                return None
            return quantity.low, quantity.high
    if any(t.start < end and t.end > token.idx for t in reading.ledger.times):
        return None
    counts = token.pos_ == "NUM" and token.text.isalpha() and (token.lower_ != "one" or token.dep_ == "nummod")
    value = numerals.words([token.lower_]) if counts else None
    return (float(value), float(value)) if value is not None else None


def _count(reading: Reading, noun: Token, *, person: bool = True) -> Iterator[Count]:
    """How many a phrase counts: by its numeral, by "no", "both", "another", or because it names one person."""
    lists = table("tolls")["words"]
    for token in (noun, *(c for c in noun.children if c.dep_ in ("nummod", "quantmod", "amod", "det", "predet"))):
        if token.pos_ == "NUM" or token.lower_ in ("several", "dozens", "hundreds", "scores", "thousands"):
            found = quantity_at(reading, token)
            if found is not None:
                yield Count(found[0], found[1], (token, noun), False)
                return
        if token.lower_ in listed("none"):
            yield Count(0, 0, (token, noun), False)
            return
        if token.lower_ == "both" or (token.lower_ == "two" and token.dep_ == "nummod"):
            yield Count(2, 2, (token, noun), False)
            return
    if noun.lower_ in ("no", "nobody", "none"):
        yield Count(0, 0, (noun,), False)
        return
    if noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "no":
        yield Count(0, 0, (noun.nbor(-1), noun), False)
        return
    if noun.lower_ in ("dozens", "scores", "hundreds", "thousands"):
        found = quantity_at(reading, noun)
        if found is not None:
            yield Count(found[0], found[1], (noun,), False)
        return
    if noun.lower_ == "one" and noun.dep_ in ("nsubj", "nsubjpass") and not list(noun.children):
        yield Count(1, 1, (noun,), False)  # "three are dead, one is missing"
        return
    nth = next((numerals.ORDINALS.get(c.lower_) for c in noun.children if c.dep_ == "amod"), None)
    if nth and nth > 1 and any(c.lower_ in ("a", "an") for c in noun.children) and _of_people(noun):
        yield Count(nth, nth, (noun,), False)  # "a fifth prisoner died": five by now
        return
    if not person:
        return
    if noun.lower_ == "another" or noun.lower_ in lists["ordinals"].split():
        yield Count(1, 1, (noun,), True)
        return
    if any(c.lower_ in listed("ordinals") for c in noun.children):
        return  # "the second policeman had died": one more than those told of before
    partners = [c for c in noun.conjuncts if c.i > noun.i and _single(c)]
    if _single(noun):
        number = float(1 + len(partners))
        yield Count(number, number, (noun, *partners), True)


def _single(noun: Token) -> bool:
    """Whether a phrase stands for one person: "a soldier", "the driver", a person's name."""
    if noun.pos_ == "PROPN" and noun.ent_type_ == "PERSON":
        return True
    return noun.tag_ in ("NN", "NNP") and noun.lemma_.lower() in listed("persons")


def _who(noun: Token) -> str:
    """A key for a person told of singly who is surely another than those told of beside: by name, or as someone's."""
    if noun.ent_type_ == "PERSON" or any(c.dep_ == "poss" for c in noun.children):
        return str(noun.lemma_.lower())
    return ""


def part_of(token: Token) -> bool:
    """Whether a number counts a part of those counted elsewhere: "among them three children", "two of them"."""
    if token.pos_ == "NUM" and any(
        c.lower_ == "of" and any(t.lower_ in ("them", "whom") for t in c.children) for c in token.children
    ):
        return True
    for word in (token, *token.ancestors):
        if word.lower_ in listed("parts"):
            return True
        if word.pos_ in ("VERB", "AUX"):
            return False
    return False


def one_by_one(items: Sequence[Item]) -> Iterator[Item]:
    """The values of a report without persons who are told of singly beside a number; two told of singly make two.

    "A driver was killed", in a report of fourteen dead, is one of them; "the colonel died; his driver was killed" is two.
    """
    for item in items:
        if item.weight != IMPLIED or item.value.low != 1:
            yield item
            continue
        told = [i for i in items if i.attribute == item.attribute and i.value.low != 0]
        if any(i.weight == 1.0 and (i.value.low or 0) > 1 for i in told):
            continue
        singles = {i.same for i in told if i.weight == IMPLIED and i.value.low == 1 and i.same}
        if len(singles) > 1 and not any(i.weight == 1.0 for i in told):
            number = float(len(singles))
            why = f"{item.value.why}; with the others told of one by one, {number:g}"
            item = replace(item, value=structs.replace(item.value, low=number, high=number, why=why))
        yield item
