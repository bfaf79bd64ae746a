"""The pages, one module each; every one can be read without JavaScript."""

from dateline.web.pages import (
    account,
    actors,
    admin,
    alerts,
    brief,
    coding,
    entry,
    events,
    map,
    review,
    search,
    sources,
)

PAGES = (entry, account, search, events, map, actors, review, coding, alerts, brief, sources, admin)
ROUTERS = tuple(page.router for page in PAGES)
