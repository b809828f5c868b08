"""Reports side by side: in a terminal and as a page."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import random
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from copydesk.export import sides
from copydesk.export.page import comparison as building
from copydesk.export.page import comparison_page, incident_page
from copydesk.export.page.atlas import WIDTH, atlas
from copydesk.export.page.template import data
from copydesk.export.page.tolls import toll
from copydesk.export.sides import Sides
from copydesk.export.text import show_comparison, show_incident_digest
from copydesk.nouns import Comparison, Digest, DigestSentence, Fact, Incident, Ledger, Value

from .pool import hostile_pool, pool_comparison, pool_ledgers, told_span


def shown(width: int = 100, **options: object) -> str:
    out = io.StringIO()
    show_comparison(Console(file=out, width=width, **options), pool_comparison(), pool_ledgers())
    return out.getvalue()


def made() -> str:
    return comparison_page(pool_comparison(), pool_ledgers())


def lit(page: str, link: re.Match[str] | None) -> str:
    """What is lit in the reports where a link leads: its groups are the place, and the characters from and to."""
    assert link is not None
    assert f'id="{link[1]}"' in page
    return "".join(
        html.unescape(text)
        for start, end, text in re.findall(r'data-from="(\d+)" data-to="(\d+)">([^<]*)<', page)
        if int(link[2]) <= int(start) and int(end) <= int(link[3])
    )


@pytest.mark.parametrize("width", [40, 76, 100, 140])
def test_the_terminal_tells_all_in_words(width: int) -> None:
    text = " ".join(shown(width).split())
    for told in ("4 reports · 2 incidents · 3 independent origins", "3 reports, 3 outlets, 2 independent origins", "conflict",
                 "update", "possible", "14 or more", "not warned", "the union", "2 June 2024", "same text as [2]",
                 "2 outlets, 1 origin", "credited to AFP", "likely first: [2]", "UNSURE", "31% sure", "NOTES"):  # fmt: skip
        assert told in text or width == 40
    # Reports are named by number, whatever their ids are.
    assert "[4] joins [2]: same pier, same mayor" in text


@pytest.mark.parametrize("width", [40, 80, 100, 140])
def test_no_line_is_too_wide_or_ends_in_blanks(width: int) -> None:
    out = io.StringIO()
    console = Console(file=out, width=width)
    show_comparison(console, pool_comparison(), pool_ledgers())
    show_comparison(console, *hostile_pool())
    for line in out.getvalue().split("\n"):
        assert cell_len(line) <= min(width, 120)
        assert line == line.rstrip()
    assert "\x1b" not in out.getvalue()
    assert "\u202e" not in out.getvalue()


def test_conflict_and_update_are_words_without_colour() -> None:
    plain = shown(no_color=True)
    assert "\x1b" not in plain
    assert re.search(r"cause\n +conflict  the mayor and the union differ", plain)


def test_a_reprint_is_told_in_one_line_with_its_text() -> None:
    assert re.search(r"^    4 +police +● certain +\[2\] \[3\] ", shown(), re.M)


def test_numbers_follow_time_and_not_the_order_of_arrival() -> None:
    ledgers = pool_ledgers()
    for seed in range(4):
        random.Random(seed).shuffle(ledgers)
        assert Sides(pool_comparison(), ledgers).number == {"blast-4": 1, "pier-1": 2, "copy-2": 3, "later-3": 4}
        assert comparison_page(pool_comparison(), ledgers) == made()


def test_attributes_stand_in_an_editors_order() -> None:
    assert [name for name, _ in sides.rows(pool_comparison().incidents[0])] == [
        "date",
        "killed",
        "injured",
        "cause",
        "warning",
    ]


def test_every_value_is_a_click_from_its_words() -> None:
    page = made()
    reports = {int(n): report for n, report in re.findall(r'<article id="report-(\d+)"(.*?)</article>', page, re.S)}
    for told, words in (
        ("4", "Four people were killed"),
        ("rot", "The posts were rotten"),
        ("not warned", "had been a warning"),
    ):
        link = re.search(
            rf'<a class="value[^"]*" href="#(at-\d+)" data-light="(\d+)-(\d+)"[^>]*>(?:(?!</a>).)*<b>{told}</b>',
            page,
            re.S,
        )
        assert lit(page, link) == words
    assert len(reports) == 4


def test_an_event_is_a_click_from_the_sentence_of_each_report_that_tells_it() -> None:
    page = made()
    told = re.search(r'<ol class="happened">(.*?)</ol>', page, re.S)
    assert told is not None
    first, second = told[1].split('<span class="day">')[1:]
    assert first.startswith("2 June 2024</span>")
    assert ">collapse" in first
    assert second.startswith("no day given</span>")
    assert re.findall(r'<span class="number">(\d)</span>', first) == ["2", "4"]  # each report once
    link = re.search(r'href="#(at-\d+)" data-light="(\d+)-(\d+)"', second)
    assert lit(page, link) == "Four people were killed when a pier collapsed at Odesa on Sunday, police said."


def test_the_page_marks_conflicts_and_copies_in_words() -> None:
    page = made()
    assert "in conflict: " in page
    assert "same text as 2" in page
    assert 'class="copied"' in page
    assert "3 independent origins" in page
    assert "31%" in page


class _Attributes(HTMLParser):
    """The names of all attributes of a page, and its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.update(name for name, _ in attrs)
        self.tags.append(tag)


