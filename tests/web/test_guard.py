"""The guard: hosts, origins, rates, sizes, and the headers of every answer."""

import pytest
from fastapi.testclient import TestClient

from dateline.web import guard
from dateline.web.accounts import Role
from dateline.web.guard import POLICY, Limits, Rate
from tests.web.conftest import SignedIn

PAGES = ["/search", "/map", "/actors", "/review", "/brief", "/sources", "/admin", "/account", "/api/docs", "/coding"]


@pytest.mark.parametrize("path", ["/sign-in", "/nothing", "/static/app.css", "/api/v1/events", "/search"])
def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert POLICY.startswith("default-src 'none'")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_opens_without_signing_in(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_inline_scripts_styles_or_other_hosts(signed_in: SignedIn, path: str) -> None:
    text = signed_in(Role.ADMIN).get(path).text
    assert "<style" not in text
    assert " style=" not in text
    assert "<script>" not in text
    assert " onclick" not in text
    assert 'src="http' not in text
    assert 'href="http' not in text


def test_a_foreign_host_name_is_not_answered(client: TestClient) -> None:
    assert client.get("/sign-in", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/sign-in", headers={"host": "localhost:8765"}).status_code == 200
    assert client.get("/sign-in", headers={"host": "[::1]:8765"}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_what_another_site_sends_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/sign-in", data={"name": "a", "password": "b"}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text


def test_a_form_without_its_token_is_refused(signed_in: SignedIn) -> None:
    browser = signed_in(Role.ADMIN)
    del browser.headers["X-CSRF-Token"]
    assert browser.post("/theme", data={"theme": "dark"}).status_code == 403
    assert browser.post("/theme", data={"theme": "dark", "csrf": "guess"}).status_code == 403
    assert browser.post("/review/accept-visible", data={"event": ["x"]}).status_code == 403


def test_a_large_body_is_refused(client: TestClient) -> None:
    assert client.post("/sign-in", content=b"x" * 1_000_001).status_code == 413
    assert client.post("/sign-in", content=iter([b"x"])).status_code == 411


def test_signing_in_is_slowed(client: TestClient) -> None:
    answers = []
    while answers[-1:] != [429] and len(answers) < 40:  # on a slow machine the bucket fills meanwhile
        answers.append(client.post("/sign-in", data={"name": "a", "password": "b"}).status_code)
    assert answers[:8] == [403] * 8
    assert answers[-1] == 429


@pytest.mark.parametrize(("limit", "headers"), [("UNKNOWN", {}), ("SIGNED_IN", {"authorization": "Bearer dl_guess"})])
def test_too_many_requests_are_refused_for_a_while(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, limit: str, headers: dict[str, str]
) -> None:
    monkeypatch.setattr(guard, limit, Rate(burst=2, per_second=0.01))
    answers = [client.get("/api/v1/events", headers=headers) for _ in range(3)]
    assert [each.status_code for each in answers] == [401, 401, 429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 101
    assert client.get("/static/app.css").status_code == 200


def test_a_bucket_fills_again_with_time() -> None:
    now = [0.0]
    limits = Limits(clock=lambda: now[0])
    rate = Rate(burst=2, per_second=1)
    assert [limits.wait("a", rate) for _ in range(2)] == [0, 0]
    assert limits.wait("a", rate) == 1
    assert limits.wait("b", rate) == 0
    now[0] = 1.0
    assert limits.wait("a", rate) == 0


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: TestClient, signed_in: SignedIn) -> None:
    signed_in(Role.VIEWER)
    answer = client.post("/sign-in", data={"name": "a-viewer", "password": "correct horse battery"})
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=lax" in answer.headers["set-cookie"]


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_signing_in_leads_nowhere_else(client: TestClient, signed_in: SignedIn, target: str) -> None:
    signed_in(Role.VIEWER)
    form = {"name": "a-viewer", "password": "correct horse battery", "next": target}
    assert client.post("/sign-in", data=form).headers["location"] == "/"


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.VIEWER, "/review", 403),
        (Role.VIEWER, "/coding", 403),
        (Role.CODER, "/coding", 200),
        (Role.CODER, "/review", 403),
        (Role.REVIEWER, "/review", 200),
        (Role.REVIEWER, "/admin", 403),
        (Role.ADMIN, "/admin/audit", 200),
    ],
)
def test_a_role_opens_its_pages_and_no_more(signed_in: SignedIn, role: Role, path: str, status: int) -> None:
    assert signed_in(role).get(path).status_code == status
