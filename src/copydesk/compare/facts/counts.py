"""Counts of other things, measures, shares, sentences in years and ages, each with what it is of."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from copydesk.compare.facts.circumstances import SOMEONE, whose
from copydesk.compare.facts.reading import Item, Reading, Token, cover
from copydesk.compare.facts.tolls import said
from copydesk.compare.tables import table
from copydesk.facts.times import numerals
from copydesk.facts.tolls import LEADING
from copydesk.nouns import Quantity, Span, Time

_PERIOD = re.compile(r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+)M)?$")
_SHORTENED = re.compile(r"\bfrom (?:[\w-]+) years? to ([\w-]+)( and a half)?\b(?! per)", re.I)
_BORN = re.compile(r"\bborn (?:in|on [\w ,]{0,16}) ?((?:19|20)\d\d)\b")
BACK = 250  # characters back to what a bare figure counts
_REACH = 6  # words on either side in which a measure is named


@functools.cache
def listed(name: str) -> frozenset[str]:
    """One of the lists under [words]."""
    return frozenset(table("measures")["words"][name].split())


@functools.cache
def dimension(unit: str) -> tuple[str, float] | None:
    """The base unit that a unit is converted to, and how many of it one is."""
    for base, units in table("measures").items():
        if base != "words" and unit in units:
            return base, float(units[unit])
    return None


def find_counts(reading: Reading, words: Any, taken: list[tuple[int, int]]) -> Iterator[Item]:
    """The counts and measures of one sentence that are no toll (`taken`: characters that tell one)."""
    start, end = words.start_char, words.end_char
    for quantity in reading.ledger.quantities:
        if not start <= quantity.start < end or any(a <= quantity.start < b for a, b in taken):
            continue
        token = next((t for t in words if quantity.start <= t.idx < quantity.end and t.pos_ == "NUM"), None)
        token = token or next((t for t in words if quantity.start <= t.idx < quantity.end), None)
        if token is not None:
            yield from _quantity(reading, quantity, token)
    for time in reading.ledger.times:
        if start <= time.start < end and time.type == "DURATION":
            yield from _term(reading, words, time)
    yield from _shortened(reading, words)
    yield from _born(reading, words)


def find_elided(reading: Reading, words: Any, last: Item | None) -> Iterator[Item]:
    """A bare figure that another source gives for what was counted `last`: "the union says 640; the company speaks of 480"."""
    if last is None or words.start_char - last.value.end > BACK:
        return
    for token in words:
        if token.pos_ != "NUM" or token.idx <= last.value.end:
            continue
        told = reading.numbers.value(token)
        number = numerals.words([token.lower_]) or numerals.digits(token.text)
        low, high = told or (number, number)
        if low is None and high is None:
            continue
        if (alone := _all_that_is_said(reading, token)) is not None:
            start, end = alone.start, alone.end  # "Thirty, says the company"
        elif (verb := _giving(reading, token)) is not None:
            start, end = cover(verb, token)
        else:
            continue
        yield reading.item(
            last.attribute, last.thing, start, end, low=low, high=high,
            why=f"“{reading.ledger.text[start:end]}”, of “{last.value.quote}” right before",
        )  # fmt: skip


def _giving(reading: Reading, token: Token) -> Token | None:
    """The verb by which somebody gives a bare figure ("speaks of 480", "puts the sum at 80 million"); else None."""
    verb = token.head.head if token.head.dep_ == "prep" else token.head
    bare = token.dep_ in ("pobj", "dobj") and not any(c.dep_ == "prep" for c in token.children)
    gives = bare and verb.lemma_.lower() in listed("giving") and any(c.dep_ == "nsubj" for c in verb.children)
    return verb if gives and not _names_its_own(reading, token, verb) else None


def _all_that_is_said(reading: Reading, token: Token) -> Span | None:
    """What somebody says if it is nothing but a figure, with its bound or an "in"; else None."""
    said = [s for c in reading.ledger.claims if c.source and len(c.content) == 1 for s in c.content]
    here = next((s for s in said if s.start <= token.idx < s.end), None)
    if here is None:
        return None
    content = [t for t in token.sent if here.start <= t.idx < here.end and t.pos_ not in ("ADP", "ADV", "PUNCT")]
    return here if all(t.pos_ == "NUM" for t in content) else None


def _names_its_own(reading: Reading, token: Token, verb: Token) -> bool:
    """Whether a figure says itself of what it is: "15 dead", "put the number of injured at 41"."""
    united = any(q.unit for q in reading.ledger.quantities if q.start <= token.idx < q.end)
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i != token.i and c.pos_ != "PRON"]
    sums = [c for c in objects if c.lemma_.lower() in listed("sums") and not any(t.dep_ == "prep" for t in c.children)]
    return united or len(sums) < len(objects)


def _quantity(reading: Reading, quantity: Quantity, token: Token) -> Iterator[Item]:
    if quantity.kind == "age" or _bare_age(reading, quantity, token):
        yield from _age(reading, quantity, token)
        return
    attribute, thing = _of(quantity, token)
    if not attribute:
        return
    span = _extent(reading, quantity, token)
    low, high = quantity.low, quantity.high
    scaled = dimension(quantity.unit or "") if quantity.kind != "money" else None
    if scaled is not None:
        low, high = (None if x is None else round(x * scaled[1], 2) for x in (low, high))
    yield reading.item(
        attribute,
        thing,
        *span,
        low=low,
        high=high,
        weight=0.3,
        why=f"“{quantity.quote}”: {said(low, high)} ({attribute})",
    )


def _bare_age(reading: Reading, quantity: Quantity, token: Token) -> bool:
    """Whether a bare number is an age by where it stands: between commas, behind a person's name ("Halloran, 43, is")."""
    if quantity.unit is not None or quantity.low != quantity.high or not 0 < (quantity.low or 0) < 120:
        return False
    comma = token.i > token.sent.start + 1 and token.nbor(-1).text == "," and token.i + 1 < token.sent.end
    if not comma or not token.text.isdigit() or token.nbor(1).text not in (",", "."):
        return False
    end = token.nbor(-1).idx
    return any(m.end == end for e in reading.ledger.people for m in e.mentions)


