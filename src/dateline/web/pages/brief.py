"""The brief of an area and period: every sentence leads to the words it rests on."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi import Query as Parameter
from fastapi.responses import Response

from dateline.products.brief import Brief, Scope, brief
from dateline.products.brief.model import Passage, Picture, Table
from dateline.record import Query
from dateline.record.search_syntax import day
from dateline.web.kept import Kept
from dateline.web.protecting import protection
from dateline.web.site import READS, Shared, Site, render

router = APIRouter(prefix="/brief", include_in_schema=False, dependencies=READS)
MOST = 300  # events a brief is made of here; the command line has no such bound
BRIEFS: Kept[tuple[Brief, bool]] = Kept(8)
TYPES = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks of a brief."""

    country: str
    actor: str
    since: date | None
    until: date | None
    candidates: bool

    def query(self) -> Query:
        """The record's query for it."""
        return Query(
            country=self.country or None,
            actor=self.actor or None,
            since=self.since,
            until=self.until,
            candidates=self.candidates,
            limit=MOST + 1,
        )


def wanted(
    country: Annotated[str, Parameter(max_length=2)] = "",
    actor: Annotated[str, Parameter(max_length=100)] = "",
    since: Annotated[str, Parameter(max_length=10)] = "",
    until: Annotated[str, Parameter(max_length=10)] = "",
    candidates: Annotated[str, Parameter(max_length=3)] = "",
) -> Wanted:
    """The address's parameters."""
    first = day(since, last=False) if since else None
    return Wanted(country.upper(), actor, first, day(until, last=True) if until else None, candidates == "yes")


Asking = Annotated[Wanted, Depends(wanted)]


@router.get("")
def page(request: Request, shared: Shared, asked: Asking) -> Response:
    """The form, and the brief where an area, actor or period is given."""
    made = truncated = None
    if request.query_params:
        made, truncated = _brief(shared, asked)
    return render(
        request,
        "brief.html",
        asked=asked,
        brief=made,
        truncated=truncated,
        most=MOST,
        formats=list(TYPES),
        is_passage=lambda block: isinstance(block, Passage),
        is_table=lambda block: isinstance(block, Table),
    )


@router.get("/brief.{form}")
def file(shared: Shared, asked: Asking, form: str) -> Response:
    """The brief as a file."""
    if form not in TYPES:
        raise HTTPException(404, f"A brief is written as {', '.join(TYPES)}.")
    made, _ = _brief(shared, asked)
    headers = {"content-disposition": f'attachment; filename="brief.{form}"'}
    return Response(_written(made, form), media_type=TYPES[form], headers=headers)


@router.get("/picture/{name}.svg")
def picture(shared: Shared, asked: Asking, name: str) -> Response:
    """One of the brief's pictures; an image cannot run scripts."""
    made, _ = _brief(shared, asked)
    blocks = (block for section in made.sections for block in section.blocks)
    found = next((block for block in blocks if isinstance(block, Picture) and block.name == name), None)
    if found is None:
        raise HTTPException(404, "The brief has no such picture.")
    headers = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return Response(found.svg, media_type="image/svg+xml", headers=headers)


def _brief(shared: Site, asked: Wanted) -> tuple[Brief, bool]:
    return BRIEFS.get(shared.record, asked, lambda: _made(shared, asked))


def _made(shared: Site, asked: Wanted) -> tuple[Brief, bool]:
    found = list(shared.record.events(asked.query()))
    hides = protection(shared.record, found[:MOST])
    scope = Scope(asked.since, asked.until, asked.actor or None, frozenset({asked.country} - {""}))
    return brief(map(hides.of, found[:MOST]), scope, redacted=True), len(found) > MOST


def _written(made: Brief, form: str) -> str | bytes:
    match form:
        case "html":
            from dateline.products.brief.html import html

            return html(made)
        case "md":
            from dateline.products.brief.markdown import markdown

            return markdown(made)
        case "json":
            from dateline.products.brief.json import brief_json

            return brief_json(made)
        case "docx":
            from dateline.products.brief.docx import docx

            return docx(made)
        case _:
            from dateline.products.brief.pdf import pdf

            return pdf(made)
