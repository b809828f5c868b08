"""The two sides of an audit: the lines of the reports, indexed by their words, and the lines of the digest."""

from __future__ import annotations

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from copydesk.audit.lexicon import lexicon
from copydesk.audit.phrases import opening
from copydesk.nouns import Claim, Ledger, Quantity, Span, Time
from copydesk.parse.seen import norm, numerals, tens_and_units

Token = Any  # spacy.tokens.Token

THEY = frozenset({"he", "she", "it", "they"})
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})


@functools.lru_cache(maxsize=50_000)
def _numeral(lower: str) -> str | None:
    if lower in numerals():
        return f"#{numerals()[lower]}"
    digits = lower.replace(",", "").lstrip("€£$")
    if digits.replace(".", "", 1).isdecimal():  # "²" is a digit, and no number
        value = float(digits)
        return f"#{int(value)}" if value == int(value) else f"#{value}"
    return None


def _whole(first: int, doc: Any) -> str | None:
    """The number of a numeral of three words ("twenty-three") whose first has this place in a parse."""
    if first < 0 or first + 2 >= len(doc) or doc[first + 1].text != "-":
        return None
    words = doc[first : first + 3].text
    return norm(words) if tens_and_units(words) else None


def goes_on(token: Token) -> bool:
    """Whether a word is the rest of a numeral: the "three" of "twenty-three"."""
    return _whole(token.i - 2, token.doc) is not None


def lemma(token: Token) -> str:
    """The key a word is compared by: its lemma in lower case, a numeral as its number, a demonym as its country."""
    lower = token.lower_
    number = _numeral(lower)
    if number:
        return _whole(token.i, token.doc) or _whole(token.i - 2, token.doc) or number
    countries: dict[str, str] = lexicon("demonyms")["countries"]
    if lower in countries:
        return countries[lower]
    text: str = token.lemma_.lower()
    # Only numbers have keys that begin with "#"; a hashtag is a word.
    return text.strip("-'’.#") or "№"


