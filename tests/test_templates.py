"""The incident templates of the evaluation: how a deed of the ledger fills them."""

import pytest

pytest.importorskip("evals")

from evals.templates import blamed, chances, templates
from evals.whereabouts import country_name, country_of, days, paths, peoples

from copydesk.facts.events.deeds import find_deeds
from copydesk.ledger import ledger_of
from copydesk.nouns import Ledger, Report

TOLD = (
    "SAN SALVADOR, 3 JAN 90 -- [TEXT] GUERRILLAS OF THE FMLN KIDNAPPED A SALVADORAN MAYOR IN SAN MIGUEL ON 30 DECEMBER, THE "
    "ARMY REPORTED TODAY.  THE MAYOR HAS NOT BEEN SEEN SINCE THEN."
)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return ledger_of(Report(id="t", text=TOLD, published="1990-01-03", language="en"))


def test_where_a_deed_was_done(ledger: Ledger) -> None:
    (deed,) = find_deeds(ledger)
    assert country_name(country_of(ledger, deed)) == "EL SALVADOR"
    assert [one.value for one in paths(ledger, deed, "KIDNAPPING")] == [
        ["EL SALVADOR"],
        ["EL SALVADOR", "SAN SALVADOR"],
        ["EL SALVADOR", "SAN MIGUEL"],
    ]
    assert ("SV" in {country for _, country in peoples(ledger.text)}) is True


def test_a_party_is_no_people() -> None:
    assert peoples("The Democratic Party and the Republican Party met Colombian reporters.") == [(50, "CO")]


def test_the_days_that_a_deed_may_have_been_done_on(ledger: Ledger) -> None:
    (deed,) = find_deeds(ledger)
    assert [one.value for one in days(ledger, deed, "KIDNAPPING")] == ["1989-12-30", "1990-01-03", "../1990-01-03"]


def test_a_template_of_each_type_that_the_report_holds(ledger: Ledger) -> None:
    def sure(name: str) -> dict[str, object]:
        return {"classes": [name, "other"], "weights": {"bias": [9.0, 0.0]}}

    fitted = {
        "type": {"classes": ["KIDNAPPING", "none"], "weights": {"kind abduction": [9.0, 0.0]}},
        "has KIDNAPPING": sure("yes"),
        "has BOMBING": sure("no"),
        "stage": sure("ACCOMPLISHED"),
        "date": {"classes": ["yes", "no"], "weights": {"own": [9.0, 0.0]}},
        "location": {"classes": ["yes", "no"], "weights": {"own": [9.0, 0.0]}},
        "perp_confidence": sure("REPORTED AS FACT"),
        **{f"effect {name}": sure("no") for name in ("DEATH", "INJURY", "NO INJURY OR DEATH")},
    }
    (made,) = templates(ledger, fitted=fitted)
    assert made == {
        "type": ["KIDNAPPING"],
        "stage": ["ACCOMPLISHED"],
        "date": ["1989-12-30"],
        "location": [{"any": [["EL SALVADOR", "SAN MIGUEL"]]}],
        "perp_confidence": ["REPORTED AS FACT"],
    }


def test_who_a_report_blames_is_told_by_all_of_it() -> None:
    told = TOLD + "  A CALLER CLAIMED RESPONSIBILITY FOR THE FMLN."
    row = blamed(told, "KIDNAPPING", ["fmln", "eln"])
    assert {"group fmln", "group did", "said claimed of group"} <= set(row)
    assert "group eln" not in row


def test_a_deed_that_nobody_claimed_is_not_claimed() -> None:
    row = blamed("A BOMB WENT OFF. NO GROUP HAS CLAIMED RESPONSIBILITY FOR IT.", "BOMBING", ["fmln"])
    assert "said claimed" not in row
    assert {"groups 0", "named 0"} <= set(row)


def test_chances_sum_to_one() -> None:
    told = chances({"classes": ["a", "b"], "weights": {"x": [1.0, -1.0]}}, {"x": 1.0, "not known": 1.0})
    assert sum(told.values()) == pytest.approx(1.0)
    assert told["a"] > told["b"]
