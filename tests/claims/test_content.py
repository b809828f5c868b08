"""What was said: quotations, interruption, parts that differ in sureness."""

from __future__ import annotations


def items(claim):
    return [span.quote for span in claim.content]


def test_direct_over_a_sentence_end(reading):
    claim = reading("“That is sad. It is not a plot,” said Kwabena Asiedu, the deputy director.").by("said")
    assert items(claim) == ["“That is sad. It is not a plot,”"]
    assert claim.speech == "direct"


def test_a_quotation_without_a_cue_goes_on(reading):
    claim = reading("“My mother needs the ferry,” one woman shouted. “Who do I strike against?”").by("shouted")
    assert items(claim) == ["“My mother needs the ferry,”", "“Who do I strike against?”"]


def test_a_quotation_goes_on_from_the_main_verb(reading):
    read = reading("Kim, who says he was shown the letter, told us that it lacked a page. “Somebody cut it out.”")
    assert items(read.by("told")) == ["that it lacked a page", "“Somebody cut it out.”"]


def test_mixed(reading):
    assert reading("The chief said the parcels were “grotesque” and heavy.").by("said").speech == "mixed"


def test_indirect(reading):
    assert reading("The chief said the parcels were heavy.").one.speech == "indirect"


def test_parts_where_a_second_that_starts(reading):
    read = reading("He said 51 people had been rescued and that a number were missing.")
    assert [items(c) for c in read.claims] == [["51 people had been rescued"], ["that a number were missing"]]


def test_parts_where_sureness_changes(reading):
    read = reading("The lawyer said her client had acted under pressure and would probably appeal.")
    assert [(items(c), c.certainty) for c in read.claims] == [
        (["her client had acted under pressure"], "certain"),
        (["would probably appeal"], "probable"),
    ]


def test_parts_at_a_second_that(reading):
    read = reading("He said that the shots were ten and that one bullet pierced a roof.")
    assert [items(c) for c in read.claims] == [["that the shots were ten"], ["that one bullet pierced a roof"]]


def test_no_part_where_nothing_changes(reading):
    assert items(reading("He said the road was shut and the bridge was open.").one) == [
        "the road was shut and the bridge was open"
    ]


def test_another_speaker_behind_while_is_left_out(reading):
    claim = reading("A fruit seller said only one officer had fired, while a rider insisted that there were three.").by(
        "said"
    )
    assert items(claim) == ["only one officer had fired"]


def test_a_quotation_of_a_new_paragraph_is_not_taken(reading):
    read = reading("“No one was hurt.”\n\nThe mayor denied the charge.")
    assert items(read.by("denied")) == ["the charge"]


def test_a_date_in_figures_is_not_cut_off(reading):
    text = "“Nobody is hurt,” said Captain Odd Berg. He added that the ship would be towed off by noon on 03.11.2024.\n\nThe cause is not known."
    assert reading(text).by("added").content[0].quote.endswith("by noon on 03.11.2024")
