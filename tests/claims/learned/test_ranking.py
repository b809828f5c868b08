"""Which reading of a cue stands, and that what only the tagger finds becomes a claim that says so."""

from __future__ import annotations

from copydesk.claims.certainty import Wording
from copydesk.claims.content import Said
from copydesk.claims.draft import Draft
from copydesk.claims.find import find_claims
from copydesk.claims.learned.ranking import Weighed, taken
from copydesk.nouns import Claim, Report
from copydesk.parse import parse
from copydesk.parse.names import find_names


def reading(rule: str, score: float, *items: tuple[int, int], refusal: bool = False) -> Weighed:
    draft = Draft(rule, 1, (1, 1), (0, 0), [(2, 3)], "certain", "positive", "word", refusal=refusal)
    return Weighed(Said(draft, list(items or [(10, 20)]), Wording("certain", "positive", None)), score)


def claims(text: str) -> tuple[Claim, ...]:
    parsed = parse(Report(id="x", text=text))
    return find_claims(parsed, find_names(parsed))


def test_a_rule_stands_against_a_reading_that_is_hardly_likelier() -> None:
    rule, other = reading("clause", 0.8), reading("linked", 0.85)
    assert taken([rule, other], 0.5, 0.3) == ([rule], [])


def test_a_much_likelier_reading_replaces_the_rules() -> None:
    rule, other = reading("clause", 0.4), reading("linked", 0.9)
    assert taken([rule, other], 0.5, 0.3) == ([], [other])


def test_an_unlikely_rule_falls_without_a_replacement() -> None:
    assert taken([reading("clause", 0.1), reading("linked", 0.3)], 0.5, 0.3) == ([], [])


def test_a_refusal_always_stands() -> None:
    refusal = reading("refusal", 0.1, refusal=True)
    assert taken([refusal], 0.5, 0.3) == ([refusal], [])


def test_quotations_that_go_on_stay_with_the_claim_whose_reading_changes() -> None:
    rule, other = reading("quotation", 0.2, (10, 20), (40, 60)), reading("linked", 0.9, (12, 20))
    taken([rule, other], 0.5, 0.3)
    assert other.part.items == [(12, 20), (40, 60)]


def test_what_no_rule_knows_is_found_and_says_how() -> None:
    found = claims("The harbour office radioed that the channel was blocked by ice.")
    assert [(claim.cue.quote, claim.source and claim.source.quote) for claim in found] == [("radioed", "The harbour office")]  # fmt: skip
    assert "tagger" in found[0].why
    assert 0 < found[0].score < 1


def test_no_words_no_claims() -> None:
    assert claims("...") == ()
