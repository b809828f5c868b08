"""Counts, sums and measures: "about 300 people", "up to $3 million", "dozens of homes", "4-5%"."""

from __future__ import annotations

from copydesk.facts.quantities.words import Amount, Number, Words
from copydesk.facts.times.lexer import code
from copydesk.facts.times.numerals import tidy

JOINS = frozenset({"to", "and", "or", "-", "–"})


def numeral(words: Words, at: int, behind: int, first: int | None = None) -> Amount | None:
    value = words.number(at)
    if value is None or not _is_quantity(words, at):
        return None
    start, last = (at if first is None else first), at + 1
    symbol = words.symbol(start)
    if symbol is not None and symbol[0] >= behind:
        start = symbol[0]
    low, top, how = value, value, ""
    other = _other_end(words, last)
    if (other is not None and words.word(start - 1) in ("between", "from")) or (
        other is not None and words.word(last) in ("to", "-", "–", "or")
    ):
        assert other is not None
        end_at, end = other
        opener = words.word(start - 1)
        unit_between = opener == "from" and words.word(last) == "to"
        if (
            end > value
            and not unit_between
            and (words.word(last) != "and" or opener == "between")
            and _is_range(words, at, end_at)
        ):
            top, last = end, end_at + 1
            if opener == "between" and start - 1 >= behind:
                start -= 1
            how = "from the one number to the other"
            if value < 100 and end >= 1000 and end % 1000 == 0 and not words.lower[at].isdigit():
                scale = 1_000_000 if end >= 1_000_000 else 1_000
                low = value * scale if value * scale < end else value
    start, effect, said = words.bounds(start, behind)
    low_, high_, mod = words.ends(low, top, effect)
    how = how or {
        "low": f"“{said}” tells the least", "high": f"“{said}” tells the most", "about": f"“{said}” tells it roughly", "same": "the number told",
    }[effect]  # fmt: skip
    if symbol is not None:
        tail = words.unit(last)
        end = last + tail[0] if tail is not None and tail[1] == "money" else last
        return Amount(start, end, low_, high_, "money", symbol[1], f"{how}, in {symbol[1]}", mod)
    fraction = words.word(last)
    if fraction in words.table.fractions and fraction.endswith("s") and value < 10 and low == top:
        share = tidy(round(100 * value / words.table.fractions[fraction], 1))
        ends = words.ends(share, share, effect)
        counted = words.counted(start, last + 1, ends[0], ends[1], ends[2], "")
        return Amount(start, counted.last, ends[0], ends[1], "share", "percent", f"{how}, as a share of 100", ends[2])
    gap = 1 if words.word(last) in ("-", "‑", "–") and words.joined(last) and words.joined(last + 1) else 0
    unit = words.unit(last + gap)
    if unit is not None and not (
        unit[2] == "metres" and words.word(last + gap) == "m" and not gap and not words.lower[at][0].isdigit()
    ):
        count, kind, name = unit
        if name == "won" and (token := words.token(last)) is not None and token.pos_ in ("VERB", "AUX"):
            return words.counted(start, last, low_, high_, mod, how)
        if name == "times" and words.word(last + gap) == "time":
            return None
        end = last + gap + count
        if words.word(end) == "per" and kind in ("money", "weight") and words.word(end + 1).isalpha():
            end += 2
            end += 2 if words.word(end) in ("-",) else 0
        return Amount(start, end, low_, high_, kind, name, f"{how}, in {name}", mod)
    if value == 1 and words.lower[at] == "one" and (gap or not _counts(words, at)):
        return None
    if low_ == 0 or high_ == 0:
        return None
    return words.counted(
        start, last + (2 if gap and _hyphened(words, last) else 0), low_, high_, mod, how, number=last - 1
    )


def _hyphened(words: Words, at: int) -> bool:
    """ "22-date show": the word behind the hyphen is what is counted."""
    return words.word(at + 1).isalpha()


def _other_end(words: Words, at: int) -> tuple[int, Number] | None:
    """The second number of a range whose joining word stands at a token (a currency sign may come between)."""
    if words.word(at) not in JOINS:
        unit = words.unit(at)
        if unit is None or words.word(at + unit[0]) not in JOINS:
            return None
        at += unit[0]
    for step in (1, 2, 3):
        number = words.number(at + step)
        if number is not None and words.free(at + step):
            return at + step, number
        if words.symbol(at + step + 1) is None and words.symbol(at + step + 2) is None:
            return None
    return None


