"""How many people were killed, hurt, lost or taken, as values that can be laid beside others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from msgspec import structs

from copydesk.compare.facts.reading import Item, Reading, Token
from copydesk.facts.tolls import find_tolls, part_of

IMPLIED = 0.5  # weight of a person told of singly


def toll_items(reading: Reading, words: Any) -> Iterator[Item]:
    """The tolls that one sentence tells, without what is a part of another count."""
    for told in find_tolls(words, reading.numbers, reading.ledger.claims):
        count, first = told.count, told.count.words[0]
        if part_of(first):
            continue
        why = f"“{reading.ledger.text[told.start : told.end]}”: {said(count.low, count.high)} {told.name}"
        yield reading.item(
            told.name, told.name, told.start, told.end, low=count.low, high=count.high,
            weight=IMPLIED if count.implied else 1.0,
            same=_who(first) if count.implied else "", why=why + (", by implication" if count.implied else ""),
        )  # fmt: skip


def said(low: float | None, high: float | None) -> str:
    """A count in words.

    >>> said(9, 9), said(31, None), said(None, 40)
    ('9', 'at least 31', 'up to 40')
    """
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"up to {high:g}" if high is not None else "an open number"


def _who(noun: Token) -> str:
    """A key for a person told of singly who is surely another than those told of beside: by name, or as someone's."""
    if noun.ent_type_ == "PERSON" or any(c.dep_ == "poss" for c in noun.children):
        return str(noun.lemma_.lower())
    return ""


def one_by_one(items: Sequence[Item]) -> Iterator[Item]:
    """The values of a report without persons who are told of singly beside a number; two told of singly make two.

    "A driver was killed", in a report of fourteen dead, is one of them; "the colonel died; his driver was killed" is two.
    """
    for item in items:
        if item.weight != IMPLIED or item.value.low != 1:
            yield item
            continue
        told = [i for i in items if i.attribute == item.attribute and i.value.low != 0]
        if any(i.weight == 1.0 and (i.value.low or 0) > 1 for i in told):
            continue
        singles = {i.same for i in told if i.weight == IMPLIED and i.value.low == 1 and i.same}
        if len(singles) > 1 and not any(i.weight == 1.0 for i in told):
            number = float(len(singles))
            why = f"{item.value.why}; with the others told of one by one, {number:g}"
            item = replace(item, value=structs.replace(item.value, low=number, high=number, why=why))
        yield item
