"""A digest of several reports: what only a comparison of them shows."""

from __future__ import annotations

import pytest

from copydesk.audit import audit_text
from copydesk.audit.auditing import cases
from copydesk.ledger import ledger_of
from copydesk.nouns import Finding, Ledger, Report


def ledger(name: str, published: str, text: str) -> Ledger:
    return ledger_of(Report(id=name, text=f"Blast at a depot\n\n{text}", published=published, outlet=f"Outlet {name}"))


@pytest.fixture(scope="module")
def reports() -> list[Ledger]:
    return [
        ledger(
            "a", "2024-03-05T08:00",
            "A blast at a fuel depot near Torvo killed four people on Tuesday, the fire service said.\n\n"
            "The blast was caused by a gas leak, the fire service said. An inspector said that the guard had seen a drone.",
        ),
        ledger(
            "b", "2024-03-08T10:00",
            "The number of dead in the blast at Torvo has risen to seven, the fire service said on Friday.\n\n"
            "The union of depot workers said that the blast was caused by a short circuit.",
        ),
        ledger(
            "c", "2024-03-09T10:00",
            "A warehouse burned down in Melk on Friday night, police said. The owner of the warehouse is a namesake of the "
            "depot's manager and not related to him.",
        ),
    ]  # fmt: skip


def findings(digest: str, reports: list[Ledger], rule: str) -> list[Finding]:
    audit = audit_text(digest, reports, id="d")
    return [finding for finding in audit.findings if rule in finding.reason]


def test_an_outdated_toll_told_as_current(reports: list[Ledger]) -> None:
    [found] = findings(
        "The blast at the fuel depot near Torvo has killed four people.", reports, "no longer the latest"
    )
    assert found.type == "number"
    assert "seven" in found.reason
    assert found.evidence[0].report == "b"


def test_the_latest_toll_and_the_course_of_it_stand(reports: list[Ledger]) -> None:
    for digest in (
        "The blast at the fuel depot near Torvo has killed seven people, the fire service said.",
        "At first the blast at the fuel depot near Torvo was said to have killed four people.",
    ):
        assert not findings(digest, reports, "no longer the latest")


def test_a_day_without_its_year_is_of_any_reports_year(reports: list[Ledger]) -> None:
    closed = ledger("d", "2024-03-07T10:00", "The depot at Torvo was closed on 6 March, the council said.")
    late = ledger("e", "2024-12-10T10:00", "The inquiry into the blast at Torvo goes on, the council said.")
    digest = "After the blast of 5 March the depot at Torvo was closed the next day, the council said."
    [(_, signals)] = cases(digest, [*reports, closed, late])
    [next_day] = [
        s for s in signals if s.type == "time" and digest[s.start : s.end] == "the next day" and s.grounds.get("time")
    ]
    assert next_day.grounds["time.same"]


def test_one_side_without_its_source(reports: list[Ledger]) -> None:
    [found] = findings("The blast at Torvo was caused by a short circuit.", reports, "the reports differ")
    assert found.type == "attribution"
    assert not findings(
        "The union said that the blast at Torvo was caused by a short circuit.", reports, "the reports differ"
    )


@pytest.mark.parametrize(
    ("reason", "digest"),
    [
        # A figure that somebody gave is not told as the current one.
        (
            "no longer the latest",
            "By the fire service's first count the blast at the depot near Torvo killed four people.",
        ),
        (
            "no longer the latest",
            "The four dead that the fire service gave on the first day of the blast at Torvo were not the last.",
        ),
        ("no longer the latest", "The fire service knew of four dead in the blast at Torvo that day."),
        # What two matters may share ties nothing.
        ("keeps apart", "Police see no link between the depot at Torvo and the warehouse in Melk."),
        ("keeps apart", "The warehouse in Melk burned in the same week as the depot."),
        ("keeps apart", "A manager of the depot at Torvo bears the same name as the owner of the warehouse in Melk."),
        ("keeps apart", "A tenant of the warehouse in Melk had connected his own stove, the manager said."),
    ],
)
def test_a_sentence_that_the_reports_bear_out(reason: str, digest: str, reports: list[Ledger]) -> None:
    assert not findings(digest, reports, reason)


def test_one_origin_is_no_confirmation(reports: list[Ledger]) -> None:
    digest = "Several outlets independently reported that the guard had seen a drone."
    [found] = findings(digest, reports, "one origin")
    assert found.type == "attribution"
    assert found.quote == "Several outlets independently reported"


def test_namesakes_are_not_tied_together(reports: list[Ledger]) -> None:
    [found] = findings("The warehouse in Melk belongs to a brother of the depot's manager.", reports, "keeps apart")
    assert found.type == "entity"


def test_one_report_is_no_comparison(reports: list[Ledger]) -> None:
    assert not findings("The blast at Torvo was caused by a gas leak.", reports[:1], "the reports differ")


def test_a_day_without_its_year_is_that_of_any_report() -> None:
    pool = [
        ledger("old", "2024-03-05T08:00", "The dam at Sorvik broke on Monday and flooded 40 houses, the mayor said."),
        ledger("new", "2025-02-11T08:00", "A court at Sorvik began to hear the case of the broken dam on Monday."),
    ]
    audit = audit_text("The dam at Sorvik broke on 4 March, the mayor said.", pool, id="d")
    assert not [finding for finding in audit.findings if finding.type == "time"]
    assert not [finding for finding in audit.findings if "2025" in finding.reason]
