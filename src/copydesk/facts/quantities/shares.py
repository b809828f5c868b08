"""Shares: "half of the boats", "a third", "one in eight"; and "7 of 12 samples"."""

from __future__ import annotations

from bisect import bisect_right

from copydesk.facts.quantities.words import Amount, Number, Words
from copydesk.facts.times.numerals import tidy


def ratio(words: Words, at: int) -> Amount | None:
    """ "one in eight patients" as a share, "7 of 12 samples" as a count."""
    value, other = words.number(at), words.number(at + 2)
    if value is None or other is None or not value < other or words.word(at + 1) not in ("in", "of"):
        if (
            value is not None
            and words.word(at + 1) == "out"
            and words.word(at + 2) == "of"
            and words.number(at + 3) is not None
        ):
            return words.counted(at, at + 4, value, value, None, "the number that is told of a whole")
        return None
    if not words.free(at + 2):
        return None
    if words.word(at + 1) == "in":
        if value > 10 or other > 10_000 or words.lower[at].isdigit() != words.lower[at + 2].isdigit():
            return None
        share = tidy(round(100 * value / other, 1))
        counted = words.counted(at, at + 3, share, share, None, "")
        return Amount(
            at,
            counted.last,
            share,
            share,
            "share",
            "percent",
            f"“{' '.join(words.lower[at : at + 3])}” is {share} percent",
        )
    return words.counted(at, at + 3, value, value, None, "the part that is told of the whole")


def half(words: Words, at: int, behind: int) -> Amount | None:
    before, after = words.word(at - 1), words.word(at + 1)
    if (
        words.lower[at] != "half"
        or before in ("-", "first", "second", "other", "latter", "and", "a")
        or after in ("-", "past", "time", "hour")
    ):
        return None
    unit = words.unit(at + 1) or (words.unit(at + 2) if after in ("a", "an") else None)
    start, effect, _ = words.bounds(at, behind)
    if unit is not None and unit[1] != "money":
        last = at + 1 + unit[0] + (1 if after in ("a", "an") else 0)
        low, high, mod = words.ends(0.5, 0.5, effect)
        return Amount(start, last, low, high, unit[1], unit[2], f"half of one, in {unit[2]}", mod)
    if after in ("a", "an"):
        scale = words.number(at + 2)
        if scale is not None and scale >= 12:
            value = tidy(scale / 2)
            low, high, mod = words.ends(value, value, effect)
            return words.counted(start, at + 3, low, high, mod, "half of the number told", number=at + 2)
        return None
    low, high, mod = words.ends(50, 50, effect)
    last = at + 1
    name = None
    if after == "of":
        last, name = words.of(at + 1)
    elif after in ("the", "its", "their", "his", "her"):
        token = words.token(at)
        if token is not None and token.head.i > token.i and token.head.pos_ == "NOUN" and token.head.i - token.i < 6:
            last, name = bisect_right(words.lexed.starts, token.head.idx), token.head.text
    elif not (
        before == "by"
        or effect != "same"
        or (token := words.token(at)) is None
        or token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr")
    ):
        return None
    return Amount(
        start,
        max(last, at + 1),
        low,
        high,
        "share",
        "percent",
        f"half is 50 percent{' of ' + name if name else ''}",
        mod,
    )


def fraction(words: Words, first: int, at: int, value: Number, behind: int) -> Amount | None:
    word, after = words.word(at), words.word(at + 1)
    token = words.token(at)
    start, effect, _ = words.bounds(first, behind)
    if (
        token is not None
        and token.head.i > token.i
        and token.dep_ in ("amod", "compound", "nummod")
        and token.head.pos_ in ("NOUN", "PROPN")
    ):
        return None
    if not (after == "of" or effect != "same" or words.word(first - 1) in ("by", "than", "to")):
        return None
    share = tidy(round(100 * value / words.table.fractions[word], 1))
    low, high, mod = words.ends(share, share, effect)
    last = at + 1
    if after == "of":
        last, _ = words.of(at + 1)
    return Amount(
        start,
        max(last, at + 1),
        low,
        high,
        "share",
        "percent",
        f"“{' '.join(words.lower[first : at + 1])}” is {share} percent",
        mod,
    )
