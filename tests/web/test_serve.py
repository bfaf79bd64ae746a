"""`dateline serve` and `dateline user add`, and the application without its scripts."""

import re
import socket
import subprocess
import sys
from dataclasses import replace
from importlib import util
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from dateline.cli.app import app as cli
from dateline.cli.serve import _socket, accounts_file
from dateline.record import Record
from dateline.web.accounts import Accounts, Role
from dateline.web.app import create_app
from dateline.web.bundle import Bundle
from dateline.web.database import Database
from tests.web.conftest import ADDRESS, PASSWORD

RUN = CliRunner()


def test_a_user_is_added_beside_the_record(record: Record) -> None:
    path = record.name
    words = ["user", "add", "ada", "--role", "coder", "--record", path, "--password-stdin"]
    result = RUN.invoke(cli, words, input=f"{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    user = Accounts(Database(accounts_file(path))).check("ada", PASSWORD)
    assert user is not None
    assert user.role is Role.CODER
    again = RUN.invoke(cli, words, input=f"{PASSWORD}\n")
    assert again.exit_code == 2
    assert "already" in again.output


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--role", "king"], "no role"), (["--role", "viewer"], "12 to 200")],
)
def test_an_unfit_user_is_refused_in_words(record: Record, words: list[str], said: str) -> None:
    result = RUN.invoke(
        cli, ["user", "add", "ada", *words, "--record", record.name, "--password-stdin"], input="short\n"
    )
    assert result.exit_code == 2
    assert said in result.output


def test_serve_refuses_what_is_not_there(tmp_path: Path) -> None:
    for words, said in (
        (["--record", str(tmp_path / "none.sqlite")], "none.sqlite"),
        (["--tiles", str(tmp_path / "none.pmtiles")], "no .pmtiles file"),
    ):
        result = RUN.invoke(cli, ["serve", *words])
        assert result.exit_code == 2
        assert said in result.output


def test_serve_names_the_extra_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    find = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "argon2" else find(name))
    result = RUN.invoke(cli, ["serve"])
    assert result.exit_code == 2
    assert "dateline serve needs argon2" in result.output
    assert 'pip install "dateline[web]"' in result.output


def test_the_link_that_serve_prints_opens_the_application_once(record: Record) -> None:
    command = [str(Path(sys.executable).with_name("dateline")), "serve", "--record", record.name, "--port", "0", "-q"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            link = server.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/enter\?token=[\w-]{20,}", link)
            with httpx.Client(follow_redirects=True, timeout=60) as browser:
                assert "Search the record" in browser.get(link).text
            assert httpx.get(link, timeout=60).status_code == 403
        finally:
            server.terminate()


def test_a_connection_made_before_the_server_runs_waits_for_it() -> None:
    listening = _socket("127.0.0.1", 0)
    with listening, socket.create_connection(listening.getsockname(), timeout=5) as early:
        taken, address = listening.accept()
        with taken:
            assert address == early.getsockname()


def test_without_scripts_every_page_reads_and_says_what_is_missing(record: Record, tmp_path: Path) -> None:
    app = create_app(record, tmp_path / "accounts.sqlite")
    site = app.state.site
    app.state.site = replace(site, bundle=Bundle(tmp_path / "none"))
    browser = TestClient(app, base_url=ADDRESS)
    browser.get("/enter", params={"token": site.sessions.link()})
    for path in ("/search", "/map", "/review", "/actors/islamic-state"):
        page = browser.get(path)
        assert page.status_code == 200
        assert "npm ci &amp;&amp; npm run build" in page.text
        assert "<script" not in page.text
