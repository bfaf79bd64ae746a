"""The pages, one module each; every one can be read without JavaScript."""

from dateline.web.pages import account, entry, events

ROUTERS = tuple(module.router for module in (entry, account, events))
