"""Dates in figures: "03.11.2024", "3/11/2024", "2024/11/03", "3-Nov-2024", and whether the day or the month comes first.

Which comes first is told by the report itself: by the weekday beside the date, by another date in figures that can only be read
one way, by the way it writes out months. A date with points has the day first. Where nothing tells, only the year is known.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from copydesk.facts.times import calendar
from copydesk.facts.times.lexer import Lexed, code

Order = Literal["day", "month"]
_SPLIT = re.compile(r"[./-]")
_IN_FIGURES = re.compile(r"\d{1,2}([/-])\d{1,2}\1\d{2,4}")
_MONTHS = [name[:3].lower() for name in calendar.MONTHS]


@dataclass(frozen=True, slots=True)
class Figures:
    """A date in figures: its year and what its other two numbers can be, (month, day) with the day first or the month first."""

    year: int
    day_first: tuple[int, int] | None
    month_first: tuple[int, int] | None
    pointed: bool

    @property
    def order(self) -> Order | None:
        """Which comes first, where the numbers themselves leave no choice."""
        if self.day_first == self.month_first or (self.day_first and self.month_first):
            return None
        return "day" if self.day_first else "month"


def figures(text: str) -> Figures | None:
    """What a date in figures can be; None where it is no day of the calendar.

    >>> figures("25/10/2024").order, figures("3/11/2024").order, figures("30/2/2024")
    ('day', None, None)
    """
    first, second, third = _SPLIT.split(text)
    if not first.isdigit():  # "Nov-3-2024"
        first, second = second, first
    month_first = None
    if len(first) == 4:
        year, day_first = int(first), _day(int(first), second, third)
    else:
        year = int(third) + (0 if len(third) == 4 else 2000 if int(third) < 50 else 1900)
        day_first = _day(year, second, first)
        month_first = _day(year, first, second) if second.isdigit() else None
    if not day_first and not month_first:
        return None
    return Figures(year, day_first, month_first, pointed="." in text)


def _day(year: int, month: str, number: str) -> tuple[int, int] | None:
    of_year = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    return (of_year, int(number)) if calendar.day(year, of_year, int(number)) else None


def order_told(lexed: Lexed) -> Order | None:
    """Which comes first in a report's dates in figures, as its other dates tell; None where they do not, or disagree."""
    told: set[Order | None] = {
        found.order
        for cls, value in zip(lexed.classes, lexed.values, strict=True)
        if cls == code("SLASHED") and _IN_FIGURES.fullmatch(value) and (found := figures(value))
    }
    told.discard(None)
    if not told:
        before = re.search(f"{code('NUM')}{code('MONTH')}{code('YEAR')}", lexed.classes)
        after = re.search(f"{code('MONTH')}{code('NUM')}{code('COMMA')}?{code('YEAR')}", lexed.classes)
        told = {*(("day",) if before else ()), *(("month",) if after else ())}
    return told.pop() if len(told) == 1 else None


def read_figures(text: str, weekday: int | None, told: Order | None) -> tuple[str, str] | None:
    """The value of a date in figures and why, given the weekday beside it (1 to 7) and the order that the report tells."""
    found = figures(text)
    if found is None:
        return None
    pairs = {"day": found.day_first, "month": found.month_first}
    open_ = [order for order, pair in pairs.items() if pair]
    why = "as written out"
    if len(open_) > 1 and found.day_first != found.month_first:
        fitting = [order for order in open_ if weekday and _weekday(found.year, pairs[order]) == weekday]
        if len(fitting) == 1:
            open_, why = fitting, "as the weekday beside it tells"
        elif found.pointed:
            open_, why = ["day"], "the day comes first in dates with points"
        elif told:
            open_, why = [told], f"the {told} comes first, as the report's other dates tell"
        else:
            days = " or ".join(
                f"{number} {calendar.MONTHS[month - 1]}" for month, number in filter(None, pairs.values())
            )
            return f"{found.year:04}", f"“{text}” may be {days}: only the year is sure"
    pair = pairs[open_[0]]
    return (f"{found.year:04}-{pair[0]:02}-{pair[1]:02}", f"“{text}”, {why}") if pair else None


def _weekday(year: int, pair: tuple[int, int] | None) -> int | None:
    return dt.date(year, *pair).isoweekday() if pair else None
