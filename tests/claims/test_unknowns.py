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
        ("Peru has accepted; Chile has not answered the letter.", "Chile has not answered the letter"),
        ("With whom and for how much it did not say.", "With whom and for how much"),
        ("The police would not say by whom.", "would not say by whom"),
        ("We have not been able to verify this.", "We have not been able to verify this"),
        ("We have not been able to establish when it was filmed.", "when it was filmed"),
        ("The mayor said she did not know where the papers were.", "where the papers were"),
        ("The clerk said it was too early to know how many were hurt.", "how many were hurt"),
        ("The agency was unable to establish whether it was real.", "whether it was real"),
        ("The minister avoids answering where he was at noon.", "where he was at noon"),
        ("The mill would not be drawn on whether it would close.", "whether it would close"),
        ("The council has yet to say how many jobs are at risk.", "how many jobs are at risk"),
        ("The report is silent on the costs.", "The report is silent on the costs"),
        ("The firm would not make the log available.", "The firm would not make the log available"),
        ("The nurse could not work out who had called.", "who had called"),
        ("The decree gives no reason.", "The decree gives no reason"),
        ("It would not indicate when, or whether, it will be made public.", "when, or whether, it will be made public"),
        ("Asked whether he had taken gifts, he said he hoped not.", "whether he had taken gifts"),
        ("Counsel asked him whether he had paid. He said he would rather not answer.", "whether he had paid"),
        (
            "The bishop said that no decision has been taken on the church.",
            "that no decision has been taken on the church",
        ),
        (
            "The value of the cargo, understood to be 45 tonnes of oil, has not been disclosed.",
            "The value of the cargo, understood to be 45 tonnes of oil, has not been disclosed",
        ),
        (
            "Why boys appeared to be more affected than girls remains unexplained.",
            "Why boys appeared to be more affected than girls",
        ),
        (
            "The officer has not been seen in public since Monday.",
            "The officer has not been seen in public since Monday",
        ),
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
        "The ministry declined to comment.",
        "The plant did not return calls.",
        "The clerk said it does not comment on rumours.",
        "He spoke on condition that he not be named.",
        "When the mayor published the list, the palace said nothing for a day.",
    ],
)
def test_not_found(reading, text):
    assert reading(text).unknowns == ()


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Ms Erskine made no comment.", "made no comment", []),
        ("The firm kept silent.", "kept silent", []),
        ("The charity gave no information on the fire.", "gave no information", ["on the fire"]),
        ("The report stops short of alleging theft.", "stops short of alleging", ["theft"]),
        ("The maker did not wish to comment.", "did not wish to comment", []),
        ("From what weapon, he could not tell.", "could not tell", ["From what weapon"]),
        ("With whom and for how much it did not say.", "did not say", ["With whom and for how much"]),
        ("He could not remember any badge.", "could not remember", ["any badge"]),
        ("The army neither denied nor confirmed the number.", "neither denied nor confirmed", ["the number"]),
    ],
)
def test_refusals_are_claims(reading, text, cue, content):
    claim = reading(text).one
    assert (claim.cue.quote, [span.quote for span in claim.content], claim.certainty) == (cue, content, "unknown")
