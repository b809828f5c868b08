"""Find how many people were killed, hurt, lost or taken: told outright or implied ("both are dead", "a man was killed")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from msgspec import structs

from copydesk.facts.times import numerals
from copydesk.facts.tolls.words import Toll, listed, openers, tolls
from copydesk.nouns import Claim, Quantity, Time

if TYPE_CHECKING:
    from copydesk.parse import Parsed

Token = Any  # spacy.tokens.Token

COUNTS = frozenset({"count", "other"})  # kinds of quantities that can be of people
THINGS = frozenset(
    {"burn", "seize", "capture", "free", "save", "take", "hold", "evacuate", "uproot", "admit", "treat"}
)  # done to things, too
COMING = frozenset({"will", "would", "could", "may", "might", "shall", "'ll"})
LYING = frozenset({"be", "remain", "lie", "stay", "keep", "treat", "take"})  # in hospital
LEADING = frozenset(
    {
        "rise",
        "climb",
        "reach",
        "stand",
        "increase",
        "grow",
        "fall",
        "put",
        "bring",
        "be",
        "at",
        "to",
        "pass",
        "exceed",
        "take",
        "push",
        "lift",
        "raise",
    }
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the numbers of a report are already known to be."""

    quantities: Sequence[Quantity]
    times: Sequence[Time]

    def at(self, token: Token) -> int | None:
        """The place in `quantities` of the one that a word stands in."""
        end = token.idx + len(token)
        return next((at for at, q in enumerate(self.quantities) if q.start < end and q.end > token.idx), None)

    def value(self, token: Token) -> tuple[float | None, float | None] | None:
        """Low and high of the count that a word stands in; a bare numeral tells itself."""
        at = self.at(token)
        if at is not None:
            quantity = self.quantities[at]
            return (quantity.low, quantity.high) if quantity.kind in COUNTS else None
        if any(t.start < token.idx + len(token) and t.end > token.idx for t in self.times):
            return None
        counts = token.pos_ == "NUM" and token.text.isalpha() and (token.lower_ != "one" or token.dep_ == "nummod")
        value = numerals.words([token.lower_]) if counts else None
        return (float(value), float(value)) if value is not None else None


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and the words that say so."""

    low: float | None
    high: float | None
    words: tuple[Token, ...]
    implied: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A toll that some characters (`start` to `end`) tell: its name ("killed"), and how many."""

    name: str
    start: int
    end: int
    count: Count


def happened(
    parsed: Parsed, quantities: Sequence[Quantity], times: Sequence[Time], claims: Sequence[Claim]
) -> tuple[Quantity, ...]:
    """The quantities of a report, those that count people with what happened to them."""
    numbers = Numbers(quantities, times)
    found: dict[int, list[str]] = {}
    for told in find_tolls(parsed.doc, numbers, claims):
        for at in dict.fromkeys(map(numbers.at, told.count.words)):
            if at is not None and told.name not in (names := found.setdefault(at, [])):
                names.append(told.name)
    for at, quantity in enumerate(quantities):
        if at and at not in found and at - 1 in found and _of_those(parsed, quantity, quantities[at - 1]):
            found[at] = found[at - 1]
    return tuple(
        structs.replace(quantity, happened=tuple(found[at])) if at in found and quantity.kind in COUNTS else quantity
        for at, quantity in enumerate(quantities)
    )


def _of_those(parsed: Parsed, part: Quantity, whole: Quantity) -> bool:
    """Whether a number counts a part of those counted before it in its sentence ("120 animals have died, among them 11 rhinos")."""
    words = parsed.doc.char_span(part.start, part.end, alignment_mode="expand")
    number = next((token for token in words or () if token.pos_ == "NUM"), None)
    if number is None or part.kind != whole.kind or number.sent.start_char > whole.start:
        return False
    before = parsed.report.text[whole.end : part.start].lower().split()[-2:]
    return part_of(number) or "including" in before or (before[:1] == ["among"] and len(before) == 2)


def find_tolls(words: Iterable[Token], numbers: Numbers, claims: Sequence[Claim]) -> Iterator[Told]:
    """The tolls that some words tell; those who speak of it ("two survivors said") are none."""
    seen: set[tuple[str, int, int, float | None, float | None]] = set()
    speakers = [claim.source for claim in claims if claim.source]
    for token in words:
        if openers().isdisjoint((token.lower_, token.lemma_.lower())):
            continue
        for toll in tolls():
            for count in _counts(numbers, token, toll):
                told = (token, *_joined(count.words))
                start, end = min(t.idx for t in told), max(t.idx + len(t) for t in told)
                key = (toll.name, start, end, count.low, count.high)
                if key in seen or any(s.start <= start and end <= s.end for s in speakers):
                    continue
                seen.add(key)
                yield Told(toll.name, start, end, count)


