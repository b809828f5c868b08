"""One report on one page: a file that needs no network, no server and, for reading, no script."""

from copydesk.export.page.build import page

__all__ = ["page"]
