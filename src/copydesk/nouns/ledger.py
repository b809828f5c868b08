"""What the desk records of one report."""

from __future__ import annotations

from typing import Literal

import msgspec

from copydesk.errors import SpanError
from copydesk.nouns.report import DateOrigin, Origin
from copydesk.nouns.span import Span

SourceKind = Literal[
    "official", "government", "military", "police", "court", "company", "organisation", "media", "state-media",
    "document", "expert", "witness", "relative", "anonymous", "social-media", "person",
]  # fmt: skip
Speech = Literal["direct", "indirect", "mixed"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Who said what, and how surely.

    `certainty` and `polarity` are of the source's wording, never of our model; `score` (0..1) is how sure we are that
    this claim stands there as recorded. `within` is the index of the claim that reports this one. `hedge` is the
    wording that carries the certainty, `named_by` the mention that `source_name` was taken from, `why` the reason.
    """

    source: Span | None
    source_name: str | None
    source_kind: SourceKind
    cue: Span
    content: tuple[Span, ...]
    speech: Speech
    certainty: Certainty
    polarity: Polarity
    within: int | None = None
    score: float
    hedge: Span | None = None
    named_by: Span | None = None
    why: str


class Time(Span, frozen=True, omit_defaults=True, kw_only=True):
    """A time expression: TIMEX3 `value`, `type` and `mod`, and in one sentence how the value was reached."""

    value: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    mod: str | None = None
    why: str


class Place(Span, frozen=True, omit_defaults=True, kw_only=True):
    """A toponym and the one place it was resolved to: WGS 84 degrees, ISO 3166-1 alpha-2 country, radius in km."""

    name: str
    lat: float
    lon: float
    country: str | None
    kind: str
    radius_km: float | None = None
    why: str


class Quantity(Span, frozen=True, kw_only=True):
    """A count, age, share, sum or distance: `low` to `high` (None: open) of `unit`; `happened`: what people came to ("killed", "injured")."""

    low: float | None
    high: float | None
    unit: str | None
    mod: str | None = None
    kind: str
    happened: tuple[str, ...] = ()
    why: str


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A person or an organisation: the fullest `name` in the report and every mention, in text order."""

    name: str
    mentions: tuple[Span, ...]


class Participant(msgspec.Struct, frozen=True):
    """Who takes part in an event, and as what ("agent", "patient", "instrument")."""

    role: str
    span: Span


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happened: the `trigger` word, its kind, who took part, when, where, and which claim asserts it.

    `factuality` runs from -3 (certainly not) to 3 (certainly so), as the report tells it.
    """

    trigger: Span
    kind: str
    participants: tuple[Participant, ...]
    time: Span | None
    place: Span | None
    claim: int | None
    main: bool
    factuality: float
    why: str


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All that the desk records of one report; every entry points at the characters of `text` it rests on.

    `origin` maps `text` back to the original, where the reader kept a map.
    """

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_from: DateOrigin | None = None
    url: str | None = None
    sha256: str | None = None
    origin: Origin | None = None
    language: str | None = None
    headline: Span | None = None
    digest: Span | None = None
    claims: tuple[Claim, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    people: tuple[Entity, ...] = ()
    organisations: tuple[Entity, ...] = ()
    unknowns: tuple[Span, ...] = ()
    events: tuple[Event, ...] = ()
    sentences: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for span in self.spans():
            if not span.quotes(self.text):
                raise SpanError(f"the span {span.start}:{span.end} does not quote the text", where=self.id)

    def spans(self) -> list[Span]:
        """Every span of the ledger."""
        found: list[Span | None] = [self.headline, self.digest, *self.unknowns, *self.sentences]
        for claim in self.claims:
            found += [claim.source, claim.cue, *claim.content, claim.hedge, claim.named_by]
        found += [*self.times, *self.places, *self.quantities]
        found += [mention for entity in (*self.people, *self.organisations) for mention in entity.mentions]
        for event in self.events:
            found += [event.trigger, *(p.span for p in event.participants), event.time, event.place]
        return [span for span in found if span is not None]
