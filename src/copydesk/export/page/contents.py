"""A folder's list of pages."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import msgspec

from copydesk.export import wording
from copydesk.export.clean import one_line
from copydesk.export.page.template import allowed, data, template
from copydesk.nouns import Audit, Comparison, Digest, Ledger


def index(rows: Sequence[tuple[str, msgspec.Struct]]) -> str:
    """The page that lists pages: for each its file name and the record that it shows.

    >>> '<a href="r.html">She said no.</a>' in index([("r.html", Ledger(id="r", text="", title="She said no."))])
    True
    """
    css = data("colours.css") + data("index.css")
    return template("index.html").render(
        css=css,
        css_hash=allowed(css),
        heading=wording.plural(len(rows), "report"),
        rows=[{"href": quote(name), **_row(record)} for name, record in rows],
    )


def _row(record: msgspec.Struct) -> dict[str, object]:
    if isinstance(record, Ledger):
        facts = [record.outlet, record.published, *wording.counts(record)]
        return {"title": one_line(wording.title(record), 200), "facts": [one_line(fact, 100) for fact in facts if fact]}
    if isinstance(record, Audit):
        return {"title": one_line(record.id, 200), "facts": [wording.audited(record)]}
    if isinstance(record, Digest):
        return {"title": one_line(record.text, 120), "facts": [wording.plural(len(record.sentences), "sentence")]}
    if isinstance(record, Comparison):
        reports = len({report for incident in record.incidents for report in incident.reports} | set(record.unplaced))
        names = [one_line(incident.name, 100) for incident in record.incidents[:5]]
        return {"title": f"{wording.plural(reports, 'report')} side by side", "facts": names}
    raise TypeError(f"no page shows a {type(record).__name__}")
