"""Who speaks."""

from __future__ import annotations


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
