"""What is sure by rule: each rule speaks where it should, and is silent beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copydesk.audit.cases import RULES
from copydesk.audit.verdict import SURE, rules

from ..limits import LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.nouns import SentenceAudit

    Judge = Callable[[str, str], SentenceAudit]

BASES = (
    "The army announced that a pilot had left an air base without leave. The paper Tagblatt reported that five "
    "mechanics had left the air base in Norway in May."
)
GUIDE = "The guide Ramón Ledesma led two climbers down. His cousin, Ana Torres, met them in the valley."


@pytest.mark.parametrize(
    ("report", "digest", "type_", "words"),
    [
        ("The fire destroyed twelve flats.", "The fire highlighted the age of the twelve flats.", "addition", "highlighted"),
        ("A pump failed in the mine.", "The accident showed how little the owners care for the mine.", "addition", "showed"),
        ("The new law sets a fine for littering.", "The harsh new law sets a fine for littering.", "addition", "harsh"),
        ("Two men crossed the border river.", "Two invaders crossed the border river.", "term", "invaders"),
        pytest.param("The captain left the ship at night.", "The captain abandoned the ship at night.", "term", "abandoned", marks=LIMIT),
        ("A hut burned down in southern Norway.", "A hut burned down in northern Norway.", "place", "northern Norway"),
        ("They spent a holiday in Brazil.", "They spent a holiday in Portugal.", "place", "Portugal"),
        (GUIDE, "The guide Ramiro Ledesma led two climbers down.", "entity", "Ramiro"),
        ("The boy could not walk after the fall.", "The boy was able to walk after the fall.", "polarity", "was able to walk"),
    ],
)  # fmt: skip
def test_a_rule_finds(judge: Judge, report: str, digest: str, type_: str, words: str) -> None:
    sentence = judge(report, digest)
    start = digest.index(words)
    assert sentence.verdict == "drift"
    assert any(f.type == type_ and f.start < start + len(words) and f.end > start for f in sentence.findings)


@pytest.mark.parametrize(
    ("report", "digest"),
    [
        ("The mayor said the fire highlighted the age of the flats.", "The fire highlighted the age of the flats, the mayor said."),
        ("The survey showed that the owners care for the mine.", "The survey showed that the owners care for the mine."),
        ("Critics call the new law harsh.", "Critics call the new law harsh."),
        ("Two invaders crossed the border river.", "Two invaders crossed the border river."),
        ("The captain abandoned the ship at night.", "At night the captain abandoned the ship."),
        ("A hut burned down in southern Norway.", "A hut in southern Norway burned down."),
        ("A hut burned down in southern Norway and a barn in northern Norway.", "A barn burned down in northern Norway."),
        ("They spent a holiday in Brazil.", "They spent a holiday in Brazil."),
        (BASES, "The paper Tagblatt reported that five mechanics had left the air base in Norway."),
        (GUIDE, "The guide Ramón Ledesma led two climbers down."),
        (GUIDE, "Guide Ledesma led two climbers down."),
        ("The boy could not walk after the fall.", "The boy was not able to walk after the fall."),
    ],
)  # fmt: skip
def test_a_rule_is_silent(judge: Judge, report: str, digest: str) -> None:
    sentence = judge(report, digest)
    told = {"addition", "term", "place", "entity", "polarity"}
    assert not [f for f in sentence.findings if f.type in told], sentence.findings


def test_only_precise_rules_are_sure() -> None:
    assert set(rules()) <= set(RULES)
    assert rules()
    assert all(value >= SURE for value in rules().values())


def test_the_best_finding_bears_the_score_of_its_sentence(judge: Judge) -> None:
    sentence = judge("Two men crossed the border river.", "Two invaders swam across the frozen border river.")
    assert max(f.score for f in sentence.findings) == pytest.approx(sentence.score, abs=1e-3)


def test_a_reason_quotes_words_and_not_the_sentence(judge: Judge) -> None:
    report = (
        "The operator, Pontos Lines, said the engine of the ferry had failed twice in the days before it left the port."
    )
    sentence = judge(report, "The engine of the ferry had failed twice.")
    found = next(f for f in sentence.findings if f.type == "attribution")
    assert "Pontos Lines (“said”)" in found.reason
    assert report not in found.reason
    assert found.suggestion == ("The engine of the ferry had failed twice, according to Pontos Lines")


def test_a_short_form_of_the_source_is_no_drift(judge: Judge) -> None:
    report = (
        "“The bridge is open,” the government of the Lipetsk region said on Friday. “Nobody was hurt,” it added, adding "
        "that the road is being cleared."
    )
    assert (
        judge(report, "The government stated that nobody was hurt and the road was being cleared.").verdict
        == "supported"
    )
