"""How the values of one thing relate: agree, update, conflict, or single; a fact is a set of values with one relation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from copydesk.compare.facts.causes import CAUSE, one_cause, shares
from copydesk.compare.facts.names import same_name
from copydesk.compare.facts.occurrence import far_apart, one_night
from copydesk.compare.facts.phrases import book
from copydesk.compare.facts.reading import Item, in_words
from copydesk.compare.facts.sources import same_source
from copydesk.compare.facts.tolls import IMPLIED, said
from copydesk.nouns import Fact, Relation

TOGETHER = timedelta(hours=12)  # told within this time, two figures are of one moment
APART = timedelta(hours=72)  # a figure this much later is a later state, whoever tells it
NEAR = 0.02  # share by which two measures in other units may differ and be one
LATER = timedelta(hours=3)  # after which an outlet's own words tell the state of then
SEARCHED = timedelta(hours=24)  # after so long other people are missing than before
# What does not grow or shrink: two values are two accounts, however far apart they are told.
FIXED = ("age", "depth", "height", "length", "width")
FREE = ("missing", "arrested", "margin", "sentence", "abducted", "turnout")  # goes up or down as it comes
ONCE = frozenset({"weapon", "date", "place"})  # told in passing again and again
SITED = frozenset({"date", "place"})
TOLD_ONCE = frozenset(
    {CAUSE, "perpetrator", "cause of death", "confession"}
)  # a source that tells two changed its mind
MANY = 4  # from so many on a person told of singly is one of them
UNKNOWN = "unknown"  # the key of a value that says that it is not known


def relate(items: Sequence[Item]) -> list[Fact]:
    """The facts that the values of one attribute and one thing make, in the order conflict, update, agree; else a single."""
    ordered = sorted(items, key=lambda i: (i.at, i.report, i.value.start, i.value.end))
    first = ordered[0].value
    if first.low is not None or first.high is not None:
        return _numbers(_kept(ordered))
    return _others(_kept(ordered))


def _kept(items: Sequence[Item]) -> list[Item]:
    """A value told by one source of one report over and over: the figure once, anything else at most twice, best first."""
    told: dict[tuple[int, str, str, tuple[float | None, float | None]], list[Item]] = defaultdict(list)
    for item in items:
        told[item.report, item.source, item.same if item.number == (None, None) else "", item.number].append(item)
    best: set[int] = set()
    spans: set[tuple[int, int, str]] = set()
    for group in told.values():
        most = 1 if group[0].number != (None, None) or group[0].attribute in ONCE else 2
        for item in sorted(group, key=lambda i: -i.weight)[:most]:
            place = (item.report, item.value.start, item.same)
            if place not in spans or item.number != (None, None):
                best.add(id(item))
            spans.add(place)
    return [item for item in items if id(item) in best]


def independent(one: Item, other: Item) -> bool:
    """Whether two values come from two origins and two sources."""
    return one.value.origin != other.value.origin and not same_source(one.source, other.source)


def _agreed(group: Sequence[Item]) -> list[Item]:
    """The items of one value that at least one other, independent one confirms."""
    return [item for item in group if any(independent(item, other) for other in group)]


def _numbers(items: list[Item]) -> list[Fact]:
    facts: list[Fact] = []
    if any(i.weight == 1.0 and (i.value.low or 0) >= MANY for i in items):
        items = [i for i in items if i.weight != IMPLIED]  # one of many, told by name
    attribute = items[0].attribute
    fixed = attribute.startswith(FIXED)
    clashing = [(a, b) for n, a in enumerate(items) for b in items[n + 1 :] if _clash(a, b, items, fixed)]
    if clashing:
        members = [i for i in items if any(i is a or i is b for a, b in clashing)]
        facts.append(_fact("conflict", members, f"{_sides(members)}: different sources, at about the same time"))
    if not fixed and (moved := _moved(items)):
        facts.append(_fact("update", moved, _course(moved)))
    for group in _by_number(items):
        agreed = _agreed(group)
        if agreed:
            facts.append(
                _fact("agree", agreed, f"{said(*agreed[0].number)} from independent sources: {_names(agreed)}")
            )
    return facts or [_single(items)]


def _clash(one: Item, other: Item, items: Sequence[Item], fixed: bool) -> bool:
    """Whether two figures (the second told later) contradict each other."""
    if same_number(one, other) or _overlap(one, other) or same_source(one.source, other.source):
        return False
    if fixed:
        return True
    gap = other.at - one.at
    low_one, low_other = one.value.low or 0, other.value.low or 0
    if gap <= TOGETHER:
        return not _stands_later(one, other)
    if one.attribute == "missing":
        return gap <= SEARCHED
    if gap <= APART and low_other < low_one:
        return not one.attribute.startswith(FREE)
    # taken up again by someone else after it was contradicted
    return any(same_number(i, one) and i.at > other.at and independent(i, other) for i in items)


def _stands_later(one: Item, other: Item) -> bool:
    """Whether an outlet tells a figure of then in its own voice, hours later and moved as such figures move: it takes no side."""
    moved = (other.value.low or 0) - (one.value.low or 0)
    onward = moved < 0 if one.attribute == "missing" else moved > 0
    return onward and other.at - one.at >= LATER and other.own


def _moved(items: list[Item]) -> list[Item]:
    """The values of a figure that changed with time; empty where it did not.

    What grows is told by the longest run of figures that never fall, what goes both ways by the longest run in either
    direction: a figure out of line (a lower count by one side, a slip) is no step of it.
    """
    runs = [_longest(items, rising=True)]
    if items[0].attribute.startswith(FREE):
        runs.append(_longest(items, rising=False))
    line = max(runs, key=lambda run: (len({i.number for i in run}), run[-1] is items[-1], len(run)))
    first, last = line[0], line[-1]
    changed = first.report != last.report and not same_number(first, last) and first.at < last.at
    return line if changed else []


def _longest(items: Sequence[Item], *, rising: bool) -> list[Item]:
    """The run in time order of figures that never fall (or never rise), with the most steps, then the longest."""
    numbers = [item.value.low or 0.0 for item in items]
    best: list[tuple[int, int]] = [(1, 1)] * len(items)  # steps, values
    before = [-1] * len(items)
    for n in range(len(items)):
        for m in range(n):
            fits = numbers[m] <= numbers[n] if rising else numbers[m] >= numbers[n]
            one, other = items[m], items[n]
            if numbers[m] != numbers[n] and one.at == other.at and not same_source(one.source, other.source):
                continue  # what two say at one time is no course of things
            found = (best[m][0] + (numbers[m] != numbers[n]), best[m][1] + 1)
            if fits and found >= best[n]:
                best[n], before[n] = found, m
    at = max(range(len(items)), key=lambda n: (*best[n], items[n].at, -n))  # of one time what is told first
    run: list[Item] = []
    while at >= 0:
        run.append(items[at])
        at = before[at]
    return run[::-1]


def same_number(one: Item, other: Item) -> bool:
    """Whether two figures are one; measures converted from other units may differ by a little."""
    if one.number == other.number:
        return True
    a, b = one.value.low, other.value.low
    if a is None or b is None or one.value.high != a or other.value.high != b:
        return False
    measured = one.attribute.rsplit(" ", 1)[-1] in ("metres", "grams", "litres", "hectares")
    return measured and abs(a - b) <= NEAR * max(a, b)


def _overlap(one: Item, other: Item) -> bool:
    a, b = one.number, other.number
    low = max(x for x in (a[0], b[0], 0.0) if x is not None)
    high = min(x for x in (a[1], b[1], float("inf")) if x is not None)
    return low <= high


def _by_number(items: Sequence[Item]) -> Iterator[list[Item]]:
    left = list(items)
    while left:
        group = [i for i in left if same_number(left[0], i)]
        yield group
        left = [i for i in left if not any(i is g for g in group)]


def _others(items: list[Item]) -> list[Fact]:
    facts: list[Fact] = []
    groups = _by_meaning(items)
    attribute = book().attributes.get(items[0].attribute)
    moving = attribute is not None and attribute.moving
    if len(groups) > 1:
        if moving or _corrected(items):
            changed = [i for i in items if any(_earlier_or_later(i, j) for j in items)]
            if changed:
                facts.append(_fact("update", changed, _course(changed)))
        if not moving:
            against = [
                i
                for n, g in enumerate(groups)
                for i in g
                if any(_differ(i, j) and not _both_told(items, i, j) for h in groups[:n] + groups[n + 1 :] for j in h)
            ]
            if against:
                facts.append(_fact("conflict", against, f"{_sides(against)}: the sources differ"))
    for group in groups:
        agreed = _agreed(group)
        if agreed and agreed[0].value.polarity == "positive":
            facts.append(_fact("agree", agreed, f"“{_told(agreed[0])}” from independent sources: {_names(agreed)}"))
    return facts or [_single(items)]


def _earlier_or_later(one: Item, other: Item) -> bool:
    """Whether two values differ and stand in reports of different times."""
    return one.report != other.report and one.at != other.at and not _alike(one, other)


def _corrected(items: Sequence[Item]) -> bool:
    """Whether an outlet takes back what it told before, or a later value replaces what was not known."""
    return any(
        _earlier_or_later(i, j)
        and ((j.corrects and i.outlet == j.outlet) or i.same == UNKNOWN or _changed_mind(i, j))
        for i in items for j in items if i.at < j.at
    )  # fmt: skip


def _changed_mind(one: Item, other: Item) -> bool:
    """Whether a source that is named tells later something else than before, of what is told once."""
    return one.attribute in TOLD_ONCE and not one.own and same_source(one.source, other.source)


def _differ(one: Item, other: Item) -> bool:
    """Whether two values are two sources' accounts of one thing that cannot both be so."""
    if same_source(one.source, other.source) or _alike(one, other) or UNKNOWN in (one.same, other.same):
        return False
    if one.attribute == CAUSE and one.value.polarity != other.value.polarity:
        return shares(one, other)  # "not the gas" contradicts "the gas", and nothing else
    if one.attribute in SITED and min(one.weight, other.weight) < 1.0:
        return False  # a name in a headline, or a day told in passing, may be of something else
    if one.attribute == "date":
        return not one_night(one, other)
    return far_apart(one, other) if one.attribute == "place" else True


