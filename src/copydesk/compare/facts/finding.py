"""The facts of one incident: every value of its reports, grouped by what it is of, and how the values relate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from msgspec import structs

from copydesk.compare.facts.circumstances import FATE, SOMEONE, find_circumstances
from copydesk.compare.facts.counts import find_counts
from copydesk.compare.facts.names import people
from copydesk.compare.facts.occurrence import find_occurrence, headline_places, placed
from copydesk.compare.facts.reading import Item, Reading, published
from copydesk.compare.facts.relations import relate, stated
from copydesk.compare.facts.statements import find_statements
from copydesk.compare.facts.tolls import find_tolls, one_by_one
from copydesk.nouns import Fact, Ledger, Span

OF_ONE = frozenset({"age", "status", "charge", "state of health", "confession"})
CLOSE = 3  # days between two dates that can be two accounts of one
_RANK = {"conflict": 0, "update": 1, "agree": 2, "single": 3}
# What an editor asks for first; anything else that is told comes behind, and only where two reports tell it.
_FIRST = ("killed", "injured", "missing", "arrested", "abducted", "displaced", "rescued", "date", "place", "cause",
          "perpetrator", "weapon", "status", "charge", "names", "age")  # fmt: skip


def facts_of(
    ledgers: Sequence[Ledger], origins: Sequence[Sequence[str]], *, parts: Mapping[str, Sequence[Span]] | None = None
) -> tuple[Fact, ...]:
    """The facts that the reports of ONE incident tell, the most important first.

    `origins` are groups of ids of reports that are one independent origin; a report in none is its own. `parts` are, by
    report id, the passages that tell of this incident; a report that is not named there tells of it throughout. The
    order of `ledgers` changes nothing.
    """
    readings = _readings(ledgers, origins, parts or {})
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in _items(readings):
        groups[item.attribute, item.thing].append(item)
    facts = [fact for thing, items in _things(readings, groups) for fact in _named(thing, relate(items))]
    facts += [stated(relation, items) for relation, items in find_statements(readings, facts)]
    told = {f.attribute for f in facts if f.relation != "single"}
    shown = [f for f in facts if f.relation != "single" or (f.attribute.startswith(_FIRST) and f.attribute not in told)]
    return tuple(sorted(shown, key=_order))


def items_of(ledger: Ledger) -> tuple[Item, ...]:
    """Every value that one text tells by itself, in text order: what a digest says, to lay beside facts."""
    return tuple(_items(_readings([ledger], [], {})))


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


def _readings(
    ledgers: Sequence[Ledger], origins: Sequence[Sequence[str]], parts: Mapping[str, Sequence[Span]]
) -> list[Reading]:
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


def _items(readings: Sequence[Reading]) -> Iterator[Item]:
    """Every value of every report, in report order."""
    since = min((r.published for r in readings), default=datetime(1970, 1, 1))
    places: list[Item] = []
    for reading in readings:
        found: list[Item] = []
        places += headline_places(reading)
        for words in reading.body():
            if reading.background(words, since):
                found += (i for i in find_counts(reading, words, []) if i.attribute == "age")
                continue
            tolls = list(find_tolls(reading, words))
            found += tolls
            found += find_counts(reading, words, [(t.value.start, t.value.end) for t in tolls])
            found += find_circumstances(reading, words)
            for item in find_occurrence(reading, words):
                (places if item.attribute == "place" else found).append(item)
        yield from one_by_one(found)
    yield from placed(places)


def _named(thing: str, facts: list[Fact]) -> Iterator[Fact]:
    """Facts that say whose age or status they are; one of an unnamed person is told only where sources relate."""
    for fact in facts:
        if fact.attribute not in OF_ONE:
            yield fact
        elif thing[:1].isupper():
            yield structs.replace(fact, attribute=f"{fact.attribute} of {thing}")
        elif fact.relation != "single" or fact.attribute != "age":
            yield fact


def _things(
    readings: Sequence[Reading], groups: Mapping[tuple[str, str], list[Item]]
) -> Iterator[tuple[str, list[Item]]]:
    """What each group of values is of, and the groups to compare: persons under all spellings of their names, days that lie close together."""
    heads = people([r.ledger for r in readings])
    spoken = Counter(
        heads[readings[i.report].ledger.id, i.thing]
        for (attribute, thing), items in groups.items()
        if attribute == "status" and thing[:1].isupper()
        for i in items
        if (readings[i.report].ledger.id, i.thing) in heads
    )
    # Whoever is not named there is the person whom the reports tell most of; of a person charged, convicted or the like
    # only if that is told of the one named, too: else the suspects are others.
    main = min(spoken, key=lambda name: (-spoken[name], name), default=SOMEONE)
    tried = any(
        i.value.value in FATE and heads.get((readings[i.report].ledger.id, thing)) == main
        for (attribute, thing), items in groups.items()
        if attribute == "status"
        for i in items
    )
    found: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for (attribute, thing), items in groups.items():
        for item in items:
            others = item.value.value in FATE and not tried
            unnamed = thing in (SOMEONE, "people")
            name = (
                ("people" if others else main)
                if unnamed
                else heads.get((readings[item.report].ledger.id, thing), thing)
            )
            found[attribute, name].append(item)
    for (attribute, name), items in found.items():
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
