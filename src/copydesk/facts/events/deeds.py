"""[Event] -> [Deed]: what was done, told once or many times: by whom, to whom, with what, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from copydesk.nouns import Event, Ledger, Place, Span, Time

# Kinds of events that may tell of one deed.
FAMILIES: Mapping[str, str] = {
    **dict.fromkeys(("killing", "attack", "explosion", "injury", "death", "destruction"), "violence"),
    "fire": "fire",
    **dict.fromkeys(("abduction", "release"), "abduction"),
}
# Of the events of a deed the one of the earliest of these kinds gives it its kind.
KINDS = ("abduction", "killing", "attack", "explosion", "fire", "destruction", "injury", "death", "release")
NEAR = 3  # sentences between two events that may tell of one deed without saying so
_ANOTHER = re.compile(
    r"\b(?:another|other|second|similar|separate|different|previous|earlier|more)\s+(?:\w+\s+){0,2}$", re.I
)
_THE = re.compile(r"\b(?:the|this|that|these|those|his|her|their)\s+(?:[\w-]+\s+){0,2}$", re.I)
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+")
_LOOK = 40  # characters before a trigger


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed as a report tells it: the numbers of its events, who took part, its first known time and place."""

    kind: str
    events: tuple[int, ...]
    agents: tuple[Span, ...]
    patients: tuple[Span, ...]
    instruments: tuple[Span, ...]
    time: Time | None
    place: Place | None
    why: str


@dataclass(slots=True)
class _Draft:
    """A deed while its events are gathered."""

    family: str
    events: list[int] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    time: Time | None = None
    place: Place | None = None
    last: int = 0


def find_deeds(ledger: Ledger) -> tuple[Deed, ...]:
    """The violent deeds that a report tells of, in the order in which it first tells of them.

    Events are of one deed when their kinds may be, when no time, place or named victim of theirs differs, and when they stand
    near one another, name the same victim, or the later one points back ("the attack").

    >>> from copydesk.ledger import ledger_of
    >>> from copydesk.nouns import Report
    >>> told = "Gunmen attacked a bank in Kyiv on Monday. Two guards were killed. The attack ended at noon."
    >>> [(d.kind, [s.quote for s in d.agents], [s.quote for s in d.patients]) for d in find_deeds(ledger_of(Report(id="x", text=told)))]
    [('killing', ['Gunmen'], ['a bank', 'Two guards'])]
    """
    times = {(time.start, time.end): time for time in ledger.times}
    places = {(place.start, place.end): place for place in ledger.places}
    starts = [sentence.start for sentence in ledger.sentences]
    drafts: list[_Draft] = []
    for number, event in enumerate(ledger.events):
        family = FAMILIES.get(event.kind)
        if family is None:
            continue
        time = times.get((event.time.start, event.time.end)) if event.time else None
        place = places.get((event.place.start, event.place.end)) if event.place else None
        sentence = sum(start <= event.trigger.start for start in starts)
        names = _victims(event)
        draft = _home(drafts, ledger.text, event, family, names, time, place, sentence)
        if draft is None:
            draft = _Draft(family)
            drafts.append(draft)
        draft.events.append(number)
        draft.names |= names
        draft.time = draft.time or time
        draft.place = draft.place or place
        draft.last = sentence
    return tuple(_deed(draft, ledger.events) for draft in drafts)


def _victims(event: Event) -> set[str]:
    """The capitalised words of who an event happens to."""
    quotes = (p.span.quote for p in event.participants if p.role == "patient")
    return {word.casefold() for quote in quotes for word in _NAME.findall(quote) if quote.count(" ") < 12}


def _home(
    drafts: Sequence[_Draft],
    text: str,
    event: Event,
    family: str,
    names: set[str],
    time: Time | None,
    place: Place | None,
    sentence: int,
) -> _Draft | None:
    """The deed that an event tells of again, the latest that fits; None if it tells of a new one."""
    before = text[max(0, event.trigger.start - _LOOK) : event.trigger.start]
    if _ANOTHER.search(before):
        return None
    back = _THE.search(before) is not None
    for draft in reversed(drafts):
        if draft.family != family:
            continue
        same = bool(draft.names & names)
        if not same and draft.names and names:
            continue
        if _differ(draft.time, time) and not same:
            continue
        if draft.place and place and draft.place.name != place.name and draft.place.kind == place.kind and not same:
            continue
        if same or back or sentence - draft.last <= NEAR:
            return draft
    return None


def _differ(one: Time | None, other: Time | None) -> bool:
    """Whether two times cannot be one, as their TIMEX3 values say: neither begins with the other."""
    if one is None or other is None:
        return False
    first, second = one.value[:10], other.value[:10]
    return not first.startswith(second) and not second.startswith(first)


def _deed(draft: _Draft, events: Sequence[Event]) -> Deed:
    """The deed of a draft."""
    own = [events[number] for number in draft.events]
    kinds = {event.kind for event in own}
    kind = next(kind for kind in KINDS if kind in kinds)
    told = ", ".join(f"“{event.trigger.quote}”" for event in own[:4])
    return Deed(
        kind=kind,
        events=tuple(draft.events),
        agents=_spans(own, "agent"),
        patients=_spans(own, "patient"),
        instruments=_spans(own, "instrument"),
        time=draft.time,
        place=draft.place,
        why=f"told by {told}" + (" and others" if len(own) > 4 else ""),
    )


def _spans(events: Iterable[Event], role: str) -> tuple[Span, ...]:
    """Who takes a part in some events, each wording once."""
    found: dict[str, Span] = {}
    for event in events:
        for participant in event.participants:
            if participant.role == role:
                found.setdefault(participant.span.quote.casefold(), participant.span)
    return tuple(found.values())
