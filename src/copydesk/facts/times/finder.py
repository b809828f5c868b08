"""Find, read and resolve: every rule over the whole text, the leftmost longest expression first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.facts.times import clocks, counted, days, periods, quarters, relative, stretches
from copydesk.facts.times.grammar import RULES, Found
from copydesk.facts.times.lexer import lex
from copydesk.facts.times.scene import Scene
from copydesk.nouns import Time

if TYPE_CHECKING:
    from copydesk.parse import Parsed

# Their import fills RULES; of rules that match the same words, those of the family named first are tried first.
FAMILIES = tuple(family.__name__ for family in (days, clocks, periods, quarters, relative, stretches, counted))
ORDERED = tuple(sorted(RULES, key=lambda rule: FAMILIES.index(rule.read.__module__)))


def find_times(parsed: Parsed) -> tuple[Time, ...]:
    """The time expressions of a report outside its headline and appended digest, in text order.

    Values are TIMEX3; what neither the publication day nor the narrative tells stays open (XXXX-01-13).
    Never raises for any text.
    """
    text = parsed.report.text
    lexed = lex(text)
    scene = Scene.of(lexed, parsed.doc, parsed.report.published)
    found = sorted(
        (
            (match.start(), -match.end(), order, match)
            for order, rule in enumerate(ORDERED)
            for match in rule.pattern.finditer(lexed.classes)
        ),
        key=lambda item: item[:3],
    )
    outside = [part for part in (parsed.layout.headline, parsed.layout.digest) if part is not None]
    times: list[Time] = []
    taken = -1
    for first, _, order, match in found:
        if first < taken:
            continue
        words = Found(lexed, match)
        if any(start <= words.start < end for start, end in outside):
            continue
        reading = ORDERED[order].read(words, scene)
        if reading is None:
            continue
        taken = match.end()
        start, end = words.start, words.end
        scene.move(reading.value, start)
        times.append(
            Time(
                start=start,
                end=end,
                quote=text[start:end],
                value=reading.value,
                type=reading.type,
                mod=reading.mod,
                why=reading.why,
            )
        )
    return tuple(times)
