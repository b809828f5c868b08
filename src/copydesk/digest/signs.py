"""What speaks for a report sentence in a digest: signs as named numbers, most of them 0 to 1, and the learned weights over them."""

from __future__ import annotations

import functools
import json
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from copydesk.nouns import Claim, Ledger, Span

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUOTATION = re.compile(r"[“\"„«][^“”\"„«»]*[”\"»]")
_YEAR = re.compile(r"\d{4}")
_ENDINGS = ("ing", "ed", "es", "s", "ly")
LONG = 30  # words from which a sentence counts as a full one
Signs = dict[str, float]


@functools.cache
def rules() -> dict[str, Any]:
    """The word lists of the choice, and what a digest should hold."""
    return tomllib.loads((files("copydesk.digest") / "data" / "choice.toml").read_text(encoding="utf-8"))


@functools.cache
def weights() -> Mapping[str, float]:
    """The weights that ship (`training/train_choice.py`)."""
    data = json.loads((files("copydesk.digest") / "data" / "choice.json").read_text(encoding="utf-8"))
    found: Mapping[str, float] = data["weights"]
    return found


def score(signs: Signs) -> float:
    """The log-odds that a digest by hand would rest on a sentence."""
    known = weights()
    return known["bias"] + sum(known.get(name, 0.0) * value for name, value in signs.items())


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def telling(text: str) -> list[str]:
    """The words of a text that say something, each without its ending.

    >>> telling("The ferries were searched by the police")
    ['ferri', 'search', 'police']
    """
    stop = _stop()
    return [_stem(word) for word in words_of(text) if word not in stop and len(word) > 2]


@functools.cache
def _stop() -> frozenset[str]:
    return frozenset(rules()["words"]["stop"])


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


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


def signs(ledger: Ledger, spans: Sequence[Span]) -> list[Signs]:
    """The signs of each body sentence."""
    bags = [telling(span.quote) for span in spans]
    head = set(telling(ledger.headline.quote if ledger.headline else ledger.title or ""))
    return [
        _signs(ledger, span, set(bag), number, len(spans), near, head)
        for number, (span, bag, near) in enumerate(zip(spans, bags, centrality(bags), strict=True))
    ]


def centrality(bags: Sequence[Sequence[str]]) -> list[float]:
    """How near each sentence is to all others; 1 is the mean.

    The sum of its cosines with them over words weighted by rarity: where a random walk along these cosines stays in the end, which
    is LexRank without its jumps. Linear in the words, as the cosines are summed before they are taken.
    """
    total = len(bags)
    spread = Counter(word for bag in bags for word in set(bag))
    rare = {word: math.log((total + 1) / (count + 0.5)) for word, count in spread.items()}
    vectors = []
    whole: Counter[str] = Counter()
    for bag in bags:
        vector = {word: count * rare[word] for word, count in Counter(bag).items()}
        size = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({word: value / size for word, value in vector.items()})
        for word, value in vectors[-1].items():
            whole[word] += value  # type: ignore[assignment]
    near = [sum(value * whole[word] for word, value in vector.items()) for vector in vectors]
    mean = sum(near) / total if total else 0.0
    return [value / mean if mean else 1.0 for value in near]


def _signs(ledger: Ledger, span: Span, bag: set[str], number: int, total: int, near: float, head: set[str]) -> Signs:
    words = words_of(span.quote)
    claims = [ledger.claims[index] for index in told_in(ledger, span)]
    quantities, times = _inside(ledger.quantities, span), _inside(ledger.times, span)
    events = [event for event in ledger.events if span.start <= event.trigger.start < span.end]
    people = [e for e in (*ledger.people, *ledger.organisations) if _inside(e.mentions, span)]
    return {
        "length": min(1.5, len(words) / LONG), "short": float(len(words) < 8),
        "first": float(number == 0), "last": float(number == total - 1), "position": number / max(1, total - 1),
        "headline": len(head & bag) / max(1, len(head)), "of_headline": len(head & bag) / max(1, len(bag)), "central": near,
        "claims": min(3, len(claims)) / 3, "several_claims": float(len(claims) > 1),
        "quantities": min(3, len(quantities)) / 3, "age": float(any(q.kind == "age" for q in quantities)),
        "times": min(2, len(times)) / 2, "background": float(any(_long_ago(time.value, ledger.published) for time in times)),
        "names": min(4, len(people)) / 4,
        "events": min(4, len(events)) / 4, "main": float(any(e.main for e in events)),
        "factual": max((e.factuality for e in events), default=0.0) / 3,
        "dispute": float(_disputes(words)), "negative": float(any(c.polarity == "negative" for c in claims)),
        "hedged": float(any(c.certainty in ("probable", "possible") for c in claims)),
        "unknown": float(is_unknown(ledger, span)), "unsaid": float(any(c.certainty == "unknown" for c in claims)),
        "quoted": sum(len(m.group()) for m in _QUOTATION.finditer(span.quote)) / max(1, len(span.quote)),
        "direct": float(any(c.speech == "direct" for c in claims)),
    }  # fmt: skip


def kinds_of(ledger: Ledger, span: Span, claims: Sequence[Claim]) -> frozenset[str]:
    """Of what a digest should hold, what a sentence tells: "said", "disputed", "unknown"."""
    found = {
        "said": any(claim.source is not None for claim in claims),
        "disputed": any(claim.polarity == "negative" for claim in claims) or _disputes(words_of(span.quote)),
        "unknown": is_unknown(ledger, span),
    }
    return frozenset(kind for kind, there in found.items() if there)


def is_unknown(ledger: Ledger, span: Span) -> bool:
    """Whether a sentence tells what is not known."""
    return any(unknown.start < span.end and unknown.end > span.start for unknown in ledger.unknowns)


def _disputes(words: Sequence[str]) -> bool:
    dispute = rules()["words"]["dispute"]
    return any(word in dispute for word in words)


def _inside(spans: Sequence[Any], span: Span) -> list[Any]:
    return [other for other in spans if span.start <= other.start < span.end]


def _long_ago(value: str, published: str | None) -> bool:
    """Whether a time lies before the year before that of the report."""
    return bool(published and _YEAR.match(value) and int(value[:4]) < int(published[:4]) - 1)
