"""What a report says, clause by clause: of whom or what, doing what, how many, when, by whose account."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from copydesk.compare.facts.circumstances import called
from copydesk.compare.facts.counts import counted_in
from copydesk.compare.facts.names import key
from copydesk.compare.facts.reading import NEGATIONS, Reading, Token, run
from copydesk.compare.tables import table
from copydesk.compare.wording import folded, stem
from copydesk.facts.tolls import listed
from copydesk.nouns import Claim, Span

FEWEST = 2  # words that say something, in a clause that is compared
LONGEST = 40  # words of a clause that is looked at
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_HEADS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "parataxis", "conj", "csubj"})  # of clauses
_HELD = frozenset({"xcomp", "acl", "pcomp"})  # infinitives and participles: part of the clause over them
_LIGHT = frozenset(
    {"say", "tell", "be", "have", "do", "make", "take", "get", "go", "report", "also", "then", "there", "still", "last", "other", "accord"}
)  # fmt: skip
_NOT = NEGATIONS | {"nothing", "nobody", "none"}
_BESIDE = frozenset({",", "–", "—", "and", "but"})  # what a "not" of one part of a clause stands behind
_PRONOUNS = frozenset({"he", "she", "him", "her", "they", "it", "who", "which", "that", "them"})
_FIRST = frozenset({"i", "we", "us", "our", "me", "my"})
_ARTICLES = frozenset({"the", "and", "for", "its", "his", "her", "their"})
_WHAT = frozenset({"this", "that", "it", "these", "both"})  # what was said before
FALSE = 6  # words behind "called it" in which it is said to be false
_BACK = re.compile(
    r"\b(?:no such|nothing of the (?:kind|sort)|(?:is|was) (?:a lie|untrue|false|not true|wrong|not correct)|fabrication|invention)\b"
    r"|\b(?:call|calls|called|dismiss|dismisses|dismissed|reject|rejects|rejected|denies|denied|disputed|disputes|confirmed|confirms) (?:this|that|it|the)\b",
    re.I,
)


# A stretch of time in one unit; weeks count as days. A mod of its value bounds it.
_LASTING = re.compile(r"(PT?)(\d+(?:\.\d+)?)([YMWDHS])")
_IN_DAYS = {"W": (7, "D")}
_AT_MOST = frozenset({"EQUAL_OR_LESS", "LESS_THAN"})
_AT_LEAST = frozenset({"EQUAL_OR_MORE", "MORE_THAN"})


# What stands before a number in whose place another is put; before one of "from nine to three", the other stands behind.
_REPLACED = re.compile(r"(?:\bnot|\binstead of|\brather than|(\bfrom))\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a clause gives: its bounds, the key of what it counts, where it stands, and whether it is measured once."""

    low: float | None
    high: float | None
    of: str
    start: int
    end: int
    once: bool = False  # how long or how fast something was: it does not grow with time
    replaced: bool = False  # the clause puts another in its place: "nine and not eleven", "from nine to three"


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """One clause: where it stands, the keys of its words by what they do in it, and who stands behind it."""

    reading: Reading
    number: int  # its place in the report
    sentence: int
    around: Span  # the sentence that it stands in
    start: int
    end: int
    subject: frozenset[str]
    deed: str
    keys: dict[str, str]  # with how the word is shown
    lemmas: dict[str, str]
    negated: bool
    passive: bool
    numbers: tuple[Number, ...]
    times: tuple[str, ...]
    source: str
    claim: Claim | None
    back: bool  # it denies or confirms what stands before it
    denies: bool  # it says of what stands before it that it is not so

    @property
    def quote(self) -> str:
        """The words of the clause."""
        return self.reading.ledger.text[self.start : self.end]


def clauses(reading: Reading) -> list[Clause]:
    """The clauses of a report's body that say something, in text order; those that only name a speaker are left out."""
    cues = [c.cue for c in reading.ledger.claims if c.content]
    voiced = [c.cue for c in reading.ledger.claims if c.content and c.source]
    contents = [span for c in reading.ledger.claims for span in c.content]
    naming: list[Span] = [*voiced, *(c.source for c in reading.ledger.claims if c.source), *reading.ledger.times]
    found: list[Clause] = []
    for sentence, words in enumerate(reading.body()):
        around = Span.of(reading.ledger.text, words.start_char, words.end_char)
        taken: list[tuple[int, int]] = []
        for token in words:
            if token.pos_ not in ("VERB", "AUX") or token.dep_ not in _HEADS | _HELD:
                continue
            if token.dep_ in _HELD and not any(_within(t, cue) for t in list(token.ancestors)[:2] for cue in cues):
                continue
            # what is said in what another says is told as a deed: "a technician said that he had warned the firm"
            speaking = any(_within(token, cue) for cue in voiced) and not any(_within(token, span) for span in contents)
            start, end = run(_own(token), token)
            if any(a <= start and end <= b for a, b in taken):
                continue
            tokens = [t for t in words if start <= t.idx < end][:LONGEST]
            spoken = [t for t in tokens if any(_within(t, span) for span in contents)] if speaking else []
            said = [t for t in tokens if t.i == token.i or speaking or not any(_within(t, span) for span in naming)]
            said = spoken if sum(t.pos_ in _CONTENT for t in spoken) >= FEWEST else said
            made = _clause(reading, len(found), sentence, around, start, end, token, said)
            alone = any(t.dep_ in ("acomp", "advmod", "attr", "prep", "prt") and t.head.i == token.i for t in tokens)
            if len(made.keys) + len(made.numbers) + len(made.times) + alone + made.negated < FEWEST and not made.back:
                continue
            # "the owner speaks of a cigarette": what is said stands in the clause that names the speaker
            if speaking and said is not spoken and not made.back and not made.numbers:
                continue
            taken.append((start, end))
            found.append(made)
    return found


