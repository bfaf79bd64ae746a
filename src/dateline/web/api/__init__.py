"""The JSON API, version 1, with its OpenAPI description and a page that explains it."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from dateline.web import site
from dateline.web.api import places, review, routes
from dateline.web.api.answers import READS
from dateline.web.api.described import operations
from dateline.web.site import render

DESCRIPTION = """The record's documents, claims, events, actors and places, as the contract `dateline/1` shapes them.

Send an API token (made on the account page) as `Authorization: Bearer TOKEN`. Lists come in pages: follow `next` by
passing it as `after` until it is null. Every answer has an ETag; send it back as `If-None-Match` to get 304 where
nothing has changed."""


def add_api(app: FastAPI) -> None:
    """The API under /api/v1, its description at /api/v1/openapi.json and its page at /api/docs."""
    api = FastAPI(
        title="Dateline",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    api.state.site = app.state.site
    for module in (routes, places, review):
        api.include_router(module.router)
    for error, answer in app.exception_handlers.items():
        api.add_exception_handler(error, answer)

    @app.get("/api/v1/openapi.json", include_in_schema=False, dependencies=READS)
    def description() -> JSONResponse:
        """The OpenAPI description."""
        return JSONResponse({**api.openapi(), "servers": [{"url": "/api/v1"}]})

    @app.get("/api/docs", include_in_schema=False, dependencies=site.READS)
    def page(request: Request) -> Response:
        """The description as a page, made on the server."""
        return render(request, "api.html", api=api.openapi(), operations=list(operations(api.openapi())))

    app.mount("/api/v1", api)
