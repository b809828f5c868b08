"""Times: dates, weekdays, clock times and their order, compared as values where both sides have one."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Any

from copydesk.audit.cases import Case, Signal
from copydesk.audit.lexicon import lexicon
from copydesk.audit.sides import Line
from copydesk.nouns import Time

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d|XX)(?:-(\d\d|XX))?")
_YEAR = re.compile(r"\d{4}|’\d\d|'\d\d")

WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))


def times(case: Case) -> Iterator[Signal]:
    """Time expressions of the digest sentence that its evidence does not give."""
    there = [t for line in case.evidence for t in line.times]
    everywhere = [t for ledger in case.side.ledgers for t in ledger.times]
    words = {t.lower_ for line in case.evidence for t in line.words}
    dated = [ledger.published[:10] for ledger in case.side.ledgers if ledger.published]
    for start, end, quote, told_as in _mine(case.line):
        value = _yearless(told_as, quote, several=len(case.side.ledgers) > 1)
        # The same weekday in the evidence is the same time: its tense may have dated the two apart.
        same = [t for t in there if _same(value, t.value) or t.quote.lower() == quote.lower() in WEEKDAYS]
        anywhere = same or [t for t in everywhere if _same(value, t.value)]
        parts = [
            w
            for w in quote.lower().replace(",", " ").split()
            if w not in lexicon("stop")["edges"] and (w.isdigit() or len(w) > 2)
        ]
        told = bool(parts) and all(w in words for w in parts)
        part = [w for w in parts if w in words]
        published = bool(value) and any(_same(value, day) for day in dated)
        rivals = [t for t in there if not same and _rival(value, t.value)]
        grounds = {
            "time": 1.0, "time.value": float(bool(value)), "time.same": float(bool(same)), "time.told": float(told),
            "time.part": len(part) / max(1, len(parts)), "time.rival": float(bool(rivals)), "time.nowhere": float(bool(value) and not anywhere),
            "time.elsewhere": float(bool(anywhere) and not same), "time.none": float(not there), "time.published": float(published and not same),
            "time.held": case.alignment.coverage, "time.unmatched": float(bool(value) and not same and not told),
            "time.duration": float(value.startswith("P")), "time.digits": float(any(c.isdigit() for c in quote)),
        }  # fmt: skip
        line = next(
            (x for x in case.evidence if any(t in x.times for t in rivals)), case.evidence[0] if case.evidence else None
        )
        if rivals:
            reason = (
                f"“{quote}” ({told_as or 'as written'}), but the report has “{rivals[0].quote}” ({rivals[0].value})"
            )
        else:
            reason = f"“{quote}”: the report gives no such time for this"
        yield Signal(
            "time", start, end, grounds, reason, (line,) if line else (), "minor", rivals[0].quote if rivals else None
        )


def _mine(line: Line) -> list[tuple[int, int, str, str]]:
    found = [(t.start, t.end, t.quote, t.value) for t in line.times]
    if found:
        return found
    words = lexicon("calendar")["words"]
    run: list[Any] = []
    spans: list[tuple[int, int, str, str]] = []
    for token in [*line.words, None]:
        if token is not None and (token.lower_ in words or token.ent_type_ in ("DATE", "TIME")):
            run.append(token)
        elif run:
            if any(t.lower_ in words or t.like_num for t in run):
                start, end = run[0].idx, run[-1].idx + len(run[-1])
                spans.append((start, end, line.words.doc.text[start:end], ""))
            run = []
    return spans


def _yearless(value: str, quote: str, *, several: bool = False) -> str:
    """A day without the year that the digest does not tell: its reports may be of several years, and several reports often are.

    >>> _yearless("2025-03-04", "4 March"), _yearless("2025-03-04", "Tuesday"), _yearless("2025-03-04", "4 March 2025")
    ('XXXX-03-04', '2025-03-04', '2025-03-04')
    >>> _yearless("2025-03-05", "the next day", several=True)
    'XXXX-03-05'
    """
    guessed = several or any(name and name in quote for name in calendar.month_name)
    return "XXXX" + value[4:] if guessed and _DAY.match(value) and not _YEAR.search(quote) else value


def _rival(mine: str, theirs: str) -> bool:
    """Whether a time of the report can stand where the digest has another: a day is no rival of a year.

    >>> _rival("2025-03-05", "2025-03-06"), _rival("2025-03-05", "1976"), _rival("2025-03-05", "2025-04")
    (True, False, True)
    """
    if _kind(mine) != _kind(theirs):
        return False
    return mine.startswith("P") or abs(mine.count("-") - theirs.count("-")) <= 1


def _kind(value: str) -> str:
    return "P" if value.startswith("P") else "T" if "T" in value else "D"


def _same(one: str, other: str) -> bool:
    """Whether two TIMEX3 values can mean one time: equal, or one a part of the other."""
    if not one or not other:
        return False
    if one.startswith("P") or other.startswith("P"):
        return one == other
    a, b = one.split("T")[0], other.split("T")[0]
    if a == b:
        return (
            "T" not in one
            or "T" not in other
            or one[:13] == other[:13]
            or one.split("T")[1][:2].isalpha()
            or other.split("T")[1][:2].isalpha()
        )
    left, right = _DAY.fullmatch(a), _DAY.fullmatch(b)
    if left and right:
        return all(
            x is None or y is None or x == y or "X" in x or "X" in y
            for x, y in zip(left.groups(), right.groups(), strict=True)
        )
    return a.startswith(b) or b.startswith(a)


__all__ = ["Time", "times"]
