"""The page in a real browser: a click shows the evidence, so does the keyboard; nothing is fetched, nothing breaks."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copydesk.export.page import index, page
from copydesk.nouns import Ledger

from .conftest import CHROMIUM
from .samples import gold_audit, gold_cases, gold_ledger, hostile_ledger, seed_audit, seed_digest, seed_ledger

pytestmark = pytest.mark.browser


def seed_page() -> str:
    ledger = seed_ledger()
    return page(ledger, seed_digest(ledger), seed_audit(ledger))


def test_a_click_on_a_finding_shows_its_evidence(desk: Any) -> None:
    opened = desk(seed_page(), viewport={"width": 1280, "height": 500})
    finding = seed_audit(seed_ledger()).findings[4]
    assert opened.lit() == ""
    opened.page.click("#finding-5 a.go")
    assert opened.lit() == finding.evidence[0].quote
    assert opened.in_view(".seg.lit")
    assert opened.in_view("#finding-5 .head")
    assert opened.page.inner_text("#status") == "Evidence for finding 5"
    assert opened.page.inner_text(".wrong.lit") == finding.quote
    opened.page.keyboard.press("Escape")
    assert opened.lit() == ""
    assert opened.page.is_hidden("#tray")


def test_all_findings_and_claims_light_what_they_point_at(desk: Any) -> None:
    for case in gold_cases():
        ledger, audit = gold_ledger(case), gold_audit(case)
        opened = desk(page(ledger, None, audit))
        for number, finding in enumerate(audit.findings, 1):
            opened.page.click(f"#finding-{number} a.go")
            assert opened.lit() == "".join(span.quote for span in finding.evidence)
        for number, claim in enumerate(ledger.claims, 1):
            opened.page.click(f"#claim-{number} a.go")
            spans = [span for span in (claim.source, claim.cue, *claim.content) if span]
            wanted = sorted({place for span in spans for place in range(span.start, span.end)})
            assert opened.lit() == "".join(ledger.text[place] for place in wanted)
            assert opened.in_view(".seg.lit")


def test_the_keyboard_alone_reaches_the_evidence_and_comes_back(desk: Any) -> None:
    opened = desk(seed_page(), viewport={"width": 1280, "height": 500})
    for _ in range(200):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("document.activeElement.matches('#finding-6 a.go')"):
            break
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert opened.page.evaluate(outline) == "solid"
    opened.page.keyboard.press("Enter")
    assert opened.lit() == seed_audit(seed_ledger()).findings[5].evidence[0].quote
    assert opened.in_view(".seg.lit")
    assert opened.focused() == "finding-6"
    opened.page.keyboard.press("j")
    assert opened.focused() == "finding-7"
    opened.page.keyboard.press("k")
    opened.page.keyboard.press("k")
    assert opened.focused() == "finding-5"
    assert "search warrant" in opened.lit()
    opened.page.keyboard.press("Escape")
    assert opened.lit() == ""
    assert opened.focused() == "finding-5"


def test_claims_link_both_ways(desk: Any) -> None:
    opened = desk(seed_page(), viewport={"width": 1280, "height": 600})
    opened.page.click("text=headed for his native village >> nth=0")
    assert opened.page.get_attribute("#claim-9", "class").split()[-1] == "on"
    assert opened.in_view("#claim-9 .head")
    assert "possibility" in opened.lit()
    opened.page.keyboard.press("Escape")
    opened.page.focus("#ref-12")
    opened.page.keyboard.press("Enter")
    assert opened.focused() == "claim-12"
    assert opened.lit().startswith("The paper")
    opened.page.click("#claim-1")
    assert opened.lit().startswith("the Russian government")
    assert opened.in_view(".seg.lit")


def test_a_second_click_goes_on_to_the_claim_around(desk: Any) -> None:
    opened = desk(seed_page())
    words = "text=eight soldiers >> nth=0"
    opened.page.click(words)
    inner = opened.page.get_attribute(".card.on", "id")
    opened.page.click(words)
    assert {inner, opened.page.get_attribute(".card.on", "id")} == {"claim-10", "claim-11"}


def test_citations_jump_to_their_sentence(desk: Any) -> None:
    opened = desk(seed_page(), viewport={"width": 1280, "height": 500})
    opened.page.click(".cite >> nth=4")
    assert opened.lit().startswith("Available information suggested")
    assert opened.in_view(".seg.lit")
    opened.page.click("#back")
    assert opened.in_view(".running")


def test_a_link_to_a_finding_opens_it(desk: Any) -> None:
    opened = desk(seed_page())
    opened.page.goto(opened.page.url + "#finding-4")
    opened.page.reload()
    assert "penalties" in opened.lit()


@pytest.mark.parametrize("made", [seed_page, lambda: page(hostile_ledger())], ids=["seed", "hostile"])
def test_no_width_scrolls_sideways(desk: Any, made: Callable[[], str]) -> None:
    opened = desk(made())
    for width in (320, 390, 799, 800, 1280, 1700):
        opened.page.set_viewport_size({"width": width, "height": 800})
        wide = opened.page.evaluate(
            """[...document.querySelectorAll('html, .report, .side, .pane')]
               .filter(e => (e.matches('html') || getComputedStyle(e).overflowX !== 'visible')
                            && e.scrollWidth > e.clientWidth + 1).map(e => e.className || e.tagName)"""
        )
        assert (width, wide) == (width, [])


def test_a_phone_gets_one_column_and_a_way_back(desk: Any) -> None:
    opened = desk(seed_page(), viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    boxes = [opened.page.locator(part).bounding_box() for part in ("#report", ".side")]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
    opened.page.tap("#finding-5 a.go")
    assert opened.in_view(".seg.lit")
    assert not opened.in_view("#finding-5 .head")
    opened.page.tap("#back")
    assert opened.in_view("#finding-5 .head")


def test_print_shows_everything(desk: Any) -> None:
    opened = desk(seed_page(), viewport={"width": 700, "height": 500})
    opened.page.emulate_media(media="print")
    hidden = opened.page.evaluate(
        """[...document.querySelectorAll('main *')].filter(e => !e.closest('svg') && e.textContent.trim()
           && !e.matches('.keys, .keys *') && !e.getClientRects().length).map(e => e.className || e.tagName)"""
    )
    assert hidden == []
    cut = opened.page.evaluate(
        """[...document.querySelectorAll('body, .desk, .report, .side, .pane')]
           .filter(e => getComputedStyle(e).overflowY !== 'visible').map(e => e.className)"""
    )
    assert cut == []
    assert len(opened.page.pdf()) > 10_000


def test_it_reads_without_scripts(desk: Any) -> None:
    opened = desk(seed_page(), java_script_enabled=False)
    assert opened.page.is_visible("#claim-9 .why")
    assert opened.page.is_hidden("#theme")
    opened.page.click("#finding-5 a.go")
    assert opened.page.url.endswith("#at-" + str(seed_audit(seed_ledger()).findings[4].evidence[0].start))
    opened.page.click("#ref-9")
    assert opened.page.url.endswith("#claim-9")


def test_dark_is_dark_by_system_and_by_hand(desk: Any) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    by_system = desk(seed_page(), color_scheme="dark")
    night = by_system.page.evaluate(paper)
    assert by_system.page.get_attribute("#theme", "aria-pressed") == "true"
    by_system.page.click("#theme")
    day = by_system.page.evaluate(paper)
    by_hand = desk(seed_page(), color_scheme="light")
    assert by_hand.page.evaluate(paper) == day != night
    by_hand.page.click("#theme")
    assert by_hand.page.evaluate(paper) == night


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(desk: Any, scheme: str, contrast: Callable[[Any], list[str]]) -> None:
    opened = desk(seed_page(), color_scheme=scheme)
    opened.page.click("#finding-1 a.go")
    assert contrast(opened) == []


def test_hostile_text_stays_text(desk: Any) -> None:
    ledger = hostile_ledger()
    opened = desk(page(ledger))
    assert opened.page.evaluate("document.scripts.length") == 1
    assert (
        opened.page.evaluate("document.querySelectorAll('main img, main script, main style, body > style').length") == 0
    )
    assert opened.page.evaluate("[...document.querySelectorAll('main *')].some(e => [...e.attributes].some(a => /^on/.test(a.name)))") is False  # fmt: skip
    assert opened.page.evaluate("[...document.querySelectorAll('a')].every(a => /^#/.test(a.getAttribute('href')))")
    shown = opened.page.inner_text("h1")
    assert "<script>alert('headline')</script>" in shown.replace("\n", "")
    whole = opened.page.content()
    assert "\x1b" not in whole
    assert "\u202e" not in whole
    assert "⟨U+202E⟩" in whole
    opened.page.click("#claim-2 a.go")
    assert "gnorw" in opened.lit()


def test_every_control_has_a_name(desk: Any) -> None:
    opened = desk(seed_page())
    nameless = opened.page.evaluate(
        """[...document.querySelectorAll('a, button')].filter(e => !(e.getAttribute('aria-label') || e.textContent).trim()).length"""
    )
    assert nameless == 0
    ids = opened.page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))
    broken = opened.page.evaluate(
        """[...document.querySelectorAll('a[href^="#"]')].filter(a => !document.querySelector(a.getAttribute('href'))).length"""
    )
    assert broken == 0


def test_the_index_leads_to_the_pages(desk: Any) -> None:
    ledger = seed_ledger()
    opened = desk(index([("page.html", ledger), ("a b&c.html", Ledger(id="<b>", text="No."))]))
    assert opened.page.locator("a").nth(1).get_attribute("href") == "a%20b%26c.html"
    assert opened.page.locator("a").nth(1).inner_text() == "<b>"


def test_a_picture_can_be_taken(tmp_path: Path) -> None:
    if not CHROMIUM:
        pytest.skip("no Chromium: install one, or name it in COPYDESK_CHROMIUM")
    made, picture = tmp_path / "page.html", tmp_path / "images" / "page.png"
    made.write_text(seed_page(), encoding="utf-8")
    tool = Path(__file__).parents[2] / "tools" / "picture.py"
    options = ["--width", "640", "--height", "480", "--dark", "--click-finding", "1"]
    subprocess.run([sys.executable, tool, made, picture, *options], check=True, env={**os.environ, "COPYDESK_CHROMIUM": CHROMIUM})  # fmt: skip
    header = picture.read_bytes()[:24]
    assert header[1:4] == b"PNG"
    assert struct.unpack(">II", header[16:24]) == (640, 480)
