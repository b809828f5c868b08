"""The facts of one incident: every value of its reports, grouped by what it is of, and how the values relate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from copydesk.compare.facts.counts import find_counts
from copydesk.compare.facts.names import same_name
from copydesk.compare.facts.reading import Item, Reading, published
from copydesk.compare.facts.relations import relate
from copydesk.compare.facts.tolls import find_tolls
from copydesk.nouns import Fact, Ledger, Span

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
    facts = [fact for items in _joined(groups).values() for fact in relate(items)]
    shown = [f for f in facts if f.relation != "single" or f.attribute in _FIRST]
    return tuple(sorted(shown, key=_order))


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
    last = max((when for x in ordered if (when := published(x)) is not None), default=datetime(1970, 1, 1))
    return [
        Reading(
            n, x, document(x.text), number[x.id], published(x) or last, tuple(parts[x.id]) if x.id in parts else None
        )
        for n, x in enumerate(ordered)
    ]


def _items(readings: Sequence[Reading]) -> Iterator[Item]:
    """Every value of every report, in report order."""
    since = min((r.published for r in readings), default=datetime(1970, 1, 1))
    for reading in readings:
        found: list[Item] = []
        for words in reading.body():
            if reading.background(words, since):
                continue
            tolls = list(find_tolls(reading, words))
            found += tolls
            found += find_counts(reading, words, [(t.value.start, t.value.end) for t in tolls])
        yield from _plain(found)


def _plain(items: list[Item]) -> Iterator[Item]:
    """Without the single persons named where the report gives a number: one of the fourteen, told by name."""
    for item in items:
        if item.weight == 0.5 and item.value.low == 1:
            told = [i for i in items if i.attribute == item.attribute and i.weight == 1.0 and (i.value.low or 0) > 1]
            if told:
                continue
        yield item


def _joined(groups: Mapping[tuple[str, str], list[Item]]) -> dict[tuple[str, str], list[Item]]:
    """Groups whose things are one person under several spellings, joined."""
    found: dict[tuple[str, str], list[Item]] = {}
    for (attribute, thing), items in groups.items():
        key = (attribute, thing)
        if thing[:1].isupper():
            key = next((k for k in found if k[0] == attribute and k[1][:1].isupper() and same_name(k[1], thing)), key)
        found.setdefault(key, []).extend(items)
    return found