def _both_told(items: Sequence[Item], one: Item, other: Item) -> bool:
    """Whether a report gives both of two places by itself: one lies in the other, or it took place in both."""
    if one.attribute != "place":
        return False
    with_one, with_other = ({i.report for i in items if _alike(i, place)} for place in (one, other))
    return bool(with_one & with_other)


def _by_meaning(items: Sequence[Item]) -> list[list[Item]]:
    groups: list[list[Item]] = []
    for item in items:
        group = next((g for g in groups if _joins(item, g)), None)
        if group is None:
            groups.append([item])
        else:
            group.append(item)
    return groups


def _joins(item: Item, group: Sequence[Item]) -> bool:
    """Whether a value means what a group means; a make of weapon must fit all, as "rifle" fits every make."""
    return (all if item.attribute == "weapon" else any)(_alike(item, other) for other in group)


def _alike(one: Item, other: Item) -> bool:
    """Whether two values mean one thing: by the words of their keys, places by their names alone."""
    a, b = one.same, other.same
    if one.attribute == CAUSE and UNKNOWN not in (a, b):
        return one_cause(one, other)
    if one.attribute == "place":
        a, b = a.partition(":")[2], b.partition(":")[2]
        return a == b or bool(set(a.split()) & set(b.split()))
    if one.attribute == "names":
        return any(same_name(m, n) for m in _names_of(one) for n in _names_of(other)) or a == b
    if "/" in a or "/" in b:
        return a.startswith(b) or b.startswith(a)  # "rifle", "rifle/ak-74m"
    mine, theirs = set(a.split()), set(b.split())
    return a == b or bool(mine and theirs and 2 * len(mine & theirs) >= min(len(mine), len(theirs)))


