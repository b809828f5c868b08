"""What is not known."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("The ministry did not say how the man was killed.", "how the man was killed"),
        ("It is not clear who ordered the raid.", "who ordered the raid"),
        ("Whether the road will reopen is not clear.", "Whether the road will reopen"),
        ("It is not known how many of them remain.", "how many of them remain"),
        ("The figures could not be independently verified.", "The figures could not be independently verified"),
        ("The cause of the fire is unknown.", "The cause of the fire is unknown"),
        ("The bank did not identify the passengers.", "The bank did not identify the passengers"),
        ("Asked why the alarm was off, he said he did not remember.", "why the alarm was off"),
        ("The guard said he had been paid, but did not say by whom.", "did not say by whom"),
        ("The film does not show who opened the gate.", "who opened the gate"),
        ("The families want to know who was on duty that night.", "who was on duty that night"),
        ("The firm cut prices without giving a figure.", "without giving a figure"),
        ("Police spoke of the bribery claims, which could not be verified.", "the bribery claims"),
        ("Peru has accepted; Chile has not replied.", "Chile has not replied"),
    ],
)
def test_found(reading, text, unknown):
    assert [span.quote for span in reading(text).unknowns] == [unknown]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the road was closed.",
        "Disputed counts are not unknown here.",
        "No weapon was found in the car.",
        "The girl, who cannot be named for legal reasons, said the house was cold.",
        "He spoke without giving his name.",
    ],
)
def test_not_found(reading, text):
    assert reading(text).unknowns == ()
