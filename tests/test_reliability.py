"""Are scores as often right as they say? The table and the picture of it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from evals.reliability import bins, calibration_error, picture, right_ones, scored


def claim(start: int, end: int, score: float = 1.0, cue: int = 0) -> dict[str, Any]:
    content = [{"start": start, "end": end}] if end else []
    return {"content": content, "cue": {"start": cue, "end": cue + 4}, "score": score}


def test_a_claim_is_right_once() -> None:
    gold = [claim(0, 10), claim(20, 30)]
    assert right_ones(gold, [claim(0, 9), claim(0, 10), claim(21, 30), claim(40, 50)]) == {1, 2}


def test_claims_without_content_pair_by_their_cues() -> None:
    assert right_ones([claim(0, 0, cue=7)], [claim(0, 0, cue=50), claim(0, 0, cue=7), claim(5, 9)]) == {1}


def test_reports_meet_by_id() -> None:
    ledgers = [
        {"id": "b", "claims": [claim(0, 10, 0.7)]},
        {"id": "a", "claims": [claim(0, 10, 0.9), claim(50, 60, 0.2)]},
    ]
    gold = [{"id": "a", "claims": [claim(0, 10)]}, {"id": "c", "claims": [claim(0, 10)]}]
    assert scored(ledgers, gold) == [(0.9, True), (0.2, False)]


def test_scores_that_keep_their_word_have_no_error() -> None:
    claims = [(score / 10, at < score) for score in (2, 5, 9) for at in range(10)]
    found = bins(claims, 3)
    assert [(one.claims, round(one.score, 3), one.right) for one in found] == [
        (10, 0.2, 0.2),
        (10, 0.5, 0.5),
        (10, 0.9, 0.9),
    ]
    assert calibration_error(found) == pytest.approx(0)
    assert calibration_error(bins([(0.9, False)] * 5)) == pytest.approx(0.9)
    assert calibration_error(bins([])) == 0


def test_claims_of_one_score_stay_together() -> None:
    found = bins([(0.8, at % 5 > 0) for at in range(50)] + [(0.9, True)] * 5, 8)
    assert [one.claims for one in found] == [50, 5]
    assert [one.claims for one in bins([(0.8, True)] * 50 + [(0.9, True)] * 2, 8)] == [52]
    low, high = found[0].bounds
    assert 0.6 < low < found[0].right == 0.8 < high < 0.95


def test_the_picture_is_an_svg_that_names_its_series() -> None:
    drawn = ET.fromstring(picture({"a <b> & c": bins([(0.8, True), (0.6, False)])}))
    texts = [element.text or "" for element in drawn.iter() if element.tag.endswith("text")]
    assert any(text.startswith("a <b> & c: 2 claims") for text in texts)
    assert ET.fromstring(picture({})) is not None
