"""The page of a comparison in a real browser: a value shows its words, by mouse and by keyboard, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from copydesk.export.page import comparison_page
from copydesk.nouns import Comparison, Incident, Ledger

from .pool import hostile_pool, pool_comparison, pool_ledgers

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def pool_page() -> str:
    return comparison_page(pool_comparison(), pool_ledgers())


def test_a_value_of_the_table_lights_its_words(desk: Open) -> None:
    opened = desk(pool_page(), viewport={"width": 1280, "height": 500})
    opened.page.click(".matrix a.value:has-text('rot')")
    assert opened.lit() == "The posts were rotten"
    assert opened.in_view(".seg.lit")
    assert opened.in_view(".matrix a.value:has-text('rot')")
    assert opened.page.inner_text("#status") == "Report 4, The Later Herald: rot"
    opened.page.keyboard.press("Escape")
    assert opened.lit() == ""


def test_the_keyboard_goes_from_fact_to_fact(desk: Open) -> None:
    opened = desk(pool_page())
    opened.page.keyboard.press("j")
    assert opened.lit() == "Sunday"
    opened.page.keyboard.press("j")
    assert opened.lit() == "Four people were killed" * 2 + "Six people have died"
    assert opened.page.inner_text("#status") == "Update: killed"
    opened.page.keyboard.press("k")
    assert opened.lit() == "Sunday"


def test_a_dot_of_a_chart_is_a_link_that_the_keyboard_reaches(desk: Open) -> None:
    opened = desk(pool_page())
    opened.page.focus(".toll a.dotted >> nth=2")
    opened.page.keyboard.press("Enter")
    assert opened.lit() == "Six people have died"


def test_a_pin_leads_to_its_incident(desk: Open) -> None:
    opened = desk(pool_page(), viewport={"width": 1400, "height": 500})
    opened.page.click(".pinned[aria-label^='Incident 2']")
    assert opened.in_view("#h-2")


def test_what_is_shared_is_lit_in_both_reports(desk: Open) -> None:
    opened = desk(pool_page())
    opened.page.click("#shared .go")
    words = "Four people were killed when a pier collapsed at Odesa on Sunday, police said."
    assert opened.lit() == words * 2


def test_many_incidents_can_be_filtered(desk: Open) -> None:
    names = ["Fire in Lund", "Storm over Cork", *(f"Strike {n}" for n in range(8))]
    ledgers = [Ledger(id=f"r{n}", text=f"{name}\n\nIt was so.") for n, name in enumerate(names)]
    incidents = tuple(
        Incident(id=f"i{n}", name=name, reports=(f"r{n}",), time=None, place=None) for n, name in enumerate(names)
    )
    opened = desk(comparison_page(Comparison(incidents=incidents), ledgers))
    opened.page.fill("#filter", "storm j")
    assert opened.page.inner_text("#filtered") == "0 of 10"
    opened.page.fill("#filter", "STORM cork")
    assert opened.page.locator("section.incident:visible").count() == 1
    assert opened.page.inner_text("#filtered") == "1 of 10"
    assert opened.lit() == ""


@pytest.mark.parametrize("width", [320, 400, 800, 1280, 2000])
def test_no_width_scrolls_the_page_sideways(desk: Open, width: int) -> None:
    opened = desk(pool_page(), viewport={"width": width, "height": 700})
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(desk: Open, contrast: Callable[[Any], list[str]], scheme: str) -> None:
    opened = desk(pool_page(), color_scheme=scheme)
    assert contrast(opened) == []
    opened.page.click(".matrix a.value:has-text('rot')")
    assert contrast(opened) == []


def test_nothing_of_a_hostile_pool_runs(desk: Open) -> None:
    opened = desk(comparison_page(*hostile_pool()))
    assert (
        opened.page.evaluate("document.querySelectorAll('main img, main script, main style, body > style').length") == 0
    )
    opened.page.keyboard.press("j")


def test_it_can_be_read_without_script(desk: Open) -> None:
    opened = desk(pool_page(), java_script_enabled=False)
    opened.page.click(".matrix a.value:has-text('rot')")
    assert opened.page.url.rpartition("#")[2].startswith("at-")


def test_print_shows_all(desk: Open) -> None:
    opened = desk(pool_page())
    opened.page.emulate_media(media="print")
    assert opened.page.locator("article.sheet:visible").count() == 4
    assert opened.page.evaluate("getComputedStyle(document.querySelector('.matrix')).overflowX") == "visible"