def _joined(words: Sequence[Token]) -> Iterator[Token]:
    """Some words with what a hyphen joins to the first of them ("Twenty-four")."""
    first = words[0]
    while first.i > 1 and first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_:
        first = first.nbor(-2)
    yield from (first, *words)


def _counts(numbers: Numbers, token: Token, toll: Toll) -> Iterator[Count]:
    lemma, lower = token.lemma_.lower(), token.lower_
    if any(c.dep_ == "aux" and c.lower_ in COMING for c in (*token.children, *token.head.children)):
        return  # "who will be declared dead"
    if token.pos_ == "VERB" or token.tag_ in ("VBN", "VBD", "VBG"):
        phrasal = _phrasal(token, toll)
        if (lemma in toll.object or phrasal) and not _active_only(token):
            for noun in _patients(token):
                if not (phrasal or lemma in THINGS) or _of_people(noun):
                    yield from _count(numbers, noun)
        if lemma in toll.subject:
            for noun in _subjects(token):
                yield from _count(numbers, noun)
        if lemma in toll.taking:
            yield from _lives(numbers, token, toll)
    if lower in toll.words:
        yield from _state(numbers, token)
    if lemma in toll.nouns and token.pos_ in ("NOUN", "PROPN"):
        yield from _noun(numbers, token)
    if lower in ("number", "toll", "count", "figure") and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        yield from _number_of(numbers, token, toll)
    for phrase in toll.state:
        end = token.i + len(phrase)
        if (
            lower == phrase[0]
            and tuple(t.lower_ for t in token.doc[token.i : end]) == phrase
            and (token.lower_ != "in" or token.head.lemma_ in LYING)
        ):
            for count in _state(numbers, token):
                yield replace(count, words=(*count.words, token.doc[end - 1]))


def _phrasal(verb: Token, toll: Toll) -> bool:
    """Whether a verb tells the toll with the small word behind it: "picked up by a tanker", "driven from their homes"."""
    return any((verb.lemma_.lower(), c.lower_) in toll.phrasal for c in verb.children if c.i > verb.i)


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


def _lives(numbers: Numbers, verb: Token, toll: Toll) -> Iterator[Count]:
    """ "15 people had lost their lives", "the blast claimed 15 lives"."""
    for noun in verb.children:
        if noun.lemma_.lower() not in toll.lives or noun.dep_ not in ("dobj", "obj", "nsubjpass"):
            continue
        counted = list(_count(numbers, noun, person=False))
        if counted:
            yield from counted
        elif verb.lemma_ == "lose":
            for subject in _subjects(verb):
                yield from _count(numbers, subject)


def _state(numbers: Numbers, word: Token) -> Iterator[Count]:
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
            yield from _count(numbers, number)
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
            yield from _count(numbers, subject)


def _noun(numbers: Numbers, noun: Token) -> Iterator[Count]:
    """ "13 bodies", "the death of 11 employees", "two deaths", "no casualties"."""
    own = list(_count(numbers, noun, person=False))
    yield from own
    if own:
        return
    for of in noun.children:
        if of.dep_ == "prep" and of.lower_ in ("of", "among"):
            for counted in of.children:
                if counted.dep_ == "pobj":
                    yield from _count(numbers, counted)


def _number_of(numbers: Numbers, noun: Token, toll: Toll) -> Iterator[Count]:
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
        if token.i > noun.i and token.pos_ == "NUM" and (quantity := numbers.value(token)) is not None:
            yield Count(quantity[0], quantity[1], (noun, token), False)
            return


def _count(numbers: Numbers, noun: Token, *, person: bool = True) -> Iterator[Count]:
    """How many a phrase counts: by its numeral, by "no", "both", "another", or because it names one person."""
    for token in (noun, *(c for c in noun.children if c.dep_ in ("nummod", "quantmod", "amod", "det", "predet"))):
        if token.pos_ == "NUM" or token.lower_ in ("several", "dozens", "hundreds", "scores", "thousands"):
            found = numbers.value(token)
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
        found = numbers.value(noun)
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
    if noun.lower_ == "another" or noun.lower_ in listed("ordinals"):
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
