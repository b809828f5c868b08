"""What a batch audit takes, a row a digest."""

from __future__ import annotations

import msgspec

from copydesk.nouns.report import Report


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One digest and the reports it is about; a report that comes with its digest beside its text is a row, too.

    A row without an id gets a hash of what it holds.
    """

    id: str
    digest: str
    reports: tuple[Report, ...]
