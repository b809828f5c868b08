"""Texts all in capitals (old wires, teletype): which letters would be small, told word by word, to the same length.

A perceptron that `training/train_casing.py` taught goes through the text from left to right and tells of each word whether it
stands in small letters, with a capital or in capitals, from the word, how such words are mostly written, their neighbours, and
what was told of the word before. A parser that was taught on mixed case takes a text in capitals for one long name.
"""

from __future__ import annotations

import functools
import gzip
import importlib.resources
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from copydesk.nouns import Report
from copydesk.parse.gazetteer import fold, lookup

NOTE = "the text is all in capitals: it is read, and quoted, with small letters where a word is taken to be no name"
SMALL, CAPITAL, ALL = range(3)
LEAST = 60  # letters; a shorter text may be a name
SHARE = 0.9  # of the letters, from which on a text is taken to be all in capitals

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,})?|\d+(?:ST|ND|RD|TH|S)\b")
# Where a sentence opens: behind a full stop that is no "U.S."'s, a blank line, a dateline's dashes, a quotation's comma; an
# editor's word in square brackets ("[TEXT]") may stand between.
_OPENS = re.compile(
    r"(?:(?<!\b[A-Z]\.[A-Z])[.!?][\"”’')\]]*\s|\n\s*\n|-\s|[,:]\s+[\"“‘]|\A)[\s\"“‘'(\[-]*(?:\[[^\[\]\n]{1,60}\]\s*){0,3}[\s\"“‘'(\[-]*\Z"
)
_TAIL = re.compile(r"(?<=[^\W\d_])['’](?:S|T|RE|VE|LL|D|M)\b|(?<=\d)(?:ST|ND|RD|TH|S)\b")
_BEFORE = 80  # characters looked back at for the end of a sentence
# What English builds words with: a word never seen that ends so is more likely one that the lists lack than a name.
_BUILT = re.compile(
    r".{3,}(?:s|ed|ing|ly|tion|ment|ness|able|ible|ive|ism|ist|ity|ery|ful|less|like|ward|ance|ence|ic|al|ous|er)$"
)

Counts = Sequence[int]
Weights = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, its small letters, whether it opens a sentence or stands alone in brackets."""

    start: int
    end: int
    small: str
    opens: bool
    bracketed: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What was learned: how often each word was seen small, with a capital, in capitals; its rank; weights of signs."""

    seen: Mapping[str, Counts]
    ranks: Mapping[str, int]
    weights: Weights


def in_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout.

    >>> in_capitals("TWO MEN WERE HELD. " * 5), in_capitals("Two men of UNESCO were held. " * 5)
    (True, False)
    """
    large = sum(map(str.isupper, text))
    small = sum(map(str.islower, text))
    return large + small >= LEAST and large >= SHARE * (large + small)


def cased(report: Report) -> Report:
    """The report with small letters if it is all in capitals, and a note that says so; any other as it is."""
    if not in_capitals(report.text):
        return report
    title = truecase(report.title) if report.title else report.title
    return msgspec.structs.replace(report, text=truecase(report.text), title=title, notes=(*report.notes, NOTE))


def truecase(text: str) -> str:
    """A text in capitals in the letters that it would be written in; the same length, so that every offset holds.

    >>> truecase("POLICE IN LIMA SAID THAT THEY HAD FOUND A BOMB.")
    'Police in Lima said that they had found a bomb.'
    """
    found = words(text)
    table = learned()
    told: list[int] = []
    before = (SMALL, SMALL)
    for place in range(len(found)):
        told.append(best(table.weights, signs(found, place, before, table)))
        before = (told[-1], before[0])
    _settle(found, told, table)
    pieces: list[str] = []
    at = 0
    for word, case in zip(found, told, strict=True):
        pieces.append(text[at : word.start])
        pieces.append(_written(text[word.start : word.end], CAPITAL if word.opens and case == SMALL else case))
        at = word.end
    pieces.append(text[at:])
    return _TAIL.sub(lambda match: match[0].lower(), "".join(pieces))


def _settle(found: Sequence[Word], told: list[int], table: Table) -> None:
    """Settle words that were never seen: one in brackets is an abbreviation, wherever it stands; others are mostly names."""
    strange = {word.small for word in found if word.small not in table.seen}
    short = {word.small for word in found if word.bracketed and word.small in strange and word.small not in table.ranks}
    named = {word.small for word, case in zip(found, told, strict=True) if case == CAPITAL and not word.opens} & strange
    for at, word in enumerate(found):
        if word.small in short:
            told[at] = ALL
        elif told[at] == SMALL and word.small in strange and word.small[0].isalpha():
            between = 0 < at < len(told) - 1 and told[at - 1] == told[at + 1] == CAPITAL
            unknown = word.small not in table.ranks and not _BUILT.match(word.small)
            if between or unknown or word.small in named:
                told[at] = CAPITAL


def _written(word: str, told: int) -> str:
    """A word in the letters told, if that keeps its length (some letters have no small form of one code point)."""
    small = word.lower()
    if told == ALL or len(small) != len(word):
        return word
    return word[0] + small[1:] if told == CAPITAL else small


def words(text: str) -> list[Word]:
    """The words of a text in order."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        opens = _OPENS.search(text, max(0, start - _BEFORE), start) is not None
        bracketed = text[start - 1 : start] in ("(", "[") and text[end : end + 1] in (")", "]")
        found.append(Word(start, end, match[0].lower(), opens, bracketed and not opens))  # "[SAENZ]" opens what he says
    return found


