"""English numerals: digits, words and mixtures of both, as numbers."""

from __future__ import annotations

import re

SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
} | {"fourty": 40}
SCALES = {
    "hundred": 100, "dozen": 12, "thousand": 1_000, "lakh": 100_000, "lac": 100_000, "million": 1_000_000, "crore": 10_000_000,
    "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
}  # fmt: skip
# Written behind digits only: "$3.4m", "12k", "€2bn".
SHORT_SCALES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "bn": 1_000_000_000, "tn": 10**12}
ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ],
        start=1,
    )
} | {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_SHAPE = re.compile(r"(?P<whole>\d{1,3}(?:[,.\s\u00a0\u202f’']\d{3})+|\d+)(?:[.,](?P<part>\d+))?")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DECIMAL = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
LONGEST = 24


def tidy(value: float) -> int | float:
    """A whole number as int, any other rounded to what the words can mean.

    >>> tidy(1.2 * 1_000_000), tidy(0.5)
    (1200000, 0.5)
    """
    nearest = round(value)
    return nearest if abs(value - nearest) < 1e-9 * max(1.0, abs(value)) else round(value, 6)


def digits(text: str) -> int | float | None:
    """The number that digits with separators stand for, or None: a comma before one or two digits is decimal.

    >>> digits("10,000"), digits("1 400"), digits("2,5"), digits("31.5"), digits("1.234.567")
    (10000, 1400, 2.5, 31.5, 1234567)
    """
    if len(text) > LONGEST:
        return None
    if _DOTS.fullmatch(text) and text.count(".") > 1:
        return int(text.replace(".", ""))
    # A single point before three digits is a decimal point in English ("1.234 million"), a comma parts thousands.
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    whole, part = match["whole"], match["part"]
    if "." in whole:
        if _DECIMAL.fullmatch(whole):
            return tidy(float(whole.replace(",", "")))
        if not _DOTS.fullmatch(whole):
            return None  # points and commas mixed, as nobody writes them ("1.623,427")
        return tidy(float(f"{whole.replace('.', '')}.{part}")) if part else tidy(float(whole))
    number = int(re.sub(r"\D", "", whole))
    return tidy(float(f"{number}.{part}")) if part else number


def words(parts: list[str]) -> int | float | None:
    """The number that some number words stand for, or None where they are no number.

    >>> words(["two", "hundred", "and", "thirty", "four"]), words(["nineteen", "ninety", "four"]), words(["and"])
    (234, 1994, None)
    """
    total, group, seen = 0, 0, ""
    for part in parts:
        if part in ("and", "a", "-"):
            if part == "a":
                group = group or 1
            continue
        if part in SCALES:
            scale = SCALES[part]
            if scale in (100, 12):
                group = (group or 1) * scale
            else:
                total += (group or 1) * scale
                group = 0
            seen = "scale"
            continue
        value = SMALL.get(part, TENS.get(part))
        if value is None:
            return None
        if seen == "tens" and 0 < value < 10:
            group += value
            seen = "small"
        elif seen in ("", "scale"):
            group += value
            seen = "tens" if part in TENS else "small"
        elif 10 <= value < 100 and 10 <= group < 100 and not total:  # nineteen ninety, twenty ten
            group = group * 100 + value
            seen = "tens" if part in TENS else "small"
        else:
            return None
    return total + group if seen else None
