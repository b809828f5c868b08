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
        ("The mayor said he did not know where the papers were.", "unknown", "positive", "know"),
        ("The mayor said she was not aware of any threats.", "certain", "negative", None),
        ("The firm said it does not comment on rumours.", "unknown", "positive", "comment"),
        ("The clerk said it was too early to know how many were hurt.", "unknown", "positive", "early"),
        ("The clerk said she had no idea what the note meant.", "unknown", "positive", "idea"),
        ("The army said an attack could not be ruled out.", "possible", "positive", "ruled"),
        ("“Who are the ringleaders?” the minister asked.", "unknown", "positive", None),
        ("“We don't discuss guests,” the clerk said.", "certain", "negative", None),
        ("The bank estimates that prices fell by a tenth.", "probable", "positive", "estimates"),
        ("The judge said dust was the likely cause.", "probable", "positive", "likely"),
        ("The group expressed confidence that the road would open.", "probable", "positive", "expressed"),
        ("Sarkand rejected the charge as “a fairy tale” and left.", "certain", "negative", None),
        ("The weather service sees a 60% chance of rain.", "probable", "positive", "chance"),
        ("The importer has paid but disputes that the link is proven.", "certain", "negative", None),
        ("The surgeon Henrik Bang worries that more cases will surface.", "probable", "positive", "worries"),
        ("Friends of the prince called the story nonsense.", "certain", "negative", None),
        ("A spokeswoman said she was unable to discuss contracts.", "unknown", "positive", "unable"),
        ("He was asked by Rao whether he had read the report.", "unknown", "positive", "asked"),
        ("Police have ruled out blasting.", "certain", "negative", None),
        ("The diocese cannot rule out closure.", "possible", "positive", "rule"),
        ("Police consider it possible that he drowned.", "possible", "positive", "consider"),
        ("The daily considers the figure too high.", "certain", "positive", None),
        ("The union said they had not understood the form.", "certain", "negative", None),
        ("The mill opposes the limit.", "certain", "negative", None),
        ("The office called the report a fabrication.", "certain", "negative", None),
        ("The office said the accusation was false.", "certain", "negative", None),
        ("The chair said the ban was a comma, not a full stop.", "certain", "positive", None),
        ("The lab says the water was in all probability clean.", "probable", "positive", "probability"),
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


def test_what_is_expected_is_probable_to_who_says_so(reading):
    assert reading("The union said the plant was expected to close.").by("said").certainty == "probable"


def test_a_cue_that_nobody_speaks_denies(reading):
    assert reading("None of the men complained of cold.").one.polarity == "negative"
