"""What happened in an incident, event by event, as far as several of its reports tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from copydesk.compare.mentions import same_events
from copydesk.nouns import Event, Happening, Ledger, Span

EACH = 40  # events of a report that are looked at, the first ones
SURE = 1.0  # factuality from which an event is told as having happened
_ASIDE = frozenset({"other", "statement"})  # kinds of which there is something in every sentence


def happenings(ledgers: Sequence[Ledger], parts: Mapping[str, Sequence[Span]]) -> tuple[Happening, ...]:
    """The events that at least two reports tell of as having happened, in the order of their days.

    Of a report in `parts` only the sentences given there count. Events without a day come last.
    """
    events = [_own(ledger, parts.get(ledger.id))[:EACH] for ledger in ledgers]
    if sum(map(bool, events)) < 2:
        return ()
    found = []
    for places in same_events(ledgers, [[event.trigger for event in own] for own in events]):
        told = [(ledgers[report], events[report][number]) for report, number in places]
        if len({ledger.id for ledger, _ in told}) > 1:
            found.append(_happening(told))
    return tuple(
        sorted(
            found,
            key=lambda one: (one.time or "9", -len(one.mentions), one.mentions[0].report or "", one.mentions[0].start),
        )
    )


def _own(ledger: Ledger, part: Sequence[Span] | None) -> list[Event]:
    body = ledger.headline.end if ledger.headline else 0
    return [
        event
        for event in ledger.events
        if event.kind not in _ASIDE
        and event.factuality >= SURE
        and event.trigger.start >= body
        and (part is None or any(span.start <= event.trigger.start < span.end for span in part))
    ]


def _happening(told: Sequence[tuple[Ledger, Event]]) -> Happening:
    days: Counter[str] = Counter()
    for ledger, event in told:
        value = next((time.value for time in ledger.times if event.time and time.start == event.time.start), "")
        if len(value) >= 10 and value[:4].isdigit():
            days[value[:10]] += 1
    kinds = Counter(event.kind for _, event in told)
    return Happening(
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        time=min(days, key=lambda day: (-days[day], day), default=None),
        mentions=tuple(event.trigger.within(ledger.id) for ledger, event in told),
    )
