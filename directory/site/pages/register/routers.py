"""All pages of registering, editing and reporting, in the order in which their addresses are tried."""

from __future__ import annotations

from directory.site.pages import edit, report
from directory.site.pages.register import check, later, lookups, mail, paper_form, pin, similar, steps

ROUTERS = (
    paper_form.router,
    lookups.router,
    later.router,
    mail.router,
    pin.router,
    similar.router,
    check.router,
    steps.router,
    edit.router,
    report.router,
)
"""The check page comes before the numbered steps, of which it is the last."""
