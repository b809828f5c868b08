import pytest

from copydesk.nouns import Report
from copydesk.read.dateline import dated


@pytest.mark.parametrize(
    ("text", "published", "origin"),
    [
        ("Two held in Oslo\n\nOSLO, May 3, 2024 (NTB) - Police held two men.", "2024-05-03", "dateline"),
        ("Two held in Oslo\n\nOSLO, 3 May 2024 — Police held two men.", "2024-05-03", "dateline"),
        ("Two held in Oslo\nFriday, May 3, 2024\nPolice held two men.", "2024-05-03", "dateline"),
        ("Two held in Oslo\n\nPublished: 3 May 2024\n\nPolice held two men.", "2024-05-03", "text"),
        ("Two held in Oslo\n\nBy Ana Ruiz, May 3, 2024\n\nPolice held two men.", "2024-05-03", "text"),
        ("Two held in Oslo\n\nAgency | Published 2024-05-03 17:52\n\nPolice held two men.", "2024-05-03T17:52", "text"),
        ("Two held in Oslo\n\nPublished: 3 May 2024 | Updated: 5 May 2024\n\nPolice held.", "2024-05-03", "text"),
        ("Two held in Oslo\n\nOSLO, May 3 (NTB) - Police held two men.", None, None),
        ("Two held in Oslo\n\nPublished: February 30, 2023\n\nPolice held two men.", None, None),
        ("Two held in Oslo\n\nUpdated: 5 May 2024\n\nPolice held two men.", None, None),
        ("Two held in Oslo\n\nA study published in Nature in 2023 and again on May 3, 2024 says so.", None, None),
        ("Two held in Oslo\n\nPolice held two men on May 3, 2024.", None, None),
    ],
)
def test_only_a_written_year_dates_a_report(text, published, origin):
    found = dated(Report(id="a", text=text))
    assert (found.published, found.published_from) == (published, origin)


def test_a_date_that_is_there_is_kept():
    report = Report(id="a", text="Published: 3 May 2024", published="2023-01-01", published_from="option")
    assert dated(report) is report


def test_dating_twice_changes_nothing():
    once = dated(Report(id="a", text="Two held\n\nOSLO, May 3, 2024 (NTB) - Police held two men."))
    assert dated(once) == once
