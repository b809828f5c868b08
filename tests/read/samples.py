"""Inputs that the tests of reading share, and the check that every reader must pass."""

from __future__ import annotations

from copydesk.nouns import Report

SENTENCE = "The harbour police said on Monday that two men were held near the old pier. "


def maps_back(report: Report, original: str) -> None:
    """Check that every mapped character of a report stands in the original where its map says."""
    assert report.origin is not None
    end = 0
    for start, source, length in report.origin.runs:
        assert start >= end
        assert length > 0
        assert report.text[start : start + length] == original[source : source + length]
        end = start + length
    assert end <= len(report.text)
