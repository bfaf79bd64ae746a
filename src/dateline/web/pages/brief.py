"""The brief of an area and period: every sentence leads to the words it rests on, also once it was edited."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi import Query as Parameter
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from dateline.errors import OptionError
from dateline.products.brief import Brief, Scope, brief
from dateline.products.brief.model import Passage, Picture, Table
from dateline.record import Query
from dateline.record.search_syntax import day
from dateline.web.briefs import Briefs, Saved, edited, lines, passages
from dateline.web.kept import Kept
from dateline.web.protecting import protection
from dateline.web.sessions import Session
from dateline.web.site import READS, Shared, Site, Viewer, carries_token, render, stream

router = APIRouter(prefix="/brief", include_in_schema=False, dependencies=READS)
MOST = 200  # events a brief is made of here; the command line has no such bound
BRIEFS: Kept[tuple[Brief, bool]] = Kept(8)
Making = Callable[[], tuple[Brief | None, bool]]
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
            latest=True,
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
    address = f"?{request.query_params}" if request.query_params else ""
    made: Making = (lambda: _brief(shared, asked)) if address else (lambda: (None, False))
    return _shown(request, made, asked=asked, files="/brief/", address=address)


def _shown(request: Request, made: Making, **values: Any) -> Response:
    """`files` and `address` are what stands before and behind the name of one of the brief's files."""
    briefs: Briefs = request.app.state.site.briefs
    return stream(
        request,
        "brief.html",
        made=made,
        most=MOST,
        formats=list(TYPES),
        latest=briefs.latest(),
        is_passage=lambda block: isinstance(block, Passage),
        is_table=lambda block: isinstance(block, Table),
        **{"asked": None, "saved": None, **values},
    )


@router.get("/edit")
def edit(request: Request, shared: Shared, asked: Asking) -> Response:
    """The brief's sentences, a line each, to be changed and saved."""
    made, _ = _brief(shared, asked)
    return _form(request, made, action=f"/brief/save?{request.query_params}")


@router.post("/save", dependencies=[Depends(carries_token)])
async def save(request: Request, shared: Shared, session: Viewer, asked: Asking) -> Response:
    """The brief with the sentences sent is saved; one without a citation is refused with its words."""
    made, _ = await run_in_threadpool(_brief, shared, asked)
    return await _save(request, shared, session, made)


@router.get("/saved/{identity}")
def saved(request: Request, shared: Shared, identity: str) -> Response:
    """A brief as somebody saved it."""
    about, made = _found(shared, identity)
    return _shown(request, lambda: (made, False), saved=about, files=f"/brief/saved/{identity}/", address="")


@router.get("/saved/{identity}/edit")
def edit_saved(request: Request, shared: Shared, identity: str) -> Response:
    """The saved brief's sentences; saving makes another brief of them."""
    _, made = _found(shared, identity)
    return _form(request, made, action=f"/brief/saved/{identity}/save")


@router.post("/saved/{identity}/save", dependencies=[Depends(carries_token)])
async def save_again(request: Request, shared: Shared, session: Viewer, identity: str) -> Response:
    """Another brief is saved; the one before stays as it is."""
    _, made = _found(shared, identity)
    return await _save(request, shared, session, made)


async def _save(request: Request, shared: Site, session: Session, made: Brief) -> Response:
    form = await request.form(max_fields=400)
    fields = {name: str(value) for name, value in form.items()}
    try:
        changed = edited(made, fields.get("title", ""), fields)
    except OptionError as error:
        return _form(request, made, action=str(request.url.path), fields=fields, wrong=str(error))
    return RedirectResponse(f"/brief/saved/{shared.briefs.save(changed, by=session.user.name)}", 303)


def _form(
    request: Request, made: Brief, *, action: str, fields: dict[str, str] | None = None, wrong: str = ""
) -> Response:
    held = fields or {}
    parts = [(name, heading, held.get(name, lines(passage))) for name, heading, passage in passages(made)]
    notice = {"kind": "warn", "words": wrong} if wrong else None
    return render(
        request,
        "brief_edit.html",
        status=422 if wrong else 200,
        brief=made,
        title=held.get("title", made.title),
        parts=parts,
        action=action + (f"?{request.url.query}" if wrong and request.url.query else ""),
        notice=notice,
    )


def _found(shared: Site, identity: str) -> tuple[Saved, Brief]:
    found = shared.briefs.find(identity)
    if found is None:
        raise HTTPException(404, "There is no such brief.")
    return found


@router.get("/brief.{form}")
def file(shared: Shared, asked: Asking, form: str) -> Response:
    """The brief as a file."""
    return _file(_brief(shared, asked)[0], form)


@router.get("/saved/{identity}/brief.{form}")
def saved_file(shared: Shared, identity: str, form: str) -> Response:
    """A saved brief as a file."""
    return _file(_found(shared, identity)[1], form)


def _file(made: Brief, form: str) -> Response:
    if form not in TYPES:
        raise HTTPException(404, f"A brief is written as {', '.join(TYPES)}.")
    headers = {"content-disposition": f'attachment; filename="brief.{form}"'}
    return Response(_written(made, form), media_type=TYPES[form], headers=headers)


@router.get("/picture/{name}.svg")
def picture(shared: Shared, asked: Asking, name: str) -> Response:
    """One of the brief's pictures; an image cannot run scripts."""
    return _picture(_brief(shared, asked)[0], name)


@router.get("/saved/{identity}/picture/{name}.svg")
def saved_picture(shared: Shared, identity: str, name: str) -> Response:
    """One of a saved brief's pictures."""
    return _picture(_found(shared, identity)[1], name)


def _picture(made: Brief, name: str) -> Response:
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