def is_content(token: Token) -> bool:
    """Whether a word says something by itself (no auxiliary, pronoun, stop word or word of saying)."""
    if token.pos_ not in CONTENT or token.is_space or token.is_punct:
        return False
    if token.pos_ == "NUM":
        return not goes_on(token)
    light: frozenset[str] = lexicon("stop")["light"]
    return token.lemma_.lower() not in light and token.lower_ not in light


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One sentence of a report or of the digest: its place, its words, the claims, times and quantities in it."""

    number: int
    report: int
    start: int
    end: int
    words: Any  # spacy.tokens.Span
    content: tuple[Token, ...]
    keys: tuple[str, ...]
    claims: tuple[Claim, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]

    @property
    def text(self) -> str:
        """The sentence as it stands there."""
        return str(self.words.text).strip()

    @property
    def meant(self) -> frozenset[str]:
        """The words, in lower case, of the names of sources that it tells by a pronoun."""
        return frozenset(word for _, name in self._pronouns() for word in name.lower().split())

    @property
    def named(self) -> str:
        """The same with the name of each source that is told by a pronoun in its place: what "she added" says hangs on who she is."""
        text, told = self.text, set[int]()
        for source, name in sorted(self._pronouns(), key=lambda each: -each[0].start):
            at = source.start - self.start
            if at in told or text[at : at + len(source.quote)] != source.quote:
                continue
            told.add(at)
            text = text[:at] + (name if at else opening(name)) + text[at + len(source.quote) :]
        return text

    def _pronouns(self) -> Iterator[tuple[Span, str]]:
        """Each source that is told by a pronoun, with its name, without what they are."""
        for claim in self.claims:
            name = (claim.source_name or "").partition(",")[0]
            if claim.source is not None and name and claim.source.quote.lower() in THEY and name.lower() not in THEY:
                yield claim.source, name


@dataclass(slots=True, eq=False)
class Side:
    """All lines of one side; `where` says which lines have a word, `weight` how telling a word is."""

    texts: tuple[str, ...]
    ids: tuple[str, ...]
    ledgers: tuple[Ledger, ...]
    lines: list[Line] = field(default_factory=list)
    where: dict[str, list[int]] = field(default_factory=dict)
    weight: dict[str, float] = field(default_factory=dict)
    headlines: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()  # every word of the lines and its lemma, in lower case

    def quote(self, line: Line, named: bool = True) -> Span:
        """The span of a line in its text."""
        return Span.of(self.texts[line.report], line.start, line.end, self.ids[line.report] if named else None)

    def weigh(self, key: str) -> float:
        """How telling a word is here: rare words more, names and unknown words most."""
        return self.weight.get(key, self._most)

    @property
    def _most(self) -> float:
        return math.log(2.0 + len(self.lines))


def _edges(words: Any) -> tuple[int, int]:
    text = words.text
    return words.start_char + len(text) - len(text.lstrip()), words.start_char + len(text.rstrip())


def _overlapping(spans: Iterable[Any], start: int, end: int) -> tuple[Any, ...]:
    return tuple(span for span in spans if span.start < end and span.end > start)


def _claim_starts(claim: Claim) -> tuple[int, int]:
    spans = [claim.cue, *claim.content, *([claim.source] if claim.source else [])]
    return min(span.start for span in spans), max(span.end for span in spans)


def _sentences(doc: Any, dateline: tuple[int, int]) -> Iterator[Any]:
    """The sentences of a text that say something. A dateline is part of the one behind it, whose place it tells."""
    opening = None
    for words in doc.sents if len(doc) else ():
        if not words.text.strip():
            continue
        start, end = _edges(words)
        if dateline[0] <= start and end <= dateline[1]:
            opening = words.start if opening is None else opening
            continue
        yield words if opening is None else doc[opening : words.end]
        opening = None


def lines_of(
    doc: Any, claims: Sequence[Claim], times: Sequence[Time], quantities: Sequence[Quantity], report: int,
    body: tuple[int, int], skip: tuple[int, int] | None, first: int, dateline: tuple[int, int] | None = None,
) -> list[Line]:  # fmt: skip
    """The lines of one text within `body`, without those in `skip` (a digest found appended)."""
    found: list[Line] = []
    reach = [(claim, *_claim_starts(claim)) for claim in claims]
    for words in _sentences(doc, dateline or (0, 0)):
        start, end = _edges(words)
        if not body[0] <= start < body[1] or (skip and skip[0] <= start < skip[1]):
            continue
        content = tuple(token for token in words if is_content(token))
        found.append(
            Line(
                number=first + len(found), report=report, start=start, end=end, words=words, content=content,
                keys=tuple(lemma(token) for token in content),
                claims=tuple(claim for claim, low, high in reach if low < end and high > start),
                times=_overlapping(times, start, end), quantities=_overlapping(quantities, start, end),
            )
        )  # fmt: skip
    return found


def reports_side(ledgers: Sequence[Ledger]) -> Side:
    """The evidence: every body sentence of the reports. Headline and appended digest are none."""
    from copydesk.parse import document
    from copydesk.read.layout import layout

    side = Side(tuple(x.text for x in ledgers), tuple(x.id for x in ledgers), tuple(ledgers))
    heads: set[str] = set()
    for number, ledger in enumerate(ledgers):
        doc = document(ledger.text)
        start = ledger.headline.end if ledger.headline and ledger.headline.end < len(ledger.text) else 0
        skip = (ledger.digest.start, ledger.digest.end) if ledger.digest else None
        side.lines += lines_of(
            doc, ledger.claims, ledger.times, ledger.quantities, number, (start, len(ledger.text)), skip, len(side.lines),
            layout(ledger.text, ledger.title).dateline,
        )  # fmt: skip
        if start:
            heads |= {lemma(token) for token in doc if token.idx < start and is_content(token)}
    where: dict[str, list[int]] = defaultdict(list)
    for line in side.lines:
        for key in dict.fromkeys(line.keys):
            where[key].append(line.number)
    total = len(side.lines)
    side.where = dict(where)
    side.weight = {key: math.log((2.0 + total) / (0.5 + len(at))) for key, at in where.items()}
    side.headlines = frozenset(heads)
    side.lemmas = frozenset(word for line in side.lines for t in line.words for word in (t.lower_, t.lemma_.lower()))
    return side


def counts(lines: Iterable[Line]) -> Counter[str]:
    """How often each word stands in some lines."""
    return Counter(key for line in lines for key in line.keys)
