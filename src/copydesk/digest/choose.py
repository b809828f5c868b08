"""Which sentences of a report an editor would keep."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from copydesk.digest.orders import orders
from copydesk.nouns import Claim, Ledger, Span

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OPENERS = '"“«‘'
_QUOTES = re.compile(r"[\"“”«»]")


@functools.cache
def rules() -> dict[str, Any]:
    """The weights and word lists of the choice."""
    return tomllib.loads((files("copydesk.digest") / "data" / "choice.toml").read_text(encoding="utf-8"))


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


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def body(ledger: Ledger) -> Iterator[Span]:
    """The body sentences: outside headline and appended digest."""
    for span in ledger.sentences:
        in_head = ledger.headline is not None and span.start < ledger.headline.end
        in_digest = ledger.digest is not None and span.start < ledger.digest.end and span.end > ledger.digest.start
        if not in_head and not in_digest and _WORD.search(span.quote):
            yield span


def told_in(ledger: Ledger, span: Span) -> tuple[int, ...]:
    """Indices of the claims whose content stands, at least in part, in a sentence."""
    return tuple(
        index
        for index, claim in enumerate(ledger.claims)
        if any(part.start < span.end and part.end > span.start for part in (claim.content or (claim.cue,)))
    )


def loses_source(claim: Claim, span: Span) -> bool:
    """Whether a sentence tells a claim without the words that say whose it is."""
    inside = span.start <= claim.cue.start < span.end
    return not inside and any(part.start < span.end and part.end > span.start for part in claim.content)


def candidates(ledger: Ledger) -> list[Candidate]:
    """All body sentences that can stand in a digest by themselves, with what speaks for each."""
    spans = list(body(ledger))
    stop = frozenset(rules()["words"]["stop"])
    bags = [frozenset(word for word in words_of(span.quote) if word not in stop and len(word) > 2) for span in spans]
    spread = Counter(word for bag in bags for word in bag)
    head = {
        word for word in words_of(ledger.headline.quote if ledger.headline else ledger.title or "") if word not in stop
    }
    asked = orders(ledger)
    found = []
    for number, (span, bag) in enumerate(zip(spans, bags, strict=True)):
        told = told_in(ledger, span)
        if any(loses_source(ledger.claims[i], span) for i in told) or len(_QUOTES.findall(span.quote)) % 2:
            continue
        if any(span.start < end and span.end > start for start, end in asked):
            continue
        found.append(_candidate(ledger, number, len(spans), span, bag, spread, head, told))
    return found


def _candidate(
    ledger: Ledger, number: int, total: int, span: Span, bag: frozenset[str], spread: Counter[str], head: set[str],
    told: tuple[int, ...],
) -> Candidate:  # fmt: skip
    weights, lists = rules()["weights"], rules()["words"]
    words = words_of(span.quote)
    claims = [ledger.claims[i] for i in told]
    unknown = any(u.start < span.end and u.end > span.start for u in ledger.unknowns)
    disputed = any(c.polarity == "negative" for c in claims) or any(word in lists["dispute"] for word in words)
    main = any(e.main and span.start <= e.trigger.start < span.end for e in ledger.events)
    grounds = {
        "length": min(1.0, len(words) / 30), "claims": min(3, len(claims)) / 3,
        "quantities": min(2, _inside(ledger.quantities, span)) / 2, "times": min(2, _inside(ledger.times, span)) / 2,
        "headline": len(head & bag) / len(head) if head else 0.0,
        "central": min(1.0, sum(min(4, spread[word] - 1) for word in bag) / (4 * len(bag))) if bag else 0.0,
        "disputed": any(word in lists["dispute"] for word in words), "negative": any(c.polarity == "negative" for c in claims),
        "hedged": any(c.certainty in ("probable", "possible") for c in claims), "unknown": unknown,
        "opens_quotation": span.quote[:1] in _OPENERS, "direct": any(c.speech == "direct" for c in claims),
        "short": len(words) < 8, "last": total > 1 and number == total - 1, "lead": number == 0, "main": main,
        "dangling": dangling(ledger, span),
    }  # fmt: skip
    kinds = {"said"} if any(c.source is not None for c in claims) else set()
    kinds |= {"disputed"} if disputed else set()
    kinds |= {"unknown"} if unknown else set()
    score = sum(weights[name] * float(value) for name, value in grounds.items())
    return Candidate(number, span, bag, len(words), told, frozenset(kinds), score, main)


def _inside(spans: tuple[Any, ...], span: Span) -> int:
    return sum(span.start <= other.start < span.end for other in spans)


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
