"""Which reports pass on another's account: they credit it at the top, and hardly anyone else for what they tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from copydesk.compare.credits import Credit, agency_of, credits, outlet_key
from copydesk.compare.likeness import features, weighing
from copydesk.compare.profile import Profile, profile
from copydesk.nouns import Ledger, Span

LEAD = 3  # sentences of the body in which an account that is passed on is credited
ALIKE = 0.5  # chance that two reports tell of one incident, from which one may pass the other on
LATER = 3  # days after which a report no longer passes on that account, but what came of it
LATEST = 50  # reports of one outlet that are looked at for one, the last before it


def passed_on(ledger: Ledger) -> frozenset[str]:
    """The outlets and agencies, as their names are compared, whose account a report passes on.

    An agency in the dateline is; an outlet that is credited at the top is, where more of what the report attributes is
    its account than not: said to it, said by it, or by a source, named or not, that the report has from it.
    """
    own, body = outlet_key(ledger.outlet or ""), _body(ledger)
    found: dict[str, list[Credit]] = defaultdict(list)
    for credit in credits(ledger):
        name = outlet_key(agency_of(credit.name))
        if name and name not in own and not name.startswith(_initials(ledger.outlet or "") or "\n"):
            found[name].append(credit)
    return frozenset(name for name, given in found.items() if _rests(ledger, body, name, given))


def relays(ledgers: Sequence[Ledger]) -> Iterator[tuple[int, int]]:
    """Pairs of reports (positions in `ledgers`) of which one passes on the other's account, or both a third one's.

    The account that is passed on is the likeliest report of the outlet of the days before; where none is in the pool,
    those that pass on one outlet's account of one incident within the same days rest on the same.
    """
    resting: dict[str, list[int]] = defaultdict(list)
    for number, ledger in enumerate(ledgers):
        for name in passed_on(ledger):
            resting[name].append(number)
    if not resting:
        return
    of: dict[str, list[int]] = defaultdict(list)
    for number, ledger in enumerate(ledgers):
        if ledger.outlet and (name := outlet_key(agency_of(ledger.outlet))) in resting:
            of[name].append(number)
    profiles = {number: profile(ledgers[number]) for numbers in (*resting.values(), *of.values()) for number in numbers}
    for name, numbers in sorted(resting.items()):
        at = {number: (profiles[number].published or 0, ledgers[number].published or "") for number in numbers}
        orphans: list[int] = []
        for number in sorted(numbers, key=lambda number: (at[number], ledgers[number].id)):
            first = _likeliest(ledgers, profiles, number, of[name])
            if first is None:
                first = _likeliest(ledgers, profiles, number, orphans)
                orphans.append(number)
            if first is not None:
                yield first, number


def _likeliest(
    ledgers: Sequence[Ledger], profiles: dict[int, Profile], number: int, others: Sequence[int]
) -> int | None:
    """The report among `others`, of the days before a report, that most likely tells of its incident."""
    own, weigh = profiles[number], weighing()
    before = [o for o in others if o != number and _before(ledgers[o], ledgers[number], profiles[o], own)]
    before.sort(key=lambda other: (ledgers[other].published or "", ledgers[other].id))
    chances = [(weigh(features(profiles[other], own)), -place, other) for place, other in enumerate(before[-LATEST:])]
    chance, _, other = max(chances, default=(0.0, 0, -1))
    return other if chance >= ALIKE else None


def _before(first: Ledger, second: Ledger, mine: Profile, theirs: Profile) -> bool:
    if mine.published is None or theirs.published is None:
        return True
    day = len("2024-03-05")
    told, passed = first.published or "", second.published or ""
    in_order = told <= passed if len(told) > day and len(passed) > day else mine.published <= theirs.published
    return in_order and theirs.published - mine.published <= LATER


def _rests(ledger: Ledger, body: Sequence[Span], name: str, given: Sequence[Credit]) -> bool:
    first = body[0].start if body else len(ledger.text)
    if any(ledger.text[c.span.start - 1 : c.span.start] == "(" and c.span.end <= first + 80 for c in given):
        return True
    spans = [s for s in body if any(s.start <= credit.span.start < s.end for credit in given)]
    if not any(span in body[:LEAD] for span in spans):
        return False
    outer = [claim for claim in ledger.claims if claim.within is None and claim.source is not None]
    inside = [any(span.start <= claim.cue.start < span.end for span in spans) for claim in outer]
    through = {claim.source_name for claim, here in zip(outer, inside, strict=True) if here and claim.source_name}
    theirs = sum(
        here or claim.source_name in through or outlet_key(claim.source_name or "") == name
        for claim, here in zip(outer, inside, strict=True)
    )
    return 2 * max(1, theirs) > max(1, len(outer))


def _body(ledger: Ledger) -> list[Span]:
    head = ledger.headline.end if ledger.headline else 0
    return [sentence for sentence in ledger.sentences if sentence.start >= head]


def _initials(name: str) -> str:
    """The capitals that a name of several words is shortened to, as names of outlets are compared."""
    words = name.split("(")[0].split()
    return "".join(word[0] for word in words if word[0].isupper()).lower() if len(words) > 1 else ""
