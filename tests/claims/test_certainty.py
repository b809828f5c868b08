"""Certainty, polarity and hedge."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "certainty", "polarity", "hedge"),
    [
        ("The officer said the bridge was open.", "certain", "positive", None),
        ("The officer said the bridge may reopen on Monday.", "possible", "positive", "may"),
        ("The officer said he might resign.", "possible", "positive", "might"),
        ("The officer said the man had probably drowned.", "probable", "positive", "probably"),
        ("Investigators believe the fire was set.", "probable", "positive", "believe"),
        ("The family hopes that he is alive.", "possible", "positive", "hopes"),
        ("The officer said the bridge was not open.", "certain", "negative", None),
        ("The officer said no one had been hurt.", "certain", "negative", None),
        ("The army denied that it had fired.", "certain", "negative", None),
        ("The ministry did not say who had fired.", "unknown", "positive", None),
        ("She said she believed the fire was set.", "probable", "positive", "believed"),
        ("Residents fear the river will rise.", "probable", "positive", "fear"),
        ("Available information suggested the possibility that he might flee.", "possible", "positive", "possibility"),
    ],
)
def test_wording(reading, text, certainty, polarity, hedge):
    claim = reading(text).one
    assert (claim.certainty, claim.polarity) == (certainty, polarity)
    assert (claim.hedge.quote if claim.hedge else None) == hedge


def test_outer_is_certain_where_another_holds_the_belief(reading):
    read = reading("The mayor said that the union believes the plant will close.")
    assert read.by("said").certainty == "certain"
    assert read.by("believes").certainty == "probable"