def best(weights: Weights, shown: Sequence[str]) -> int:
    """The case with the greatest sum of weights."""
    sums = [0.0, 0.0, 0.0]
    for sign in shown:
        weight = weights.get(sign)
        if weight is not None:
            sums[0] += weight[0]
            sums[1] += weight[1]
            sums[2] += weight[2]
    return max(SMALL, CAPITAL, ALL, key=sums.__getitem__)


def signs(found: Sequence[Word], at: int, before: tuple[int, int], table: Table, but: int | None = None) -> list[str]:
    """What is seen of one word; `but` is a case of which one sighting is not counted (the word's own, in training)."""
    word = found[at]
    small = word.small
    own = _mostly(table, small, but)
    previous = found[at - 1] if at else None
    following = found[at + 1] if at + 1 < len(found) else None
    last = _mostly(table, previous.small) if previous else "-"
    near = _mostly(table, following.small) if following else "-"
    place = _place(small)
    return [
        "bias",
        f"w {small}",
        f"o {own}",
        f"o {own} {before[0]}",
        f"o {own} {before[0]} {near}",
        f"o {own} {last} {near}",
        f"p {previous.small if previous else '-'} {own}",
        f"n {following.small if following else '-'} {own}",
        f"b {before[0]}{before[1]} {own}",
        f"s {small[-3:]}",
        f"s {small[-2:]} {own}",
        f"l {min(len(small), 8)} {own}",
        f"v {not set(small) & set('aeiouy')} {own}",
        f"g {place} {own}",
        f"g {place} {before[0]}",
        f"k {word.bracketed} {own}",
        f"k {word.bracketed} {min(len(small), 6)}",
        f"i {word.opens} {own}",
        f"t {table.ranks.get(small, 9)} {own}",
        f"t {table.ranks.get(small, 9)} {before[0]} {place}",
    ]


def _mostly(table: Table, small: str, but: int | None = None) -> str:
    """How a word is mostly written, as a step; "?" if it was never seen."""
    seen = table.seen.get(small)
    if seen is None:
        return "?" + str(table.ranks.get(small, 9))
    counts = [count - (which == but) for which, count in enumerate(seen)]
    total = sum(counts)
    if total <= 0:
        return "?" + str(table.ranks.get(small, 9))
    most = max(range(3), key=counts.__getitem__)
    share = counts[most] / total
    step = 3 if share > 0.98 else 2 if share > 0.85 else 1 if share > 0.65 else 0
    return f"{most}{step}{min(total, 3) if total < 10 else 4}"


@functools.lru_cache(maxsize=8192)
def _place(small: str) -> str:
    """What kind of place is called so; "" if none is."""
    found = [record for record in lookup(fold(small)) if record.primary]
    return found[0].kind if found else ""


@functools.cache
def learned() -> Table:
    """The table of casing.json.gz, read once a process."""
    packed = importlib.resources.files("copydesk.parse").joinpath("data/casing.json.gz").read_bytes()
    raw = json.loads(gzip.decompress(packed))
    return Table(raw["seen"], raw["ranks"], raw["weights"])
