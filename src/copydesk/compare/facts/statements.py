"""What else reports tell in two versions: one statement told by two sources, or told by one and denied by another."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from copydesk.compare.facts.circumstances import called
from copydesk.compare.facts.names import key
from copydesk.compare.facts.reading import Item, Reading, Token
from copydesk.compare.facts.sources import same_source
from copydesk.compare.tables import table
from copydesk.compare.wording import folded, stem
from copydesk.nouns import Fact

AGREE = 0.3  # likeness (cosine over the words' rarity) from which two statements are one
AGAINST = 0.2  # from which a denial is of another statement
SOON = timedelta(hours=36)  # told within this time, a denial is rather of this statement
BONUS = 0.2
FEWEST = 2  # words they must share
COMMON = 60  # statements that may share a word for it to bring two together: what all share tells nothing apart
RARE = 4  # statements that hold a word at most, for two such words to be enough
MOST = 6  # pairs shown of one incident
LONGEST = 40  # words of a statement that is compared
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_LIGHT = frozenset(
    {"say", "tell", "be", "have", "do", "make", "take", "get", "go", "report", "people", "man", "woman", "day", "year", "time", "other", "last"}
)  # fmt: skip
_BACK = re.compile(
    r"\b(?:no such|nothing of the (?:kind|sort)|(?:is|was) (?:a lie|untrue|false|not true|wrong|not correct)|fabrication|invention)\b"
    r"|\b(?:call|calls|called|dismiss|dismisses|dismissed|reject|rejects|rejected) (?:this|that|it)\b"
)
_NOT = frozenset({"not", "n't", "no", "never", "nothing", "nobody", "none", "neither", "nor", "without"})


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One statement: its words that say something, whose it is, and whether it says that something is not so."""

    reading: Reading
    start: int
    end: int
    keys: frozenset[str]
    words: dict[str, str]
    source: str
    negated: frozenset[str]  # the words that it says are not so
    deeds: frozenset[str]  # the words that are verbs
    cited: bool  # someone is named for it
    back: bool  # it denies the statement right before it
    number: int


def statements(reading: Reading) -> list[Statement]:
    """What a report's sources state, and what it states itself, in text order."""
    found: list[Statement] = []
    for words in reading.body():
        low, high = words.start_char, words.start_char + len(words.text.rstrip())
        claims = [(c, s) for c in reading.ledger.claims for s in c.content if s.start < high and s.end > low]
        spans = [(max(s.start, low), min(s.end, high), c.polarity == "negative") for c, s in claims]
        spans = [a for a in spans if not any(a is not b and b[0] <= a[0] and a[1] <= b[1] for b in spans)]
        if not claims:
            spans = [(low, high, False)]
        for start, end, denied in spans:
            tokens = [t for t in words if start <= t.idx < end]
            keys = _keys(reading, tokens[:LONGEST])
            if len(keys) < FEWEST:
                continue
            quote = reading.ledger.text[start:end]
            names = {k: word for k, (word, _) in keys.items()}
            negated = frozenset(k for k, (_, no) in keys.items() if no or (denied and not _inside_not(tokens)))
            deeds = frozenset(
                _key(opposites().get(t.lemma_.lower(), t.lemma_)) for t in tokens if t.pos_ in ("VERB", "ADJ")
            )
            claim = reading.claim(start, end)
            if claim is not None and claim.certainty == "unknown":
                continue
            back = bool(_BACK.search(quote.lower()))
            found.append(
                Statement(
                    reading,
                    start,
                    end,
                    frozenset(keys),
                    names,
                    reading.source(claim),
                    negated,
                    deeds,
                    claim is not None,
                    back,
                    len(found),
                )
            )
    return found


def _denied(token: Token) -> bool:
    """Whether a word is said not to be so: it is the verb with the "not", or what that verb is of."""
    if any(c.lower_ in _NOT for c in token.children):
        return True
    head = token.head
    if token.dep_ == "pobj":
        head = head.head if head.head.lemma_ == "be" or head.head.dep_ in ("dobj", "nsubjpass") else token
        return head.i != token.i and any(c.lower_ in _NOT for c in head.children)
    if token.dep_ in ("dobj", "attr", "acomp", "ccomp", "xcomp"):
        return any(c.lower_ in _NOT for c in head.children)
    return False


def _inside_not(tokens: Sequence[Token]) -> bool:
    """Whether a denial stands in the words themselves ("he was not there") and not over them ("denied that")."""
    return any(t.lower_ in _NOT for t in tokens)


