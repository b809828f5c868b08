"""All reports of a pool: origins, then incidents, then what each incident's reports say side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from copydesk.nouns import Comparison, Incident, Ledger, Span, content_id

if TYPE_CHECKING:
    from copydesk.compare.incidents import Group

OnStep = Callable[[int, int], None]


def compared(ledgers: Sequence[Ledger], *, on_step: OnStep | None = None) -> Comparison:
    """Lay the reports of a pool side by side; the same pool in another order gives the same comparison.

    `on_step` is told how many incidents are done, and of how many, whenever that changes.
    """
    from copydesk.compare.incidents import grouped
    from copydesk.compare.origins import copies, origins, shared_texts
    from copydesk.compare.scope import scopes

    pool = sorted(ledgers, key=_in_time)
    shared = shared_texts(pool)
    independent = origins(pool, shared)
    groups, doubts, unplaced = grouped(pool, shared)
    parts = scopes(pool, groups)
    incidents = []
    for done, group in enumerate(groups):
        if on_step:
            on_step(done, len(groups))
        incidents.append(_incident(pool, group, parts[done], independent))
    return Comparison(
        incidents=tuple(sorted(incidents, key=lambda made: (made.time or "9", made.name, made.id))),
        copies=copies(shared),
        unplaced=tuple(pool[number].id for number in unplaced),
        origins=independent,
        shared=shared,
        doubts=doubts,
    )


def _incident(
    pool: Sequence[Ledger],
    group: Group,
    parts: Mapping[str, Sequence[Span]],
    origins: Sequence[tuple[str, ...]],
) -> Incident:
    from copydesk.compare.facts import facts_of
    from copydesk.compare.incidents import name_of, place_of, time_of
    from copydesk.compare.timeline import happenings

    own = [pool[number] for number in sorted(group.reports)]
    # Name, time and place are those of reports that are about nothing else, where there are any.
    about = [pool[number] for number in sorted(group.main)] or own
    name, time, place = name_of(about), time_of(about), place_of(about)
    reports = tuple(ledger.id for ledger in own)
    return Incident(
        id=content_id("\n".join((name, time or "", place or "", *sorted(reports)))).replace("r-", "i-", 1),
        name=name,
        reports=reports,
        time=time,
        place=place,
        facts=facts_of(own, origins, parts=parts),
        events=happenings(own, parts),
        why=group.why,
    )


def _in_time(ledger: Ledger) -> tuple[str, str]:
    """Reports in the order they were published, those without a date last."""
    return ledger.published or "9", ledger.id
