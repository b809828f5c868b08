"""Sets of reports as pairs of clauses, with the relations that their facts give each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rows import report_of

from copydesk.compare.facts.clauses import Clause
from copydesk.compare.facts.counterparts import Said, said
from copydesk.compare.facts.finding import all_items, readings_of
from copydesk.compare.facts.pairs import Pair, Pool
from copydesk.compare.facts.statements import pool_of
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger

HELD = 0.5  # share of the shorter of clause and value that both must hold
LATER = 39  # the first of the sets that have no digests: all of them teach the encoder

Row = dict[str, Any]


def taught_with(number: int) -> bool:
    """Whether the set of this number of data/multi teaches the encoder of clauses; the others teach the weights of what it says."""
    return number % 2 == 1 or number >= LATER


@dataclass(frozen=True, slots=True)
class Told:
    """The reports of one incident of a set: their clauses in pairs, and the relations that its facts give each pair."""

    set: str
    ledgers: list[Ledger]
    origins: list[list[str]]
    clauses: Sequence[Clause]
    pairs: list[Pair]
    relations: list[frozenset[str]]
    doubtful: frozenset[
        int
    ]  # pairs of two values of a fact that it does not relate: two steps of a toll that stood still
    _said: dict[int, Said] = field(default_factory=dict)

    def said(self, at: Sequence[int]) -> list[Said]:
        """What the encoder says of some pairs, read once."""
        new = [n for n in at if n not in self._said]
        self._said.update(zip(new, said([self.pair(n) for n in new]), strict=True))
        return [self._said[n] for n in at]

    def pair(self, at: int) -> tuple[Clause, Clause]:
        """The two clauses of a pair."""
        return self.clauses[self.pairs[at].one], self.clauses[self.pairs[at].other]


def told_in(case: Row) -> list[Told]:
    """The incidents of a set that several reports tell."""
    read = {row["id"]: ledger_of(report_of(row)) for row in case["reports"]}
    found = []
    for incident in case["incidents"]:
        ledgers = [read[name] for name in incident["reports"]]
        if len(ledgers) > 1:
            readings = readings_of(ledgers, case["copies"], {})
            pool = pool_of(readings, list(all_items(readings)))
            found.append(_told(case, ledgers, pool, pool.pairs()))
    return found


def _told(case: Row, ledgers: list[Ledger], pool: Pool, pairs: list[Pair]) -> Told:
    given: dict[tuple[int, int], set[str]] = {}
    for fact in case["facts"]:
        places = [[n for n, clause in enumerate(pool.every) if _holds(clause, value)] for value in fact["values"]]
        for x, mine in enumerate(places):
            for y in range(x + 1, len(places)):
                still = fact["relation"] != "agree" and _same(fact["values"][x], fact["values"][y])
                for pair in ((min(n, m), max(n, m)) for n in mine for m in places[y] if n != m):
                    given.setdefault(pair, set()).update(() if still else (fact["relation"],))
    relations = [given.get((pair.one, pair.other)) for pair in pairs]
    doubtful = frozenset(n for n, each in enumerate(relations) if each is not None and not each)
    return Told(
        case["id"], ledgers, case["copies"], pool.every, pairs, [frozenset(r or ()) for r in relations], doubtful
    )


def _holds(clause: Clause, value: Row) -> bool:
    both = min(clause.end, value["end"]) - max(clause.start, value["start"])
    shorter = min(clause.end - clause.start, value["end"] - value["start"])
    return bool(clause.reading.ledger.id == value["report"] and both > 0 and both >= HELD * shorter)


def _same(one: Row, other: Row) -> bool:
    """Whether two values of a fact that do not agree as a whole are one: two steps of a toll that stood still."""
    given = [v.get("low", v.get("value")) for v in (one, other)]
    return given[0] is not None and given[0] == given[1]