def _keys(reading: Reading, tokens: Sequence[Token]) -> dict[str, tuple[str, bool]]:
    """The words of a statement as they are compared, each with how it is shown and whether a "not" stands over it.

    Pronouns count as the name they stand for.
    """
    found: dict[str, tuple[str, bool]] = {}
    for token in tokens:
        if token.lower_ in ("he", "she", "him", "her"):
            name = called(reading, token)
            if name[:1].isupper():
                found[f"@{key(name.split()[-1])}"] = (name.split()[-1], False)
            continue
        if token.pos_ not in _CONTENT or token.lemma_.lower() in _LIGHT or len(token.text) < 3:
            continue
        if token.pos_ == "PROPN":
            found[f"@{key(token.text)}"] = (token.text, False)
        else:
            word = token.lemma_.lower()
            other = opposites().get(word) or opposites().get(token.lower_)
            found[_key(other or word)] = (other or word, _denied(token) != (other is not None))
    return found


def _key(word: str) -> str:
    return stem(folded(word))[:6]


@functools.cache
def opposites() -> Mapping[str, str]:
    """Words that say that something is not so, each with the word for its being so, from data/opposites.toml."""
    return {word: so for so, words in table("opposites")["opposites"].items() for word in words.split()}


def _tells(fact: Fact, statement: Statement) -> bool:
    """Whether a fact that relates several values has one of them in a statement."""
    return fact.relation != "single" and any(
        v.report == statement.reading.ledger.id and v.start < statement.end and v.end > statement.start
        for v in fact.values
    )


def find_statements(readings: Sequence[Reading], known: Sequence[Fact]) -> Iterator[tuple[str, list[Item]]]:
    """Pairs of statements that say one thing ("agree") or of which one denies the other ("conflict"), the likest first.

    What two values of one of the `known` facts tell already is left out.
    """
    every = [s for reading in readings for s in statements(reading)]
    spread = Counter(k for s in every for k in s.keys)
    weight = {k: math.log((1 + len(every)) / n) for k, n in spread.items()}
    size = [math.sqrt(sum(weight[k] ** 2 for k in s.keys)) or 1.0 for s in every]
    where: dict[str, list[int]] = {}
    for n, statement in enumerate(every):
        for k in statement.keys:
            where.setdefault(k, []).append(n)
    pairs: list[tuple[float, str, Statement, Statement, list[str]]] = []
    for n, one in enumerate(every):
        near = Counter(m for k in one.keys if spread[k] <= COMMON for m in where[k] if m > n)
        for m, shared in sorted(near.items()):
            other = every[m]
            if same_source(one.source, other.source):
                continue
            common = sorted(one.keys & other.keys, key=lambda k: (-weight[k], k))
            like = sum(weight[k] ** 2 for k in common) / (size[n] * size[m])
            follows = other.back and one.reading is other.reading and 0 < other.number - one.number <= 2
            said = [k for k in common if not k.startswith("@")]
            against = (one.negated ^ other.negated) & set(said)
            if against or follows:
                deed = any(k in one.deeds & other.deeds and spread[k] <= RARE for k in against)
                at_once = deed and one.reading is other.reading  # "denied that it had been warned", "he had warned it"
                if follows or at_once or (like >= AGAINST and shared >= FEWEST):
                    soon = abs(one.reading.published - other.reading.published) <= SOON
                    pairs.append((like + follows + (BONUS if soon else 0.0), "conflict", one, other, common))
                continue
            rare = all(spread[k] <= RARE for k in said)
            if not (one.cited and other.cited):
                continue
            if not any(k in one.deeds or k in other.deeds for k in said):
                continue
            if like >= AGREE and len(said) >= FEWEST + (not rare) and one.reading.origin != other.reading.origin:
                pairs.append((like, "agree", one, other, common))
    pairs.sort(key=lambda p: (-p[0], p[2].reading.number, p[2].start, p[3].reading.number, p[3].start))
    used: set[tuple[str, int, int]] = set()
    shown = 0
    for like, relation, one, other, common in pairs:
        places = {(relation, s.reading.number, s.start) for s in (one, other)}
        if places & used or shown == MOST or any(_tells(fact, one) and _tells(fact, other) for fact in known):
            continue
        used |= places
        shown += 1
        named = sorted(common, key=lambda k: (k.startswith("@"), -weight[k], k))
        topic = "statement on " + (", ".join(one.words.get(k, k) for k in named[:2]) or "what was said before")
        why = f"they are one {topic}" + ("; one denies it" if relation == "conflict" else "")
        items = [
            s.reading.item(
                topic, topic, s.start, s.end, value=s.reading.ledger.text[s.start : s.end], same=str(n),
                negative=bool(s.negated & set(common)), weight=min(1.0, like), why=why,
            )
            for n, s in enumerate((one, other))
        ]  # fmt: skip
        yield relation, items
