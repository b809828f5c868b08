"""What the encoder says of a sentence beside its evidence, and what the audit makes of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from copydesk.audit.auditing import cases
from copydesk.audit.checks.reading import TOLD, reading
from copydesk.audit.learned.entailment import Reading, readings, types
from copydesk.ledger import ledger_of
from copydesk.nouns import Report

REPORT = (
    "The harbour master, Ada Kestrel, said on Monday that the ferry Lodestar may have hit a sandbank off Lowmouth. "
    "Eleven passengers were treated for cuts, the ambulance service said. The owner, Brix Lines, denied that the crew had been drinking."
)
EVIDENCE = ["The owner, Brix Lines, denied that the crew had been drinking."]


def chance(told: str) -> float:
    """How surely a sentence drifts from the evidence."""
    [found] = readings([(told, EVIDENCE)])
    return found.chance


def test_a_copy_is_held_up_and_its_contrary_is_not() -> None:
    assert chance("Brix Lines denied that the crew had been drinking.") < 0.5
    assert chance("Brix Lines admitted that the crew had been drinking.") > 0.5


def test_the_words_that_drift_are_pointed_at() -> None:
    ledger = ledger_of(Report(id="r", text=REPORT, published="2024-03-06"))
    [(case, _)] = cases("Brix Lines admitted that the crew had been drinking.", [ledger])
    found = list(reading(case))
    assert found
    assert all(case.line.start <= s.start < s.end <= case.line.end for s in found)
    assert any("admitted" in case.digest[s.start : s.end] for s in found)


def test_runs_of_words_do_not_overlap_and_each_type_has_its_reason() -> None:
    ledger = ledger_of(Report(id="r", text=REPORT, published="2024-03-06"))
    [(case, _)] = cases("Brix Lines admitted that the crew had been drinking.", [ledger])
    words = np.tile(np.array([0.9, 0.1], np.float32), 50)[: len(case.reading.words)]
    case.reading = Reading(0.9, words, case.reading.types, case.reading.start, case.reading.end)
    spans = sorted({(s.start, s.end) for s in reading(case) if "read.run" in s.grounds})
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert set(TOLD) == set(types())
