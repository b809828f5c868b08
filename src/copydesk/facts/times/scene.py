"""Where a story stands in time: its publication day, and the day, month and year that it last spoke of."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Literal

from copydesk.facts.times import calendar
from copydesk.facts.times.lexer import Lexed, code, cues
from copydesk.facts.times.narrative import Line
from copydesk.facts.times.written import Order, order_told

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Tense = Literal["past", "present", "future", "planned", "either", "unknown"]
# A text is told as a history where most of the years it names lie further than this from its publication.
FAR, ENOUGH, MANY = 4, 5, 12
SUMMED = ("P6M", "P9M")  # "the nine months": what a business reports beside its quarter
LATELY = 40  # as many days before publication a report's own story can lie
# How much further a date seems that the tense speaks against (tuned on the training parts of TBAQ and the desk cases).
AFTER_PUBLICATION = {"past": 6.0, "present": 1.2, "future": 1.0, "planned": 1.0, "either": 1.0, "unknown": 2.5}
BEFORE_PUBLICATION = {"past": 1.0, "present": 1.0, "future": 6.0, "planned": 1.5, "either": 1.0, "unknown": 1.0}
# Words that are said from the day of writing: a history has few of them.
_HERE = re.compile(
    f"[{code('WEEKDAY')}{code('DAYREF')}{code('AGO')}{code('TONIGHT')}]"
    f"|[{code('LAST')}{code('NEXT')}{code('THIS')}][{code('UNIT')}{code('YEARWORD')}{code('MONTH')}{code('SEASON')}]"
)
_ERA = re.compile(f"[{code('NUM')}{code('YEAR')}]{code('ERA')}")
PRINTED = range(1500, 2500)  # years in which a report can have been published
_CLOCKED = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d")
_PUBLISHED = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a time expression was read as; `about` names the day, month or year that later words can refer to."""

    value: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    why: str
    mod: str | None = None


NO_DAY = Reading("", "DATE", "no day of the calendar")  # "31 February 2024": no value, and none for its parts


def apart(days: int, tense: Tense, *, known: bool = True) -> float:
    """How far a date seems that lies so many days after publication (before, if negative), told of in a tense.

    Of a date whose day is not `known`, only its month, the tense counts for more.
    """
    weight = (AFTER_PUBLICATION if days > 0 else BEFORE_PUBLICATION)[tense]
    return abs(days) * (weight**0.5 if known else weight)


def published_day(published: str | None) -> dt.date | None:
    """The publication day, or None where there is none or it is no day of the calendar."""
    match = _PUBLISHED.match(published or "")
    day = calendar.day(int(match[1]), int(match[2]), int(match[3])) if match else None
    return day if day is not None and day.year in PRINTED else None


