"""An application over a small record, and clients signed in by role."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.record import Record, open_record
from dateline.web.accounts import Role
from dateline.web.app import create_app
from dateline.web.site import Site
from tests.web.reports import fill

PASSWORD = "correct horse battery"
ADDRESS = "http://127.0.0.1:8765"
SignedIn = Callable[[Role], TestClient]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a filled record, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("filled")
    with open_record(folder / "record.sqlite", create=True) as made:
        fill(made, reports=30)
    return folder


@pytest.fixture
def record(filled: Path, tmp_path: Path) -> Iterator[Record]:
    shutil.copytree(filled, tmp_path / "held")
    with open_record(tmp_path / "held" / "record.sqlite") as made:
        yield made


@pytest.fixture
def app(record: Record, tmp_path: Path) -> FastAPI:
    return create_app(record, tmp_path / "accounts.sqlite")


@pytest.fixture
def site(app: FastAPI) -> Site:
    found: Site = app.state.site
    return found


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A browser that nobody has signed in with."""
    return TestClient(app, base_url=ADDRESS, follow_redirects=False)


@pytest.fixture
def signed_in(app: FastAPI, site: Site) -> SignedIn:
    """A browser in which a new user of that role has signed in; it sends its CSRF token."""

    def made(role: Role) -> TestClient:
        site.accounts.add(f"a-{role.value}", PASSWORD, role)
        browser = TestClient(app, base_url=ADDRESS, follow_redirects=False)
        answer = browser.post("/sign-in", data={"name": f"a-{role.value}", "password": PASSWORD})
        assert answer.status_code == 303
        session = site.sessions.find(browser.cookies["dateline_session"])
        assert session is not None
        browser.headers["X-CSRF-Token"] = session.csrf
        return browser

    return made
