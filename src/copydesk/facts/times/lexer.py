"""Words -> classes: a text as a string of one character a token, on which the grammar's patterns run."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from copydesk.facts.times import numerals

# Classes that the lexer gives by a token's shape; the others are the sections of data/words.toml.
SHAPES = (
    "NUM", "YEAR", "ORD", "CLOCK", "ISO", "SLASHED", "DECADE", "HOLIDAY", "COMMA", "DOT", "DASH", "POSS", "OPEN", "OTHER",
)  # fmt: skip
_MONTH = r"(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?![\d-]))"
    r"|(?P<decade>(?:[12]\d{2}0|['’]?\d0|[1-9]\d0(?=s\s+B\.?C))['’]?s\b)"
    r"|(?P<clock>\d{1,2}[:.]\d\d(?::\d\d)?(?=\s?[ap]\.?\s?m\b)|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<slashed>(?<![\d./-])(?:\d{1,2}(?P<mark>[./])\d{1,2}(?P=mark)(?:\d{4}|\d\d)|\d{1,2}-\d{1,2}-\d{4}"
    r"|\d{4}(?P<mark2>[./-])\d{1,2}(?P=mark2)\d{1,2}|\d{1,2}-(?:"
    + _MONTH
    + r")-(?:\d{4}|\d\d)|(?:"
    + _MONTH
    + r")-\d{1,2}-\d{4})"
    r"(?![\d/]|[.-]\d))"
    r"|(?P<ordinal>\d{1,4}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d{1,3}(?:[  \u00a0\u202f]\d{3})+(?![\d.,]?\d)|\d+(?:[.,]\d+)*)(?P<fraction>[½¼¾⅓⅔]|[ -][1-9]/[2-9](?![\d/]))?"
    r"|(?P<lone>[½¼¾⅓⅔])"
    r"|(?P<abbreviation>[ap]\.\s?m\b\.?|[ABab]\.\s?[CDcd]\b(?:\.(?:\s?[Ee]\.)?)?)"
    r"|(?P<word>[^\W\d_]+(?:['’]clock\b)?)"
    r"|(?P<possessive>['’]s?\b)"
    r"|(?P<break>\n\s*\n)"
    r"|(?P<other>[^\s\w])",
)
# Where one clock time is surely written with a point ("4.09 a.m.", a live report's stamps), others are.
_POINTED = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_SURELY_POINTED = re.compile(
    r"(?<![\d.])(?:[01]?\d|2[0-3])\.[0-5]\d\s?(?:[ap]\.?\s?m\b|o['’]clock\b|GMT\b|UTC\b|local time\b)"
)
_STAMP = re.compile(r"(?m)^(?:[01]\d|2[0-3])\.[0-5]\d(?=\s)")
_FIRST = 0xE000  # the private use area: no class is mistaken for a letter of a pattern


@dataclass(frozen=True, slots=True)
class Lexed:
    """A text's tokens: their classes as one string, their starts and ends in it, their values."""

    text: str
    classes: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[Any, ...]

    def quote(self, first: int, last: int) -> str:
        """The characters from token `first` up to, without, token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]


@functools.cache
def lexicon() -> dict[str, dict[tuple[str, ...], tuple[str, Any]]]:
    """Phrases by their first word: the words -> (class, value)."""
    table: dict[str, dict[tuple[str, ...], tuple[str, Any]]] = {}
    data = files("copydesk.facts.times") / "data"
    for section, entries in tomllib.loads((data / "words.toml").read_text(encoding="utf-8")).items():
        for phrase, value in entries.items():
            parts = tuple(part.lower() for part in _words(phrase))
            table.setdefault(parts[0], {})[parts] = (section, value)
    days = tomllib.loads((data / "days.toml").read_text(encoding="utf-8"))
    for kind, entries in days.items():
        for phrase, value in entries.items():
            parts = tuple(part.lower() for part in _words(phrase))
            table.setdefault(parts[0], {})[parts] = ("HOLIDAY", (kind, value))
    for word, number in numerals.ORDINALS.items():
        table.setdefault(word, {})[(word,)] = ("ORD", number)
    return {first: dict(sorted(phrases.items(), key=lambda item: -len(item[0]))) for first, phrases in table.items()}


@functools.cache
def cues(name: str) -> frozenset[str]:
    """A list of data/cues.toml."""
    data = tomllib.loads((files("copydesk.facts.times") / "data" / "cues.toml").read_text(encoding="utf-8"))
    return frozenset(data[name])


def _words(phrase: str) -> list[str]:
    return [match.group() for match in _TOKEN.finditer(phrase)]


@functools.cache
def code(name: str) -> str:
    """The character that stands for a class."""
    names = {*SHAPES, *(cls for phrases in lexicon().values() for cls, _ in phrases.values())}
    return chr(_FIRST + sorted(names).index(name))


# Short month names that are no abbreviations.
FULL = frozenset({"may", "march", "april", "june", "july"})
NUMBER_WORDS = frozenset(numerals.SMALL) | frozenset(numerals.TENS) | frozenset(numerals.SCALES)


@functools.lru_cache(maxsize=4)
def lex(text: str) -> Lexed:
    """The tokens of a text and their classes."""
    raw = [(m.lastgroup or "other", m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    return _classify(text, raw)


Raw = tuple[str, str, int, int]


def _classify(text: str, raw: list[Raw]) -> Lexed:
    phrases = lexicon()
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[Any] = []
    lower = [word.lower().replace("’", "'") if kind == "word" else word for kind, word, _, _ in raw]
    stamps = {match.start() for match in _STAMP.finditer(text)}
    pointed = len(stamps) > 1 or _SURELY_POINTED.search(text) is not None
    at = 0
    while at < len(raw):
        kind, word, start, end = raw[at]
        if pointed and kind == "number" and _POINTED.fullmatch(word) and (start in stamps or _at_clock(lower, at)):
            kind = "clock"
        count, cls = 1, "OTHER"
        value: Any = None
        if kind == "word":
            number = _number_words(raw, lower, at)
            if word == "a" and lower[at + 1 : at + 2] and lower[at + 1] in numerals.SCALES:  # "a hundred" is one number
                rest = _number_words(raw, lower, at + 1)
                number = (rest[0] + 1, rest[1]) if rest else None
            if number is not None:
                count, value = number
                counts = _phrase(phrases, lower, at + count)[1] == "UNITS" if at + count < len(raw) else False
                scaled = counts or _scaled(lower[at : at + count])  # "two thousand years" are no year
                cls = "YEAR" if 1100 <= value <= 2099 and count > 1 and not scaled else "NUM"
            else:
                count, cls, value = _phrase(phrases, lower, at)
                if cls in ("MONTH", "WEEKDAY") and len(word) <= 5 and lower[at] not in FULL and raw[at + 1 : at + 2]:
                    count += raw[at + 1][1] == "." and raw[at + 1][2] == end  # "Nov." is one word
        elif kind == "abbreviation":
            count, cls, value = _phrase(phrases, [word.lower().replace(" ", "")], 0)
        elif kind in ("number", "fraction"):
            count, cls, value = _digits(raw, lower, at)
        elif kind == "lone":
            cls, value = "HALF", numerals.FRACTIONS[word]
        elif kind == "ordinal":
            cls, value = "ORD", int(word[:-2])
        elif kind == "iso":
            cls, value = "ISO", word
        elif kind == "clock":
            cls, value = "CLOCK", word
        elif kind == "slashed":
            # "03.11.24" is a date behind "on" or "dated", elsewhere a number of a version or a section
            dated = "." not in word or len(word) > 8 or lower[at - 1] in cues("before_date")
            cls, value = ("SLASHED", word) if dated else ("OTHER", None)
        elif kind == "decade":
            found = re.sub(r"\D", "", word)
            cls, value = "DECADE", found[:-1].zfill(3) if len(found) > 2 else f"19{found[0]}"
        elif kind == "possessive":
            cls = "POSS"
        elif kind == "break":
            cls = "OTHER"
        else:
            cls = {",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "OTHER", "‑": "DASH", "(": "OPEN"}.get(
                word, "OTHER"
            )
        codes.append(code(cls))
        starts.append(start)
        ends.append(raw[at + count - 1][3])
        values.append(value)
        at += count
    return Lexed(text, "".join(codes), tuple(starts), tuple(ends), tuple(values))


def _at_clock(lower: list[str], at: int) -> bool:
    """Whether a number stands as a clock time does: behind "at", "until" and the like, with nothing counted behind it."""
    ahead = lower[at + 1 : at + 2]
    return lower[at - 1] in cues("before_clock") and not (
        ahead and ahead[0].isalpha() and ahead[0] not in cues("after_clock")
    )


def _phrase(
    phrases: dict[str, dict[tuple[str, ...], tuple[str, Any]]], lower: list[str], at: int
) -> tuple[int, str, Any]:
    for parts, (cls, value) in phrases.get(lower[at], {}).items():
        if len(parts) == 1 or tuple(lower[at : at + len(parts)]) == parts:
            return len(parts), cls, value
    return 1, "OTHER", None


def _scaled(words: list[str]) -> bool:
    return "hundred" in words or ("thousand" in words and words[-1] != "thousand" and len(words) > 3)


def _number_words(raw: list[Raw], lower: list[str], at: int) -> tuple[int, int | float] | None:
    """How many tokens from here make one number in words, and the number."""
    if lower[at] not in NUMBER_WORDS:
        return None
    parts, last = [], at
    here = at
    best: tuple[int, int | float] | None = None
    while here < len(raw) and here - at < 14:
        word = lower[here]
        if word in NUMBER_WORDS:
            parts.append(word)
            value = numerals.words(parts)
            if value is None:
                break
            last = here
            best = (last - at + 1, value)
        elif word in ("and", "-") and here + 1 < len(raw) and lower[here + 1] in NUMBER_WORDS:
            # "two and three" are two numbers, "two hundred and three" is one; "forty-one" is one, "four-five" two.
            if word == "and" and lower[here - 1] not in numerals.SCALES:
                break
            if word == "-" and not (
                lower[here - 1] in numerals.TENS or lower[here - 1] in ("nineteen", "eighteen")
                or lower[here + 1] in numerals.SCALES
            ):  # fmt: skip
                break
            if raw[here][2] > raw[here - 1][3] and word == "-":
                break
        else:
            break
        here += 1
    return best


def _digits(raw: list[Raw], lower: list[str], at: int) -> tuple[int, str, Any]:
    _, word, _, _end = raw[at]
    fraction = 0.0
    plain = word
    for sign, part in numerals.FRACTIONS.items():
        if word.endswith(sign):
            plain, fraction = word[:-1], part
    if "/" in word:
        plain, above, below = word[:-4], word[-3], word[-1]
        fraction = int(above) / int(below)
    value = numerals.digits(plain)
    if value is None:
        return 1, "OTHER", None
    value = numerals.tidy(value + fraction)
    count = 1
    while at + count < len(raw) and count < 4:
        following = lower[at + count]
        gap = raw[at + count][2] - raw[at + count - 1][3]
        if (following in numerals.SCALES and following not in ("hundred", "dozen")) or following in (
            "hundred",
            "dozen",
        ):
            value = numerals.tidy(value * numerals.SCALES[following])
            count += 1
        elif following == "-" and at + count + 1 < len(raw) and lower[at + count + 1] in numerals.SCALES and gap == 0:
            count += 1
        elif (
            count == 1
            and following in numerals.SHORT_SCALES
            and gap == 0
            and (following != "m" or raw[at - 1][1] in "$£€¥₹")
        ):
            value = numerals.tidy(value * numerals.SHORT_SCALES[following])
            count += 1
            break
        else:
            break
    if count == 1 and len(plain) == 4 and plain.isdigit() and 1000 <= value <= 2099 and not fraction:
        return 1, "YEAR", value
    return count, "NUM", value
