"""Which tolls of one report count all, and which a part of those that it has counted before.

A report does not contradict in its own voice what it has just cited: a smaller figure that it adds ("six children were among
the dead", "nine died in Oruro") is a part. So are figures that add up to one told beside them, and those of one stage of
the work ("the hospital took in five bodies").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.compare.facts.reading import Item
from copydesk.facts.tolls import listed, tolls
from copydesk.nouns import Ledger

MOST = 4  # figures that may add up to another
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def parted(items: Sequence[Item], ledger: Ledger) -> Iterator[Item]:
    """The values of one report, in their order, the tolls marked that count a part of another."""
    kinds = {toll.name for toll in tolls()}
    told: dict[tuple[str, str], list[Item]] = {}
    for item in sorted(items, key=lambda i: i.value.start):
        if item.attribute in kinds and item.weight == 1.0 and item.value.low and item.value.low > 0:
            told.setdefault((item.attribute, item.thing), []).append(item)
    parts = {id(part) for group in told.values() for part in _parts(group, ledger)}
    return (replace(item, part=True) if id(item) in parts else item for item in items)


def _parts(group: Sequence[Item], ledger: Ledger) -> Iterator[Item]:
    numbers = [item.value.low or 0.0 for item in group]
    largest = 0.0
    for item, number in zip(group, numbers, strict=True):
        smaller = number < largest
        words = set(_WORD.findall(_sentence(item, ledger).lower()))
        if smaller and not words & listed("before") and (item.own or words & listed("stages") or _known(item, ledger)):
            yield item
        largest = max(largest, number)
    for size in range(2, MOST + 1):
        for at in range(len(group) - size + 1):
            window = group[at : at + size]
            others = {n for i, n in enumerate(numbers) if not at <= i < at + size}
            if sum(numbers[at : at + size]) in others and all(_beside(a, b, ledger) for a, b in pairwise(window)):
                yield from window


def _known(item: Item, ledger: Ledger) -> bool:
    """Whether a number is of people who are known already: "the families of the five nurses who died"."""
    return ledger.text[: item.value.start].lower().endswith("the ")


def _beside(one: Item, other: Item, ledger: Ledger) -> bool:
    """Whether two values stand in one paragraph."""
    return "\n\n" not in ledger.text[one.value.end : other.value.start]


def _sentence(item: Item, ledger: Ledger) -> str:
    start, end = item.value.start, item.value.end
    return next((s.quote for s in ledger.sentences if s.start <= start < s.end), ledger.text[start:end])
