"""Counts, sums and measures: "about 300 people", "up to $3 million", "dozens of homes", "4-5%"."""

from __future__ import annotations

from copydesk.facts.quantities.vocabulary import Kind
from copydesk.facts.quantities.words import Amount, Number, Words
from copydesk.facts.times import numerals
from copydesk.facts.times.lexer import code
from copydesk.facts.times.numerals import tidy

# Before "one" these make a pronoun of it, or none: "the other one", "which one", "not one ballot".
POINTING = frozenset({"not", "the", "this", "that", "no", "any", "every", "each", "which", "other", "another", "-"})
DASHES = ("-", "–", "‑")
JOINS = frozenset({"to", "and", "or", *DASHES})
PERHAPS = frozenset({"maybe", "perhaps", "possibly"})  # behind a comma they open the other end: "ten, maybe fifteen"
# "The dead now number 41": what stands before the verb
NUMBERING = frozenset({"dead", "injured", "wounded", "missing", "victims", "they", "who", "now", "already", "still"})


def numeral(words: Words, at: int, behind: int, first: int | None = None) -> Amount | None:
    """The amount whose number stands at a token (and begins at `first`, where an article belongs to it)."""
    value = words.number(at)
    if value is None or not _is_quantity(words, at):
        return None
    start, last = (at if first is None else first), at + 1
    if words.word(at - 1) == "magnitude":
        return Amount(at - 1, last, value, value, "other", "magnitude", "the magnitude of an earthquake, as told")
    symbol = words.symbol(start)
    if symbol is not None and symbol[0] >= behind:
        start = symbol[0]
    if words.word(start - 1) in ("minus", "-", "−") and start - 1 >= behind and _below_zero(words, start, last):
        start, value = start - 1, -value
    low, top, how = value, value, ""
    span = _range(words, start, at, behind)
    if span is not None:
        start, last, low, top = span
        how = "from the one number to the other"
    start, effect, said = words.bounds(start, behind)
    least, most, mod = words.ends(low, top, effect)
    how = how or {
        "low": f"“{said}” makes it the least", "high": f"“{said}” makes it the most", "about": f"roughly, as “{said}” says",
        "same": "as told",
    }[effect]  # fmt: skip
    if symbol is not None:
        tail = words.unit(last)
        end = last + tail[0] if tail is not None and tail[1] == "money" else last
        return Amount(start, end, least, most, "money", symbol[1], f"{how}, in {symbol[1]}", mod)
    parts = words.table.fractions.get(words.word(last))
    if parts is not None and words.word(last).endswith("s") and value < 10 and low == top:
        share = tidy(round(100 * value / parts, 1))
        least, most, mod = words.ends(share, share, effect)
        counted = words.counted(start, last + 1, least, most, mod, "")
        return Amount(start, counted.last, least, most, "share", "percent", f"{how}, {share} of a hundred", mod)
    gap = 1 if words.word(last) in DASHES and words.joined(last) and words.joined(last + 1) else 0
    measure = _measure(words, at, last + gap)
    if measure is not None:
        end, kind, name = measure
        return Amount(start, end, least, most, kind, name, f"{how}, in {name}", mod)
    if value == 1 and words.lower[at] == "one" and (gap or not _counts(words, at)):
        return None
    if least == 0 or most == 0:
        return None
    # "a 22-date show": the word behind the hyphen is what is counted.
    end = last + 2 if gap and words.word(last + 1).isalpha() else last
    return words.counted(start, end, least, most, mod, how, number=last - 1)


def _below_zero(words: Words, first: int, last: int) -> bool:
    """Whether a minus before a number is a sign: "minus 28 degrees", "-5 C", not "pre-2019" or a range."""
    unit = words.unit(last)
    if words.word(first - 1) == "minus":
        return True
    return unit is not None and unit[1] == "temperature" and not words.joined(first - 1)


def _measure(words: Words, at: int, behind: int) -> tuple[int, Kind, str] | None:
    """The unit behind a number: where it ends, its kind and its name; None where there is none."""
    unit = words.unit(behind)
    if unit is None:
        return None
    count, kind, name = unit
    said = words.word(behind)
    if said == "m" and not words.lower[at][0].isdigit():
        return None
    if said == "won" and (token := words.token(behind)) is not None and token.pos_ in ("VERB", "AUX"):
        return None
    if said == "time":
        return None
    end = behind + count
    if words.word(end) == "per" and kind in ("money", "weight") and words.word(end + 1).isalpha():
        end += 4 if words.word(end + 2) == "-" else 2
    return min(end, words.size), kind, name


def _range(words: Words, start: int, at: int, behind: int) -> tuple[int, int, Number, Number] | None:
    """The two ends of "between 8 and 10", "4-5%", "20 to 30": first and last token, low and high; else None."""
    value, last, opener = words.number(at), at + 1, words.word(start - 1)
    other = _other_end(words, last)
    if other is None or value is None:
        return None
    end_at, end = other
    join = words.word(last)
    if opener == "between":
        start = max(start - 1, behind)
    elif join not in ("to", "or", ",", *DASHES) or (opener == "from" and join == "to"):
        return None  # "from 220 to 481" tells two numbers, not one
    scale = next((numerals.SCALES[word] for word in words.lower[end_at].split() if word in numerals.SCALES), 1)
    if (
        scale >= 1000
        and value < 1000
        and value * scale < end
        and not set(words.lower[at].split()) & set(numerals.SCALES)
    ):
        value = tidy(value * scale)  # "between 2 and 3 million"
    return (start, end_at + 1, value, end) if end > value else None


def _other_end(words: Words, at: int) -> tuple[int, Number] | None:
    """The second number of a range whose joining word stands at a token (a currency sign may come between)."""
    if words.word(at) == "," and words.word(at + 1) in PERHAPS:
        at += 1
    elif words.word(at) not in JOINS:
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


def _is_quantity(words: Words, at: int) -> bool:
    """Whether a numeral is a quantity: no part of a name, a score, a code, a list or a year."""
    before, word = words.word(at - 1), words.lower[at]
    text, start, end = words.lexed.text, words.lexed.starts[at], words.lexed.ends[at]
    if word.isdigit() and len(word) > 1 and word[0] == "0":
        return False
    if before == "+" or words.lexed.classes[at + 1 : at + 2] == code("MONTH"):
        return False
    if (
        before in words.table.naming
        and word[0].isdigit()
        and not (before == "number" and words.word(at - 2) in NUMBERING)
    ):
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
    if word.isdigit() and (words.number(at - 1) is not None or words.number(at + 1) is not None) and words.free(at - 1):
        return False  # digits in groups are a telephone number or a code
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
        and words.free(at - 1)  # "since Monday 112 operations": the day is no name
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
    """Whether "one" counts ("one helicopter") and is neither a pronoun nor a person who speaks ("one woman said")."""
    before = words.word(at - 1)
    if words.word(at + 1) == "of" or before in POINTING:
        return False
    if words.phrase_before(at, words.table.bounds) is not None and before not in ("some", "about", "all", "just"):
        return True
    token = words.token(at)
    if token is None:
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
        if at + count > words.size:
            continue
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
