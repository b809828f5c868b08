"""Days told by the date of the report ("on Tuesday", "yesterday", "last month") into the dates that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from copydesk.facts.times.calendar import MONTHS
from copydesk.nouns import Ledger, Span
from copydesk.parse import document

Change = tuple[int, int, str, str]  # from, to (code points), the words instead, and why

_DAY = re.compile(
    r"\b(?:(?:last|this|next|the (?:previous|following)) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (morning|afternoon|evening|night))?\b"
    r"|\b(?:today|yesterday|tomorrow)(?: (morning|afternoon|evening|night))?\b|\b(?:last|this|next) (?:month|year)\b",
    re.I,
)
_VALUE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d)(?:T\w+)?)?)?$")
_ADVERBIAL = frozenset({"npadvmod", "tmod", "advmod"})
_DETERMINED = frozenset({"last", "this", "next", "previous", "following", "the"})
NEAR = 5  # characters between a day and the date beside it
QUOTES = '“”„«»"'


def dates(ledger: Ledger, span: Span, years: set[str]) -> Iterator[Change]:
    """The changes that tell the relative days of a report sentence as dates, in text order.

    Only where the ledger has worked the date out, outside quotation marks, and where the grammar lets a date stand.
    `years` are those that the digest has told: a day of one of them is told without it, and what is told here is added.
    """
    if ledger.published is None:
        return
    doc = document(ledger.text)
    for time in ledger.times:
        if not (span.start <= time.start and time.end <= span.end) or time.type not in ("DATE", "TIME") or time.mod:
            continue
        match, value = _DAY.search(time.quote), _VALUE.match(time.value)
        if (
            match is None
            or value is None
            or any(c.isdigit() for c in time.quote)
            or _quoted(ledger.text[span.start : time.start])
        ):
            continue
        start, end = time.start + match.start(), time.start + match.end()
        told = doc.char_span(start, end)
        if any(
            other is not time and other.value[:10] == time.value[:10] and -NEAR < other.start - time.end < NEAR
            for other in ledger.times
        ):
            continue  # "on Tuesday, 22 August"
        if told is None or ledger.text[end : end + 2] in ("'s", "’s") or not _fits(match[0], time.value):
            continue
        led = _led(told)
        if led is None:
            continue
        before, opens = led
        words = _date(value, value[1] in years)
        part = match[1] or match[2]
        lead = "in" if value[3] is None else "on"
        if part:
            words, before = f"the {part} of {words}", before if before in (None, "on") else "no"
        if before == "no":
            continue
        if before is None:
            words = f"{lead} {words}"
        if opens:
            words = words[:1].upper() + words[1:]
        years.add(value[1])
        yield start, end, words, f"counted from the report of {ledger.published[:10]}"


def _fits(quote: str, value: str) -> bool:
    """Whether the value is as fine as the words: a day for "Tuesday", a month for "last month", a year for "last year"."""
    unit = quote.rpartition(" ")[2].lower()
    return value.count("-") == {"year": 0, "month": 1}.get(unit, 2)


def _led(told: Any) -> tuple[str | None, bool] | None:
    """The preposition that governs a day (None where it has none), and whether the day opens its sentence; None where no
    date can stand: "Monday's vote", "a Tuesday", "Sunday was quiet", "the Friday deadline"."""
    root = told.root
    outside = [kid for kid in root.children if kid.i < told.start or kid.i >= told.end]
    if any(
        kid.dep_ in ("det", "amod", "compound", "poss", "nummod", "relcl", "prep", "appos", "cc", "conj")
        for kid in outside
    ):
        return None
    opens = told.start == root.sent.start
    if root.dep_ == "pobj" and root.head.i == told.start - 1:
        return root.head.lower_, opens
    if root.dep_ in _ADVERBIAL and root.head.pos_ in ("VERB", "AUX"):
        return None, opens
    return None


def _date(value: re.Match[str], known: bool) -> str:
    """A value in words; a day's year is left out where it is known."""
    year, month, day = value.groups()
    if month is None:
        return year
    name = MONTHS[int(month) - 1]
    return f"{name} {year}" if day is None else f"{int(day)} {name}" if known else f"{int(day)} {name} {year}"


def _quoted(before: str) -> bool:
    """Whether a quotation is open behind some words of a sentence."""
    return sum(before.count(mark) for mark in QUOTES) % 2 == 1
