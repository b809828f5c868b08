"""Find, read and resolve: every rule over the whole text, the leftmost longest expression first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from copydesk.facts.times import calendar, clocks, counted, days, periods, quarters, relative, stretches
from copydesk.facts.times.grammar import RULES, Found
from copydesk.facts.times.lexer import code, lex
from copydesk.facts.times.narrative import Mark, line
from copydesk.facts.times.scene import NO_DAY, Reading, Scene
from copydesk.nouns import Span, Time

if TYPE_CHECKING:
    from copydesk.parse import Parsed

# Their import fills RULES; of rules that match the same words, those of the family named first are tried first.
FAMILIES = tuple(family.__name__ for family in (days, clocks, periods, quarters, relative, stretches, counted))
ORDERED = tuple(sorted(RULES, key=lambda rule: FAMILIES.index(rule.read.__module__)))
_DATE = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?:(?P<month>\d\d)|(?P<season>SP|SU|FA|WI)))?(?![\d/])")


def find_times(parsed: Parsed) -> tuple[Time, ...]:
    """The time expressions of a report outside its headline, appended digest and furniture, in text order.

    Values are TIMEX3; what neither the publication day nor the narrative tells stays open (XXXX-01-13).
    Never raises for any text.
    """
    return read_times(parsed)[0]


def read_times(parsed: Parsed) -> tuple[tuple[Time, ...], tuple[Span, ...]]:
    """The times of a report (`find_times`), and its dates that the calendar does not have ("31 February"), in text order.

    The first line of a history without a title is a section's heading, and is read. A history is read twice: first for the
    dates that tell their year, then along the line through them (narrative.py). Never raises for any text.
    """
    text = parsed.report.text
    lexed = lex(text)
    matches = sorted(
        (
            (match.start(), -match.end(), order, match)
            for order, rule in enumerate(ORDERED)
            for match in rule.pattern.finditer(lexed.classes)
        ),
        key=lambda item: item[:3],
    )
    scene = Scene.of(lexed, parsed.doc, parsed.report.published)
    scene.filed = parsed.layout.dateline[1] if parsed.layout.dateline else 0
    headline = None if scene.history and parsed.report.title is None else parsed.layout.headline
    outside = [part for part in (headline, parsed.layout.digest) if part is not None]
    found = [
        (order, Found(lexed, match))
        for _, _, order, match in matches
        if not parsed.aside(place := lexed.starts[match.start()])
        and not any(start <= place < end for start, end in outside)
    ]
    read = list(_readings(found, scene))
    if scene.history:
        scene = Scene.of(lexed, parsed.doc, parsed.report.published)
        scene.line = line([mark for _, _, mark in read if mark is not None])
        read = list(_readings(found, scene))
    times = tuple(
        Time(
            start=words.start,
            end=words.end,
            quote=text[words.start : words.end],
            value=reading.value,
            type=reading.type,
            mod=reading.mod,
            why=reading.why,
        )
        for words, reading, _ in read
        if reading is not NO_DAY
    )
    return times, tuple(parsed.span(words.start, words.end) for words, reading, _ in read if reading is NO_DAY)


def _readings(found: list[tuple[int, Found]], scene: Scene) -> Iterator[tuple[Found, Reading, Mark | None]]:
    """What each expression reads as, the scene moving on with them; a mark where it is a date of the calendar."""
    taken = -1
    for order, words in found:
        if words.match.start() < taken:
            continue
        scene.opened = None
        reading = ORDERED[order].read(words, scene)
        if reading is None:
            continue
        taken = words.match.end()
        if reading is not NO_DAY:
            scene.move(reading.value, words.start)
        yield words, reading, _mark(words, reading, scene)


def _mark(words: Found, reading: Reading, scene: Scene) -> Mark | None:
    date = _DATE.match(reading.value)
    if reading.type not in ("DATE", "TIME") or date is None:
        return None
    month = int(date["month"]) if date["month"] else calendar.SEASON_MONTH.get(date["season"] or "")
    if scene.opened is not None:
        return Mark(words.start, None, scene.opened)
    told = code("YEAR") in words.lexed.classes[words.match.start() : words.match.end()]
    set_off = words.lexed.text[max(0, words.start - 1) : words.start] == "("
    return Mark(words.start, int(date["year"]), month, set_off) if told and date["year"] != "XXXX" else None
