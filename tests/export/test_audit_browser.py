"""The page of an audit in a real browser: digest and reports lead to each other, by mouse, by keyboard and by touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from copydesk.export.page import audit_page

from .samples import seed_audit, seed_ledger
from .test_audit_page import EVIL, five

pytestmark = pytest.mark.browser


def seed_page() -> str:
    ledger = seed_ledger()
    return audit_page(seed_audit(ledger), [ledger])


def five_page() -> str:
    return audit_page(*five())


def lit_in(opened: Any, selector: str) -> str:
    return "".join(opened.page.eval_on_selector_all(f"{selector} .seg.lit", "all => all.map(e => e.textContent)"))


def test_a_finding_opens_and_shows_its_evidence(desk: Any) -> None:
    opened = desk(seed_page(), viewport={"width": 1280, "height": 500})
    assert opened.page.is_hidden("#finding-6 .change")
    opened.page.click("#finding-6 a.go")
    assert opened.lit().startswith("Available information suggested")
    assert opened.in_view(".seg.lit")
    assert opened.page.inner_text(".wrong.lit") == "was on his way back to his native village"
    assert opened.page.is_visible("#finding-6 .change")
    assert opened.page.inner_text("#finding-6 ins").endswith("might have been headed for his native village")
    opened.page.keyboard.press("Escape")
    assert opened.lit() == ""


def test_marked_words_open_their_finding(desk: Any) -> None:
    opened = desk(seed_page(), viewport={"width": 1280, "height": 600})
    opened.page.click("text=highlighted the harsh penalties >> nth=0")
    assert opened.page.get_attribute("#finding-4", "class").split()[-1] == "on"
    assert "penalties" in opened.lit()


def test_a_report_sentence_shows_what_rests_on_it(desk: Any) -> None:
    audit, ledgers = five()
    opened = desk(audit_page(audit, ledgers), viewport={"width": 1280, "height": 500})
    opened.page.click("#report-4 .held")
    assert opened.page.inner_text("#status") == "Digest sentence 1 rests on this"
    assert opened.page.get_attribute("#sentence-1", "class").split()[-1] == "on"
    assert opened.in_view("#sentence-1 .told")
    assert lit_in(opened, "#report-4") == "The port may open on Monday, the mayor said."


def test_evidence_in_another_report_is_brought_into_view(desk: Any) -> None:
    opened = desk(five_page(), viewport={"width": 1280, "height": 400})
    opened.page.click("#finding-1 a.go")
    assert lit_in(opened, "#report-4")
    assert lit_in(opened, "#report-2")
    assert opened.in_view("#report-4 .seg.lit")
    opened.page.click("#finding-1 .proof a >> nth=1")
    assert opened.in_view("#report-2 .seg.lit")
    assert lit_in(opened, "#report-4") == ""
    opened.page.click("#back")
    assert opened.in_view("#finding-1 .head")


def test_the_keyboard_alone_does_all(desk: Any) -> None:
    opened = desk(seed_page(), viewport={"width": 1280, "height": 500})
    for _ in range(200):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("document.activeElement.matches('#finding-5 a.go')"):
            break
    assert opened.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert opened.page.is_visible("#finding-5 .more")
    opened.page.keyboard.press("Enter")
    assert opened.lit().startswith("A search warrant")
    assert opened.focused() == "finding-5"
    opened.page.keyboard.press("j")
    assert opened.focused() == "finding-6"
    opened.page.keyboard.press("j")
    assert opened.focused() == "sentence-5"
    for _ in range(300):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("document.activeElement.matches('#report .ref[href=\"#sentence-2\"]')"):
            break
    opened.page.keyboard.press("Enter")
    assert opened.focused() == "sentence-2"
    assert "under control" in opened.lit()
    assert opened.in_view("#sentence-2 .told")
    opened.page.keyboard.press("Escape")
    assert opened.lit() == ""


@pytest.mark.parametrize("made", [seed_page, five_page], ids=["seed", "five hostile"])
def test_no_width_scrolls_sideways(desk: Any, made: Callable[[], str]) -> None:
    opened = desk(made())
    for media in ("screen", "print"):
        opened.page.emulate_media(media=media)
        for width in (320, 390, 799, 800, 1280, 1700):
            opened.page.set_viewport_size({"width": width, "height": 800})
            wide = opened.page.evaluate(
                """[...document.querySelectorAll('html, .report, .side')]
                   .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className || e.tagName)"""
            )
            assert (media, width, wide) == (media, width, [])


def test_a_phone_gets_one_column_and_a_way_back(desk: Any) -> None:
    opened = desk(seed_page(), viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    boxes = [opened.page.locator(part).bounding_box() for part in ("#digest", "#report")]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
    opened.page.tap("#finding-5 a.go")
    assert opened.in_view(".seg.lit")
    opened.page.tap("#back")
    assert opened.in_view("#finding-5 .head")


def test_print_and_no_script_show_every_reason_and_suggestion(desk: Any) -> None:
    printed = desk(seed_page(), viewport={"width": 700, "height": 500})
    printed.page.emulate_media(media="print")
    plain = desk(seed_page(), java_script_enabled=False)
    for opened in (printed, plain):
        for number in range(1, 8):
            assert opened.page.is_visible(f"#finding-{number} .reason")
            assert opened.page.is_visible(f"#finding-{number} .sure")
        assert opened.page.is_visible("#finding-6 .change")
    plain.page.click("#finding-6 a.go")
    assert plain.page.url.rpartition("#")[2].startswith("at-")
    plain.page.click("#report .ref >> nth=0")
    assert plain.page.url.rpartition("#")[2].startswith("sentence-")


def test_a_link_to_a_sentence_opens_it(desk: Any) -> None:
    opened = desk(seed_page())
    opened.page.goto(opened.page.url + "#sentence-2")
    opened.page.reload()
    assert "under control" in opened.lit()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("made", [seed_page, five_page], ids=["seed", "five hostile"])
def test_text_has_contrast(
    desk: Any, scheme: str, made: Callable[[], str], contrast: Callable[[Any], list[str]]
) -> None:
    opened = desk(made(), color_scheme=scheme)
    opened.page.click("#finding-1 a.go")
    assert contrast(opened) == []


def test_hostile_text_stays_text(desk: Any) -> None:
    opened = desk(five_page())
    assert opened.page.evaluate("document.scripts.length") == 1
    assert (
        opened.page.evaluate("document.querySelectorAll('main img, main script, main style, main iframe').length") == 0
    )
    opened.page.click("#sentence-2 .wrong")
    shown = opened.lit()
    assert shown.startswith(EVIL[:40])
    assert "⟨U+202E⟩" in shown


def test_every_control_has_a_name_and_every_verdict_a_word_and_a_shape(desk: Any) -> None:
    opened = desk(five_page())
    nameless = opened.page.evaluate(
        """[...document.querySelectorAll('a, button, [role="region"]')]
           .filter(e => !(e.getAttribute('aria-label') || e.textContent).trim()).length"""
    )
    assert nameless == 0
    shapes = opened.page.eval_on_selector_all(".audited .verdict", "all => all.map(e => e.querySelector('use').getAttribute('href') + ' ' + e.querySelector('b').textContent)")  # fmt: skip
    assert shapes == ["#i-drift drifts", "#i-unsure unsure", "#i-supported supported"]
