"""People and organisations of a report."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.nouns import Report
from copydesk.parse import parse
from copydesk.parse.names import Names, find_names


def names(text: str) -> Names:
    return find_names(parse(Report(id="t", text=text)))


def people(text: str) -> dict[str, list[str]]:
    return {person.name: [m.quote for m in person.mentions] for person in names(text).people}


def organisations(text: str) -> dict[str, list[str]]:
    return {entity.name: [m.quote for m in entity.mentions] for entity in names(text).organisations}


def test_the_first_report(seed_text: str) -> None:
    assert {"Dmitry Perov", "Vladimir Putin"} == set(people(seed_text))
    assert {"VGTRK", "Kommersant"} == set(organisations(seed_text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The state broadcaster VGTRK reported the fire.", "VGTRK"),
        ("The newspaper Kommersant wrote about it.", "Kommersant"),
        ("The rights group Mothers' Line counted 14 deaths.", "Mothers' Line"),
        ("Ferjani works for the website Nabd.", "Nabd"),
        ("A statement came from the Ministry of Defence on Friday.", "Ministry of Defence"),
        ("The National Guard sealed off the station.", "National Guard"),
    ],
)
def test_head_nouns_make_an_organisation(text: str, name: str) -> None:
    assert name in organisations(text)
    assert name not in people(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“Dmitry Perov, wanted for leaving his unit, was found,” the governor said.", "Dmitry Perov"),
        ("Russian President Vladimir Putin ordered it.", "Vladimir Putin"),
        ("Transport Minister Juma Lwoga visited the port.", "Juma Lwoga"),
        ("Her lawyer, Karim Belhadj, said the case was weak.", "Karim Belhadj"),
        ("Neema Chacha, 34, was on the lower deck.", "Neema Chacha"),
    ],
)
def test_titles_roles_and_ages_make_a_person(text: str, name: str) -> None:
    assert name in people(text)
    assert name not in organisations(text)


def test_short_forms_join_the_full_name() -> None:
    found = people("Ana Ruiz, a nurse, left at noon. Ruiz said she was tired. Ana's brother waited.")
    assert list(found) == ["Ana Ruiz"]
    assert found["Ana Ruiz"][:2] == ["Ana Ruiz", "Ruiz"]


def test_acronyms_join_the_name_they_stand_for() -> None:
    found = organisations("The Freedonian Rail Authority (FRA) closed the line. The FRA gave no reason.")
    assert found == {"Freedonian Rail Authority": ["Freedonian Rail Authority", "FRA", "FRA"]}


def test_one_surname_two_people() -> None:
    found = people("Maria Lopez met Juan Lopez in court. Maria Lopez is a judge. Juan Lopez is her brother.")
    assert {"Maria Lopez", "Juan Lopez"} == set(found)
    assert len(found["Maria Lopez"]) == len(found["Juan Lopez"]) == 2


@pytest.mark.parametrize("word", ["Kazakh", "Russian", "Ukraine", "Monday"])
def test_peoples_places_and_days_are_neither(word: str) -> None:
    found = names(f"On Monday the {word} delegation left Ukraine, a Russian and a Kazakh officer said.")
    assert not [e for e in (*found.people, *found.organisations) if e.name == word]


def test_at_finds_the_mention_that_overlaps() -> None:
    text = "The newspaper Kommersant asked Ana Ruiz, a lawyer, on Monday."
    found = names(text)
    start = text.index("Ruiz")
    assert found.at(start, start + 1).name == "Ana Ruiz"
    assert found.at(0, 3) is None
    assert found.at(len(text), len(text) + 5) is None


def test_a_description_told_of_the_same_deed_is_the_same_person(seed_text: str) -> None:
    mentions = people(seed_text)["Dmitry Perov"]
    assert {"Dmitry Perov", "a soldier", "The man", "the man", "the soldier"} <= set(mentions)
    assert people(seed_text)["Vladimir Putin"] == ["Vladimir Putin"]


def test_an_apposition_ties_a_later_description() -> None:
    found = people("Oleg Marin, a lawyer, spoke on Monday. The lawyer said the case was weak.")
    assert found["Oleg Marin"] == ["Oleg Marin", "The lawyer"]


def test_a_description_that_fits_two_people_is_left_out() -> None:
    found = people("Oleg Marin, a lawyer, met Ana Ruiz, a lawyer. The lawyer said the case was weak.")
    assert found == {"Oleg Marin": ["Oleg Marin"], "Ana Ruiz": ["Ana Ruiz"]}
    found = people(
        "Police arrested a soldier. A man called Oleg Marin was arrested, too, and a boy was hurt. The man was drunk."
    )
    assert "The man" not in found.get("Oleg Marin", [])


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "The driver was named by the union as Oleg Marin, a father of two. The driver had slept badly.",
            "Oleg Marin",
            {"The driver"},
        ),
        (
            "The sender was identified by police as a former guard, Ana Ruiz, 44. The sender lives in Lima.",
            "Ana Ruiz",
            {"The sender"},
        ),
        ("The victim was named Petra Novak. The victim was 31.", "Petra Novak", {"The victim"}),
        ("“He is innocent,” his brother, Ivan Petrov, said.", "Ivan Petrov", {"his brother"}),
        (
            "The club dropped the swimmer Lena Fischer in May. Doctors said the athlete had been ill.",
            "Lena Fischer",
            {"the athlete"},
        ),
        (
            "The firm's treasurer, Juma Otieno, left on Monday. The treasurer had signed the papers.",
            "Juma Otieno",
            {"The treasurer"},
        ),
        (
            "Police arrested the driver Tomas Vega on Monday. The arrested driver said nothing.",
            "Tomas Vega",
            {"The arrested driver"},
        ),
        (
            "Police said four prisoners had escaped. The fourth man was named as Marco Silva. The escaped man has a car.",
            "Marco Silva",
            {"The fourth man", "The escaped man"},
        ),
    ],
)
def test_descriptions_that_mean_a_named_person(text: str, name: str, mentions: set[str]) -> None:
    assert mentions <= set(people(text)[name])


@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        # two athletes
        ("The swimmer Lena Fischer met the runner Eva Berg. The athlete was ill.", "Lena Fischer", "The athlete"),
        # a participle that the report tells of nobody of that name
        ("The driver Oleg Marin left. The injured driver was a woman.", "Oleg Marin", "The injured driver"),
        # another driver
        ("The driver Oleg Marin left. A driver was hurt. The driver is ill.", "Oleg Marin", "The driver"),
    ],
)
def test_descriptions_that_may_mean_another(text: str, name: str, mention: str) -> None:
    assert mention not in people(text)[name]


def test_a_particle_joined_by_a_hyphen_is_part_of_a_name() -> None:
    assert "Saad al-Timimi" in people("The minister, Saad al-Timimi, said on Monday that the dam was safe.")
    assert "Sahifat al-Janub" in organisations("The newspaper Sahifat al-Janub reported on Sunday about three guides.")


def test_what_a_museum_is_called_by_is_a_place() -> None:
    assert not people("A stone head stolen from the museum of Qasr Zahra had been returned in a parcel.")


def test_who_wins_an_election_is_a_person() -> None:
    assert "Zandile Xaba" in people("Officials said on Monday that Zandile Xaba had won the election in the town.")
    assert "Acme Party" not in people("Officials said on Monday that the Acme Party had won the election.")


def test_an_appended_digest_names_no_further_people() -> None:
    text = (Path(__file__).parent.parent / "reports" / "prison.txt").read_text(encoding="utf-8").strip()
    assert "Ramiro Ledesma" in text
    found = people(text)
    assert "Ramiro Ledesma" not in found
    assert len(found["Gladys Ledesma"]) == 3, "a mention in the digest is one of hers"


def test_a_role_that_opens_a_headline_is_no_name() -> None:
    text = "Skipper found on islet\n\nA boat found the captain on Sunday, the coast guard said. He was cold."
    assert "Skipper" not in people(text)


def test_possessives_are_no_part_of_a_name() -> None:
    assert "Oleg Marin" in people("Oleg Marin's statement was short. Oleg Marin, a lawyer, read it out.")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_names_that_quote_it(text: str) -> None:
    found = names(text)
    for entity in (*found.people, *found.organisations):
        assert entity.name
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.quote


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ship's owner, Halden Bulk Carriers of Oslo, denied that it had been overloaded.", "Halden Bulk Carriers"),
        ("It won 31 seats against 30 for the Homeland Union of Prime Minister Kristjan Rebane.", "Homeland Union"),
        ("Ana Ruiz, general secretary of the Union of Transport Workers, said so.", "Union of Transport Workers"),
    ],
)
def test_names_of_organisations_with_of(text: str, name: str) -> None:
    assert any(found.startswith(name) for found in organisations(text))
    assert not any(word in found for word in name.split() for found in people(text))


def test_a_short_form_belongs_to_the_only_name_that_holds_it() -> None:
    text = (
        "The Alliance for Renewal was ahead of the Homeland Union on Monday. The Alliance had 182,406 votes. "
        "The election was won with money of Tessaly Foods AG, officials said. Tessaly Foods is Swiss. "
        "Tessaly sells bars in 70 countries."
    )
    found = organisations(text)
    assert found["Alliance for Renewal"] == ["Alliance for Renewal", "Alliance"]
    assert found["Tessaly Foods AG"] == ["Tessaly Foods AG", "Tessaly Foods", "Tessaly"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Meridian Star, a 112-metre bulk carrier registered in Panama, left Batangas on Saturday.", "Meridian"),
        ("The Meridian Star sank. A tanker took on the crew of the Meridian Star on Sunday.", "Meridian"),
        ("Divers took nine men off the wreck of the Ana Ruiz.", "Ana Ruiz"),
        ("The Brahmaputra was flowing 1.4 metres above the danger mark.", "Brahmaputra"),
        ("A dam on the Teesta held.", "Teesta"),
        ("A man was hurt on the Rua do Ouro, and traders on the Rua de Santa Catarina shut.", "Rua"),
        ("An embankment gave way in Dhemaji on Sunday night.", "Dhemaji"),
    ],
)
def test_ships_rivers_streets_and_towns_are_neither_people_nor_organisations(text: str, name: str) -> None:
    assert not any(name in found for found in (*people(text), *organisations(text)))


def test_a_name_with_a_verb_of_several_is_that_of_a_team() -> None:
    text = "Racing Ombella were to play in a semi-final on Sunday. Prefect Aminata Diomande wept."
    assert "Racing Ombella" in organisations(text)
    assert people(text).keys() == {"Aminata Diomande"}
