"""Why it came about: causes by the grammar that frames them ("was caused by", "due to", "the cause was"), and by class."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from copydesk.compare.facts.reading import NEGATIONS, Item, Reading, Token, cover
from copydesk.compare.tables import table
from copydesk.compare.wording import folded, stem
from copydesk.facts.tolls import listed as of_people

CAUSE = "cause"
PASSING = "cause in passing"  # the heading of words for a cause that nothing frames as one
LONGEST = 110  # characters of a clause that is shown whole
SHARED = 3  # words that a clause must share with a framed cause to tell it, too
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_LIGHT = frozenset({"be", "have", "say", "get", "make", "do", "take", "cause", "result", "several", "other"})


@dataclass(frozen=True, slots=True)
class Causes:
    """Classes of causes by word, and the words that frame them."""

    classes: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


@functools.cache
def causes() -> Causes:
    """The lists of data/causes.toml, read once a process."""
    raw = table("causes")
    classes = {word: name for name, words in raw["classes"].items() for word in words.split()}
    return Causes(classes, {name: frozenset(words.split()) for name, words in raw["words"].items()})


def find_causes(reading: Reading, words: Any) -> Iterator[Item]:
    """The causes that one sentence tells in a frame, and the clauses that may tell one in passing."""
    taken: list[tuple[int, int]] = []
    for token in words:
        for effect, inner, sure in _framed(token):
            tokens = [t for t in inner if not t.is_space]
            if not any(t.pos_ in _CONTENT for t in tokens):
                continue
            start, end = _span(effect, tokens)
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            yield _item(reading, CAUSE if sure else PASSING, start, end, [*tokens, *_own(effect)], token)
    for start, end, tokens in _clauses(reading, words):
        if not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            yield _item(reading, PASSING, start, end, tokens, tokens[0])


def _item(reading: Reading, thing: str, start: int, end: int, tokens: Sequence[Token], frame: Token) -> Item:
    quote = reading.ledger.text[start:end]
    named = [t for t in tokens if thing == CAUSE or _leads(t)]
    kinds = list(dict.fromkeys(k for t in named if (k := class_of(t))))
    keys = {stem(folded(t.lemma_)) for t in tokens if t.pos_ in _CONTENT and t.lemma_.lower() not in _LIGHT}
    claim = reading.claim(start, end)
    heads = {t.i for t in (frame, frame.head, *named)}
    denied = any(t.lower_ in NEGATIONS and t.head.i in heads for t in frame.sent)
    denied = denied or (claim is not None and claim.polarity == "negative")
    value = " and ".join(kinds) or quote
    same = " ".join([*(f"#{k}" for k in kinds), *sorted(keys)])
    return reading.item(
        CAUSE, thing, start, end, value=f"not {value}" if denied else value, same=same, negative=denied,
        why=f"“{quote}”" + (f": {' and '.join(kinds)}" if kinds else ""),
    )  # fmt: skip


def class_of(token: Token) -> str:
    """The class of causes that a word names; empty where it names none."""
    classes = causes().classes
    return classes.get(token.lemma_.lower(), classes.get(token.lower_, ""))


def _leads(token: Token) -> bool:
    """Whether a word is what its clause tells: its verb, subject or predicate."""
    if token.pos_ != "PROPN" and token.dep_ in ("ROOT", "ccomp", "conj"):
        return True
    return token.dep_ in ("nsubj", "nsubjpass", "attr") or (token.dep_ == "relcl" and token.pos_ == "VERB")


def _harm(token: Token) -> bool:
    return token.lemma_.lower() in causes().words["harm"]


def _framed(token: Token) -> Iterator[tuple[Token | None, list[Token], bool]]:
    """What a word frames as a cause: the verb of the effect (None where it need not be shown), the words of the cause, and
    whether what it explains is the harm itself, as far as the grammar shows.
    """
    words, lemma, lower = causes().words, token.lemma_.lower(), token.lower_
    if token.pos_ == "VERB":
        yield from ((effect, inner, True) for effect, inner in _by_verb(token, lemma, words))
    if lower in ("because", "due", "owing") and token.dep_ != "mark":
        last = token.nbor(1) if token.i + 1 < token.sent.end and token.nbor(1).lower_ in ("of", "to") else token
        inner = [t for c in (*token.children, *last.children) if c.dep_ in ("pobj", "pcomp") for t in c.subtree]
        verb = _verb(token)
        if inner and verb is not None and _comes_about(verb):
            yield verb, inner, _arises(verb)
    if token.dep_ == "advcl":
        mark = next((c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i), "")
        about = _arises(token.head)
        if _comes_about(token.head) and (mark == "because" or (mark in ("when", "after") and about)):
            yield token.head, _clause(token), about
    if lemma in words["noun"] and token.dep_ == "nsubj" and token.head.lemma_ in ("be", "believe"):
        yield None, [t for c in token.head.children if c.dep_ in ("attr", "ccomp", "acomp") for t in c.subtree], True
    if token.lemma_ == "be" and token.pos_ in ("AUX", "VERB"):
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "expl")), None)
        noun = next((c for c in token.children if c.dep_ == "attr" and c.pos_ == "NOUN"), None)
        named = noun is not None and any(class_of(t) for t in noun.subtree)
        if subject is not None and noun is not None and named and (_harm(subject) or subject.dep_ == "expl"):
            yield token, _clause(noun), True


def _by_verb(
    token: Token, lemma: str, words: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Token | None, list[Token]]]:
    """ "was caused by X", "X caused the fire", "X led to the crash", "resulted from X", "blamed the fire on X"."""
    subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    target = next((c for c in token.children if c.dep_ == "dobj"), None)
    if lemma in words["cause"]:
        agents = [t for c in token.children if c.dep_ in ("agent", "prep") and c.lower_ == "by" for t in c.subtree]
        if agents:
            yield token, agents[1:]
        elif subject is not None and target is not None and _harm(target):
            yield token, _clause(subject)
    for prep in token.children:
        if prep.dep_ != "prep":
            continue
        inner = [t for c in prep.children if c.dep_ in ("pobj", "pcomp") for t in _clause(c)]
        harmed = any(t is not None and (_harm(t) or class_of(t)) for t in (subject, target))
        stems = lemma in words["from"] and prep.lower_ == "from"
        put = lemma in words["onto"] and prep.lower_ in words["attributed"]
        if (stems or put) and harmed:
            yield token, inner
        leads = lemma in ("lead", "result") and prep.lower_ in ("to", "in") and any(_harm(c) for c in prep.children)
        if leads and subject is not None:
            yield token, _clause(subject)


def _comes_about(verb: Token) -> bool:
    """Whether a verb tells of something that comes about, not of what somebody decides or says."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.pos_ == "PRON" or subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return False
    lemma = subject.lemma_.lower()
    return lemma not in of_people("persons") and subject.lower_ not in of_people("people")


