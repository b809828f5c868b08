"""Which sentences of a report tell of which incident, where it tells of several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from copydesk.compare.parts import marks
from copydesk.compare.profile import profile, sounds
from copydesk.compare.wording import stems
from copydesk.nouns import Ledger, Span

# A sentence tells of a second incident too if that one's names weigh this much of the first one's.
BOTH = 0.5
_GAP = re.compile(r"\n\s*\n")


class Told(Protocol):
    """An incident: the reports (positions in the pool) that tell of it, and those it is the main matter of."""

    @property
    def reports(self) -> tuple[int, ...]: ...

    @property
    def main(self) -> tuple[int, ...]: ...


def scopes(pool: Sequence[Ledger], groups: Sequence[Told]) -> list[dict[str, tuple[Span, ...]]]:
    """For each group the sentences that tell of it, by report id, of the reports that stand in several groups.

    A sentence belongs to the incident whose names it gives; without any, to that of the sentence before it in its
    paragraph. A paragraph that opens without a name may go on with what came before or come back to the report's own
    matter: it belongs to both.
    """
    found: list[dict[str, tuple[Span, ...]]] = [{} for _ in groups]
    times = Counter(number for group in groups for number in group.reports)
    for number in sorted(number for number, count in times.items() if count > 1):
        mine = [place for place, group in enumerate(groups) if number in group.reports]
        home = next((place for place in mine if number in groups[place].main), None)
        names = _names(pool, [groups[place] for place in mine])
        told = _told(pool[number], dict(zip(mine, names, strict=True)), home)
        for place in mine:
            found[place][pool[number].id] = tuple(span for span, places in told if place in places)
    return found


def _names(pool: Sequence[Ledger], groups: Sequence[Told]) -> list[dict[str, float]]:
    """The names that tell each of some incidents from the others, with their weight."""
    given = [dict(marks([profile(pool[number]) for number in group.main])) for group in groups]
    shared = Counter(name for names in given for name in names)
    return [{name: weight for name, weight in names.items() if shared[name] == 1} for names in given]


def _told(
    ledger: Ledger, names: Mapping[int, Mapping[str, float]], home: int | None
) -> list[tuple[Span, frozenset[int]]]:
    """Each sentence, and the headline, with the incidents that it tells of."""
    start = frozenset(names) if home is None else frozenset({home})
    told: list[tuple[Span, frozenset[int]]] = []
    now, end = start, 0
    head = [ledger.headline] if ledger.headline else []
    for span in [*head, *(s for s in ledger.sentences if not head or s.start >= head[0].end)]:
        words = sounds(stems(span.quote))
        weight = {place: sum(own[word] for word in words & own.keys()) for place, own in names.items()}
        most = max(weight.values())
        if most > 0:
            now = frozenset(place for place, own in weight.items() if own >= BOTH * most)
        elif _GAP.search(ledger.text, end, span.start):
            now |= start
        told.append((span, now))
        end = span.end
    return told
