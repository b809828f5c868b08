"""Find the numbers of a text and what they count, weigh, cost or share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.facts.quantities.ages import age, decade_of_life
from copydesk.facts.quantities.counts import numeral, vague
from copydesk.facts.quantities.shares import fraction, half, ratio
from copydesk.facts.quantities.words import Amount, Words
from copydesk.facts.times.lexer import code, lex
from copydesk.nouns import Quantity, Time

if TYPE_CHECKING:
    from copydesk.parse import Parsed

LINKS = frozenset({"from", "against", "with", "than", "to"})  # what stands between figures that are compared
MILLION = 1e6  # from here on a bare figure behind a sum is a sum: "40 million francs; it now expects 30 million"


def find_quantities(parsed: Parsed, times: Sequence[Time]) -> tuple[Quantity, ...]:
    """The quantities of a report outside its headline, appended digest and furniture, in text order.

    `low` and `high` are numbers of `unit`, None where open. Nothing inside one of `times` is a quantity; ordinals,
    "no", and "one" as a pronoun are left out. Never raises for any text.
    """
    layout = parsed.layout
    taken = [(time.start, time.end) for time in times]
    taken += [part for part in (layout.headline, layout.digest, *layout.furniture) if part is not None]
    words = Words(lex(parsed.report.text), parsed.doc, sorted(taken))
    text = parsed.report.text
    found = []
    for amount in amounts(words):
        start, end = words.lexed.starts[amount.first], words.lexed.ends[amount.last - 1]
        found.append(
            Quantity(
                start=start,
                end=end,
                quote=text[start:end],
                low=amount.low,
                high=amount.high,
                unit=amount.unit,
                mod=amount.mod,
                kind=amount.kind,
                why=amount.why,
            )
        )
    return tuple(found)


def amounts(words: Words) -> list[Amount]:
    """All amounts, left to right, none overlapping."""
    found: list[Amount] = []
    at, behind = 0, 0
    while at < words.size:
        amount = read(words, at, behind)
        if amount is None:
            at += 1
            continue
        end = next((k for k in range(at, amount.last) if not words.free(k)), amount.last)
        amount = replace(amount, last=max(end, at + 1))  # a time that stands within is none of it
        found.append(amount)
        at = behind = max(amount.last, at + 1)
    return [_of_the_same(words, found, at) for at in range(len(found))]


def _of_the_same(words: Words, found: list[Amount], at: int) -> Amount:
    """An amount with the unit of the one it is compared with: "2,500 people, down from 2,300", "from 90 to 120 pies"."""
    this, link = found[at], words.word(found[at].first - 1)
    if this.unit is not None or this.kind != "count":
        return this
    money = at > 0 and found[at - 1].kind == "money" and (this.low or this.high or 0) >= MILLION
    if link not in LINKS and not money:
        return this
    ahead = found[at + 1] if at + 1 < len(found) else None
    if link == "from" and ahead is not None and words.word(ahead.first - 1) == "to" and ahead.first - this.last < 3:
        other = ahead
    elif money or (at and link != "to" and words.word(found[at - 1].first - 1) != "and"):
        other = found[at - 1]  # of "90 pies and 40 buns, up from 80 and 30" the nearest is not the one meant
    else:
        return this
    one, two = words.token(this.first), words.token(other.first)
    if other.unit is None or other.kind not in ("count", "money", "share") or one is None or two is None:
        return this
    if one.sent != two.sent or (other.kind == "share" and this.low is not None and this.low > 100):
        return this
    return replace(this, kind=other.kind, unit=other.unit, why=f"{this.why}, of {other.unit} as what it stands beside")


def read(words: Words, at: int, behind: int) -> Amount | None:
    """The amount whose number begins at a token, or None; its modifier reaches back no further than `behind`."""
    if not words.free(at):
        return None
    cls = words.lexed.classes[at]
    if cls in words.numeral_classes:
        return age(words, at, behind) or ratio(words, at) or numeral(words, at, behind)
    word = words.lower[at]
    if cls == code("DECADE"):
        return decade_of_life(words, at)
    if cls == code("DECADEWORD"):
        return decade_of_life(words, at)
    if cls == words.half_class:
        return half(words, at, behind)
    if word in words.table.multiples:
        return Amount(
            at,
            at + 1,
            words.table.multiples[word],
            words.table.multiples[word],
            "other",
            "times",
            f"“{word}” is {words.table.multiples[word]} times",
        )
    if word.endswith("fold") and len(word) > 5:
        from copydesk.facts.times.numerals import words as in_words

        value = in_words([word[:-4]])
        if value:
            return Amount(at, at + 1, value, value, "other", "times", f"“{word}” is {value} times")
    if word == "a" and words.word(at + 1) in words.table.fractions:
        return fraction(words, at, at + 1, 1, behind)
    if (
        word == "a"
        and words.word(at + 1) in ("dozen", "hundred", "thousand", "million", "billion")
        and words.number(at + 1)
    ):
        return numeral(words, at + 1, behind, first=at)
    return vague(words, at, behind)