def _is_range(words: Words, first: int, last: int) -> bool:
    return last - first <= 6


def _is_quantity(words: Words, at: int) -> bool:
    """Whether a numeral is a quantity: no part of a name, a score, a code, a list or a year."""
    before, word = words.word(at - 1), words.lower[at]
    text, start, end = words.lexed.text, words.lexed.starts[at], words.lexed.ends[at]
    if word.isdigit() and len(word) > 1 and word[0] == "0":
        return False
    if before in words.table.naming and word[0].isdigit():
        return False
    if before in (".",) and words.word(at - 2) in ("no", "nos", "art", "sec") and word[0].isdigit():
        return False
    if words.joined(at) and before and (before[-1].isalpha() or before in "-/#:_@‑") and words.symbol(at) is None:
        return before in ("-", "–", "‑", "/") and not words.word(at - 2)[-1:].isalnum()
    follow = text[end : end + 2]
    if follow[:1] in "/:_@" and follow[1:2].isalnum() and not follow.startswith("/h"):
        return False
    if follow[:1].isalpha() and words.unit(at + 1) is None:
        return False
    if follow[:1] in "-–" and follow[1:2].isdigit() and words.joined(at + 1) and words.joined(at + 2):
        other = words.number(at + 2)
        if other is not None and other <= (words.number(at) or 0):
            return False  # 5-4 is a score
    token = words.token(at)
    if token is None or words.symbol(at) is not None:
        return True
    value = words.number(at)
    if words.lexed.classes[at] == code("YEAR") and word.isdigit() and value is not None and 1900 <= value <= 2060:
        return False
    if (
        token.pos_ == "PROPN"
        and word[0].isdigit()
        and before[:1].isalpha()
        and text[words.lexed.starts[at - 1]].isupper()
    ):
        return words.noun_follows(at)
    if (
        word[0].isdigit()
        and before[:1].isalpha()
        and at > 1
        and text[words.lexed.starts[at - 1]].isupper()
        and token.dep_ in ("nummod", "appos", "npadvmod")
        and token.head.i < token.i
    ):
        return False
    return not (
        text[start].isupper() and not word[0].isdigit() and token.pos_ == "PROPN" and not words.noun_follows(at)
    )


def _counts(words: Words, at: int) -> bool:
    """Whether "one" counts ("one woman", "one of the men") and is no pronoun."""
    if words.word(at + 1) == "of":
        return False
    if words.phrase_before(at, words.table.bounds) is not None and words.word(at - 1) not in (
        "the",
        "some",
        "about",
        "all",
        "just",
    ):
        return True
    token = words.token(at)
    if token is None or words.word(at - 1) in ("the", "this", "that", "no", "any", "every", "each", "which", "-"):
        return False
    if token.head.dep_ == "nsubj" and token.head.head.lemma_ in words.table.speaking:
        return False  # "one woman said" is somebody, not a count
    return (
        token.dep_ == "nummod"
        and token.head.i > token.i
        and token.head.pos_ == "NOUN"
        and token.head.lower_ not in ("thing", "way", "day", "point", "side", "hand")
    )


def vague(words: Words, at: int, behind: int) -> Amount | None:
    for count in (3, 2, 1):
        least = words.table.vague.get(tuple(" ".join(words.lower[at : at + count]).split()))
        if least is None:
            continue
        last = at + count
        scale = words.number(last)
        if least == 3 and scale is not None and scale >= 12:
            least, last = int(3 * scale), last + 1
        elif scale is not None:
            return None
        start, _, _ = words.bounds(at, behind)
        if not words.free(last - 1) or (last < words.size and not words.free(last)):
            return None
        said = " ".join(words.lower[at:last])
        unit = words.unit(last)
        if unit is not None:
            return Amount(
                start, last + unit[0], least, None, unit[1], unit[2], f"“{said}”: at least {least}, in {unit[2]}"
            )
        amount = words.counted(start, last, least, None, None, f"“{said}”: at least {least}")
        if amount.last == last and count == 1 and words.word(at) == "several" and amount.unit is None:
            return None
        return amount
    return None
