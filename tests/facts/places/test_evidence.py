"""What shows that a name is used for a place."""

from __future__ import annotations

import pytest

from copydesk.facts.places.evidence import odds, signs
from copydesk.facts.places.places import find_places, people_of
from copydesk.facts.places.toponyms import ENOUGH, cues, named, sights
from copydesk.nouns import Report
from copydesk.parse import parse
from copydesk.parse.names import find_names


def seen(text: str, name: str) -> tuple[list[str], float]:
    parsed = parse(Report(id="t", text=text))
    taken, surnames = people_of(parsed, find_names(parsed))
    found = named(parsed.doc, taken)
    for toponym, sight in zip(found, sights(parsed.doc, found, surnames), strict=True):
        if toponym.text == name:
            return signs(parsed.doc, sight, cues()), odds(parsed.doc, sight, cues())
    raise AssertionError(f"no {name!r} among {[toponym.text for toponym in found]}")


def test_signs_tell_no_name() -> None:
    shown, _ = seen("Two men were shot in Gainesville on Monday.", "Gainesville")
    assert "before=in" in shown
    assert len(shown) == len(set(shown))
    assert not any("ainesville" in sign or "Monday" in sign for sign in shown)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Two men were shot in Gainesville on Monday.", "Gainesville", True),
        ("The Gainesville Police Department said so.", "Gainesville", True),
        ("WASHINGTON -- The vote was put off.", "WASHINGTON", True),
        ("He met Jackson, who had won the race.", "Jackson", False),
        ("On Monday he said March was late.", "March", False),
    ],
)
def test_odds(text: str, name: str, place: bool) -> None:
    assert (seen(text, name)[1] >= ENOUGH) is place


def test_a_sure_place_is_one_again_under_its_other_name() -> None:
    text = "The ferry sank off the Bohol province. It had left Cebu. Divers searched near Bohol."
    quotes = [place.quote for place in find_places(parse(Report(id="t", text=text)))]
    assert "Bohol province" in quotes
    assert "Bohol" in quotes
