"""Words that mean much the same, and opposites."""

import pytest

from copydesk.audit.words import likeness, nearness, opposites, relatives, same_stem


@pytest.mark.parametrize(
    ("one", "other"), [("sack", "dismiss"), ("kill", "killing"), ("estonia", "estonian"), ("resign", "quit")]
)
def test_words_that_stand_for_each_other(one: str, other: str) -> None:
    assert likeness(one, other) > 0.8
    assert likeness(other, one) > 0.8


@pytest.mark.parametrize(("one", "other"), [("banana", "court"), ("admit", "deny"), ("commander", "committee")])
def test_words_that_do_not(one: str, other: str) -> None:
    assert likeness(one, other) < 0.4


def test_opposites_are_near_in_use_but_not_alike() -> None:
    assert "deny" in opposites("admit")
    assert nearness("admit", "deny") > 0.5
    assert likeness("admit", "deny") == 0.0


def test_unknown_words_have_no_relatives() -> None:
    assert relatives("xqzzy") == {}
    assert nearness("xqzzy", "court") == 0.0


def test_short_words_share_no_stem() -> None:
    assert not same_stem("iran", "iraq")
