"""Kinds of source."""

from __future__ import annotations

import pytest

from copydesk.claims.kinds import head_word, kind_of


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("A search warrant", "document"), ("the interior ministry", "government"), ("state media", "state-media"),
        ("the newspaper Kommersant", "media"), ("Defence Minister Aksel Brun", "government"), ("the airline", "company"),
        ("a spokesman for the airline", "company"), ("the union's chairman", "organisation"), ("two diplomats", "anonymous"),
        ("a person familiar with the case", "anonymous"), ("residents of the village", "witness"), ("her mother", "relative"),
        ("the army", "military"), ("police in Turin", "police"), ("Judge Rima Habbal", "court"), ("a volcanologist", "expert"),
        ("her lawyer", "person"), ("a video shared on social media", "social-media"), ("the prison service", "official"),
        ("Gwendal Sebright", None),
    ],
)  # fmt: skip
def test_kind(phrase, kind):
    assert kind_of(phrase) == kind


def test_head_word():
    assert head_word("the head of the prison") == "head"


def test_a_capital_that_speaks_is_a_government(reading):
    assert reading("Jakarta said the boats had been freed.").one.source_kind == "government"