@dataclass(slots=True)
class Scene:
    """What is known while a text is read from its start; readings move it on."""

    lexed: Lexed
    doc: Doc | None
    published: dt.date | None
    history: bool = False
    year: int | None = None
    year_at: int = -1
    month: int | None = None
    day: dt.date | None = None
    partial: str | None = None  # a day without a known year, "XXXX-02-12"
    partial_at: int = -1
    partial_began: str | None = None  # the first such day that the report names, behind its dateline
    filed: int = 0  # where the dateline ends, whose day is that of writing
    day_at: int = -1
    clock: dt.datetime | None = None  # the clock time that was last spoken of, where no other date has come since
    late: bool = False  # whether that day was last spoken of by its night or a late hour
    began: dt.date | None = None  # the first day of the weeks before publication: what the report is mostly about
    live: bool = (
        False  # whether entries are headed by clock times: each is of the publication day unless it says otherwise
    )
    quarter: tuple[int, int] | None = None
    quarter_at: int = -1
    summed_at: int = -1  # where figures of several months ("the nine months") were last spoken of
    bc: int | None = None  # the year before Christ that a history is at
    opened: int | None = None  # the month whose year the last reading took from the narrative
    line: Line | None = None  # the way through a history's dates, once they are known
    order: Order | None = None  # what comes first in dates in figures, as the report tells
    breaks: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, lexed: Lexed, doc: Doc | None, published: str | None) -> Scene:
        """The scene before the first word."""
        scene = cls(lexed, doc, published_day(published))
        years = [int(value) for cls_, value in zip(lexed.classes, lexed.values, strict=True) if cls_ == code("YEAR")]
        here = len(_HERE.findall(lexed.classes)) if len(years) >= ENOUGH else 0
        if len(years) >= ENOUGH and 4 * here < len(years):
            base = scene.published.year if scene.published else 9999
            away = abs(median(years) - base)
            scene.history = away > FAR or (away >= 2 and len(years) >= MANY and 8 * here < len(years))
        scene.history |= len(_ERA.findall(lexed.classes)) >= ENOUGH
        scene.order = order_told(lexed)
        scene.breaks = [match.start() for match in re.finditer(r"\n\s*\n", lexed.text)]
        scene.words = [token.idx for token in doc] if doc is not None else []
        return scene

    # -- anchors ------------------------------------------------------------------------------------------------------

    @property
    def anchor(self) -> dt.date | None:
        """The day that words without a year are read against: of the narrative in a history, else of publication."""
        if not self.history:
            return self.published
        if self.day is not None:
            return self.day
        if self.year is not None:
            return calendar.day(self.year, self.month or 1, 1)
        return None

    @property
    def anchor_name(self) -> str:
        """The anchor in an editor's words."""
        anchor = self.anchor
        if anchor is None:
            return "no publication day is known"
        return f"the narrative at {self.said}" if self.history else f"the publication day {anchor}"

    @property
    def said(self) -> str:
        """The date last spoken of, as far as it was told."""
        if self.day is not None:
            return self.day.isoformat()
        if self.year is not None:
            return f"{self.year:04}" + (f"-{self.month:02}" if self.month else "")
        return "its start"

    def spoken_day(self, at: int) -> dt.date | None:
        """The day that words refer back to: last spoken of in their paragraph, else the one that the report begins with."""
        if self.day is not None and (self.history or not self.parted(self.day_at, at)):
            return self.day
        return (None if self.live else self.began) or self.anchor or self.day

    def parted(self, before: int, at: int) -> bool:
        """Whether a paragraph ends between two characters."""
        return bisect_right(self.breaks, before) != bisect_right(self.breaks, at)

    def in_month(self, at: int) -> bool:
        """Whether the date last spoken of is a month, named in the sentence of a character."""
        return self.month is not None and self.day_at != self.year_at and self.in_sentence(self.year_at, at)

    def in_sentence(self, first: int, second: int) -> bool:
        """Whether two characters stand in one sentence."""
        one, other = self.token(first), self.token(second)
        return one is not None and other is not None and one.sent == other.sent

    # -- moving on ----------------------------------------------------------------------------------------------------

    def move(self, value: str, at: int) -> None:
        """Take note of a time that was read."""
        if value in SUMMED and self.lexed.text[at : at + 3].lower() == "the":
            self.summed_at = at
            return
        if value.startswith("XXXX-WXX-") and value[9:10].isdigit():
            self._open_day(value[:10], at)
            return
        match = re.match(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?(?![\d-]*W)", value)
        if match is None or "/" in value:
            return
        if match[1] == "XXXX":
            self._open_day(value[:10] if match[3] else None, at)
            return
        if self.history and self.year is not None and self._aside(at):
            return
        clock = re.search(r"T(\d\d|NI)", value)
        self.late = clock is not None and clock[1] >= "20"
        self.clock = dt.datetime.fromisoformat(value[:16]) if _CLOCKED.match(value) else None
        year = int(match[1])
        month = int(match[2]) if match[2] and 1 <= int(match[2]) <= 12 else None
        found = calendar.day(year, month, int(match[3])) if month and match[3] else None
        self.year, self.month, self.year_at, self.bc = year, month, at, None
        if value[5:6] == "Q":
            told = (year, int(value[6])) if value[6:7].isdigit() else None
            if told is not None and self._reported(told):
                self.quarter, self.quarter_at = told, at
        if found is not None:
            self.partial = None
            if self.began is None and self.published and 0 < (self.published - found).days <= LATELY:
                self.began = found
        if found is not None or self.history or not self.day:
            self.day, self.day_at = found, at

    def _open_day(self, partial: str | None, at: int) -> None:
        self.partial, self.partial_at, self.day_at = partial, at, at
        if at >= self.filed:
            self.partial_began = self.partial_began or partial

    def open_day(self, at: int) -> str | None:
        """The day without a year that words refer back to: of their paragraph, else the first that the report names."""
        return self.partial_began if self.partial and self.parted(self.partial_at, at) else self.partial

    def summed(self, at: int) -> bool:
        """Whether the figures at a character are of several months: so their paragraph said last, not of the quarter."""
        return self.summed_at > self.quarter_at and not self.parted(self.summed_at, at)

    def _reported(self, quarter: tuple[int, int]) -> bool:
        """Whether figures of a quarter are reported, rather than expected or only compared with."""
        if self.published is None:
            return self.quarter is None
        now = (self.published.year, calendar.quarter(self.published.month))
        if self.quarter is None:
            return quarter <= now
        year, number = self.quarter
        return quarter < now and quarter not in ((year - 1, number), (year, number - 1), (year - 1, number + 3))

    def _aside(self, at: int) -> bool:
        """Whether a date does not carry a history on; what stands in brackets does not until the whole text is known."""
        return at in self.line.asides if self.line else self.lexed.text[max(0, at - 1) : at] == "("

    # -- the parse ----------------------------------------------------------------------------------------------------

    def token(self, at: int) -> Token | None:
        """The word of the parse at a character."""
        if self.doc is None or not self.words:
            return None
        return self.doc[max(0, bisect_right(self.words, at) - 1)]

    def names(self, at: int) -> bool:
        """Whether the word at a character says which thing is meant ("the Tuesday deadline")."""
        token = self.token(at)
        return token is not None and token.dep_ in ("compound", "nmod") and token.head.i > token.i

    def tense(self, at: int) -> Tense:
        """When the words at a character lie, by the verb and the preposition that govern them."""
        token = self.token(at)
        if token is None:
            return "unknown"
        head, ahead, through = token, False, False
        for _ in range(6):
            if head.pos_ in ("ADP", "SCONJ") and not through:
                through = True  # only the nearest preposition is the date's own
                if head.lower_ == "since":
                    return "past"
                ahead = head.lower_ in cues("ahead")
                if (
                    head.lower_ == "for"
                    and head.head.lemma_ not in cues("plans")
                    and head.head.lower_ not in cues("due")
                ):
                    ahead = False  # "sales for the quarter" are over, "set for Sunday" is to come
            if head.lower_ in cues("due"):
                return "future"
            if head.pos_ in ("VERB", "AUX") and head.dep_ not in ("amod", "compound"):
                if _done(head) and not ahead:
                    return "past"
                tense = self._verb(head)
                if ahead:  # "promised by March" looks ahead from a past that is not told
                    put_off = head.lemma_ in cues("put_off") and not any(
                        child.lower_ == "had" for child in head.children
                    )
                    return "either" if tense == "past" and not put_off else "future"
                if head.tag_ == "VBD" and head.lemma_ in cues("foreseen"):
                    return "planned"  # "planned a march on Monday"
                return tense
            if (
                head.dep_ in ("nmod", "compound", "poss", "amod", "nummod")
                and head.head.pos_ in ("NOUN", "PROPN")
                and head.head.ent_type_ not in ("DATE", "TIME")
            ):
                outer = head.head
                while outer.dep_ in ("compound", "nmod", "poss") and outer.head.i != outer.i:
                    outer = outer.head
                if outer.dep_ == "pobj" and outer.head.lower_ in cues("ahead"):
                    if outer.head.lower_ != "before":
                        return "future"
                    head, through = outer.head.head, True  # "fell before Friday's meeting", "must pay before Friday's"
                    continue
                return "unknown"
            if head.head.i == head.i:
                break
            head = head.head
        return "future" if ahead else "unknown"

    def _verb(self, verb: Token) -> Tense:
        """The tense of a verb with its auxiliaries; a participle or infinitive has that of the verb above it."""
        for _ in range(4):
            auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
            if "could" in auxiliaries and _denied(verb):
                return "past"  # "neither could be reached Wednesday"
            if auxiliaries & cues("future_auxiliaries"):
                return "past" if auxiliaries & {"have"} else "future"
            if auxiliaries & {"had", "did", "was", "were", "has", "have", "'d", "’ve", "'ve"} or verb.tag_ == "VBD":
                return "past"
            if auxiliaries & {"is", "are", "'s", "’s", "am", "'re", "’re"} and verb.lemma_ in cues("plans"):
                return "future"
            if verb.tag_ in ("VBZ", "VBP") or auxiliaries & {"is", "are", "'s", "’s", "am", "'re", "’re", "being"}:
                return "past" if verb.lemma_ in ("say", "tell", "write", "report") else "present"
            above = verb.head
            if above.i == verb.i:
                return "future" if "to" in auxiliaries else "unknown"
            plans = cues("plans")
            if "to" in auxiliaries and (verb.lemma_ in plans or above.lemma_ in plans or above.lemma_ == "be"):
                if above.lemma_ == "be" and above.tag_ == "VBD" and above.dep_ != "ccomp":
                    return (
                        "either"  # "was to be held on Sunday" and may have been; "she said it was to be" is yet to come
                    )
                planning = above.head if above.pos_ == "ADJ" else above
                if any(child.lower_ == "had" for child in planning.children):
                    return "either"  # "had been due to expire on Friday"
                # "is to meet in May" looks ahead, "ordered them to fight in September" perhaps.
                return "planned" if above.tag_ in ("VBD", "VBN") else "future"
            if "to" in auxiliaries and above.pos_ in ("NOUN", "PROPN", "ADJ"):
                # "plans to meet in May" looks ahead; "sent troops to fight in September" tells of what was.
                while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
                    above = above.head
                governing = {child.lower_ for child in above.children if child.dep_ == "aux"}
                return "unknown" if above.tag_ in ("VBD", "VBN") or "had" in governing else "future"
            if above.pos_ not in ("VERB", "AUX"):
                return "unknown"
            verb = above
        return "unknown"

    # -- years for what has none --------------------------------------------------------------------------------------

    def year_of(self, month: int, number: int | None, at: int) -> tuple[int | None, str]:
        """The year that a month (and day of it) without one belongs to, and why; None where nothing tells."""
        if self.history:
            return self._told_year(month, at)
        base = self.published
        if base is None:
            return None, "the report tells no publication day, so the year stays open"
        tense = self.tense(at)
        if tense == "unknown" and self.day is not None and self.day > base and self.in_sentence(self.day_at, at):
            tense = "future"  # "from March 30 and ... from August 6"

        def far(year: int) -> float:
            if number is None:
                days = 30 * ((year - base.year) * 12 + month - base.month)
            else:
                days = (dt.date(year, month, min(number, 28)) - base).days
            return apart(days, tense, known=number is not None)

        year = min((base.year, base.year - 1, base.year + 1), key=far)
        if (year, month) == (base.year, base.month):
            return year, f"the month of publication, {base}"
        side = "before" if (year, month) < (base.year, base.month) else "after"
        fits = (
            "the nearest" if tense in ("unknown", "planned", "either") else f"the nearest that fits the {tense} tense"
        )
        return year, f"{fits}, {side} the publication day {base}"

    def _told_year(self, month: int, at: int) -> tuple[int | None, str]:
        self.opened = month
        if self.line is not None and at in self.line.years:
            return self.line.years[at], "the year that the narrative is in, by the dates before and behind"
        if self.year is None:
            return None, "the text has named no year yet, so the year stays open"
        year = self.year
        if self.month is not None:
            apart = month - self.month
            if apart <= -8:
                year += 1
            elif apart >= 10:
                year -= 1
        return year, f"the narrative is at {self.said}"


def _denied(verb: Token) -> bool:
    """Whether a verb is denied, by "not" or by its subject ("nobody", "neither man")."""
    return any(
        child.dep_ == "neg"
        or (child.dep_ in ("nsubj", "nsubjpass") and any(w.lower_ in cues("none") for w in (child, *child.children)))
        for child in verb.children
    )


def _done(verb: Token) -> bool:
    """Whether a bare participle tells of what is done ("the terms, announced Friday") and not of what is planned."""
    bare = (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "advcl")
        and not any(c.dep_.startswith("aux") for c in verb.children)
    )
    return bare and verb.lemma_ not in cues("plans")
