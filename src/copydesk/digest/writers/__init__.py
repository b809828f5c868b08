"""Optional writers: what drafts a digest in words of its own, for the audit to look at."""

from copydesk.digest.writers.chat import ChatWriter
from copydesk.digest.writers.writer import Writer

__all__ = ["ChatWriter", "Writer"]