def _within(token: Token, span: Span) -> bool:
    return bool(span.start <= token.idx < span.end)


def _own(head: Token) -> list[Token]:
    """The words of a clause, with the infinitives and participles that hang on it, without other clauses."""
    own: list[Token] = []
    stack = [head]
    while stack:
        word = stack.pop()
        own.append(word)
        stack += [c for c in word.children if c.dep_ not in _HEADS or c.pos_ not in ("VERB", "AUX")]
    return own


def _clause(
    reading: Reading,
    number: int,
    sentence: int,
    around: Span,
    start: int,
    end: int,
    root: Token,
    tokens: Sequence[Token],
) -> Clause:
    subject = _subject(root)
    keys: dict[str, str] = {}
    lemmas: dict[str, str] = {}
    spoken: set[str] = set()
    for noun in subject:
        for k, shown, lemma in _read(reading, noun):
            spoken.add(k)
            keys.setdefault(k, shown)
            lemmas.setdefault(k, lemma)
    for token in tokens:
        for k, shown, lemma in _read(reading, token):
            keys.setdefault(k, shown)
            lemmas.setdefault(k, lemma)
    denies = _denies(root)
    claim = _told_in(reading, start, end, root) or (_cued(reading, start, end) if denies else None)
    nots = [t for t in tokens if t.lower_ in _NOT]
    nots += [t for t in root.children if t.lower_ == "nor" and t.idx < start]  # "Nor was the strike illegal"
    denied = claim is not None and claim.polarity == "negative" and not nots
    quote = reading.ledger.text[start:end]
    return Clause(
        reading, number, sentence, around, start, end, frozenset(spoken), _key(root.lemma_), keys, lemmas,
        denied or not all(_beside(t) for t in nots),
        any(c.dep_ in ("auxpass", "nsubjpass") for c in root.children),
        tuple(_numbers(reading, start, end, tokens)),
        tuple(t.value for t in reading.ledger.times if t.start < end and t.end > start),
        reading.source(claim), claim, bool(_BACK.search(quote)), denies,
    )  # fmt: skip


def _told_in(reading: Reading, start: int, end: int, root: Token) -> Claim | None:
    """The claim that tells a clause: what holds its verb before what it passes on, "B told A not to stop" in "A said that …"."""
    claim = reading.claim(start, end)
    inner = claim is not None and claim.within is not None and start <= claim.cue.start < end
    return reading.claim(root.idx, root.idx + len(root)) or claim if inner else claim


def _cued(reading: Reading, start: int, end: int) -> Claim | None:
    """The claim whose cue stands in a clause: "the mayor denied this: the wall was sound"."""
    return next((c for c in reading.ledger.claims if start <= c.cue.start < end and c.source_name), None)


def _denies(root: Token) -> bool:
    """Whether a clause says that what stands before it is not so: "denied that", "called it a lie", "this is untrue"."""
    lemma, after = root.lemma_.lower(), [t for t in root.sent if t.i > root.i][:LONGEST]
    if lemma in denials()["deny"]:
        return not after or after[0].lower_ in _WHAT or after[0].is_punct
    false = any(t.lemma_.lower() in denials()["false"] for t in after[:FALSE])
    if lemma in denials()["call"]:
        return false and bool(after) and after[0].lower_ in _WHAT
    return false and lemma == "be" and any(c.dep_ == "nsubj" and c.lower_ in _WHAT for c in root.children)


def _beside(token: Token) -> bool:
    """Whether a "not" is of one part of its clause, beside another that is so: "in 2023, not in February"."""
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    after = token.nbor(1).pos_ if token.i + 1 < token.sent.end else ""
    return token.lower_ == "not" and before in _BESIDE and after not in ("VERB", "AUX", "ADV")


