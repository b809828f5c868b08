"""Which reports tell of one incident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from copydesk.compare.candidates import Candidates
from copydesk.compare.likeness import features, logit, parted, reason, weighing
from copydesk.compare.linkage import clusters
from copydesk.compare.parts import MARKS, Part, marks, part_of
from copydesk.compare.profile import Profile, profile
from copydesk.nouns import Doubt, Ledger, SharedText

# Log-odds that the reports of a group have on average; chosen by the folds of training/train_incidents.py.
TOGETHER = -1.5
SURE = 0.65  # the chance from which two reports apart, or below 1 - SURE two together, is no doubt


@dataclass(frozen=True, slots=True)
class Group:
    """One incident: its reports (positions in the pool), a sentence for each why, and those it is the main matter of."""

    reports: tuple[int, ...]
    why: tuple[str, ...]
    main: tuple[int, ...]


def grouped(
    ledgers: Sequence[Ledger], shared: Sequence[SharedText]
) -> tuple[tuple[Group, ...], tuple[Doubt, ...], tuple[int, ...]]:
    """The incidents of a pool, the pairs of reports that a person should decide, and the reports of no incident.

    The order of `ledgers` changes positions, not groups. A report stands in two groups where a part of it tells of the
    other one's incident.
    """
    order = sorted(range(len(ledgers)), key=lambda number: ledgers[number].id)
    pool = [ledgers[number] for number in order]
    profiles = [profile(ledger) for ledger in pool]
    weigh = weighing()
    index = Candidates()
    chances: dict[tuple[int, int], float] = {}
    for number, own in enumerate(profiles):
        for other in index.add(number, own):
            chances[other, number] = weigh(features(profiles[other], own))

    def compare(one: int, other: int) -> float:
        chances[one, other] = weigh(features(profiles[one], profiles[other]))
        return logit(chances[one, other])

    links = {pair: logit(chance) for pair, chance in chances.items()}
    together = clusters(
        len(pool),
        links,
        compare,
        least=TOGETHER,
        parted=lambda first, second: parted([profiles[n] for n in first], [profiles[n] for n in second]),
    )
    nothing = [group[0] for group in together if len(group) == 1 and not tells(pool[group[0]])]
    found = [group for group in together if group[0] not in nothing]
    group_of = {number: place for place, group in enumerate(found) for number in group}
    doubts = tuple(
        Doubt(
            reports=(pool[one].id, pool[other].id),
            score=round(chance, 4),
            why=reason(profiles[one], profiles[other]),
        )
        for (one, other), chance in sorted(chances.items())
        if 1 - SURE < chance < SURE and one in group_of and other in group_of and group_of[one] != group_of[other]
    )
    return tuple(_told(pool, profiles, order, found, chances)), doubts, tuple(sorted(order[one] for one in nothing))


def tells(ledger: Ledger) -> bool:
    """Whether a report tells of anything that happened: it has an event, or names a person or a place.

    What has none of them is a page without its article: a notice, a menu, an invitation to subscribe.

    >>> tells(Ledger(id="r", text="Sign up to our newsletter."))
    False
    """
    return bool(ledger.events or ledger.people or ledger.places)


def _told(
    pool: Sequence[Ledger],
    profiles: Sequence[Profile],
    order: Sequence[int],
    found: Sequence[tuple[int, ...]],
    chances: Mapping[tuple[int, int], float],
) -> Iterator[Group]:
    """The groups with the reports a part of which tells of them, and why each report is there."""
    marked = [marks([profiles[number] for number in group]) for group in found]
    holders: dict[str, list[int]] = {}
    for place, mine in enumerate(marked):
        for mark in mine:
            holders.setdefault(mark, []).append(place)
    beside: list[list[tuple[int, Part]]] = [[] for _ in found]
    for home, group in enumerate(found):
        own: Set[str] = marked[home].keys() if len(group) > 2 else frozenset()
        for number in group:
            names = profiles[number].rare
            met = Counter(place for mark in names for place in holders.get(mark, ()) if place != home)
            for place in sorted(place for place, count in met.items() if count >= MARKS):
                if part := part_of(pool[number], profiles[number], own, marked[place]):
                    beside[place].append((number, part))
    for group, parts in zip(found, beside, strict=True):
        why = [_joined(profiles, number, group, chances) for number in group]
        for number, part in parts:
            given = ", ".join(name.capitalize() for name in part.names[:3])
            why.append(f"{pool[number].id}: a part of it names {given}: “{part.span.quote[:160]}”")
        yield Group(
            reports=tuple(order[number] for number in (*group, *(number for number, _ in parts))),
            why=tuple(why),
            main=tuple(order[number] for number in group),
        )


def _joined(
    profiles: Sequence[Profile], number: int, group: Sequence[int], chances: Mapping[tuple[int, int], float]
) -> str:
    others = [other for other in group if other != number]
    if not others:
        return f"{profiles[number].id}: no other report is mainly of it"
    best = max(others, key=lambda other: chances.get((min(other, number), max(other, number)), 0.0))
    return f"{profiles[number].id}: joined to {profiles[best].id}: {reason(profiles[number], profiles[best])}"


def name_of(ledgers: Sequence[Ledger]) -> str:
    """A name for the incident that reports tell of: the headline of the first of them."""
    first = min(ledgers, key=lambda ledger: (ledger.published or "9", ledger.id))
    headline = first.headline.quote if first.headline else first.title
    return " ".join((headline or (first.sentences[0].quote if first.sentences else first.id)).split())[:120]


def time_of(ledgers: Sequence[Ledger]) -> str | None:
    """The day (ISO) that most reports give for the main event, or None."""
    days: Counter[str] = Counter()
    for ledger in ledgers:
        starts = {time.start: time for time in ledger.times}
        for event in ledger.events:
            time = starts.get(event.time.start) if event.main and event.time is not None else None
            if time is not None and len(time.value) >= 10 and time.value[:4].isdigit():
                days[time.value[:10]] += 1
    return min(days, key=lambda day: (-days[day], day), default=None)


def place_of(ledgers: Sequence[Ledger]) -> str | None:
    """The place, no country where there is another, that most reports name most, or None."""
    places: Counter[str] = Counter()
    for ledger in ledgers:
        own = Counter(place.name for place in ledger.places if place.kind not in ("country", "continent", "area"))
        own = own or Counter(place.name for place in ledger.places)
        for name, count in own.items():
            places[name] += min(3, count)
    return min(places, key=lambda name: (-places[name], name), default=None)