def _of(quantity: Quantity, token: Token) -> tuple[str, str]:
    """What a quantity is of: the attribute as shown, and the key it is compared under."""
    near = _near(token)
    for name in ("margin", "turnout"):
        if near & listed(name):
            if name == "margin" and (quantity.kind not in ("count", "share") or quantity.unit is None):
                continue
            unit = "per cent" if quantity.kind == "share" else (quantity.unit or "")
            return f"{name} in {unit}".strip(), f"{name} {unit}"
    unit = (quantity.unit or "").lower()
    scaled = dimension(unit) if quantity.kind != "money" else None
    if scaled is not None:
        for name in ("depth", "height", "length", "width"):
            if near & listed(name):
                return f"{name} in {scaled[0]}", f"{name} {scaled[0]}"
        noun = _substance(token)
        return (f"{noun} in {scaled[0]}", f"{noun} {scaled[0]}") if noun else ("", "")
    if quantity.kind in ("money", "share", "temperature", "speed"):
        noun = _substance(token)
        return (f"{noun} in {unit}", f"{noun} {unit}") if noun else ("", "")
    if not unit:
        counted = counted_in(token)  # "the number of operations had risen to 94"
        if counted is None or counted.lemma_.lower() in listed("persons"):
            return "", ""
        return f"number of {counted.lower_}", counted.lemma_.lower()
    noun = unit.split()[-1]
    head = token.head if token.head.lower_ == noun or token.dep_ == "nummod" else token
    lemma = head.lemma_.lower() if head.pos_ in ("NOUN", "PROPN") else noun.rstrip("s")
    if lemma in listed("empty") or not lemma.isalpha():
        return "", ""
    if lemma in listed("persons"):
        verb = _verb(head)
        return (f"number of {unit} ({verb})", f"{lemma} {verb}") if verb else ("", "")
    return f"number of {unit}", lemma


