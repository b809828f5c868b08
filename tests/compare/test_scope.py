"""A report that tells of two incidents: which of its sentences tell of which."""

from __future__ import annotations

from copydesk import Ledger, Report, read
from copydesk.compare.incidents import Group
from copydesk.compare.scope import scopes

LINDEN = "Flood at Lindenbrook\n\nNine people died when the Vessel burst its banks at Lindenbrook, mayor Oskar Thorwald said."
LATER = (
    "Toll at Lindenbrook rises\n\nEleven people have died at Lindenbrook, Oskar Thorwald said. The Vessel is falling."
)
HARROW = (
    "Flood in Harrowgate kills two\n\nTwo people died at Harrowgate when the Skelling rose, said the warden, Ines Quarrie.\n\n"
    "At Lindenbrook, where the Vessel burst its banks last week, the toll has risen to eleven, Oskar Thorwald said. The search goes on.\n\n"
    "Schools stay shut until Friday."
)


def pool() -> list[Ledger]:
    texts = {"a": LINDEN, "b": LATER, "c": HARROW}
    return list(read(*(Report(id=id, text=text, published="2024-05-08", language="en") for id, text in texts.items())))


def test_sentences_go_to_the_incident_they_name() -> None:
    linden = Group(reports=(0, 1, 2), why=(), main=(0, 1))
    harrow = Group(reports=(2,), why=(), main=(2,))
    of_linden, of_harrow = scopes(pool(), (linden, harrow))
    assert set(of_linden) == set(of_harrow) == {"c"}
    told = " ".join(span.quote for span in of_linden["c"])
    assert "risen to eleven" in told
    assert "The search goes on." in told
    assert "Two people died" not in told
    own = " ".join(span.quote for span in of_harrow["c"])
    assert "Two people died" in own
    assert "risen to eleven" not in own
    # A paragraph that names neither may come back to the report's own matter.
    assert "Schools stay shut" in own


def test_a_report_of_one_incident_is_left_whole() -> None:
    assert scopes(pool(), (Group(reports=(0, 1), why=(), main=(0, 1)), Group(reports=(2,), why=(), main=(2,)))) == [
        {},
        {},
    ]
