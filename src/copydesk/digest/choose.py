"""Which sentences of a report an editor would keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.digest.leaning import dangling
from copydesk.digest.orders import orders
from copydesk.digest.signs import body, kinds_of, rules, score, signs, telling, told_in
from copydesk.nouns import Claim, Ledger, Span

EARLY = (
    3  # a report tells its main event in one of so many sentences; further down the event is told again, or is another
)
_QUOTES = re.compile(r"[\"“”«»]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One body sentence: its words, the claims told in it (indices), and what speaks for it without looking at others."""

    number: int
    span: Span
    words: frozenset[str]
    length: int
    claims: tuple[int, ...]
    kinds: frozenset[str]  # of "main", "said", "disputed", "unknown"
    score: float
    leans: bool  # on the sentence before it


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
            kinds = kinds_of(ledger, span, [ledger.claims[index] for index in told])
            if number == 0 or (number < EARLY and seen["main"]):
                kinds |= {"main"}
            words = frozenset(telling(span.quote))
            found.append(
                Candidate(
                    number,
                    span,
                    words,
                    len(span.quote.split()),
                    told,
                    kinds,
                    score(seen),
                    dangling(ledger, span),
                )
            )
    return found


def _worth(candidate: Candidate, told: set[str], have: set[str]) -> float:
    """What a sentence adds to those chosen: its own score, less what they tell already, more for what they lack."""
    repeated = len(candidate.words & told) / len(candidate.words) if candidate.words else 1.0
    wanted = sum(float(rules()["wants"][kind]) for kind in sorted(candidate.kinds - have))
    return candidate.score + float(rules()["weights"]["repeats"]) * repeated**2 + wanted


def choose(
    found: list[Candidate], *, sentences: int, words: int | None, beside: Sequence[Candidate] = ()
) -> list[Candidate]:
    """The best sentences, one after the other: each adds something, and the digest holds what happened, who says, disputes, does not know.

    One that points back is chosen only behind the one before it, and where it answers that one ("denied this") goes with it.
    `beside` are those that are told already.
    """
    chosen: list[Candidate] = []
    told = {word for one in beside for word in one.words}
    have = {kind for one in beside for kind in one.kinds}
    answers = {one.number - 1: one for one in found if one.leans and "disputed" in one.kinds}
    left = words

    def fits(one: Candidate) -> bool:
        if one.leans and all(other.number != one.number - 1 for other in chosen):
            return False
        answer = answers.get(one.number) if sentences > 1 else None
        length = one.length + (answer.length if answer else 0)
        return len(chosen) + 1 + bool(answer) <= sentences and (left is None or length <= left)

    pool = list(found)
    while pool and len(chosen) < sentences:
        fitting = [c for c in pool if fits(c)]
        if not fitting:
            break
        best = max(fitting, key=lambda c: (_worth(c, told, have), -c.number))
        for one in filter(None, (best, answers.get(best.number) if sentences > 1 else None)):
            chosen.append(one)
            pool.remove(one)
            told |= one.words
            have |= one.kinds
            left = left - one.length if left is not None else None
    return sorted(chosen, key=lambda c: c.number)
