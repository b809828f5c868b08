"""How the values of one thing relate: agree, update, conflict, or single; a fact is a set of values with one relation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from copydesk.compare.facts.reading import Item
from copydesk.compare.facts.sources import same_source
from copydesk.compare.facts.tolls import said
from copydesk.nouns import Fact, Relation

TOGETHER = timedelta(hours=12)  # told within this time, two figures are of one moment
APART = timedelta(hours=72)  # a figure this much later is a later state, whoever tells it
NEAR = 0.02  # share by which two measures in other units may differ and be one
TOLLS = frozenset({"killed", "injured", "missing", "arrested", "abducted", "displaced", "rescued"})
# What does not grow or shrink: two values are two accounts, however far apart they are told.
FIXED = ("age", "depth", "height", "length", "width")
FREE = ("missing", "arrested", "margin", "sentence", "abducted", "turnout")  # goes up or down as it comes
MOVING = frozenset({"status", "charge"})


def relate(items: Sequence[Item]) -> list[Fact]:
    """The facts that the values of one attribute and one thing make, in the order conflict, update, agree; else a single."""
    ordered = sorted(items, key=lambda i: (i.at, i.report, i.value.start, i.value.end))
    first = ordered[0].value
    if first.low is not None or first.high is not None:
        return _numbers(_kept(ordered))
    return _others(_kept(ordered))


def _kept(items: Sequence[Item]) -> list[Item]:
    """One value a report, source and figure: the one told most plainly, then first."""
    best: dict[tuple[int, str, str, tuple[float | None, float | None]], Item] = {}
    for item in items:
        key = (item.report, item.source, item.same, item.number)
        if key not in best or item.weight > best[key].weight:
            best[key] = item
    return [item for item in items if best[(item.report, item.source, item.same, item.number)] is item]


def independent(one: Item, other: Item) -> bool:
    """Whether two values come from two origins and two sources."""
    return one.value.origin != other.value.origin and not same_source(one.source, other.source)


def _agreed(group: Sequence[Item]) -> list[Item]:
    """The items of one value that at least one other, independent one confirms."""
    return [item for item in group if any(independent(item, other) for other in group)]


def _numbers(items: list[Item]) -> list[Fact]:
    facts: list[Fact] = []
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
    if gap <= TOGETHER:
        return True
    low_one, low_other = one.value.low or 0, other.value.low or 0
    if gap <= APART and (low_other < low_one or one.attribute == "missing"):
        return not one.attribute.startswith(FREE) or one.attribute == "missing"
    # taken up again by someone else after it was contradicted
    return any(same_number(i, one) and i.at > other.at and independent(i, other) for i in items)


def _moved(items: list[Item]) -> list[Item]:
    """The values of a figure that changed with time; empty where it did not."""
    free = items[0].attribute.startswith(FREE)
    changes = 0
    for n, one in enumerate(items):
        for other in items[n + 1 :]:
            if other.report == one.report or same_number(one, other):
                continue
            gap = other.at - one.at
            grows = (other.value.low or 0) > (one.value.low or 0)
            if gap.total_seconds() > 0 and (grows or free or gap > APART or same_source(one.source, other.source)):
                changes += 1
    return items if changes else []


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
    attribute = items[0].attribute
    if len(groups) > 1:
        if attribute.startswith(tuple(MOVING)) or any(
            i.value.polarity == "negative" and "correct" in i.value.why for i in items
        ):
            facts.append(_fact("update", items, _course(items)))
        else:
            against = [
                i for g in groups for i in g
                if any(not same_source(i.source, j.source) for h in groups if h is not g for j in h)
            ]  # fmt: skip
            if against:
                facts.append(_fact("conflict", against, f"{_sides(against)}: sources differ"))
    for group in groups:
        agreed = _agreed(group)
        if agreed:
            facts.append(
                _fact("agree", agreed, f"“{agreed[0].value.value}” from independent sources: {_names(agreed)}")
            )
    return facts or [_single(items)]


def _by_meaning(items: Sequence[Item]) -> list[list[Item]]:
    groups: list[list[Item]] = []
    for item in items:
        group = next((g for g in groups if any(meant_alike(item.same, other.same) for other in g)), None)
        if group is None:
            groups.append([item])
        else:
            group.append(item)
    return groups


def meant_alike(one: str, other: str) -> bool:
    """Whether two keys share half of the words of the shorter one."""
    a, b = set(one.split()), set(other.split())
    return one == other or bool(a and b and 2 * len(a & b) >= min(len(a), len(b)))


def _told(item: Item) -> str:
    value = item.value
    return (
        said(value.low, value.high) if value.low is not None or value.high is not None else (value.value or value.quote)
    )


def _sides(items: Sequence[Item]) -> str:
    told: dict[str, str] = {}
    for item in items:
        told.setdefault(_told(item), item.source)
    return "; ".join(f"{value} ({source})" for value, source in list(told.items())[:4])


def _names(items: Sequence[Item]) -> str:
    return ", ".join(list(dict.fromkeys(item.source for item in items))[:4])


def _course(items: Sequence[Item]) -> str:
    steps: list[str] = []
    for item in items:
        told = _told(item)
        if not steps or steps[-1] != told:
            steps.append(told)
    return "told later, it replaces what was told before: " + " → ".join(steps[:8])


def _single(items: list[Item]) -> Fact:
    sources = list(dict.fromkeys(item.source for item in items))
    why = f"told by {sources[0]} alone" if len(sources) == 1 else "no two independent sources give the same"
    return _fact("single", items, why)


def _fact(relation: Relation, items: Sequence[Item], why: str) -> Fact:
    return Fact(attribute=items[0].attribute, relation=relation, values=tuple(i.value for i in items), why=why)
