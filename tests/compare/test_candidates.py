"""The index that brings reports together: by rare words, near in time, and never more than so many."""

from __future__ import annotations

from copydesk.compare.candidates import CROWD, LATE, MOST, Candidates
from copydesk.compare.profile import Profile, profile
from copydesk.nouns import Ledger

FLOOD = "A flood tore through the valley and wrecked a bridge and a sawmill"


def told(text: str, published: str | None = None) -> Profile:
    return profile(Ledger(id="x", text=text + ".", published=published))


def test_reports_weeks_apart_need_a_name_in_common() -> None:
    index = Candidates()
    index.add(0, told(f"{FLOOD}", "2024-03-01"))
    assert index.add(1, told(f"{FLOOD}", "2024-03-10")) == (0,)
    assert index.add(2, told(f"{FLOOD}", "2024-09-01")) == ()
    index.add(3, told("In the valley Zukhra Tambovik saw the flood", "2024-03-01"))
    assert 3 in index.add(4, told("The court heard Zukhra Tambovik on the flood", "2024-09-01"))


def test_reports_without_a_date_are_not_parted_by_time() -> None:
    index = Candidates()
    index.add(0, told(FLOOD, "2024-03-01"))
    assert index.add(1, told(FLOOD)) == (0,)


def test_what_a_crowd_has_in_common_brings_few_together() -> None:
    index = Candidates()
    for number in range(2 * CROWD):
        found = index.add(number, told(f"On the day of case {number} they saw Zukhra at shop{number}"))
        assert len(found) <= MOST
    assert len(index.add(2 * CROWD, told("A painter, a cellist and a juggler greeted Zukhra"))) <= LATE
