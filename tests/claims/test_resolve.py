"""Who speaks."""

from __future__ import annotations

import pytest


def test_pronoun_to_the_last_speaker(reading):
    read = reading("Governor Ana Ruiz visited the camp. “We were late,” she said.")
    claim = read.by("said")
    assert "Ana Ruiz" in claim.source_name
    assert "Ruiz" in claim.named_by.quote


def test_a_translated_pronoun_may_be_an_institution(reading):
    text = "“He was found,” the government of the Lipetsk region said. “The situation is under control,” she added."
    assert "Lipetsk" in reading(text).by("added").source_name


def test_the_statement_is_the_speaker(reading):
    text = "“He was found,” the government of the Lipetsk region said. The statement did not say how he was killed."
    assert "Lipetsk" in reading(text).by("did not say").source_name


def test_the_paper(reading):
    text = "The newspaper Kommersant reported that eight men fled. The paper said they took a taxi."
    claim = reading(text).by("said")
    assert "Kommersant" in claim.source_name
    assert claim.source_kind == "media"


def test_short_form_of_a_name(reading):
    text = "Spokeswoman Agata Wrona said the ship was safe. Wrona denied that fuel had leaked."
    claim = reading(text).by("denied")
    assert claim.source_name == "Agata Wrona, spokeswoman"
    assert claim.source_kind == "official"


def test_no_guess(reading):
    assert reading("He said the road was closed.").one.source_name is None


def test_we_is_the_outlet(reading):
    assert (
        reading("We believe the pattern is too clear.", outlet="Corridor Monitor").one.source_name == "Corridor Monitor"
    )


def test_unnamed(reading):
    claim = reading("A former inmate told us the cells were cold.").one
    assert claim.source_name == "an unnamed former inmate"


def test_no_source(reading):
    claim = reading("The suspects are believed to have left.").one
    assert (claim.source, claim.source_name, claim.source_kind) == (None, None, "anonymous")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Regional fire chief Ines Duarte said the wind had turned. “We wait,” she said.", "Ines Duarte, regional fire chief"),
        ("“It shook,” said Pavel Horak, 51, a crane operator.", "Pavel Horak, crane operator"),
        ("The owner, Marta Lind, denied the report.", "Marta Lind, owner"),
        ("Its chairman, Dr. Peter Okoro, said the vote was void.", "Peter Okoro, chairman"),
        ("Growers had saved water, said Tom Brink of the Valley growers' union.", "Tom Brink, Valley growers' union"),
        ("The Ravnsby police chief, Commissioner Ellen Strand, confirmed the arrest.", "Ellen Strand, Ravnsby police chief"),
        ("A former commissioner in the state, Professor Yusuf Alao, said voters were tired.", "Yusuf Alao, former commissioner in the state"),
        ("Maya Trujillo, 16, a junior and the board's student member, said nobody had asked.", "Maya Trujillo, student member of the board"),
        ("Jonas Berg, who heads the regional water board, said the dam was safe.", "Jonas Berg, head of the regional water board"),
        ("Jonas Berg, who led the water board until 2014, said the dam was safe.", "Jonas Berg, former leader of the water board"),
        ("Jonas Berg, who led the search, said the dam was safe.", "Jonas Berg"),
        ("Ana Lind, who runs marathons, said the route was closed.", "Ana Lind"),
    ],
)  # fmt: skip
def test_a_person_is_named_with_the_role_the_report_gives(reading, text, name):
    assert reading(text).claims[-1].source_name == name


def test_a_place_or_a_title_is_no_role(reading):
    assert reading("Mrs Ana Ruiz, from Leeds, said the road was shut.").one.source_name == "Ana Ruiz"


def test_her_brother_is_he(reading):
    text = "“She is honest,” her brother, Idris Bello, told the Gazette. He said he had seen her on Sunday."
    assert "Idris Bello" in reading(text).claims[-1].source_name


def test_police_may_be_she_in_translation(reading):
    text = "“He took the van,” the police of the northern district said. “The bridges are closed,” she added."
    assert "police" in reading(text).by("added").source_name


def test_the_press_release_is_the_body_and_not_its_spokeswoman(reading):
    text = (
        "“We wait for the result,” the federation said in a press release. “He will not race,” its spokeswoman, "
        "Eva Brandt, said. The press release did not say where the sample was taken."
    )
    assert "federation" in reading(text).by("did not say").source_name


def test_one_of_several(reading):
    claim = reading("Two harbour pilots said the light was out. One said he had reported it in May.").claims[1]
    assert "harbour pilots" in claim.source_name


def test_the_bank_is_the_last_one_named(reading):
    text = "Kenya's central bank said it had taken over Coral Trust Bank. The loss was small, the bank said."
    assert reading(text).claims[-1].source_name == "Coral Trust Bank"


def test_the_whole_name_of_a_body(reading):
    text = "The Commission for Fair Ports said the log was missing. It recommends an inquiry."
    assert reading(text).by("recommends").source_name == "Commission for Fair Ports"


def test_who_adds_is_who_said(reading):
    text = "She said that guards had been present in all 12 halls, adding that the deadline was May 24."
    claims = reading(text).claims
    assert [claim.source.quote for claim in claims] == ["She", "She"]


def test_an_agency_keeps_its_name(reading):
    claim = reading("The man was identified by the state news agency Altavia as a guard of the museum.").one
    assert "Altavia" in claim.source_name
    assert claim.source_kind == "state-media"


@pytest.mark.parametrize("mark", ["'", "’s", "“", "-"])
def test_a_source_of_marks_alone_breaks_nothing(reading, mark):
    reading(f"{mark} said {mark} the port was shut, {mark} said.")


