"""The templates, which escape every value, and the words they use for the record's values."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.products import wording
from dateline.products.brief.ledger import runs
from dateline.web import words
from dateline.web.bundle import Bundle
from dateline.web.sessions import Session


def environment(bundle: Bundle) -> Environment:
    """Templates with autoescaping on, for every file and every value."""
    made = Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters: dict[str, Any] = {
        "title": words.title,
        "kind": words.kind,
        "differing": words.differing,
        "event_where": words.where,
        "event_when": words.when,
        "event_toll": words.toll,
        "says": words.says,
        "names": words.names,
        "sentence": words.sentence,
        "thousands": lambda number: f"{number:,}",
        "plural": lambda number, noun: f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s",
        "claim_who": lambda parts, text: wording.who(parts, text),
        "claim_where": wording.where,
        "claim_when": wording.when,
        "claim_how_many": wording.how_many,
        "claim_status": wording.status,
        "published": wording.published,
        "count_words": wording.count_words,
        "moment": lambda at: f"{at:%d %b %Y, %H:%M} UTC" if at else "",
    }
    made.filters.update(filters)
    made.globals.update(
        asset=bundle.address,
        csrf=csrf_field,
        runs=runs,
        document_of=words.document_of,
        CREDIBILITY=words.CREDIBILITY,
        RELIABILITY=words.RELIABILITY,
        COUNTRIES=wording.country_names(),
    )
    return made


def csrf_field(session: Session) -> Markup:
    """The hidden field that a form which changes something carries."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(session.csrf)
