"""Under what a word stands: negation, hedges, plans, allegations, and who is cited for it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from copydesk.audit.lexicon import lexicon
from copydesk.audit.sides import Line
from copydesk.nouns import Claim

LEVELS = ("possible", "probable", "planned", "alleged", "unknown")
# A statement inherits what its governor says of it along these relations.
UNDER = frozenset(
    {"ccomp", "xcomp", "pcomp", "acl", "csubj", "csubjpass", "oprd", "dobj", "attr", "acomp", "pobj", "prep"}
)
CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "conj", "csubj", "xcomp"})
STEPS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What stands over a word: the tokens that negate, deny, hedge or plan it, and the claims it belongs to."""

    negations: tuple[Any, ...]
    denials: tuple[Any, ...]
    hedges: dict[str, tuple[Any, ...]]
    settled: tuple[Any, ...]
    claims: tuple[Claim, ...]

    @property
    def negative(self) -> bool:
        """Whether negations and denials leave the statement denied."""
        return (len(self.negations) + len(self.denials)) % 2 == 1

    def has(self, *levels: str) -> bool:
        """Whether a hedge of one of these levels stands over the word."""
        return any(self.hedges[level] for level in levels)

    def words(self, *levels: str) -> tuple[Any, ...]:
        """The hedges of these levels."""
        return tuple(token for level in levels for token in self.hedges[level])


@functools.cache
def _levels() -> dict[str, tuple[str, ...]]:
    lists = lexicon("scope")
    found: dict[str, list[str]] = {}
    for name in (*LEVELS, "negative", "denying", "settled"):
        for word in lists[name]:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def predicate(token: Any) -> Any:
    """The verb (or root) that a word belongs to."""
    for _ in range(STEPS):
        if token.dep_ == "ROOT" or (token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod")):
            return token
        token = token.head
    return token


def governors(token: Any) -> Iterator[Any]:
    """The words over a word, as far as they bear on whether it is so."""
    for _ in range(STEPS):
        if token.dep_ in ("ROOT", "advcl", "relcl", "parataxis") or token.head.i == token.i or _apart(token):
            return
        conj = token.dep_ == "conj"
        token = token.head
        if not conj:
            yield token


def _apart(token: Any) -> bool:
    """Whether a semicolon parts a clause from what the parser hangs it on: "They claim it; we could not verify it"."""
    first, last = sorted((token.i, token.head.i))
    return token.dep_ == "ccomp" and any(t.text == ";" for t in token.doc[first:last])


def _marks(token: Any) -> Iterator[Any]:
    """A word and those right under it that can negate or hedge it."""
    yield token
    for child in token.children:
        if child.dep_ in ("neg", "aux", "advmod", "det", "preconj", "mark", "amod", "auxpass", "cc"):
            yield child
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "pobj", "acomp"):
            if child.lower_ in lexicon("scope")["negative"] or child.dep_ == "acomp":
                yield child
            for grand in child.children:
                if grand.dep_ in ("det", "neg", "preconj") or grand.lower_ in ("alleged", "suspected", "possible"):
                    yield grand
        elif child.dep_ == "prep" and child.lower_ == "without":
            yield child


def _unable(could: Any) -> bool:
    """Whether a "could not" is inability, which is no hedge: a negation right behind it."""
    return could.i + 1 < len(could.doc) and could.nbor(1).lower_ in ("not", "n't", "n’t", "hardly", "barely")


def scope(token: Any, line: Line) -> Scope:
    """What stands over a word of a line."""
    levels = _levels()
    found: dict[str, list[Any]] = {name: [] for name in (*LEVELS, "negative", "denying", "settled")}
    seen: set[int] = set()
    top = predicate(token)
    chain = [top, *governors(top)]
    if (
        top.dep_ == "conj"
        and top.head.pos_ in ("VERB", "AUX")
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in top.children)
    ):
        chain.append(top.head)  # "may have fallen or jumped"
    if top.i != token.i:
        chain.insert(0, token)
    for number, word in enumerate(chain):
        shared = number and word is chain[-1] and top.dep_ == "conj" and word.i == top.head.i
        for mark in _marks(word):
            if mark.i in seen or (shared and (mark.i == word.i or mark.dep_ == "neg")):
                continue
            seen.add(mark.i)
            names = levels.get(mark.lower_) or levels.get(mark.lemma_.lower(), ())
            for name in names:
                if name == "possible" and mark.lower_ == "could" and _unable(mark):
                    continue
                if name == "denying" and mark.i == token.i:
                    continue  # the word itself is compared, not what it does to what stands under it
                if mark.i == token.i and name in ("settled",):
                    continue
                if name == "planned" and mark.lower_ == "would" and word.dep_ == "ccomp":
                    found[name].append(mark)
                    continue
                found[name].append(mark)
    claims = tuple(c for c in line.claims if any(s.start <= token.idx < s.end for s in c.content))
    return Scope(
        tuple(found["negative"]), tuple(found["denying"]), {name: tuple(found[name]) for name in LEVELS},
        tuple(found["settled"]), claims,
    )  # fmt: skip
