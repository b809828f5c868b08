"""Which event a report is about: the one that headline and lead agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from copydesk.facts.events.ontology import ontology
from copydesk.facts.events.roles import roles
from copydesk.parse.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token


LEAD = 3  # sentences
ATTRIBUTIVE = 2.0  # what a participle before a noun loses


def main_event(parsed: Parsed, triggers: list[tuple[Token, str, int]], told: Sequence[float]) -> int:
    """The index of the main event among triggers in text order, each with its kind and the number of its sentence.

    `told` is how far each is told as a fact, -3 to 3.

    Counts: the kind and words that the headline tells, how early the sentence stands, how near the top of its clause
    the word is, how newsworthy its kind is, how often the report comes back to it, and that it is told as a fact.
    """
    kinds = ontology().kinds
    headline = parsed.layout.headline
    titled: dict[str, float] = {}
    lemmas: set[str] = set()
    if headline is not None:
        for token in _between(parsed, *headline):
            if token.is_alpha and not token.is_stop:
                lemmas.add(token.lemma_.lower())
            kind = ontology().kind(token)
            if kind is not None:
                titled[kind] = max(titled.get(kind, 0.0), 1.0 / (1 + _depth(token)) + 0.2)
    often = Counter(kind for _, kind, _ in triggers)
    scores = []
    for index, (token, kind, at) in enumerate(triggers):
        early = 1.0 if at < LEAD else 0.5  # what only a later paragraph shares with the headline is often an older case
        score = early * (4.0 * titled.get(kind, 0.0) + 1.5 * (token.lemma_.lower() in lemmas))
        patients = [word.lemma_.lower() for _, word in roles(token, kinds[kind])]
        score += 0.8 * min(2, sum(word in lemmas for word in patients))
        score += 3.0 / (1 + at)
        score += 0.6 / (1 + _depth(token))
        score += 0.4 * kinds[kind].weight + 0.2 * min(4, often[kind])
        score += 0.3 * told[index]
        if token.dep_ == "amod" and token.i < token.head.i:
            score -= ATTRIBUTIVE  # "the stolen head was found": the finding is the news
        scores.append((score, -index))
    return -max(scores)[1]


def _between(parsed: Parsed, start: int, end: int) -> list[Token]:
    """The words of the parse between two offsets."""
    words = parsed.doc.char_span(start, end, alignment_mode="contract")
    return list(words) if words is not None else []


def _depth(token: Token) -> int:
    """How many clauses stand above a word, verbs of saying not counted."""
    depth, node, steps = 0, token, 0
    while node.head.i != node.i and steps < 20:
        if node.dep_ not in ("ccomp", "conj", "aux"):
            depth += 1
        node, steps = node.head, steps + 1
    return depth