def test_whoever_a_lead_leaves_unnamed_is_named_later(reading):
    text = (
        "A former prison cook told a court on Monday that the meat was old.\n\n"
        "Ines Duarte, 51, said that nobody had asked. “I cut it thinner,” she said."
    )
    claims = reading(text).claims
    assert [claim.source_name for claim in claims] == ["Ines Duarte, former prison cook"] * 3
    assert claims[0].named_by.quote == "Ines Duarte"


def test_a_person_with_another_role_is_not_the_one_of_the_lead(reading):
    text = "A former prison cook said that the meat was old.\n\nProsecutor Ines Duarte said that nobody had asked."
    assert reading(text).claims[0].source_name == "an unnamed former prison cook"


def test_her_lawyer_is_named_by_her(reading):
    text = "Ines Duarte denied the theft. Her lawyer said the keys were lost."
    assert reading(text).claims[1].source_name == "Ines Duarte's lawyer"


def test_my_is_the_speaker(reading):
    claims = reading("“My sister says the keys were lost,” said Ines Duarte.").claims
    assert claims[1].source_name == "Ines Duarte's sister"


def test_the_station_is_the_outlet_and_not_the_letter(reading):
    text = (
        "The letter, seen by Radio Zenit, said the mine had been closed. The miners went home. "
        "The station said it had spoken to nine of them."
    )
    assert reading(text).claims[-1].source_name == "Radio Zenit"


def test_a_body_is_no_person(reading):
    text = "His former driver, Marek Dolny, who worked for the ferry board, said it was late. The board denied that."
    assert "Marek" not in reading(text).by("denied").source_name


def test_a_spokesman_speaks_for_the_body_before(reading):
    text = "The firm Castle Ferries denied the delay. A spokesman said the ship was sound."
    assert reading(text).by("said").source_name == "an unnamed spokesman for Castle Ferries"


def test_the_indictment_names_the_accused(reading):
    text = "A court convicted Ines Duarte, 51, of fraud on Monday. The money was never found, the indictment said."
    assert reading(text).by("said").source_name == "the indictment against Ines Duarte"


def test_a_capital_is_its_government(reading):
    assert reading("Oslo denied that a spy had been caught.").one.source_name == "the Norwegian government"


def test_this_newspaper_is_the_outlet(reading):
    text = "This newspaper reported in May that the roof leaked."
    assert reading(text, outlet="Harbour Herald").one.source_name == "Harbour Herald"


def test_the_age_is_of_the_one_without_another(reading):
    text = "The jockey, Ines Duarte, won the race. Her trainer Paul Orme, 61, wept. The 26-year-old said she was tired."
    assert "Ines Duarte" in reading(text).by("said").source_name


def test_a_chairman_of_the_body_before(reading):
    text = "The Marlow school board postponed the vote. Chairwoman Beth Arden said members needed time."
    assert reading(text).by("said").source_name == "Beth Arden, chairwoman of the Marlow school board"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The caulker, Ana Ruiz, said the hull was dry.", "Ana Ruiz, caulker"),
        ("In the evening, Ana Ruiz, 34, said the hull was dry.", "Ana Ruiz"),
        ("The General Secretary of the union, Mr Tom Brink, said the vote was void.", "Tom Brink, General Secretary of the union"),
        ("The school's deputy head, Tom Brink, said the roof was sound.", "Tom Brink, deputy head of the school"),
    ],
)  # fmt: skip
def test_roles_in_front_of_a_name(reading, text, name):
    assert reading(text).by("said").source_name == name


def test_two_named_together_are_they(reading):
    text = "Ana Ruiz and Tom Brink left the board on Monday. They said the roof was sound."
    assert reading(text).by("said").source_name == "Ana Ruiz and Tom Brink"


def test_the_owner_of_a_relative_clause_names_its_noun(reading):
    read = reading("Marta Kuhn, whose brother is missing, trusts no one. He had told her that the wall moved.")
    assert read.by("told").source_name == "Marta Kuhn's brother"


def test_he_and_she_are_no_several(reading):
    text = "Anti-war activist Pim Rattana spoke. Judges said on Monday that the case was closed. She said she would appeal."
    claim = next(claim for claim in reading(text).claims if claim.source.quote == "She")
    assert claim.source_name is None or "Rattana" in claim.source_name


def test_a_first_name_tells_whom_a_pronoun_does_not_mean(reading):
    text = "Farrugia accused qualifier Zsofia Kertesz of a lie. He said that the match had been fair."
    claim = next(claim for claim in reading(text).claims if claim.source.quote == "He")
    assert claim.source_name is None or "Kertesz" not in claim.source_name


def test_a_noun_that_the_parser_takes_for_a_name_is_taken_up(reading):
    text = "A letter warned Poland's defence ministry that shells would run out. The ministry said the letter was old."
    assert reading(text).by("said").source_name == "Poland's defence ministry"


def test_the_agency_is_the_one_told_of_before(reading):
    text = "Data suggest that an aircraft of the EU border agency was circling nearby. The agency declined to comment."
    claim = reading(text).by("declined to comment")
    assert claim.source_name == "the EU border agency"
    assert claim.source_kind == "government"


def test_nobody_speaks_of_oneself_as_of_another(reading):
    read = reading(
        "The soldier's mother, Galina Orlova, waited outside. “They refused him leave. His daughter had an operation,” she said."
    )
    assert "Galina Orlova" in read.by("said").source_name


def test_the_head_of_an_agency_is_not_the_agency(reading):
    made = reading(
        "The national health agency said on Monday that 23 people were ill. They had eaten berries, according to the agency's "
        "head of outbreak control, Selma Wiik. The agency said tests of opened bags were under way."
    )
    assert made.claims[-1].source_name == "the national health agency"
