"""Parts of a report that tell of another report's incident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from copydesk.compare.profile import Profile, Weights, disclaims, opening, sounds
from copydesk.compare.wording import stems
from copydesk.nouns import Ledger, Span

MARKS = 2  # names of another incident that a part must give
ENOUGH = 11.0  # rarity that these must have together


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a report that tells of another incident, and the names by which it does."""

    span: Span
    names: tuple[str, ...]


def marks(profiles: Sequence[Profile]) -> Weights:
    """The names that mark an incident, with their rarity: rare ones that at least half of its reports give.

    A group of one or two reports is marked by all its rare names.
    """
    given = Counter(word for profile in profiles for word in profile.rare)
    least = len(profiles) / 2 if len(profiles) > 2 else 1
    return {word: rare for profile in profiles for word, rare in profile.rare.items() if given[word] >= least}


def part_of(ledger: Ledger, profile: Profile, own: Set[str], other: Weights) -> Part | None:
    """The part of a report that tells of another incident, by that one's marks, or None.

    Names that the report opens with, or that mark its own incident, do not count; nor does a sentence that says the two
    have nothing to do with each other.
    """
    sought = other.keys() - own - opening(ledger)
    if len(sought & profile.held) < MARKS:
        return None
    found: set[str] = set()
    best: tuple[float, Span | None] = (0.0, None)
    for sentence in ledger.sentences:
        here = sought & sounds(stems(sentence.quote))
        if not here or disclaims(sentence.quote):
            continue
        found |= here
        best = max(best, (sum(other[word] for word in here), sentence), key=lambda item: item[0])
    if best[1] is None or len(found) < MARKS or sum(other[word] for word in found) < ENOUGH:
        return None
    return Part(best[1].within(ledger.id), tuple(sorted(found, key=lambda word: (-other[word], word))))
