"""Dates as metadata write them -> ISO; a day that does not exist is none."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip

EARLIEST = 1600  # before the first newspaper; templates write the year 1 for "none"

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?)?\Z", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?\Z", re.ASCII)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WRITTEN = re.compile(
    rf"(?<![\w])(?:(?P<m>{_MONTH})\.?\s{{1,3}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<y>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\.?\s{{1,3}}(?:of\s)?(?P<m2>{_MONTH})\.?,?\s{{1,3}}(?P<y2>\d{{4}}))(?!\d)",
    re.I | re.ASCII,
)


def iso_only(value: str) -> bool:
    """Whether a value is an existing ISO date or date-time already.

    >>> iso_only("2023-02-28"), iso_only("2023-02-30"), iso_only("2024-10-08T16:20")
    (True, False, True)
    """
    match = _ISO.match(value)
    return match is not None and " " not in value and _made(match) is not None


def iso(value: object) -> str | None:
    """A date in any of the usual spellings as ISO; None if it is none, or a day that does not exist.

    >>> iso("Wed, 18 Jan 2023 10:00:00 GMT"), iso("January 18, 2023"), iso("2023-02-30")
    ('2023-01-18T10:00:00+00:00', '2023-01-18', None)
    """
    if not isinstance(value, str) or len(value) > 80:
        return None
    value = value.strip()
    for pattern in (_ISO, _COMPACT):
        if match := pattern.match(value):
            return _made(match)
    if match := WRITTEN.search(value):
        written = written_date(match)
        if match.span() == (0, len(value)) or not re.search(r"\d:\d\d", value):
            return written
        if written is None:
            return None
    try:
        parsed = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        return written_date(match) if match else None
    return parsed.isoformat() if parsed.year >= EARLIEST else None


def written_date(match: re.Match[str]) -> str | None:
    """The ISO date of a match of `WRITTEN`, or None if there is no such day."""
    day, month, year = match["d"] or match["d2"], match["m"] or match["m2"], match["y"] or match["y2"]
    try:
        return date(int(year), MONTHS[month.lower()], int(day)).isoformat()
    except ValueError:
        return None


def _made(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = match.groups()
    if int(year) < EARLIEST:
        return None
    try:
        if hour is None:
            return date(int(year), int(month), int(day)).isoformat()
        at = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
    except ValueError:
        return None
    if zone and zone != "Z":
        hours, minutes = int(zone[1:3]), int(zone[-2:])
        if hours > 14 or minutes > 59:
            return None
        zone = f"{zone[0]}{hours:02}:{minutes:02}"
    shown = at.isoformat() if second else at.isoformat(timespec="minutes")
    return shown + (zone or "")