@pytest.mark.parametrize("page", [made(), comparison_page(*hostile_pool())], ids=["pool", "hostile"])
def test_the_page_allows_its_own_style_and_script_and_nothing_else(page: str) -> None:
    policy = html.unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1])  # type: ignore[index]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        [found] = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.S)
        assert f"{tag}-src 'sha256-{base64.b64encode(hashlib.sha256(found.encode()).digest()).decode()}'" in policy
    attributes = _Attributes()
    attributes.feed(page)
    assert not {name for name in attributes.names if name in ("style", "src") or name.startswith("on")}
    assert attributes.tags.count("script") == attributes.tags.count("style") == 1
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.encode("utf-8")


def test_style_and_script_cannot_end_early_or_load() -> None:
    assert "</" not in data("comparison.js") + data("comparison.css")
    assert not re.search(r"url\(|@import|https?:", data("comparison.css"))


def test_a_pool_of_thousands_keeps_the_largest_incidents_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_INCIDENTS", 1)
    monkeypatch.setattr(building, "MOST_WHOLE", 2)
    page = made()
    assert "1 more are in the JSON" in page
    assert 'id="incident-2"' not in page
    assert 'id="report-1"' not in page
    assert "too many reports for one page" in page
    assert "The posts were rotten" in page
    monkeypatch.setattr(building, "MOST_LISTED", 3)
    apart = Comparison(incidents=(), unplaced=("pier-1", "copy-2", "later-3", "blast-4"))
    assert "The first 3; 1 more are in the JSON." in comparison_page(apart, pool_ledgers())


def test_an_incident_of_very_many_reports_shows_those_that_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_OF_ONE", 2)
    page = made()
    assert "3 reports, 2 of them here" in page
    monkeypatch.setattr(building, "MOST_COLUMNS", 1)
    assert "2 more in the JSON." in made()


def test_wide_incidents_show_the_reports_that_tell_something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_COLUMNS", 2)
    assert "Of 3 reports the table has the first 2" in made()


def test_the_page_of_an_incident_has_its_digest_first() -> None:
    comparison = pool_comparison()
    sentence = DigestSentence(
        text="Four people died, police said.", evidence=(told_span("pier-1"),), edits=("“x” → “y”: <so>",)
    )
    digest = Digest(id="d", reports=("pier-1",), sentences=(sentence,))
    ledgers = [ledger for ledger in pool_ledgers() if ledger.id != "blast-4"]
    page = incident_page(digest, comparison.incidents[0], comparison, ledgers)
    assert page.index("Four people died, police said.") < page.index('class="matrix"')
    assert re.search(r'<a class="cite" href="#at-\d+" data-light="\d+-\d+"', page)
    assert "&lt;so&gt;" in page
    out = io.StringIO()
    show_incident_digest(Console(file=out, width=100), digest, comparison.incidents[0], ledgers)
    assert "The Pier Herald, 2024-06-03 09:30: “Four people were killed" in " ".join(out.getvalue().split())


