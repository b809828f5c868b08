"""What else reports tell in two versions: two clauses on one thing, which agree, replace each other or differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from copydesk.compare.facts.clauses import Clause, Number, clauses
from copydesk.compare.facts.counterparts import said
from copydesk.compare.facts.pairs import Pair, Pool, counts_of_one
from copydesk.compare.facts.reading import BACKGROUND, Item, Reading, latest
from copydesk.compare.facts.relations import independent, same_number, stated
from copydesk.compare.facts.sources import same_source
from copydesk.compare.facts.weights import RELATIONS, weights
from copydesk.nouns import Fact, Relation

if TYPE_CHECKING:
    import numpy as np

LEAST = 0.12  # chance from which two clauses are taken to tell of one thing; below it most that is shown is idle
RULED = 0.5  # chance of what a rule is sure of
BOTH = 2
READ = 12  # pairs that the encoder reads for each report of an incident at most
EACH = 6.0  # pairs shown for each report of an incident at most


@dataclass(frozen=True, slots=True)
class _Told:
    """A pair that is shown: how it relates, and its two values."""

    pair: Pair
    relation: Relation
    items: tuple[Item, Item]


def pool_of(readings: Sequence[Reading], items: Sequence[Item]) -> Pool:
    """The clauses of an incident's reports, with the attributes of the values that each holds."""
    every = [clause for reading in readings for clause in clauses(reading)]
    values: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        values[item.report].append(item)
    return Pool(every, {(c.reading.number, c.number): _attributes(c, values[c.reading.number]) for c in every})


def _attributes(clause: Clause, items: Sequence[Item]) -> frozenset[str]:
    return frozenset(i.attribute for i in items if i.value.start < clause.end and clause.start < i.value.end)


def find_statements(readings: Sequence[Reading], items: Sequence[Item], known: Sequence[Fact]) -> list[Fact]:
    """The facts that clauses make which tell of one thing, the surest first; what a `known` fact tells is left out."""
    pool = pool_of(readings, items)
    pairs = pool.pairs()
    if not pairs:
        return []
    learned = weights()
    rows = learned.rows(pairs)
    first = learned.one_thing(pairs, rows)
    read = shortlist(pairs, first, READ * len(readings))
    reading = dict(zip(read, said([(pool.every[pairs[n].one], pool.every[pairs[n].other]) for n in read]), strict=True))
    chances = {n: max(learned.sure(float(first[n]), reading[n]), RULED * _denied(pairs[n])) for n in read}
    order = sorted(read, key=lambda n: (-chances[n], pairs[n].one, pairs[n].other))
    told: list[_Told] = []
    parts = [item for item in items if item.part]
    for n in order:
        pair = pairs[n]
        if chances[n] < LEAST or len(told) >= EACH * len(readings):
            break
        one, other = pool.every[pair.one], pool.every[pair.other]
        if _known(known, one, other):
            continue
        if any(_holds(part, one) or _holds(part, other) for part in parts):
            continue  # "five in the hospital" stands beside no toll
        found = _told(pair, one, other, learned.relation(rows[n], reading[n]), chances[n])
        if found is not None:
            told.append(found)
    return [stated(relation, values) for relation, values in _joined(told)]


def shortlist(pairs: Sequence[Pair], first: np.ndarray, most: int) -> list[int]:
    """The pairs that the encoder reads: those that are likeliest by their signs, and what is told against each other by a rule."""
    order = sorted(range(len(pairs)), key=lambda n: (-first[n], pairs[n].one, pairs[n].other))
    return [*order[:most], *(n for n in order[most:] if _denied(pairs[n]))]


def _denied(pair: Pair) -> bool:
    """Whether one source denies what another one tells: by its very deed, as what was said, or its figure; whatever the weights say."""
    signs = pair.signs
    return bool(signs["denies"] or signs["figure replaced"] or signs["elided"]) or bool(
        signs["here"] and signs["one not"] and signs["deed"] and signs["cited"] == BOTH
    )


def _known(known: Sequence[Fact], one: Clause, other: Clause) -> bool:
    """Whether a fact that relates several values has one in either clause."""
    return any(f.relation != "single" and _tells(f, one) and _tells(f, other) for f in known)


def _holds(item: Item, clause: Clause) -> bool:
    value = item.value
    return value.report == clause.reading.ledger.id and value.start < clause.end and value.end > clause.start


def _tells(fact: Fact, clause: Clause) -> bool:
    return any(
        v.report == clause.reading.ledger.id and v.start < clause.end and v.end > clause.start for v in fact.values
    )


