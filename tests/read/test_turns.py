"""Who speaks where in a transcript."""

from __future__ import annotations

import pytest

from copydesk.read.layout import layout

LEAD = "Talk on the dam\n\nThe engineer Ana Ruiz spoke to us in Lund on Monday.\n\n"


def spoken(text: str) -> list[tuple[str, list[str]]]:
    text = LEAD + text
    return [(text[slice(*turn.label)], [text[a:b] for a, b in turn.parts]) for turn in layout(text).turns]


def test_questions_and_answers_over_paragraphs() -> None:
    assert spoken(
        "Q: Who opened the gate?\n\nA: I did. The river had risen by noon.\n\nWe had no order.\n\nQ: And then?\n\nA: The wall broke.\n\n"
        "The talk was edited for length.\n"
    ) == [
        ("Q", ["Who opened the gate?"]),
        ("A", ["I did. The river had risen by noon.", "We had no order."]),
        ("Q", ["And then?"]),
        ("A", ["The wall broke."]),
    ]


def test_court_style_with_full_stops_line_by_line() -> None:
    assert spoken("Q. Were you there?\nA. Yes.\nQ. When?\nA. At noon.\n") == [
        ("Q", ["Were you there?"]), ("A", ["Yes."]), ("Q", ["When?"]), ("A", ["At noon."]),
    ]  # fmt: skip


def test_names_in_capitals_and_their_roles() -> None:
    assert spoken("RUIZ: I saw the wall break.\n\nJUDGE ORR (presiding): When?\n\n[Laughter]\n\nRUIZ: At noon.\n") == [
        ("RUIZ", ["I saw the wall break."]), ("JUDGE ORR (presiding)", ["When?"]), ("RUIZ", ["At noon."]),
    ]  # fmt: skip


def test_names_with_a_role_or_that_come_back() -> None:
    assert spoken("Ana Ruiz (engineer): The wall broke.\n\nTom Oda (baker): We ran.\n") == [
        ("Ana Ruiz (engineer)", ["The wall broke."]), ("Tom Oda (baker)", ["We ran."]),
    ]  # fmt: skip
    assert [label for label, _ in spoken("Ruiz: The wall broke.\n\nOda: When?\n\nRuiz: At noon.\n")] == [
        "Ruiz",
        "Oda",
        "Ruiz",
    ]


def test_each_turn_may_open_with_a_mark_of_quotation() -> None:
    assert spoken('"RUIZ: I saw the wall break.\n\n"(CROSSTALK.)\n\n"ODA: When?\n') == [
        ("RUIZ", ["I saw the wall break."]), ("ODA", ["When?"]),
    ]  # fmt: skip
    text = 'Talk on the dam\n\nThe transcript follows:\n\n"RUIZ: I saw the wall break.\n\n"ODA: When?\n'
    assert (layout(text).dateline, len(layout(text).turns)) == (None, 2)


def test_narration_between_turns_ends_the_first() -> None:
    assert spoken("RUIZ: The wall broke.\n\nRuiz paused and drank.\n\nODA: When?\n") == [
        ("RUIZ", ["The wall broke."]), ("ODA", ["When?"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Killed: 12 people\nInjured: 30 people\nMissing: 4 people\n",
        "Location: the upper dam\n\nCause: not known\n",
        "CORRECTION: The wall broke on Sunday, not on Monday.\n",
        "She told us one thing: the wall broke.\n",
        "He said: “The wall broke.”\n\nHe said: “We ran.”\n",
        "A: the upper dam\n",
        "DRIVER OF THE DAY: Max Orr won by a lap.\n\nMISTAKE OF THE DAY: Tom Oda left the road.\n",
        "More: The wall broke\n\nPictures: The wall\n\nMore: The lake\n",
    ],
)
def test_lists_and_rubrics_are_no_transcript(text: str) -> None:
    assert spoken(text) == []


def test_a_dateline_is_no_speaker() -> None:
    assert (
        layout("Talk on the dam\n\nBHOPAL: The food safety office closed a shop on Tuesday.\n\nIt is shut.").turns == ()
    )
