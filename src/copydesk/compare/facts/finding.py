"""The facts of one incident: every value of its reports, grouped by what it is of, and how the values relate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from msgspec import structs

from copydesk.compare.facts.causes import confirmed, find_causes
from copydesk.compare.facts.circumstances import FATE, SOMEONE, find_circumstances, roles
from copydesk.compare.facts.counts import find_counts, find_elided
from copydesk.compare.facts.names import people
from copydesk.compare.facts.occurrence import dated, find_occurrence, headline_places, placed
from copydesk.compare.facts.phrases import book
from copydesk.compare.facts.reading import Item, Reading, published
from copydesk.compare.facts.relations import relate
from copydesk.compare.facts.statements import find_statements
from copydesk.compare.facts.tolls import one_by_one, toll_items
from copydesk.compare.facts.wholes import parted
from copydesk.nouns import Fact, Ledger, Span

OF_ONE = frozenset({"age", "status", "charge", "sentence in years", "state of health", "confession"})
COUNTED = "number of "  # what the attribute of a count that is no toll begins with
CLOSE = 3  # days between two dates that can be two accounts of one
_RANK = {"conflict": 0, "update": 1, "agree": 2, "single": 3}
# What an editor asks for first; anything else that is told comes behind, and only where two reports tell it.
_FIRST = ("killed", "injured", "ill", "missing", "arrested", "abducted", "displaced", "rescued", "date", "place", "cause",
          "perpetrator", "weapon", "status", "charge", "names", "age")  # fmt: skip
# Told of nearly everyone whom a report names: worth a line only where sources relate.
_DETAILS = frozenset({"age", "weapon"})
_SITED = frozenset({"date", "place"})


def facts_of(
    ledgers: Sequence[Ledger], origins: Sequence[Sequence[str]], *, parts: Mapping[str, Sequence[Span]] | None = None
) -> tuple[Fact, ...]:
    """The facts that the reports of ONE incident tell, the most important first.

    `origins` are groups of ids of reports that are one independent origin; a report in none is its own. `parts` are, by
    report id, the passages that tell of this incident; a report that is not named there tells of it throughout. The
    order of `ledgers` changes nothing.
    """
    readings = readings_of(ledgers, origins, parts or {})
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    items = list(all_items(readings))
    for item in items:
        if not item.part:
            groups[item.attribute, item.thing].append(item)
    things = ((thing, _of_one_thing(values)) for thing, values in _things(readings, groups))
    facts = [fact for thing, values in things if values for fact in _named(thing, relate(values))]
    facts += find_statements(readings, items, facts)
    told = {f.attribute for f in facts if f.relation != "single"}
    ordered = sorted(facts, key=_order)
    # Days and places that one source gives are many; the first that is told is that of the matter itself.
    first = {f.attribute: f for f in reversed(ordered) if f.relation == "single" and f.attribute in _SITED}
    return tuple(
        f
        for f in ordered
        if f.relation != "single" or (_alone(f) and f.attribute not in told and first.get(f.attribute, f) is f)
    )


def _of_one_thing(items: list[Item]) -> list[Item]:
    """Counts of a noun without those of reports that count several things by it: "43 votes", "8,214 votes", "nine votes"."""
    if not items[0].attribute.startswith(COUNTED):
        return items
    told: dict[tuple[int, str], set[tuple[float | None, float | None]]] = defaultdict(set)
    for item in items:
        told[item.report, item.source].add(item.number)
    several = {report for (report, _), numbers in told.items() if len(numbers) > 1}
    return [item for item in items if item.report not in several]


def _alone(fact: Fact) -> bool:
    """Whether a value that only one source gives is worth its place: a count, a day, a cause; no phrase in free words."""
    kind = fact.attribute.partition(" of ")[0]
    known = book().attributes.get(kind)
    return fact.attribute.startswith(_FIRST) and not (known is not None and known.free) and kind not in _DETAILS


def items_of(ledger: Ledger) -> tuple[Item, ...]:
    """Every value that one text tells by itself, in text order: what a digest says, to lay beside facts."""
    return tuple(all_items(readings_of([ledger], [], {})))


def _order(fact: Fact) -> tuple[int, int, int, str, str, int]:
    at = next((n for n, name in enumerate(_FIRST) if fact.attribute.startswith(name)), len(_FIRST))
    return (
        fact.relation == "single",
        at,
        _RANK[fact.relation],
        fact.attribute,
        fact.values[0].report or "",
        fact.values[0].start,
    )


def readings_of(
    ledgers: Sequence[Ledger], origins: Sequence[Sequence[str]], parts: Mapping[str, Sequence[Span]]
) -> list[Reading]:
    """The reports of an incident in the order of their time, each with its origin and the parts that tell of it."""
    from copydesk.parse import document

    number = {report: n for n, group in enumerate(origins) for report in group}
    ordered = sorted(ledgers, key=lambda x: (x.published or "9", x.id))
    for ledger in ordered:
        number.setdefault(ledger.id, len(number) + len(origins))
    when = {x.id: published(x) for x in ordered}
    last = max((at for at in when.values() if at is not None), default=datetime(1970, 1, 1))
    first: dict[int, datetime] = {}
    for ledger in ordered:
        at = when[ledger.id] or last
        first[number[ledger.id]] = min(first.get(number[ledger.id], at), at)
    return [
        Reading(
            n, x, document(x.text), number[x.id], when[x.id] or last, first[number[x.id]],
            tuple(parts[x.id]) if x.id in parts else None,
        )
        for n, x in enumerate(ordered)
    ]  # fmt: skip


def all_items(readings: Sequence[Reading]) -> Iterator[Item]:
    """Every value of every report, in report order."""
    since = min((r.published for r in readings), default=datetime(1970, 1, 1))
    days: list[Item] = []
    places: list[Item] = []
    causes: list[Item] = []
    for reading in readings:
        found: list[Item] = []
        last: Item | None = None
        places += headline_places(reading)
        for words in reading.body():
            if reading.background(words, since):
                found += (i for i in find_counts(reading, words, []) if i.attribute == "age")
                continue
            tolls = list(toll_items(reading, words))
            counted = [*tolls, *find_counts(reading, words, [(t.value.start, t.value.end) for t in tolls])]
            counted += find_elided(reading, words, last)
            last = next((i for i in reversed(counted) if i.attribute != "age"), last)
            found += counted
            found += find_circumstances(reading, words)
            causes += find_causes(reading, words)
            for item in find_occurrence(reading, words):
                (places if item.attribute == "place" else days).append(item)
        yield from parted(list(one_by_one(found)), reading.ledger)
    yield from dated(days)
    yield from placed(places)
    yield from confirmed(causes)


def _named(thing: str, facts: list[Fact]) -> Iterator[Fact]:
    """Facts that say whose age or status they are; one of an unnamed person is told only where sources relate."""
    for fact in facts:
        if fact.attribute not in OF_ONE:
            yield fact
        elif thing[:1].isupper() or thing.startswith("the "):
            yield structs.replace(fact, attribute=f"{fact.attribute} of {thing}")
        elif fact.relation != "single" or fact.attribute != "age":
            yield fact


def _things(
    readings: Sequence[Reading], groups: Mapping[tuple[str, str], list[Item]]
) -> Iterator[tuple[str, list[Item]]]:
    """What each group of values is of, and the groups to compare: persons under all spellings of their names, days that lie close together."""
    heads = people([r.ledger for r in readings])
    called: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for role, name in roles(reading):
            called[role].add(heads.get((reading.ledger.id, name), name))
    named: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for (attribute, thing), items in groups.items():
        for item in items:
            known = _bearers(thing, called) if attribute in OF_ONE else set()
            head = heads.get((readings[item.report].ledger.id, thing), thing)
            named[attribute, next(iter(known)) if len(known) == 1 else head].append(item)
    # Whoever is not named is the person whom the reports tell most of; of a person charged, convicted or the like
    # only if that is told of the one named, too: else the suspects are others.
    persons = set(heads.values())
    spoken = {
        name: len(items) for (attribute, name), items in named.items() if attribute == "status" and name in persons
    }
    main = min(spoken, key=lambda name: (-spoken[name], name), default=SOMEONE)
    tried = any(i.value.value in FATE for i in named.get(("status", main), ()) if main != SOMEONE)
    found: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for (attribute, name), items in named.items():
        for item in items:
            unnamed = name == SOMEONE or main in _bearers(name, called)
            other = item.value.value in FATE and not tried
            found[attribute, ("people" if other else main) if unnamed else name].append(item)
    for (attribute, name), items in found.items():
        if attribute == "age" and not (name[:1].isupper() or name.startswith("the ")):
            continue  # "a man of 71": one of many
        yield from ((name, group) for group in (_by_days(items) if attribute == "date" else [items]))


def _by_days(items: list[Item]) -> Iterator[list[Item]]:
    """Dates parted where more than a few days lie between: they are of other happenings."""
    group: list[Item] = []
    for item in sorted(items, key=lambda i: i.same):
        day = date.fromisoformat(item.same[:10])
        if group and (day - date.fromisoformat(group[-1].same[:10])).days > CLOSE:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _bearers(thing: str, called: Mapping[str, set[str]]) -> set[str]:
    """The people whom "the pilot" can be: those who are called so, or else by a calling that stands for it."""
    if not thing.startswith("the "):
        return set()
    calling = thing.removeprefix("the ")
    near = {c for group in book().callings if calling in group for c in group}
    return called.get(calling) or {name for c in near for name in called.get(c, ())}