def _told(pair: Pair, one: Clause, other: Clause, speaks: Mapping[Relation, float], chance: float) -> _Told | None:
    """How two clauses on one thing relate, by what `speaks` for each relation that can be, and their values; None where none can."""
    topic, why = _topic(pair, one, other)
    counted = _counted(one, other)
    if counted and _far_apart(one, other):
        return None  # "In March 2022, 31 people died on the same road": an earlier case is no rival of this one
    items = (
        _item(one, counted[0] if counted else None, topic, why, chance),
        _item(other, counted[1] if counted else None, topic, why, chance),
    )
    if counted and (same_number(*items) or same_source(items[0].source, items[1].source)):
        relation = _of_one_number(*items)
        return _Told(pair, relation, items) if relation else None
    once = counted is not None and all(number.once for number in counted)
    contrary = (pair.signs["one not"] != pair.signs["opposite"]) and (pair.signs["said"] or pair.signs["answers"])
    can = {
        "agree": not counted and independent(*items) and not contrary,
        "update": one.reading.first != other.reading.first and not once,
        "conflict": not pair.signs["one source"] and not _repeats(pair),
    }
    able = [r for r in RELATIONS if can[r]]
    return _Told(pair, max(able, key=lambda r: speaks[r]), items) if able else None


def _repeats(pair: Pair) -> bool:
    """Whether two clauses have the same words, both affirmed or both denied, and no two times: neither says what the other does not."""
    signs = pair.signs
    same = signs["said"] + signs["named"] == signs["longer"]
    return same and not signs["one not"] and not signs["one denied"] and signs["both timed"] == signs["same time"]


def _far_apart(one: Clause, other: Clause) -> bool:
    """Whether two clauses are of times that lie far apart; in one report what gives none is of the day when it is told."""
    days = [[last for time in clause.times if (last := latest(time)) is not None] for clause in (one, other)]
    known = any(days) if one.reading is other.reading else all(days)
    first, second = (max(own, default=c.reading.published) for own, c in zip(days, (one, other), strict=True))
    return known and abs(first - second) > BACKGROUND


def _of_one_number(one: Item, other: Item) -> Relation | None:
    """How two figures for one thing relate that are the same, or that one source gives: later it updates its own."""
    if same_number(one, other):
        return "agree" if independent(one, other) else None
    return "update" if one.at != other.at else None


def _counted(one: Clause, other: Clause) -> tuple[Number, Number] | None:
    """The numbers of one kind of thing that two clauses give, the same number before others."""
    both = list(counts_of_one(one, other))
    if not both and len(one.numbers) == len(other.numbers) == 1 and one.deed == other.deed:
        both = [(one.numbers[0], other.numbers[0])]  # "12,000 batteries were sold", "19,000 units were sold"
    return min(both, key=lambda ab: (ab[0].low, ab[0].high) != (ab[1].low, ab[1].high), default=None)


def _topic(pair: Pair, one: Clause, other: Clause) -> tuple[str, str]:
    """What a pair is about, in the words that both clauses have, and why it was made."""
    words = [one.keys[k] for k in sorted(pair.shared, key=lambda k: (k.startswith("@"), pair.shared.index(k)))[:2]]
    named = next((name for name in map(" ".join, permutations(words)) if name in one.quote), ", ".join(words))
    topic = "statement on " + (named or "what was said before")
    signs = pair.signs
    found = [f"both tell of “{named}”"] if words else ["one answers the other"]
    if signs["one not"] or signs["one denied"] or signs["denies"]:
        found.append("one says that it is not so")
    if signs["opposite"]:
        found.append("in opposite words")
    return topic, ", ".join(found)


def _item(clause: Clause, number: Number | None, topic: str, why: str, chance: float) -> Item:
    return clause.reading.item(
        topic, topic, clause.start, clause.end, value=None if number else clause.quote,
        low=number.low if number else None, high=number.high if number else None,
        same=str((clause.reading.number, clause.number)), negative=clause.negated, weight=min(1.0, chance), why=why, claim=clause.claim,
    )  # fmt: skip


def _joined(told: Sequence[_Told]) -> Iterator[tuple[Relation, list[Item]]]:
    """Pairs of one relation that share a clause, as one fact; its values in the order in which they were told."""
    groups: list[tuple[Relation, dict[str, Item]]] = []
    for found in told:
        mine = {item.same: item for item in found.items}
        group = next(
            (g for relation, g in groups if relation == found.relation and g.keys() & mine.keys()
             and all(i.attribute == found.items[0].attribute for i in g.values())), None
        )  # fmt: skip
        if group is None:
            groups.append((found.relation, mine))
        else:
            for key, item in mine.items():
                group.setdefault(key, item)
    for relation, group in groups:
        values = sorted(group.values(), key=lambda i: (i.at, i.report, i.value.start))
        yield relation, values
