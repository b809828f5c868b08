"""Reports of one happening come together, similar ones stay apart, and the order they arrive in does not matter."""

from __future__ import annotations

import dataclasses
import random

import pytest

from copydesk.compare.incidents import Group, grouped, name_of, place_of, time_of
from copydesk.compare.likeness import parted, reason
from copydesk.compare.origins import shared_texts
from copydesk.compare.profile import Profile, profile
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report

TEXTS = {
    "fire1": (
        "2024-05-14T07:00",
        """Nine die in fire at Tarvik care home

Nine residents of a care home in Tarvik died when a fire broke out shortly after midnight on Tuesday, the fire brigade said. \
Four others were taken to hospital with burns.

The home, run by the company Solvang Omsorg, had 61 residents. Its director, Marit Hauge, said that the alarm had worked.
""",
    ),
    "fire2": (
        "2024-05-14T19:00",
        """Care home fire: toll in Tarvik rises to ten

A tenth resident of the Solvang Omsorg home in Tarvik died in hospital on Tuesday afternoon. Relatives told reporters that no \
alarm had sounded when the fire broke out shortly after midnight.

Director Marit Hauge rejected this. Police have opened an investigation.
""",
    ),
    "court": (
        "2025-02-03T12:00",
        """Director on trial over Tarvik fire

The trial of Marit Hauge, the former director of a Solvang Omsorg care home in which ten people died last May, opened in Tarvik \
on Monday. She is charged with neglect. Prosecutors say that the alarm had been switched off before the fire of 14 May 2024.

A second fire, at the Brennli hostel in Osthamn in January, in which a cook named Pia Lund was hurt, will be dealt with in another \
trial. The owner of the Brennli hostel, Odd Vik, has paid damages to Lund, his lawyer said.
""",
    ),
    "other": (
        "2025-01-20T09:00",
        """Cook hurt in Osthamn hostel fire

A cook was hurt when a fire broke out in the kitchen of the Brennli hostel in Osthamn on Sunday evening, 19 January 2025. Pia \
Lund, 44, was taken to hospital with burns.

The owner, Odd Vik, said that the hostel would stay closed. All 30 guests left the building unhurt.
""",
    ),
    "match": (
        "2024-05-15T22:00",
        """Turku win cup after extra time

The cup final in Turku was won on Wednesday night by Turku United, who beat Lahti 2-1 after extra time. Striker Jukka Salo scored both goals before 12,000 \
spectators.
""",
    ),
}


@pytest.fixture(scope="module")
def pool() -> list[Ledger]:
    return [
        ledger_of(Report(id=name, text=text.strip(), published=published, language="en"))
        for name, (published, text) in TEXTS.items()
    ]


def named(pool: list[Ledger], groups: tuple[Group, ...], field: str) -> set[frozenset[str]]:
    return {frozenset(pool[number].id for number in getattr(group, field)) for group in groups}


def test_follow_ups_join_and_similar_fires_stay_apart(pool: list[Ledger]) -> None:
    groups, _, unplaced = grouped(pool, shared_texts(pool))
    mains = named(pool, groups, "main")
    assert {frozenset({"fire1", "fire2", "court"}), frozenset({"other"}), frozenset({"match"})} == mains
    assert unplaced == ()


def test_a_part_of_a_report_joins_the_other_incident(pool: list[Ledger]) -> None:
    groups, _, _ = grouped(pool, shared_texts(pool))
    assert frozenset({"other", "court"}) in named(pool, groups, "reports")
    why = next(line for group in groups for line in group.why if line.startswith("court: a part of it"))
    assert "Brennli" in why or "Lund" in why


def test_every_report_of_a_group_is_told_why(pool: list[Ledger]) -> None:
    for group in grouped(pool, shared_texts(pool))[0]:
        assert len(group.why) == len(group.reports)
        assert all(line.startswith(pool[number].id) for number, line in zip(group.reports, group.why, strict=True))


def test_names_in_reasons_are_spelt_as_the_reports_spell_them() -> None:
    texts = (
        "Pier gives way at Quillota\n\nA pier gave way at Quillota on Monday, the mayor Karoly Ostrander said. Four died.",
        "Four dead at Quillota\n\nKaroly Ostrander, mayor of Quillota, said that four had died when a pier gave way.",
    )
    first, second = (profile(ledger_of(Report(id=text[:4], text=text, published="2024-06-03"))) for text in texts)
    told = reason(first, second).split("; ")[0]
    assert told == "both name Karoly, Quillota, Ostrander"


def test_order_does_not_matter(pool: list[Ledger]) -> None:
    wanted = named(pool, grouped(pool, shared_texts(pool))[0], "reports")
    for seed in range(6):
        other = random.Random(seed).sample(pool, len(pool))
        assert named(other, grouped(other, shared_texts(other))[0], "reports") == wanted


