"""The pages, one module each; every one can be read without JavaScript."""

from dateline.web.pages import account, actors, admin, brief, coding, entry, events, map, review, search, sources

ROUTERS = tuple(
    module.router for module in (entry, account, search, events, map, actors, review, coding, brief, sources, admin)
)
