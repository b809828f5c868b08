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
        ("her lawyer", "person"), ("a video shared on social media", "social-media"), ("the prison service", "government"),
        ("the labour inspectorate", "government"), ("spokesman of the naval authority", "government"), ("Kazakh authorities", "government"),
        ("the port authority", "official"), ("prosecutors", "official"), ("the governor of Kocaeli", "official"), ("military police", "police"),
        ("the Bus Drivers' Association", "organisation"), ("the works council", "organisation"),
        ("the transport department", "government"), ("a nurse", "witness"),
        ("a leaked memo seen by this paper", "document"), ("Opposition lawmaker Grace Bell", "person"),
        ("the director of Civic Lens", "organisation"), ("Ruth Eker, a geophysicist", "expert"), ("a rumour", "anonymous"),
        ("Gwendal Sebright", None), ("Brenhall's chief executive, Mette Lang", "company"), ("the premier's office", "government"),
        ("DC Hannah Rourke", "police"), ("the Evening Globe", "media"), ("Sund Coatings AS, press office", "company"),
        ("the World Animal Health Bureau", "organisation"), ("the weather service", "expert"), ("the laboratory", "expert"),
        ("an anonymous account on X", "social-media"), ("a retired air force general", "expert"), ("the economist", "expert"),
    ],
)  # fmt: skip
def test_kind(phrase, kind):
    assert kind_of(phrase) == kind


def test_head_word():
    assert head_word("the head of the prison") == "head"


def test_a_capital_that_speaks_is_a_government(reading):
    assert reading("Jakarta said the boats had been freed.").one.source_kind == "government"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It shook,” said Pavel Horak, 51, from Brod.", "witness"),
        ("“I will appeal,” said Pavel Horak.", "person"),
        ("Radio traffic suggested that the boat had turned.", "document"),
        ("The Kovo Mobile network was down. Kovo Mobile said a cable had been cut.", "company"),
    ],
)
def test_kind_in_a_report(reading, text, kind):
    assert reading(text).claims[-1].source_kind == kind


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Gardaí", "police"),
        ("a Garda spokesman", "police"),
        ("the Landespolizei", "police"),
        ("the Policía Nacional", "police"),
        ("the Gendarmerie", "police"),
        ("the Bundeswehr", "military"),
        ("the Oberlandesgericht", "court"),
        ("the Audiencia Nacional", "court"),
        ("the Staatsanwaltschaft Köln", "court"),
        ("the Quai d’Orsay", "government"),
        ("the Ministère de l'Intérieur", "government"),
        ("the Innenministerium", "government"),
        ("the Protezione Civile", "official"),
        ("the Universitätsklinikum", "official"),
        ("Rada Petrova", None),
    ],
)
def test_bodies_that_go_by_the_words_of_their_own_language(phrase, kind):
    assert kind_of(phrase) == kind


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("the ministry's officers", "government"),
        ("officers of the fisheries agency", "government"),
        ("police officers", "police"),
        ("the officers", "police"),
        ("Ranjit Pegu, who farms three bighas there", None),
        ("Ana Ruiz, who heads the bank", "company"),
        ("Ana Ruiz, who lives there", None),
        ("the WHO", "organisation"),
    ],
)
def test_officers_are_of_the_body_they_serve_and_people_are_not_what_they_tell_of(phrase, kind):
    assert kind_of(phrase) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Voltara's chief executive resigned in May. Voltara denied the report.", "company"),
        ("The parliament of Kesh met in May. Kesh denied the report.", "government"),
        ("Vahmont Cargo owns the train. Vahmont rejected the accusation as tasteless.", "company"),
    ],
)
def test_a_bare_name_is_what_the_report_tells_it_to_be(reading, text, kind):
    assert {claim.source_kind for claim in reading(text).claims} == {kind}


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("the brothers", "relative"),
        ("Warner Brothers", "company"),
        ("an insurance detective", "expert"),
        ("a police detective", "police"),
    ],
)
def test_words_that_go_by_what_stands_beside_them(phrase, kind):
    assert kind_of(phrase) == kind