def test_name_time_and_place(pool: list[Ledger]) -> None:
    fire = [ledger for ledger in pool if ledger.id.startswith("fire")]
    assert name_of(fire) == "Nine die in fire at Tarvik care home"
    assert time_of(fire) == "2024-05-14"
    assert place_of([pool[-1]]) == "Turku"


def test_an_empty_pool() -> None:
    assert grouped([], ()) == ((), (), ())


def test_a_page_without_an_article_is_of_no_incident(pool: list[Ledger]) -> None:
    line = "Subscribe here\n\nOur newsletter: the best stories of the week in your inbox, free of charge."
    told = [*pool, ledger_of(Report(id="furniture", text=line, language="en"))]
    groups, _, unplaced = grouped(told, shared_texts(told))
    assert unplaced == (len(pool),)
    assert [group.reports for group in groups] == [group.reports for group in grouped(pool, shared_texts(pool))[0]]


def test_groups_that_each_hang_together_better_stay_apart() -> None:
    from copydesk.compare.linkage import clusters

    near, far = 8.0, 1.0  # log-odds within two series of reports on one matter, and across them
    links = {(a, b): near if (a < 3) == (b < 3) else far for a in range(6) for b in range(a + 1, 6)}
    assert clusters(6, links) == [(0, 1, 2), (3, 4, 5)]
    assert clusters(6, dict.fromkeys(links, far)) == [(0, 1, 2, 3, 4, 5)]
    assert clusters(4, {pair: odds for pair, odds in links.items() if pair[1] < 4}) == [(0, 1, 2, 3)]


def test_what_parts_two_groups_tells_against_them_only_where_each_hangs_together_better() -> None:
    from copydesk.compare.linkage import clusters

    near, far = 6.0, 2.0
    links = {(a, b): near if (a < 3) == (b < 3) else far for a in range(6) for b in range(a + 1, 6)}
    assert clusters(6, links, least=-1.5) == [(0, 1, 2, 3, 4, 5)]
    assert clusters(6, links, least=-1.5, parted=lambda *_: True) == [(0, 1, 2), (3, 4, 5)]
    alike = dict.fromkeys(links, far)
    assert clusters(6, alike, least=-1.5, parted=lambda *_: True) == [(0, 1, 2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("early", "late", "kind", "wanted"),
    [
        (["2024-01-02", "2024-01-03"], ["2024-01-20", "2024-02-06"], "attack", True),
        (["2024-01-02", "2024-01-08"], ["2024-01-20", "2024-02-06"], "attack", False),  # no two weeks without a report
        (["2024-01-02", "2024-02-03"], ["2024-01-20", "2024-03-06"], "attack", False),
        (["2024-01-02", "2024-01-03"], ["2025-01-20", "2025-02-06"], "trial", False),  # it comes to court
        (["2024-01-02", "2024-01-03"], [None, None], "attack", False),
    ],
)
def test_weeks_without_a_report_part_two_groups(
    early: list[str], late: list[str | None], kind: str, *, wanted: bool
) -> None:
    def told(day: str | None, main: str) -> Profile:
        return dataclasses.replace(profile(Ledger(id="r", text="They fell.", published=day)), main=main)

    groups = [told(day, "attack") for day in early], [told(day, kind) for day in late]
    assert parted(*groups) == parted(*groups[::-1]) == wanted


def test_many_links_between_groups_join_what_one_link_does_not() -> None:
    from copydesk.compare.linkage import clusters

    near, far = 0.5, -0.2  # log-odds within two groups and across them
    links = {(a, b): near if (a < 2) == (b < 2) else far for a in range(4) for b in range(a + 1, 4)}
    assert clusters(2, {(0, 1): far}) == [(0,), (1,)]
    assert clusters(4, links) == [(0, 1, 2, 3)]


def test_reports_near_a_third_one_are_compared_too() -> None:
    from copydesk.compare.linkage import MANY, unseen

    assert unseen({(0, 1): 2.0, (1, 2): 3.0, (2, 3): -1.0, (3, 4): 2.0}) == [(0, 2)]
    assert unseen({(0, 1): 2.0, (1, 2): 3.0, (0, 2): -4.0}) == []
    assert len(unseen({(0, other): 2.0 for other in range(1, 10 * MANY)})) == MANY * (MANY - 1) / 2


def test_what_long_reports_tell_far_down_does_not_join_them(pool: list[Ledger]) -> None:
    from copydesk.compare.profile import READ, profile

    text = pool[0].text + "\n\n" + " ".join(f"Word{number} went by." for number in range(READ))
    long = ledger_of(
        Report(id="long", text=text + "\n\nThe dam at Zagrevo burst.", published="2024-05-14", language="en")
    )
    assert "zagrevo" not in profile(long).words
    assert {"zagrev", "zagrevo"} & profile(long).held
