"""When a report was published, as far as its own text says so."""

from __future__ import annotations

import re

import msgspec

from copydesk.nouns import DateOrigin, Report
from copydesk.read.dates import WRITTEN, iso, written_date
from copydesk.read.layout import layout

OPENING, CLOSING = 1_500, 300  # code points at the start and the end of a text where "Published: …" is looked for
_DAY = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d)?)?(?!\d)", re.ASCII)
_SAID = re.compile(
    r"(?:^|(?<=[\n|·•(]))[ \t]{0,4}(?:first[ \t]{1,3})?(?:published|posted|issued|date|released|publication date)"
    r"(?:[ \t]{1,3}(?:on|at))?[ \t]{0,3}:?[ \t]{1,3}(?P<rest>[^\n]{4,60})",
    re.I | re.M,
)
_BYLINE = re.compile(r"^[ \t]{0,4}(?i:by)[ \t]{1,3}[^\W\d_a-z][^\n]{2,80}$", re.M)
_UPDATED = re.compile(r"\bupdated\b|\bmodified\b", re.I)


def dated(report: Report) -> Report:
    """The report with `published` taken from its dateline or from an explicit "Published: …" in its text.

    A report that has a date keeps it, and a year that is not written is never guessed: the report is then returned
    as it is.

    >>> dated(Report(id="a", text="Two held\\n\\nOSLO, May 3, 2024 (NTB) - Police held two men.")).published
    '2024-05-03'
    """
    if report.published:
        return report
    text = report.text
    parts = layout(text, report.title)
    if parts.dateline and (date := _first(text[slice(*parts.dateline)])):
        return _with(report, date, "dateline")
    start = parts.headline[1] if parts.headline else 0
    opening = text[start : start + OPENING]
    for place in (opening, text[max(start, len(text) - CLOSING) :]):
        for match in _SAID.finditer(place):
            # "Published: 5 May 2024 | Updated: …" names the first; "Updated" alone is not the publication.
            said = match["rest"]
            if updated := _UPDATED.search(said):
                said = said[: updated.start()]
            if date := _first(said, near=12):
                return _with(report, date, "text")
    for match in _BYLINE.finditer(opening[:400]):
        if date := _first(match[0]):
            return _with(report, date, "text")
    return report


def _with(report: Report, date: str, origin: DateOrigin) -> Report:
    return msgspec.structs.replace(report, published=date, published_from=origin)


def _first(text: str, near: int | None = None) -> str | None:
    """The first full date that a piece of text names, beginning within `near` characters; None if it is impossible."""
    found = [match for pattern in (_DAY, WRITTEN) if (match := pattern.search(text))]
    if not found:
        return None
    match = min(found, key=re.Match.start)
    if near is not None and match.start() > near:
        return None
    return iso(match[0].replace(" ", "T")) if match.re is _DAY else written_date(match)
