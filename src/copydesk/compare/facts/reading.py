"""One report as the comparison reads it: its ledger, its parse, who stands behind each clause and as of when."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from copydesk.compare.facts.sources import nameless
from copydesk.facts.tolls import Numbers
from copydesk.nouns import Certainty, Claim, Ledger, Polarity, Span, Value
from copydesk.read.furniture import furniture
from copydesk.read.ranges import stands_in

Token = Any  # spacy.tokens.Token

NEGATIONS = frozenset({"not", "n't", "no", "never", "neither", "nor", "without"})
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "parataxis", "conj", "acl", "pcomp", "csubj", "xcomp"})
BACKGROUND = timedelta(days=45)  # what lies so far before the first report of an incident is told as background
_CORRECTION = re.compile(r"\W*(?:corrections?|clarifications?|corrigendum|erratum|corrected)\b", re.I)
# "Velgaz (press release)", "Komir-Nura (press service)": whose own word a report is
_PARTY = re.compile(
    r"\([^)]*\b(?:press (?:release|service|office|statement)|statement|communiqu[eé]|information (?:department|office))\b",
    re.I,
)
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}):(\d{2}))?")
_YEARS = re.compile(
    r"\b(?:in|over|during|of) (?:recent|the (?:last|past)(?: \w+)?) (?:years|decades|months)\b"
    r"|\bsince the (?:beginning|start)\b|\b(?:each|every|a|per) year\b|\bso far this year\b|\bsince (?:19|20)\d\d\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One value as one report gives it, before it is laid beside others.

    `thing` is what the value is of: only values of one attribute and one thing can agree or differ. `same` tells values
    that are not counts apart: those with one `same` mean one thing. `at` orders values in time.
    """

    attribute: str
    thing: str
    report: int
    value: Value
    same: str
    source: str
    at: datetime
    weight: float = 1.0
    where: tuple[float, float, float] | None = None  # of a place: degrees of latitude and longitude, radius in km
    outlet: str = ""
    own: bool = False  # the outlet's own words; no source is cited for it
    corrects: bool = False  # it stands in a report that corrects an earlier one
    part: bool = False  # it counts a part of what another value of its report counts

    @property
    def number(self) -> tuple[float | None, float | None]:
        """Low and high of a count."""
        return self.value.low, self.value.high


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One report of an incident: `number` is its place among them, `origin` its independent origin."""

    number: int
    ledger: Ledger
    doc: Any
    origin: int
    published: datetime
    first: datetime  # when its origin was first published: a reprint tells what was told then
    parts: tuple[Span, ...] | None

    def body(self) -> Iterator[Any]:
        """The sentences of the body that tell of the incident, outside headline, appended digest and furniture."""
        aside = furniture(self.ledger.text)
        for words in self.doc.sents if len(self.doc) else ():
            about_page = stands_in(words.start_char, aside)
            if words.text.strip() and not about_page and not self._outside(words.start_char, words.end_char):
                yield words

    def _outside(self, start: int, end: int) -> bool:
        head, digest = self.ledger.headline, self.ledger.digest
        if head is not None and start < head.end and head.end < len(self.ledger.text):
            return True
        if digest is not None and start < digest.end and end > digest.start:
            return True
        return self.parts is not None and not any(p.start < end and p.end > start for p in self.parts)

    def claim(self, start: int, end: int) -> Claim | None:
        """The innermost claim that tells some characters and has a source of its own; else the innermost."""
        over = [c for c in self.ledger.claims if any(s.start < end and s.end > start for s in c.content)]
        over.sort(key=lambda c: sum(s.end - s.start for s in c.content))
        return next((c for c in over if c.source_name), over[0] if over else None)

    def source(self, claim: Claim | None) -> str:
        """Who says so: the claim's source, or the outlet in its own voice."""
        if claim is not None and claim.source_name:
            return claim.source_name
        return own_voice(self.ledger.outlet) if self.ledger.outlet else nameless(self.ledger.id)

    @property
    def numbers(self) -> Numbers:
        """What the numbers of the report are known to be."""
        return Numbers(self.ledger.quantities, self.ledger.times)

    @property
    def time(self) -> str | None:
        """When the report's origin was published: a day, or a day and an hour, as the reports tell it; None if they do not."""
        if not self.ledger.published:
            return None
        fine = "T" in self.ledger.published or (self.first.hour, self.first.minute) != (0, 0)
        return self.first.isoformat(timespec="minutes") if fine else self.first.date().isoformat()

    @property
    def party(self) -> bool:
        """Whether the report is a party's own word and no medium's news, by what its outlet is called."""
        return bool(_PARTY.search(self.ledger.outlet or ""))

    @property
    def corrects(self) -> bool:
        """Whether the report is a correction of an earlier one, by how it is headed."""
        return bool(_CORRECTION.match(self.ledger.text) or _CORRECTION.match(self.ledger.title or ""))

    def item(
        self, attribute: str, thing: str, start: int, end: int, *, same: str = "", value: str | None = None,
        low: float | None = None, high: float | None = None, negative: bool = False, weight: float = 1.0, why: str,
        where: tuple[float, float, float] | None = None, claim: Claim | None = None,
    ) -> Item:  # fmt: skip
        """A value that some characters of the report tell, with who says it (by `claim`, if given), how surely and as of when."""
        claim = claim or self.claim(start, end)
        certainty: Certainty = claim.certainty if claim is not None else "certain"
        polarity: Polarity = "negative" if negative else "positive"
        source, own = self.source(claim), (claim is None or not claim.source_name) and not self.party
        moment = self.first
        quote = self.ledger.text[start:end]
        made = Value(
            start, end, quote, self.ledger.id, value=value, low=low, high=high, source_name=source if self.ledger.outlet or not own else None, certainty=certainty,
            polarity=polarity, time=self.time, origin=self.origin, why=why,
        )  # fmt: skip
        outlet = self.ledger.outlet or self.ledger.id
        return Item(
            attribute, thing, self.number, made, same or (value or ""), source, moment, weight, where, outlet, own, self.corrects
        )  # fmt: skip

    def background(self, words: Any, since: datetime) -> bool:
        """Whether a sentence tells of what went before: years ago, or as it goes every year."""
        start, end = words.start_char, words.end_char
        if _YEARS.search(self.ledger.text, start, end):
            return True
        dates = [
            last
            for time in self.ledger.times
            if start <= time.start < end
            and time.type in ("DATE", "TIME")
            and not self.ledger.text[start : time.start].endswith("born in ")
            and (last := latest(time.value)) is not None
        ]
        return bool(dates) and max(dates) < since - BACKGROUND

    def clause(self, token: Token) -> tuple[int, int]:
        """Start and end of the smallest clause around a word, without the clauses that hang on it."""
        head = token
        while head.dep_ not in CLAUSES and head.head.i != head.i:
            head = head.head
        own: list[Token] = []
        stack = [head]
        while stack:
            word = stack.pop()
            own.append(word)
            stack += [c for c in word.children if c.dep_ not in CLAUSES or c.pos_ not in ("VERB", "AUX")]
        return run(own, token)


