"""Audits for editors' tools and code hosts: SARIF 2.1.0, with every place in the file it is in."""

from copydesk.export.sarif.log import Checked, drifts, log
from copydesk.export.sarif.places import STDIN, Original

__all__ = ["STDIN", "Checked", "Original", "drifts", "log"]
