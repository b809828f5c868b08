"""Parts of a report that tell of another report's incident."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.compare.profile import Profile, rarity
from copydesk.compare.wording import stem, wording
from copydesk.nouns import Ledger, Span

TELLING = 3.5  # rarity from which a name marks an incident
MARKS = 2  # names of another incident that a part must give
ENOUGH = 11.0  # rarity that these must have together
_OPENING = 2  # sentences whose names are the report's own matter


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a report that tells of another incident, and the names by which it does."""

    span: Span
    names: tuple[str, ...]


@functools.cache
def _disclaimers() -> tuple[str, ...]:
    path = importlib.resources.files("copydesk.compare") / "data" / "parts.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["disclaimers"])


def marks(profiles: Sequence[Profile]) -> frozenset[str]:
    """The names that mark an incident: rare ones that at least half of its reports give.

    A group of one or two reports is marked by all its rare names.
    """
    given = Counter(word for profile in profiles for word in profile.proper)
    least = len(profiles) / 2 if len(profiles) > 2 else 1
    return frozenset(word for word, count in given.items() if count >= least and rarity(word) >= TELLING)


def part_of(ledger: Ledger, profile: Profile, own: frozenset[str], other: frozenset[str]) -> Part | None:
    """The part of a report that tells of another incident, by that one's marks, or None.

    Names that the report opens with, or that mark its own incident, do not count; nor does a sentence that says the two
    have nothing to do with each other.
    """
    sought = other - own - _opening(ledger)
    if len(sought & profile.held) < MARKS:
        return None
    found: set[str] = set()
    best: tuple[float, Span | None] = (0.0, None)
    for sentence in ledger.sentences:
        here = sought & {stem(word) for word in wording(sentence.quote).words}
        if not here or any(phrase in sentence.quote.lower() for phrase in _disclaimers()):
            continue
        found |= here
        best = max(best, (sum(map(rarity, here)), sentence), key=lambda item: item[0])
    if best[1] is None or len(found) < MARKS or sum(map(rarity, found)) < ENOUGH:
        return None
    return Part(best[1].within(ledger.id), tuple(sorted(found, key=lambda word: (-rarity(word), word))))


def _opening(ledger: Ledger) -> frozenset[str]:
    head = ledger.headline.end if ledger.headline else 0
    body = [sentence for sentence in ledger.sentences if sentence.start >= head][:_OPENING]
    spans = [*([ledger.headline] if ledger.headline else []), *body]
    return frozenset(stem(word) for span in spans for word in wording(span.quote).words)