def own_voice(outlet: str) -> str:
    """The source of what an outlet tells in its own voice."""
    return f"{outlet} (own report)"


def run(tokens: Sequence[Token], around: Token) -> tuple[int, int]:
    """Start and end of the unbroken run of some words that holds one of them, without punctuation at its ends."""
    held = {t.i for t in tokens} | {around.i}
    low = high = around.i
    while low - 1 in held:
        low -= 1
    while high + 1 in held:
        high += 1
    words = [around.doc[i] for i in range(low, high + 1)]
    while len(words) > 1 and (words[-1].is_punct or words[-1].is_space or words[-1].dep_ in ("cc", "mark")):
        words.pop()
    while len(words) > 1 and (words[0].is_punct or words[0].is_space or words[0].dep_ in ("cc", "mark")):
        words.pop(0)
    return words[0].idx, words[-1].idx + len(words[-1])


def cover(*tokens: Token) -> tuple[int, int]:
    """Start and end of the stretch from the first to the last of some words."""
    return min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)


def latest(value: str) -> datetime | None:
    """The last moment that a TIMEX3 date can mean; None for what names no year."""
    found = _ISO.match(value)
    if found:
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 28)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        try:
            return datetime(year, month, day, int(found[4] or 0), int(found[5] or 0))
        except ValueError:
            return None
    if re.match(r"\d{4}", value):
        return datetime(min(9998, max(1, int(value[:4]))), 12, 31)
    return None


_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}


def in_words(value: str) -> str:
    """A TIMEX3 date as people write it; anything else as it is.

    >>> in_words("2024-06-02TEV"), in_words("2024-06-02T05:30"), in_words("2024-06")
    ('2 June 2024, evening', '2 June 2024, 05:30', 'June 2024')
    >>> in_words("2024-06-02/2024-06-04")
    '2 June 2024 to 4 June 2024'
    """
    if "/" in value:
        return " to ".join(in_words(end) for end in value.split("/"))
    found = re.match(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}:\d{2}|[A-Z]{2}))?", value)
    if not found or not 1 <= int(found[2]) <= 12:
        return value
    day = f"{int(found[3])} " if found[3] else ""
    hour = f", {_PARTS.get(found[4], found[4])}" if found[4] else ""
    return f"{day}{month_name[int(found[2])]} {found[1]}{hour}"


def published(ledger: Ledger) -> datetime | None:
    """When a report was published, without its zone."""
    try:
        return datetime.fromisoformat(ledger.published).replace(tzinfo=None) if ledger.published else None
    except ValueError:
        return None