def _names_of(item: Item) -> list[str]:
    """The names in a value's words."""
    return re.findall(r"[^\W\d_]*[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)*", item.value.value or "")


def _told(item: Item) -> str:
    value = item.value
    return (
        said(value.low, value.high)
        if value.low is not None or value.high is not None
        else in_words(value.value or value.quote)
    )


def _sides(items: Sequence[Item]) -> str:
    told: dict[str, str] = {}
    for item in items:
        told.setdefault(_told(item), item.source)
    return "; ".join(f"{value} ({source})" for value, source in list(told.items())[:4])


def _names(items: Sequence[Item]) -> str:
    return ", ".join(list(dict.fromkeys(item.source for item in items))[:4])


def _course(items: Sequence[Item]) -> str:
    """How a value moved: what was told first and last, by whom and when."""
    first = items[0]
    last = next((i for i in reversed(items) if _told(i) != _told(first)), items[-1])
    steps = [f"{_told(i)} ({i.source}, {i.at.date().isoformat()})" for i in (first, last)]
    return "told later, it replaces what was told before: " + " → ".join(steps)


def _single(items: list[Item]) -> Fact:
    sources = list(dict.fromkeys(item.source for item in items))
    why = f"told by {sources[0]} alone" if len(sources) == 1 else "no two independent sources give the same"
    return _fact("single", items, why)


def stated(relation: Relation, items: Sequence[Item]) -> Fact:
    """The fact that statements on one thing make, by how they relate."""
    how = {
        "agree": f"stated by {_names(items)}, independently of each other",
        "update": _course(items),
        "conflict": f"{_sides(items)}: the sources differ",
    }
    return _fact(relation, items, f"{how[relation]}; {items[0].value.why}")


def _fact(relation: Relation, items: Sequence[Item], why: str) -> Fact:
    return Fact(attribute=items[0].attribute, relation=relation, values=tuple(i.value for i in items), why=why)
