"""What the user says of all inputs of a run."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.errors import OptionError
from copydesk.read.dates import iso, iso_only

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of reading; each None is found out from the input itself.

    `published` is an ISO date or date-time, `language` ISO 639-1, `format` one of the names in `sniffing.FORMATS`.
    `max_bytes` bounds one document (a page, a PDF, a line of JSON Lines, a WARC record), not a whole archive.
    OptionError for a value that cannot be used.
    """

    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    format: str | None = None
    max_bytes: int = 20 * MEGABYTE

    def __post_init__(self) -> None:
        from copydesk.read.sniffing import FORMATS

        if self.published is not None and not iso_only(self.published):
            meant = iso(self.published)
            raise OptionError(
                f"{self.published!r} is not a date" if meant is None else f"{self.published!r} is not written as ISO",
                where="--published",
                do="write an existing day as YYYY-MM-DD" if meant is None else f"write {meant}",
            )
        if self.language is not None and not (
            len(self.language) == 2 and self.language.isascii() and self.language.islower()
        ):
            raise OptionError(
                f"{self.language!r} is not an ISO 639-1 code", where="--language", do="write two letters, as en"
            )
        if self.format is not None and self.format not in FORMATS:
            raise OptionError(
                f"{self.format!r} is no format", where="--input-format", do=f"use one of {', '.join(FORMATS)}"
            )
        if self.max_bytes < 1:
            raise OptionError("a report needs at least one byte", where="max_bytes")