def counted_in(token: Token) -> Token | None:
    """What a figure counts by the subject of its verb: "operations" in "the number of operations had risen to 94"."""
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    for subject in verb.children if verb is not None and verb.lemma_.lower() in LEADING else ():
        if subject.dep_ in ("nsubj", "nsubjpass", "dobj") and subject.lemma_.lower() in listed("sums"):
            of = [c for p in subject.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
            return next((noun for noun in of if noun.pos_ == "NOUN" and noun.i != token.i), None)
    return None


def _near(token: Token) -> set[str]:
    low, high = max(token.sent.start, token.i - _REACH), min(token.sent.end, token.i + _REACH)
    return {t.lemma_.lower() for t in token.doc[low:high]}


def _substance(token: Token) -> str:
    """What a measure is of: "800 grams of explosive", else the subject of its clause."""
    head = token.head
    for of in (*token.children, *head.children):
        if of.dep_ == "prep" and of.lower_ == "of" and of.i > token.i:
            for noun in of.children:
                if noun.dep_ == "pobj" and noun.pos_ in ("NOUN", "PROPN", "ADJ"):
                    return str(noun.lemma_.lower())
    verb: Token = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    for subject in verb.children:
        if subject.dep_ in ("nsubj", "nsubjpass") and subject.pos_ in ("NOUN", "PROPN") and subject.i != token.i:
            return str(subject.lemma_.lower())
    return ""


def _verb(noun: Token) -> str:
    """The lemma of the verb that a noun hangs on."""
    head = noun.head
    for _ in range(3):
        if head.pos_ == "VERB":
            return str(head.lemma_.lower())
        head = head.head
    return ""


def _extent(reading: Reading, quantity: Quantity, token: Token) -> tuple[int, int]:
    """The quantity with the verb or noun that says what of it, if that stands close by."""
    head = token.head if token.dep_ in ("nummod", "quantmod", "compound") else token
    words = [t for t in (token, head) if t.sent == token.sent]
    verb = head.head
    if verb.pos_ in ("VERB", "AUX") and abs(verb.i - token.i) <= _REACH and verb.sent == token.sent:
        words.append(verb)
    start, end = cover(*words)
    return min(start, quantity.start), max(end, quantity.end)


def _term(reading: Reading, words: Any, time: Time) -> Iterator[Item]:
    """A sentence in years: "to seven years in prison"."""
    found = _PERIOD.match(time.value)
    if not found or not (found[1] or found[2]) or time.mod in ("EQUAL_OR_LESS", "LESS_THAN"):
        return
    lemmas = {t.lemma_.lower() for t in words}
    if not lemmas & listed("sentence") or re.search(
        r"\b(?:up to|faces|asked for|demanded|sought)\b[^.]{0,20}$", words.text[: time.start - words.start_char]
    ):
        return
    years = round(float(found[1] or 0) + float(found[2] or 0) / 12, 2)
    told = next((t for t in words if time.start <= t.idx < time.end), None)
    of = whose(reading, told) if told is not None else ""
    yield reading.item(
        "sentence in years",
        of if of[:1].isupper() or of.startswith("the ") else SOMEONE,
        time.start,
        time.end,
        low=years,
        high=years,
        why=f"“{time.quote}” in prison",
    )


def _shortened(reading: Reading, words: Any) -> Iterator[Item]:
    """ "from seven years to six and a half"."""
    for found in _SHORTENED.finditer(words.text):
        years = numerals.words([found[1].lower()]) or numerals.digits(found[1])
        if years is None:
            continue
        value = float(years) + (0.5 if found[2] else 0)
        start = words.start_char + found.start()
        yield reading.item(
            "sentence in years", SOMEONE, start, start + len(found[0]), low=value, high=value,
            why=f"“{found[0]}”: {value:g} years now",
        )  # fmt: skip


def _person(reading: Reading, start: int, end: int, near: int) -> tuple[str, int, int] | None:
    """The person named nearest to an age within a sentence."""
    best: tuple[int, str, int, int] | None = None
    for entity in reading.ledger.people:
        for mention in entity.mentions:
            if start <= mention.start < end:
                gap = mention.start - near if mention.start >= near else near - mention.end
                best = min(best or (999, "", 0, 0), (max(0, gap), entity.name, mention.start, mention.end))
    return (best[1], best[2], best[3]) if best is not None and best[0] <= 40 else None


def _age(reading: Reading, quantity: Quantity, token: Token) -> Iterator[Item]:
    sentence = token.sent
    person = _person(reading, sentence.start_char, sentence.end_char, quantity.start)
    start, end = quantity.start, quantity.end
    if person is None:
        head = token.head if token.head.pos_ == "NOUN" else token
        noun = next((t for t in (head, *head.ancestors) if t.pos_ == "NOUN" and not t.lemma_.isdigit()), None)
        thing = noun.lemma_.lower() if noun is not None else ""
        if noun is not None and any(c.lower_ == "the" for c in noun.children):
            thing = f"the {thing}"
        if noun is not None and noun.sent == sentence and abs(noun.i - token.i) <= _REACH:
            start, end = min(start, noun.idx), max(end, noun.idx + len(noun))
    else:
        thing, start, end = person[0], min(start, person[1]), max(end, person[2])
    yield reading.item(
        "age", thing, start, end, low=quantity.low, high=quantity.high, weight=0.6,
        why=f"“{quantity.quote}”: {said(quantity.low, quantity.high)} years old",
    )  # fmt: skip


def _born(reading: Reading, words: Any) -> Iterator[Item]:
    """ "born in 1976" in a report of 2024: 47 or 48."""
    for found in _BORN.finditer(words.text):
        age = reading.published.year - int(found[1])
        start = words.start_char + found.start()
        person = _person(reading, words.start_char, words.end_char, start)
        if 0 < age < 120:
            yield reading.item(
                "age", person[0] if person else "", start, start + len(found[0]), low=age - 1, high=age, weight=0.6,
                why=f"“{found[0]}”: {age - 1} or {age} in {reading.published.year}",
            )  # fmt: skip
