"""Transcripts: each turn is speech of its speaker, and holds what the speaker reports."""

INTERVIEW = """The engineer of the dam speaks

Ilinca Dobre, 44, ran the night shift when the gate failed on Monday.

Q: Who opened the gate?

A: I did. The ministry told me that it would send nobody.

We waited for three hours, I think.

Q: And then?

A: The wall broke.

The talk was edited for length.
"""


def test_an_interview(reading):
    read = reading(INTERVIEW, outlet="Steppe Wire")
    turns = [claim for claim in read.claims if claim.cue.quote == ":"]
    assert [claim.source.quote for claim in turns] == ["Q", "A", "Q", "A"]
    assert [claim.source_name for claim in turns] == ["Steppe Wire", "Ilinca Dobre", "Steppe Wire", "Ilinca Dobre"]
    assert [span.quote for span in turns[1].content] == [
        "I did. The ministry told me that it would send nobody.",
        "We waited for three hours, I think.",
    ]
    assert [span.quote for span in turns[3].content] == ["The wall broke."]
    assert {claim.speech for claim in turns} == {"direct"}
    assert (turns[0].source_kind, turns[0].certainty) == ("media", "unknown")
    told = read.by("told")
    assert (told.source.quote, told.within) == ("The ministry", read.claims.index(turns[1]))
    assert len(read.claims) == 5, "“I think” is the speaker's own hedge"
    assert read.unknowns == ()


def test_speakers_in_capitals_are_who_the_report_names(reading):
    text = "Hearing\n\nJudge Lena Orr heard the engineer Tom Oda on Monday.\n\nORR: When did you see it?\n\nODA: In May. I told the firm.\n"
    turns = [claim for claim in reading(text).claims if claim.cue.quote == ":"]
    assert [claim.source_name for claim in turns] == ["Judge Lena Orr", "Tom Oda, engineer"]
    assert turns[0].content[0].quote == "When did you see it?"


def test_a_name_with_its_role(reading):
    text = (
        "Voices\n\nThe river rose at night.\n\nAna Ruiz (41, nurse): The water came. They told us that the wall would hold.\n\n"
        "Tom Oda (baker): I lost my shop.\n"
    )
    turns = [claim for claim in reading(text).claims if claim.cue.quote == ":"]
    assert [(claim.source.quote, claim.source_name) for claim in turns] == [
        ("Ana Ruiz (41, nurse)", "Ana Ruiz"),
        ("Tom Oda (baker)", "Tom Oda, baker"),
    ]


def test_court_style_with_full_stops(reading):
    text = (
        "Hearing\n\nThe court heard Tom Oda on Monday.\n\nQ. Were you there?\nA. Yes, I was.\nQ. When?\nA. At noon.\n"
    )
    turns = [claim for claim in reading(text).claims if claim.cue.quote == "."]
    assert [(claim.source_name, claim.content[0].quote) for claim in turns][1::2] == [
        ("Tom Oda", "Yes, I was."),
        ("Tom Oda", "At noon."),
    ]


def test_turns_that_open_with_a_mark_of_quotation_are_direct(reading):
    text = 'Hearing\n\nThe transcript follows:\n\n"RUIZ: I saw the wall break.\n\n"(CROSSTALK.)\n\n"ODA: When, if I may ask?\n'
    turns = [claim for claim in reading(text).claims if claim.cue.quote == ":"]
    assert [(claim.source.quote, claim.speech) for claim in turns] == [("RUIZ", "direct"), ("ODA", "direct")]
