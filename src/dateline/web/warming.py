"""What the first reader would else wait for: lexicons, templates, and the answers of the start pages."""

import threading

from fastapi import FastAPI

from dateline.actors.catalogue import catalogue
from dateline.products.brief.acts import Act
from dateline.products.brief.telling import tellings
from dateline.record import Query
from dateline.web.pages import map, search
from dateline.web.site import Site


def warm(app: FastAPI) -> threading.Thread:
    """A running thread that prepares the application's answers; nothing waits for it."""
    thread = threading.Thread(target=_prepare, args=(app.state.site,), name="warming", daemon=True)
    thread.start()
    return thread


def _prepare(site: Site) -> None:
    catalogue()
    for name in site.templates.list_templates():
        site.templates.get_template(name)
    for recorded in site.record.queue(limit=1):
        tellings([Act.of(recorded)])
    everything = Query(candidates=True)
    search.counted(site.record, everything)
    map.answer(site, everything)
