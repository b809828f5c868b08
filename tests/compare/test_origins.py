"""Reprints, passages taken over, credits, and how many origins are left."""

from __future__ import annotations

import random

import pytest

from copydesk.compare.credits import credits
from copydesk.compare.origins import copies, origins, shared_texts
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report

WIRE = """Blast at harbour depot kills four

MERSA, March 4 (Gulf Wire) - An explosion tore through a fuel depot in the harbour of Mersa on Monday night, killing \
four dock workers, the port authority said. Eleven others were taken to hospital with burns.

The fire was put out after six hours, and the eastern basin will stay closed to ships until the end of the week.

"We heard two bangs, and then the windows were gone," said Karim Saleh, a crane operator who lives across the road.
"""
REWRITE = """Four dead as Mersa depot explodes

An explosion tore through a fuel depot in the harbour of Mersa late on Monday night, killing four dock workers, the \
port authority told Gulf Wire. Eleven others were taken to hospital with burns.

The fire was put out after six hours, and the eastern basin will stay closed until the end of the week.

"We heard two bangs, and then the windows were gone," said Karim Saleh, a crane operator who lives across the road.

The consulate said that none of its citizens were among the dead.
"""
OWN = """Mersa: unions ask why depot had no alarm

Dockers gathered at the gates on Tuesday to ask why no alarm had sounded before Monday's blast at the fuel depot. \
Their union said it had written to the port three times last year about leaking valves.

"We heard two bangs, and then the windows were gone," Karim Saleh told reporters.

The port did not answer questions sent to it on Tuesday afternoon. A judge has asked for the depot's logbooks, and the \
families of the four men are to meet the minister of transport, who cut short a visit abroad.
"""


def ledger(name: str, text: str, outlet: str, published: str) -> Ledger:
    return ledger_of(Report(id=name, text=text.strip(), outlet=outlet, published=published, language="en"))


@pytest.fixture(scope="module")
def pool() -> list[Ledger]:
    return [
        ledger("b", REWRITE, "Coast Daily", "2024-03-05T08:00"),
        ledger("a", WIRE, "Gulf Wire", "2024-03-05T01:10"),
        ledger("c", OWN, "Docker", "2024-03-05T19:00"),
    ]


def test_a_light_rewrite_is_a_copy_and_its_agency_the_original(pool: list[Ledger]) -> None:
    shared = shared_texts(pool)
    assert copies(shared) == (("a", "b"),)
    assert shared[0].original == "a"
    assert shared[0].agency == "Gulf Wire"
    assert "Gulf Wire is credited" in shared[0].why


def test_passages_stand_where_they_say(pool: list[Ledger]) -> None:
    texts = {one.id: one.text for one in pool}
    spans = [span for shared in shared_texts(pool) for span in shared.passages]
    assert spans
    assert all(span.quotes(texts[span.report or ""]) for span in spans)


def test_a_quotation_in_both_is_no_shared_text(pool: list[Ledger]) -> None:
    assert not [shared for shared in shared_texts(pool) if "c" in shared.reports]


def test_every_report_has_one_origin(pool: list[Ledger]) -> None:
    assert origins(pool, shared_texts(pool)) == (("a", "b"), ("c",))


def test_order_does_not_matter(pool: list[Ledger]) -> None:
    wanted = shared_texts(pool)
    for seed in range(6):
        other = random.Random(seed).sample(pool, len(pool))
        assert shared_texts(other) == wanted


def test_credits(pool: list[Ledger]) -> None:
    named = {one.id: [(credit.name, credit.agency) for credit in credits(one)] for one in pool}
    assert named == {"a": [("Gulf Wire", True)], "b": [("Gulf Wire", True)], "c": []}


def test_no_reports_no_origins() -> None:
    assert (shared_texts([]), copies([]), origins([], [])) == ((), (), ())


def passing(name: str, outlet: str, text: str, published: str = "2024-03-05T09:00") -> Ledger:
    return ledger(name, text, outlet, published)


RELAY = """Fuel depot blast leaves four dead in Mersa

Four dock workers died in the harbour of Mersa when a fuel depot blew up on Monday, Gulf Wire reported.

The port's fire brigade needed six hours to get the flames under control, according to Gulf Wire.
"""
THIRD = """Dockers killed in Mersa blaze

Gulf Wire reported that a depot with fuel went up in the port of Mersa on Monday and that four dock workers were killed.

Eleven men with burns are in hospital, Gulf Wire said.
"""


def test_an_account_passed_on_is_no_origin(pool: list[Ledger]) -> None:
    told = [*pool, passing("d", "Inland Post", RELAY)]
    assert origins(told, shared_texts(told)) == (("a", "b", "d"), ("c",))
    assert origins(told[::-1], shared_texts(told[::-1])) == origins(told, shared_texts(told))


def test_two_that_pass_on_one_account_are_one_origin() -> None:
    told = [
        passing("d", "Inland Post", RELAY),
        passing("e", "Hill Times", THIRD),
        ledger("c", OWN, "Docker", "2024-03-05"),
    ]
    assert origins(told, shared_texts(told)) == (("c",), ("d", "e"))


def test_an_outlet_credited_for_one_thing_among_others_is_not_passed_on(pool: list[Ledger]) -> None:
    own = OWN + "\nGulf Wire reported that the fire took six hours to put out.\n"
    told = [pool[1], passing("f", "Docker", own)]
    assert origins(told, shared_texts(told)) == (("a",), ("f",))


def test_an_unnamed_source_is_traced_to_who_had_it_first() -> None:
    first = passing(
        "a", "Coast Daily", "Minister to quit over Mersa blast\n\nThe minister of transport, Adel Haddad, will resign over the "
        "blast in Mersa, a source in his office told Coast Daily on Tuesday.\n\nThe letter is signed, the source said.\n",
        "2024-03-06T08:00",
    )  # fmt: skip
    second = passing(
        "b", "Inland Post", "Haddad on his way out\n\nA source in the ministry told Coast Daily that Adel Haddad, minister of "
        "transport, would step down after the Mersa blast.\n\nThe source said his letter was signed.\n",
        "2024-03-06T12:00",
    )  # fmt: skip
    third = passing(
        "c", "Hill Times", "Transport minister Haddad said to resign\n\nAdel Haddad is to leave as minister of transport after "
        "the Mersa blast, an unnamed source quoted by Inland Post said.\n\nThe source had seen a signed letter.\n",
        "2024-03-06T18:00",
    )  # fmt: skip
    told = [third, first, second]
    assert origins(told, shared_texts(told)) == (("a", "b", "c"),)


def test_page_furniture_in_common_makes_no_copy() -> None:
    line = "Sign up to our newsletter and get the best stories of the week in your inbox every Friday morning."
    told = [ledger("a", line, "Docker", "2024-03-05"), ledger("b", WIRE + "\n" + line, "Gulf Wire", "2024-03-05")]
    assert copies(shared_texts(told)) == ()
    assert len(origins(told, shared_texts(told))) == 2
