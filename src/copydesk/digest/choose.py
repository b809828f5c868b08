"""Which sentences of a report an editor would keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.digest.orders import orders
from copydesk.digest.signs import body, kinds_of, rules, score, signs, telling, told_in, words_of
from copydesk.nouns import Claim, Ledger, Span

_QUOTES = re.compile(r"[\"“”«»]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One body sentence: its words, the claims told in it (indices), and what speaks for it without looking at others."""

    number: int
    span: Span
    words: frozenset[str]
    length: int
    claims: tuple[int, ...]
    kinds: frozenset[str]  # of "said", "disputed", "unknown"
    score: float
    main: bool


def loses_source(claim: Claim, span: Span) -> bool:
    """Whether a sentence tells a claim without the words that say whose it is."""
    inside = span.start <= claim.cue.start < span.end
    return not inside and any(part.start < span.end and part.end > span.start for part in claim.content)


def able(ledger: Ledger, spans: Sequence[Span]) -> list[bool]:
    """Which sentences can stand in a digest by themselves: with their source, with whole quotations, and not only asking."""
    asked = orders(ledger)
    return [
        not any(loses_source(ledger.claims[index], span) for index in told_in(ledger, span))
        and len(_QUOTES.findall(span.quote)) % 2 == 0
        and not any(span.start < end and span.end > start for start, end in asked)
        for span in spans
    ]


def candidates(ledger: Ledger) -> list[Candidate]:
    """All body sentences that can stand in a digest by themselves, with what speaks for each."""
    spans = list(body(ledger))
    found = []
    for number, (span, fits, seen) in enumerate(zip(spans, able(ledger, spans), signs(ledger, spans), strict=True)):
        if fits:
            told = told_in(ledger, span)
            worth = score(seen) + (float(rules()["weights"]["dangling"]) if dangling(ledger, span) else 0.0)
            kinds = kinds_of(ledger, span, [ledger.claims[index] for index in told])
            words = frozenset(telling(span.quote))
            found.append(Candidate(number, span, words, len(span.quote.split()), told, kinds, worth, seen["main"] > 0))
    return found


def dangling(ledger: Ledger, span: Span) -> bool:
    """Whether a sentence begins with a pronoun for which the ledger has no name."""
    if not leans(span.quote):
        return False
    return not any(c.source is not None and c.source.start == span.start and c.source_name for c in ledger.claims)


def leans(text: str) -> bool:
    """Whether a sentence begins with a word that points to one before it."""
    words = words_of(text)
    return bool(words) and words[0] in rules()["words"]["dangling"] and words[0] != "the"


def _worth(candidate: Candidate, told: set[str], have: set[str]) -> float:
    """What a sentence adds to those chosen: its own score, less what they tell already, more for what they lack."""
    repeated = len(candidate.words & told) / len(candidate.words) if candidate.words else 1.0
    wanted = sum(float(rules()["wants"][kind]) for kind in sorted(candidate.kinds - have))
    return candidate.score + float(rules()["weights"]["repeats"]) * repeated**2 + wanted


def choose(
    found: list[Candidate], *, sentences: int, words: int | None, beside: Sequence[Candidate] = ()
) -> list[Candidate]:
    """The best sentences, one after the other: each adds something, and the digest holds who says, disputes, does not know.

    `beside` are those that are told already.
    """
    chosen: list[Candidate] = []
    told = {word for one in beside for word in one.words}
    have = {kind for one in beside for kind in one.kinds}
    left = words
    pool = list(found)
    while pool and len(chosen) < sentences:
        fitting = [c for c in pool if left is None or c.length <= left]
        if not fitting:
            break

        best = max(fitting, key=lambda c: (_worth(c, told, have), -c.number))
        chosen.append(best)
        pool.remove(best)
        told |= best.words
        have |= best.kinds
        if left is not None:
            left -= best.length
    first = next((c for c in chosen if c.main), None)
    return sorted(chosen, key=lambda c: (c is not first, c.number))
