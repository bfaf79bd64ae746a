"""The API: its pages, ETags, tokens and decisions; and schemathesis, which finds nothing."""

import io
import zipfile

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode

from dateline.record import Query, Record
from dateline.web.accounts import Role
from dateline.web.site import Site
from tests.web.conftest import PASSWORD, SignedIn
from tests.web.reports import ids

V1 = "/api/v1"


@pytest.fixture
def token(site: Site) -> str:
    return site.accounts.issue_token(site.accounts.add("script", PASSWORD, Role.REVIEWER), "tests")


@pytest.fixture
def api(client: TestClient, token: str) -> TestClient:
    client.headers["Authorization"] = f"Bearer {token}"
    return client


def test_without_a_token_there_is_no_answer(client: TestClient) -> None:
    answer = client.get(f"{V1}/events")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert client.get(f"{V1}/events", headers={"Authorization": "Bearer dl_guess"}).status_code == 401


def test_a_viewers_token_decides_nothing(client: TestClient, site: Site) -> None:
    secret = site.accounts.issue_token(site.accounts.add("reader", PASSWORD, Role.VIEWER), "tests")
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get(f"{V1}/events", headers=headers).status_code == 200
    assert client.get(f"{V1}/review/queue", headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["documents", "claims", "events"])
def test_pages_hold_everything_once(api: TestClient, record: Record, path: str) -> None:
    seen: list[str] = []
    after: str | None = None
    while True:
        params = {
            "limit": "7",
            **({"candidates": "true"} if path == "events" else {}),
            **({"after": after} if after else {}),
        }
        page = api.get(f"{V1}/{path}", params=params).json()
        seen += [each["event"]["id"] if path == "events" else each["id"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    held = {
        "documents": lambda: [each.id for each in record.documents()],
        "claims": lambda: [each.id for each in record.claims(superseded=True)],
        "events": lambda: list(ids(record)),
    }[path]()
    assert sorted(seen) == sorted(held)


def test_an_answer_held_already_is_not_sent_again(api: TestClient, record: Record) -> None:
    path = f"{V1}/events/{next(ids(record))}"
    answer = api.get(path)
    again = api.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    record.decide("accept", path.rpartition("/")[2], by="ada", why="read it")
    assert api.get(path, headers={"If-None-Match": answer.headers["etag"]}).status_code == 200


def test_a_decision_is_made_and_undone(api: TestClient, record: Record) -> None:
    event = next(ids(record))
    wanted = {"kind": "edit", "events": [event], "why": "second source", "fields": {"credibility": 1}}
    made = api.post(f"{V1}/review/decisions", json=wanted)
    assert made.status_code == 201
    assert made.json()["by"] == "script"
    assert len(api.get(f"{V1}/events/{event}/history").json()) == 2
    assert api.post(f"{V1}/review/decisions/{made.json()['number']}/undo").status_code == 200
    assert api.post(f"{V1}/review/decisions/{made.json()['number']}/undo").status_code == 409


def test_a_cookie_alone_decides_nothing(signed_in: SignedIn, record: Record) -> None:
    browser = signed_in(Role.REVIEWER)
    wanted = {"kind": "accept", "events": [next(ids(record))], "why": "read it"}
    assert browser.post(f"{V1}/review/decisions", json=wanted).status_code == 201
    del browser.headers["X-CSRF-Token"]
    assert browser.post(f"{V1}/review/decisions", json=wanted).status_code == 403


def test_the_search_says_what_is_wrong(api: TestClient) -> None:
    assert "The small cells extort" in api.get(f"{V1}/search", params={"q": "extort"}).json()["items"][0]["text"]
    assert "bracket" in api.get(f"{V1}/search", params={"q": "(sabha"}).json()["problem"]


def test_places_and_actors_are_found(api: TestClient) -> None:
    assert api.get(f"{V1}/places", params={"q": "Sirte"}).json()[0]["country"] == "LY"
    assert api.get(f"{V1}/actors", params={"candidates": "true"}).json()[0]["id"] == "islamic-state"


def test_an_export_is_a_zip_without_names_of_people_at_risk(api: TestClient) -> None:
    answer = api.get(f"{V1}/exports/jsonl", params={"candidates": "true"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        held = archive.read("events.jsonl").decode()
    assert "Sirte" in held
    assert "Salma Idris" not in held
    assert api.get(f"{V1}/exports/jsonl").status_code == 200  # nothing reviewed: an empty file


def test_only_reviewed_events_by_default(api: TestClient, record: Record) -> None:
    assert api.get(f"{V1}/events").json()["items"] == []
    record.decide("accept", next(ids(record)), by="ada", why="read it")
    assert len(api.get(f"{V1}/events").json()["items"]) == record.count(Query()) == 1


def test_the_description_is_a_page_too(signed_in: SignedIn) -> None:
    page = signed_in(Role.VIEWER).get("/api/docs").text
    for path in (
        "documents",
        "claims",
        "events",
        "actors",
        "places",
        "search",
        "alerts",
        "review/queue",
        "exports/{form}",
    ):
        assert f"/api/v1/{path}" in page


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_schemathesis_finds_nothing(app: FastAPI, token: str, mode: GenerationMode) -> None:
    app.user_middleware.clear()  # the guard's rates would end the search for faults
    headers = {"Authorization": f"Bearer {token}"}
    schema = schemathesis.openapi.from_asgi(f"{V1}/openapi.json", app, headers=headers)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def holds(case: Case) -> None:
            case.call_and_validate(headers=headers)

        holds()
        tried += 1
    assert tried == 16