def _subject(root: Token) -> list[Token]:
    """The nouns that a clause is about: its subject's, or those of the clause that it shares its subject with."""
    head = root
    for _ in range(4):
        own = [c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl")]
        if own and own[0].dep_ != "expl":
            if own[0].tag_ in ("WDT", "WP") and head.dep_ == "relcl":
                return _phrase(head.head)
            return _phrase(own[0])
        if own:
            return [t for c in head.children if c.dep_ == "attr" for t in _phrase(c)]
        if head.dep_ in ("acl", "relcl"):
            return _phrase(head.head)
        if head.dep_ not in ("conj", "xcomp", "advcl"):
            break
        head = head.head
    return _phrase(root) if root.pos_ in ("NOUN", "PROPN") else []


def _phrase(noun: Token) -> list[Token]:
    """A noun with the names and nouns that say which: "the Santa Rita hospital", "the status of the plant"."""
    near = [c for c in noun.children if c.dep_ in ("compound", "poss", "appos", "amod", "nmod") and c.pos_ != "DET"]
    under = [c for p in noun.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    both = [c for c in noun.children if c.dep_ == "conj"]
    return [noun, *near, *under, *both]


def _read(reading: Reading, token: Token) -> Iterator[tuple[str, str, str]]:
    """The key of a word, how it is shown, its lemma; a pronoun counts as the name it stands for."""
    if token.lower_ in _FIRST:
        speaker = _speaker(reading, reading.claim(token.idx, token.idx + len(token)))
        yield from ((k, shown, "") for k, shown in _names(speaker))
        return
    if token.lower_ in _PRONOUNS or token.pos_ == "PRON":
        name = called(reading, token) if token.lower_ in ("he", "she", "him", "her", "who") else ""
        if name[:1].isupper():
            yield f"@{key(name.split()[-1])}", name.split()[-1], ""
        return
    if token.pos_ not in _CONTENT or token.lemma_.lower() in _LIGHT or len(token.text) < 2 or token.lower_ in _NOT:
        return
    if token.pos_ == "PROPN":
        if len(token.text) > 2:
            yield f"@{key(token.text)}", token.text, ""
    else:
        lemma = opposites().get(token.lemma_.lower()) or opposites().get(token.lower_) or token.lemma_.lower()
        yield _key(lemma), token.lemma_.lower(), token.lemma_.lower()


def _speaker(reading: Reading, claim: Claim | None) -> str:
    """Who says something: a claim's source, or the party whose own word the report is; empty for a medium's own words."""
    if claim is not None and claim.source_name:
        return claim.source_name
    return (reading.ledger.outlet or "").partition("(")[0] if reading.party else ""


def _names(name: str) -> Iterator[tuple[str, str]]:
    """The keys of the names in somebody's name, each with the word: "Ruth Ainsley", "the police"."""
    for word in re.findall(r"[^\W\d_]{3,}", name):
        if word[0].isupper():
            yield f"@{key(word)}", word
        elif word not in _LIGHT and word not in _ARTICLES:
            yield _key(word), word


def _replaced(text: str, start: int, number: Span, end: int) -> bool:
    """Whether the clause from `start` to `end` puts another number in the place of one."""
    found = _REPLACED.search(text[start : number.start])
    return found is not None and (not found[1] or re.match(r"[\w ]{0,20}\bto\b", text[number.end : end]) is not None)


@functools.cache
def opposites() -> Mapping[str, str]:
    """Words that say that something is not so, each with the word for its being so, from data/opposites.toml."""
    return {word: so for so, words in table("opposites")["opposites"].items() for word in words.split()}


@functools.cache
def denials() -> Mapping[str, frozenset[str]]:
    """Words by which one says that what another said is not so, from data/opposites.toml."""
    return {name: frozenset(words.split()) for name, words in table("opposites")["denials"].items()}


def _key(word: str) -> str:
    return stem(folded(word))[:6]


def _numbers(reading: Reading, start: int, end: int, tokens: Sequence[Token]) -> Iterator[Number]:
    for quantity in reading.ledger.quantities:
        if not (start <= quantity.start < end) or quantity.kind == "age":
            continue
        noun = (quantity.unit or "").lower()
        token = next((t for t in tokens if quantity.start <= t.idx < quantity.end), None)
        if token is not None and token.head.pos_ in ("NOUN", "PROPN") and token.dep_ in ("nummod", "compound", "amod"):
            noun = token.head.lemma_.lower()
        if not noun and token is not None and (counted := counted_in(token)) is not None:
            noun = counted.lemma_.lower()
        last = noun.split()[-1] if noun else ""
        persons = last in listed("persons") | listed("people") or last.rstrip("s") in listed("persons")
        yield Number(
            quantity.low,
            quantity.high,
            "person" if persons else _key(last) if last else "",
            quantity.start,
            quantity.end,
            quantity.kind == "speed",
            _replaced(reading.ledger.text, start, quantity, end),
        )
    for time in reading.ledger.times:
        if start <= time.start < end and time.type == "DURATION" and (found := _LASTING.fullmatch(time.value)):
            times, unit = _IN_DAYS.get(found[3], (1, found[3]))
            value = float(found[2]) * times
            low = None if time.mod in _AT_MOST else value
            high = None if time.mod in _AT_LEAST else value
            yield Number(low, high, found[1] + unit, time.start, time.end, once=True)
