"""One report, or several side by side, on one page: a file that needs no network, no server and, for reading, no script."""

from copydesk.export.page.audited import audit_page
from copydesk.export.page.build import page
from copydesk.export.page.comparison import comparison_page, incident_page
from copydesk.export.page.contents import index

__all__ = ["audit_page", "comparison_page", "incident_page", "index", "page"]