def test_nothing_to_show_is_said() -> None:
    page = comparison_page(Comparison(incidents=(), unplaced=("r",)), [Ledger(id="r", text="She said no.")])
    assert "No report tells of an incident." in page
    assert '<figure class="map">' not in page


def _count(count: float, time: str | None, relation: str = "update", **fields: object) -> Fact:
    value = Value(0, 3, "She", report="r", low=count, high=count, time=time, why="So.")
    return Fact(attribute="killed", relation=relation, values=(msgspec.structs.replace(value, **fields),), why="So.")


def test_a_toll_is_drawn_where_it_moved() -> None:
    facts = sides.rows(pool_comparison().incidents[0])[1][1]
    chart = toll("killed", facts)
    assert chart is not None
    assert [dot.label for dot in chart.dots] == ["4", "4", "6"] or [dot.label for dot in chart.dots] == ["4", "", "6"]
    assert chart.dots[0].y > chart.dots[-1].y
    assert chart.dots[0].x < chart.dots[-1].x
    assert len(chart.lines) == 1
    assert toll("killed", [_count(4, "2024-06-03")]) is None
    assert toll("killed", [_count(4, None), _count(5, "soon")]) is None
    assert toll("height", [_count(4, "2024-06-03", "agree"), _count(4, "2024-06-09", "agree", start=4, end=7)]) is None


@given(st.lists(st.tuples(st.floats(0, 1e9), st.datetimes()), min_size=2, max_size=20))
def test_every_value_lies_in_the_chart(told: list[tuple[float, object]]) -> None:
    facts = [_count(count, when.isoformat(), start=at, end=at + 3) for at, (count, when) in enumerate(told)]  # type: ignore[attr-defined]
    chart = toll("killed", facts)
    for dot in chart.dots if chart else ():
        assert 0 <= dot.x <= 380
        assert 0 <= dot.top <= dot.bottom <= 190
    assert len(chart.days if chart else ()) <= 6


def test_the_map_shows_land_around_a_point() -> None:
    made = atlas([(1, 46.48, 30.73, "Odesa")])
    assert made is not None
    assert "Ukraine" in {label.text for label in made.countries}
    assert made.kilometres in (50, 100, 200)
    assert made.pins[0].label == "Odesa"
    assert atlas([]) is None


def test_places_at_one_spot_are_one_pin_with_all_numbers() -> None:
    made = atlas([(n, 46.48, 30.73, "Odesa") for n in range(1, 8)])
    assert made is not None
    [pin] = made.pins
    assert [digit.number for digit in pin.digits] == [1, 2, 3, 4]
    assert pin.more == 3


@given(
    st.lists(st.tuples(st.integers(1, 99), st.floats(-90, 90), st.floats(-180, 180), st.text(max_size=20)), max_size=12)
)
def test_a_map_of_anywhere_can_be_drawn(points: list[tuple[int, float, float, str]]) -> None:
    made = atlas(points)
    for pin in made.pins if made else ():
        assert 0 <= pin.x <= WIDTH
        assert 0 <= pin.y <= made.height  # type: ignore[union-attr]


def test_a_value_that_rests_on_no_known_report_is_no_error() -> None:
    elsewhere = Value(0, 3, "She", report="gone", value="x", why="So.")
    incident = Incident(id="i", name="n", reports=("r",), time=None, place=None,
                        facts=(Fact(attribute="status", relation="single", values=(elsewhere,), why="So."),))  # fmt: skip
    ledgers = [Ledger(id="r", text="She said no.")]
    assert "gone" not in comparison_page(Comparison(incidents=(incident,)), ledgers)
    show_comparison(Console(file=io.StringIO(), width=100), Comparison(incidents=(incident,)), ledgers)
