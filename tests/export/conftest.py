"""A real browser for the tests of pages, and what goes wrong in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("COPYDESK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

# Text whose contrast to what is behind it is below 4.5 (WCAG AA), with the ratio.
POOR = """() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = parse(c).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
                       return .2126 * r + .7152 * g + .0722 * b };
  const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor, p = parse(c);
                        if (p.length < 4 || p[3] > .9) return c } return 'rgb(255, 255, 255)' };
  return [...document.querySelectorAll('body *')].filter(e => !e.closest('svg, script, style') && e.getClientRects().length
      && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .map(e => { const a = light(getComputedStyle(e).color), b = light(behind(e));
                return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.className || e.tagName] })
    .filter(([ratio]) => ratio < 4.5).map(([ratio, name]) => name + ' ' + ratio.toFixed(2)) }"""


@pytest.fixture
def contrast() -> Callable[[Any], list[str]]:
    """What of an opened page is too pale to read."""
    return lambda opened: opened.page.evaluate(POOR)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no Chromium: install one, or name it in COPYDESK_CHROMIUM")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Desk:
    """A page that was opened, and what went wrong on it."""

    def __init__(self, browser: Any, folder: Path, html: str, **options: Any) -> None:
        path = folder / "page.html"
        path.write_text(html, encoding="utf-8")
        self.troubles: list[str] = []
        self.context = browser.new_context(reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.troubles.append(message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.troubles.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: request.url.startswith("file:") or self.troubles.append(request.url))
        self.page.goto(path.as_uri())

    def lit(self) -> str:
        """The words of the report that are lit."""
        return "".join(self.page.eval_on_selector_all(".seg.lit", "all => all.map(e => e.textContent)"))

    def in_view(self, selector: str) -> bool:
        """Whether the first such element can be seen, inside its pane too."""
        return self.page.eval_on_selector(
            selector,
            """e => { const r = e.getClientRects()[0], at = document.elementFromPoint(r.left + 2, r.top + r.height / 2);
                      return !!at && (e.contains(at) || at.contains(e)) }""",
        )

    def focused(self) -> str:
        return self.page.evaluate("document.activeElement.closest('[id]').id")


@pytest.fixture
def desk(browser: Any, tmp_path: Path) -> Iterator[Any]:
    opened: list[Desk] = []

    def open_(html: str, **options: Any) -> Desk:
        opened.append(Desk(browser, tmp_path, html, **options))
        return opened[-1]

    yield open_
    for one in opened:
        troubles = one.troubles
        one.context.close()
        assert troubles == []
