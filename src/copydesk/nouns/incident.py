"""Several reports side by side: what they tell of, which of them are one text, and where they agree or differ."""

from __future__ import annotations

from typing import Literal

import msgspec

from copydesk.errors import SpanError
from copydesk.nouns.ledger import Certainty, Polarity
from copydesk.nouns.span import Span

Relation = Literal["single", "agree", "update", "conflict"]


class Value(Span, frozen=True, omit_defaults=False, kw_only=True):
    """What one report gives for an attribute, and on whose word; `report` is always named.

    `low` to `high` hold a count (None: open), `value` anything else. `time` is when it was said or held, as precisely as
    the report tells (ISO date or date-time). `polarity` is "negative" where the source denies or retracts it. `origin` numbers
    the independent origin it comes from (an index of `Comparison.origins`).
    """

    value: str | None = None
    low: float | None = None
    high: float | None = None
    source_name: str | None = None
    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    time: str | None = None
    origin: int | None = None
    why: str

    def __post_init__(self) -> None:
        if self.report is None:
            raise SpanError("a value must name its report", where=self.quote[:60])


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One attribute of an incident, every value the reports give for it, how these relate, and in one sentence why."""

    attribute: str
    relation: Relation
    values: tuple[Value, ...]
    why: str


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One event that several reports of an incident tell of: its kind, its day (ISO) if one is given, and its mentions."""

    kind: str
    time: str | None
    mentions: tuple[Span, ...]


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """One happening and the reports that tell of it; `why` says, a sentence a report, what joined it.

    `events` are what happened, day by day, as far as several of the reports tell it.
    """

    id: str
    name: str
    reports: tuple[str, ...]
    time: str | None
    place: str | None
    facts: tuple[Fact, ...] = ()
    events: tuple[Happening, ...] = ()
    why: tuple[str, ...] = ()


class SharedText(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that rest on one text, wholly or in passages: one origin, however many outlets.

    `original` is the likely first of `reports`; `agency` the agency they credit; `passages` the text they share, each as
    it stands in its report; `share` how much of the smaller text (0..1) they have in common.
    """

    reports: tuple[str, ...]
    original: str | None
    agency: str | None = None
    share: float
    passages: tuple[Span, ...] = ()
    why: str


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports that may tell of one incident or not: for a person to decide (`score`, 0..1: that they do)."""

    reports: tuple[str, str]
    score: float
    why: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All reports of a pool, grouped into incidents.

    `copies` are groups of reports that are reprints or light rewrites of one text; `shared` tells more of each, and of
    passages shared in part; `origins` are the independent origins (ids of the reports of each), what counts
    for agreement; `unplaced` are reports that tell of no incident.
    """

    incidents: tuple[Incident, ...]
    copies: tuple[tuple[str, ...], ...] = ()
    unplaced: tuple[str, ...] = ()
    origins: tuple[tuple[str, ...], ...] = ()
    shared: tuple[SharedText, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