def _arises(verb: Token) -> bool:
    """Whether a verb tells that harm comes about of itself: "the gas formed", not "a crowd burned boxes"."""
    if any(_harm(c) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")):
        return True
    objects = [c for c in verb.children if c.dep_ == "dobj" and not any(t.lower_ == "its" for t in c.children)]
    return verb.lemma_.lower() in causes().words["arise"] and not objects  # "the river burst its banks"


def _verb(token: Token) -> Token | None:
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def _clause(head: Token) -> list[Token]:
    """The words under a head, without clauses and asides that hang on it."""
    left = {t.i for c in head.children if c.dep_ in ("relcl", "advcl", "parataxis", "cc", "conj") for t in c.subtree}
    return [t for t in head.subtree if t.i not in left]


def _own(verb: Token | None) -> list[Token]:
    """The words of the effect, which may name the cause as well: "a valve failed because of corrosion"."""
    if verb is None:
        return []
    held = [t for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "prep", "dobj") for t in c.subtree]
    return [t for t in (verb, *held) if not _harm(t)]


def _span(effect: Token | None, inner: Sequence[Token]) -> tuple[int, int]:
    """The effect with its cause where that is short, else the cause alone, without punctuation at its ends."""
    kept = list(inner)
    while len(kept) > 1 and kept[-1].is_punct:
        kept.pop()
    while len(kept) > 1 and (kept[0].is_punct or kept[0].dep_ == "mark"):
        kept.pop(0)
    start, end = cover(*kept)
    if effect is not None:
        subjects = [t for c in effect.children if c.dep_ in ("nsubj", "nsubjpass", "expl") for t in _clause(c)]
        low, high = cover(*subjects, effect, *kept)
        if high - low <= LONGEST:
            return low, high
    return start, end


def _clauses(reading: Reading, words: Any) -> Iterator[tuple[int, int, list[Token]]]:
    """Every clause with content words, as it may tell a cause that another report frames."""
    for token in words:
        if token.dep_ not in ("ROOT", "ccomp", "relcl", "conj", "parataxis"):
            continue
        verbal = token.pos_ in ("VERB", "AUX") or any(c.dep_ == "nsubj" for c in token.children)
        if not verbal or any(c.dep_ == "ccomp" for c in token.children):
            continue  # "residents believe that ..." tells what stands inside
        tokens = [t for t in _clause(token) if not t.is_space]
        if token.dep_ == "relcl" and class_of(token):
            tokens = [*(t for t in token.head.subtree if t.i <= token.head.i), *tokens]
        if sum(t.pos_ in _CONTENT for t in tokens) >= 2:
            start, end = reading.clause(token)
            named = [t for t in tokens if class_of(t) and _leads(t)]
            if all(start <= t.idx < end for t in named):
                yield start, end, tokens


def confirmed(items: Sequence[Item]) -> list[Item]:
    """The framed causes, and what tells one of them in passing in another report: by its class or by its words."""
    framed = [i for i in items if i.thing != PASSING]
    kept = []
    for item in items:
        if item.thing != PASSING:
            kept.append(item)
        elif any(f.report != item.report and _tells(item, f) for f in framed):
            kept.append(replace(item, thing=CAUSE, weight=0.5))
    return kept


def _tells(item: Item, framed: Item) -> bool:
    mine, theirs = set(item.same.split()), set(framed.same.split())
    classes = {k for k in mine & theirs if k.startswith("#")}
    return bool(classes) or len(mine & theirs) >= SHARED


def one_cause(one: Item, other: Item) -> bool:
    """Whether two causes are one: of one class or in much the same words, and both told or both denied."""
    if one.value.polarity != other.value.polarity:
        return False
    return one.same == other.same or shares(one, other)


def shares(one: Item, other: Item) -> bool:
    """Whether two causes name one class, or have half of their words in common."""
    mine, theirs = set(one.same.split()), set(other.same.split())
    common = mine & theirs
    return any(k.startswith("#") for k in common) or 2 * len(common) >= max(1, min(len(mine), len(theirs)))
