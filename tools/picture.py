"""Take a picture of a page: python tools/picture.py PAGE.html OUT.png [--width 1280 --height 900 --dark --click-finding 1].

The browser is the one that COPYDESK_CHROMIUM names, or a Chromium on the PATH; it gets no network.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("COPYDESK_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def main() -> int:
    """Take the picture; 2 if there is no browser or no page."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("page", type=Path)
    ask.add_argument("picture", type=Path)
    ask.add_argument("--width", type=int, default=1280)
    ask.add_argument("--height", type=int, default=900)
    ask.add_argument("--dark", action="store_true")
    ask.add_argument("--print", action="store_true", help="as it would be printed")
    ask.add_argument("--full", action="store_true", help="the whole page, not the window")
    ask.add_argument("--click-finding", type=int, metavar="N")
    ask.add_argument("--click-claim", type=int, metavar="N")
    ask.add_argument("--scroll-to", metavar="ID", help="bring this section into view")
    options = ask.parse_args()
    browser_path = chromium()
    if browser_path is None or not options.page.is_file():
        print(
            "picture: no Chromium found" if browser_path is None else f"picture: no page {options.page}",
            file=sys.stderr,
        )
        return 2
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        page = browser.new_page(
            viewport={"width": options.width, "height": options.height},
            color_scheme="dark" if options.dark else "light",
            reduced_motion="reduce",
            offline=True,
        )
        page.goto(options.page.resolve().as_uri())
        if options.print:
            page.emulate_media(media="print")
        for kind, number in (("finding", options.click_finding), ("claim", options.click_claim)):
            if number is not None:
                page.click(f"#{kind}-{number} a.go")
        if options.scroll_to:
            page.eval_on_selector(f"#{options.scroll_to}", "e => e.scrollIntoView({block: 'start'})")
        options.picture.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=options.picture, full_page=options.full)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
