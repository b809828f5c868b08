"""One kind for each holder of claims, by all that the report tells of it."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from copydesk.claims.holders import KINDS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ferry was late. Dr Ana Ruiz, an economist at the University of Vigo, said fares would rise. Ruiz said so twice.", "expert"),
        ("The mayor, Ana Ruiz, said the bridge was safe. She added that it would reopen. Ruiz denied a delay.", "official"),
        ("“I saw the roof go,” said Ana Ruiz, 52, who lives opposite. Ruiz said the noise was terrible.", "witness"),
        ("The steelmaker Brenhall said the furnace was cold. Brenhall said it would pay the workers.", "company"),
    ],
)  # fmt: skip
def test_all_claims_of_a_holder_have_one_kind(reading, text, kind):
    assert {claim.source_kind for claim in reading(text).claims} == {kind}


def test_who_speaks_for_a_body_is_of_the_kind_that_the_report_tells_of_it(reading):
    text = "The strike begins on Monday, the FHB union said. FHB negotiator Wim Terlouw said sick leave had risen."
    assert {claim.source_kind for claim in reading(text).claims} == {"organisation"}


def test_whose_doctors_speak_is_no_doctor(reading):
    text = "Eskil Rann, 63, was found on Monday. He said he had eaten moss. Rann's doctors said they expect him to leave soon."
    kinds = {claim.source.quote: claim.source_kind for claim in reading(text).claims if claim.source is not None}
    assert (kinds["He"], kinds["Rann's doctors"]) == ("witness", "expert")


def test_a_claim_without_a_source_is_anonymous(reading):
    assert reading("The bridge is reportedly closed.").one.source_kind == "anonymous"


def test_every_sign_weighs_each_kind_once():
    data = json.loads((files("copydesk.claims") / "data" / "holders.json").read_text(encoding="utf-8"))
    assert {len(row) for row in data["weights"].values()} == {len(KINDS)}
