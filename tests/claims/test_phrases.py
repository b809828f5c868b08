"""Attribution without a verb of saying."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The tunnel was forty metres long, according to the police.", "the police", "according to", ["The tunnel was forty metres long"]),
        ("According to the indictment, he was paid in cash.", "the indictment", "According to", ["he was paid in cash"]),
        ("The man admits the drive but denies theft; according to him the boy came along.", "him", "according to", ["the boy came along"]),
        ("On Monday 31 were ill; by Friday, according to her diary, it was 104.", "her diary", "according to", ["by Friday", "it was 104"]),
        ("What most of them get, according to a survey of 600 households by the movement, is flour.", "a survey of 600 households by the movement", "according to", ["What most of them get", "is flour"]),
        ("In her view, the law is too weak.", "her", "In her view", ["the law is too weak"]),
        ("A tanker was reportedly hit by a drone.", None, "reportedly", ["A tanker was", "hit by a drone"]),
        ("Amid fears that the cause may never be found, relatives marched.", None, "fears", ["that the cause may never be found"]),
        ("The firm would not comment on reports that the director was held.", None, "reports", ["that the director was held"]),
        ("The opposition's claim that the roll was padded was tested.", "The opposition", "claim", ["that the roll was padded"]),
    ],
)  # fmt: skip
def test_phrase(reading, text, source, cue, content):
    claim = reading(text).by(cue)
    assert (claim.source.quote.removesuffix("'s") if claim.source else None) == source
    assert [span.quote for span in claim.content] == content


def test_colon_after_a_speaker(reading):
    claim = reading("The line is shut.\n\nInterior ministry: “Our men carry no live rounds tonight.”").by(":")
    assert claim.source.quote == "Interior ministry"
    assert claim.speech == "direct"


def test_according_to_a_role_and_its_name(reading):
    claim = reading("According to the mayor, Piet Aalders, the last check had found nothing.").by("According to")
    assert claim.source.quote == "the mayor, Piet Aalders"
    assert [span.quote for span in claim.content] == ["the last check had found nothing"]


@pytest.mark.parametrize("dash", ["―", "—", "--", "-"])
def test_a_signed_quotation(reading, dash):
    claim = reading(f"Readers wrote in.\n\n“It was a real fiasco from start to end.” {dash} Oscar Quinn, a nurse").by(
        dash
    )
    assert claim.content[0].quote == "“It was a real fiasco from start to end.”"
    assert claim.source.quote == "Oscar Quinn, a nurse"


def test_a_dash_that_goes_on_is_no_signature(reading):
    read = reading("He called it “a real fiasco from start to end” — Oscar Quinn left the room.")
    assert not [claim for claim in read.claims if claim.cue.quote == "—"]


def test_citing_repeats_what_is_reported(reading):
    read = reading("The newspaper Kurier reported that the couple had fled, citing a naval officer.")
    inner = read.by("citing")
    assert inner.source.quote == "a naval officer"
    assert inner.content == read.by("reported").content
    assert read.claims[inner.within].cue.quote == "reported"


def test_what_stands_behind_the_content_is_no_source(reading):
    text = (
        'A report has confirmed that there is a "strong possibility" that the cause of the recent outbreak is contamination, '
        "most probably by human movement, from a nearby research facility in Guildford."
    )
    for claim in reading(text).claims:
        assert claim.source is None or "human movement" not in claim.source.quote
