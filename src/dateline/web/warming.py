"""What the first reader would else wait for: lexicons, templates, and the answers of the start pages."""

import gc
import threading
from dataclasses import replace
from datetime import date

from fastapi import FastAPI

from dateline.actors.catalogue import catalogue
from dateline.products.brief import Scope, brief
from dateline.record import Query
from dateline.watch.buildup import build_ups
from dateline.web.pages import actors, map, search
from dateline.web.protecting import protection
from dateline.web.site import Site

FEW = 5  # events whose brief reads the lexicons that any brief needs


def warm(app: FastAPI) -> threading.Thread:
    """A running thread that prepares the application's answers; nothing waits for it."""
    thread = threading.Thread(target=_prepare, args=(app.state.site,), name="warming", daemon=True)
    thread.start()
    return thread


def _prepare(site: Site) -> None:
    catalogue()
    for name in site.templates.list_templates():
        site.templates.get_template(name)
    everything = Query(candidates=True, latest=True)
    search.counted(site.record, everything)
    map.answer(site, everything)
    actors.listed(site, everything)
    some = list(site.record.events(replace(everything, limit=FEW)))
    brief([protection(site.record, some).of(each) for each in some], Scope(), redacted=True)
    build_ups(some, as_of=date.today())
    gc.collect()
    gc.freeze()  # lexicons and templates stay: without passes over them, 20,000 outlines take a sixth less time
