"""Deeds: the events of a report that tell of one thing that was done."""

from copydesk.facts.events.deeds import Deed, find_deeds
from copydesk.ledger import ledger_of
from copydesk.nouns import Report


def deeds(text: str) -> tuple[Deed, ...]:
    return find_deeds(ledger_of(Report(id="t", text=text, published="2024-05-03", language="en")))


def quotes(spans: tuple) -> list[str]:
    return [span.quote for span in spans]


def test_one_deed_told_in_several_sentences() -> None:
    (deed,) = deeds(
        "Gunmen attacked a bank in Lima on Monday. Two guards were killed. Nobody has claimed the attack, police said."
    )
    assert deed.kind == "killing"
    assert quotes(deed.agents) == ["Gunmen"]
    assert quotes(deed.patients) == ["a bank", "Two guards"]
    assert deed.time is not None
    assert deed.time.value == "2024-04-29"
    assert deed.place is not None
    assert deed.place.name == "Lima"


def test_deeds_of_other_days_and_victims_stay_apart() -> None:
    found = deeds(
        "Gunmen killed Judge Ana Ruiz in Lima on Monday. On Sunday a bomb exploded in Cusco. "
        "Another bomb was planted in front of a bank. Rebels kidnapped a farmer."
    )
    assert [deed.kind for deed in found] == ["killing", "explosion", "attack", "abduction"]
    assert quotes(found[2].instruments) == ["Another bomb"]


def test_a_named_victim_brings_events_together_from_afar() -> None:
    text = (
        "Rebels killed Mayor Ana Ruiz in Lima. "
        + "The council met on other matters at noon. " * 6
        + "Ruiz was shot twice."
    )
    (deed,) = deeds(text)
    assert len(deed.events) == 2


def test_a_report_without_violence_has_none() -> None:
    assert deeds("The council met on Monday. It agreed on a budget.") == ()
