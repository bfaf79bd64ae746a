"""Accounts: passwords, roles, tokens; and sessions, links and what ends them."""

from pathlib import Path

import pytest

from dateline.errors import DataError, OptionError
from dateline.web.accounts import OPERATOR, Accounts, Role
from dateline.web.database import Database
from dateline.web.sessions import Sessions

PASSWORD = "correct horse battery"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "accounts.sqlite")


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return Accounts(database)


@pytest.fixture
def sessions(database: Database, accounts: Accounts) -> Sessions:
    return Sessions(database, accounts)


def test_only_the_right_password_of_an_enabled_user_opens(accounts: Accounts) -> None:
    accounts.add("ada", PASSWORD, Role.CODER)
    assert accounts.check("ada", PASSWORD) is not None
    assert accounts.check("ada", PASSWORD + "!") is None
    assert accounts.check("bob", PASSWORD) is None
    accounts.change("ada", role=Role.CODER, disabled=True)
    assert accounts.check("ada", PASSWORD) is None


def test_the_file_holds_argon2id_hashes_and_no_secret(accounts: Accounts, database: Database) -> None:
    user = accounts.add("ada", PASSWORD, Role.VIEWER)
    secret = accounts.issue_token(user, "script")
    row = database.row("SELECT password FROM user")
    assert row is not None
    assert row["password"].startswith("$argon2id$")
    held = database.path.read_bytes() + database.path.with_name("accounts.sqlite-wal").read_bytes()
    assert PASSWORD.encode() not in held
    assert secret.encode() not in held
    assert database.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["", "Ada", "a b", OPERATOR, "x" * 41, "-a", "a\n"])
def test_an_unfit_name_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(OptionError):
        accounts.add(name, PASSWORD, Role.VIEWER)


def test_a_short_password_and_a_taken_name_are_refused(accounts: Accounts) -> None:
    with pytest.raises(OptionError, match="12 to 200"):
        accounts.add("ada", "short", Role.VIEWER)
    accounts.add("ada", PASSWORD, Role.VIEWER)
    with pytest.raises(OptionError, match="already"):
        accounts.add("ada", PASSWORD, Role.ADMIN)


def test_roles_include_those_below() -> None:
    assert [Role.REVIEWER.includes(role) for role in Role] == [True, True, True, False]


def test_a_token_has_the_lesser_of_its_role_and_its_users_role_today(accounts: Accounts) -> None:
    secret = accounts.issue_token(accounts.add("ada", PASSWORD, Role.REVIEWER), "script")
    found = accounts.bearer(secret)
    assert found is not None
    assert found.role is Role.REVIEWER
    accounts.change("ada", role=Role.VIEWER, disabled=False)
    lowered = accounts.bearer(secret)
    assert lowered is not None
    assert lowered.role is Role.VIEWER
    accounts.change("ada", role=Role.ADMIN, disabled=False)
    raised = accounts.bearer(secret)
    assert raised is not None
    assert raised.role is Role.REVIEWER


def test_a_revoked_token_opens_nothing(accounts: Accounts) -> None:
    user = accounts.add("ada", PASSWORD, Role.VIEWER)
    secret = accounts.issue_token(user, "script")
    accounts.revoke_token(user, accounts.tokens(user)[0].id)
    assert accounts.bearer(secret) is None


def test_a_link_signs_in_once(sessions: Sessions) -> None:
    token = sessions.link()
    cookie = sessions.enter(token)
    session = sessions.find(cookie)
    assert session is not None
    assert (session.user.name, session.user.role) == (OPERATOR, Role.ADMIN)
    assert sessions.enter(token) is None
    assert sessions.enter("guess") is None


def test_a_session_ends_with_its_sign_out_or_its_user(sessions: Sessions, accounts: Accounts) -> None:
    user = accounts.add("ada", PASSWORD, Role.VIEWER)
    first, second = sessions.start(user), sessions.start(user)
    sessions.end(first)
    assert sessions.find(first) is None
    assert sessions.find(second) is not None
    accounts.change("ada", role=Role.VIEWER, disabled=True)
    assert sessions.find(second) is None


def test_a_forged_or_altered_cookie_is_void(sessions: Sessions, accounts: Accounts) -> None:
    cookie = sessions.start(accounts.add("ada", PASSWORD, Role.VIEWER))
    assert sessions.find(cookie[:-2] + ("aa" if cookie[-2:] != "aa" else "bb")) is None
    assert sessions.find("x.y") is None
    assert sessions.find(None) is None


def test_sessions_have_csrf_tokens_of_their_own(sessions: Sessions, accounts: Accounts) -> None:
    user = accounts.add("ada", PASSWORD, Role.VIEWER)
    found = [sessions.find(sessions.start(user)) for _ in range(2)]
    assert len({session.csrf for session in found if session}) == 2


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataError, match="cannot be opened"):
        Database(tmp_path / "file" / "accounts.sqlite")
    (tmp_path / "broken.sqlite").write_text("not a database, but long enough to be read as one " * 20)
    with pytest.raises(DataError, match="cannot be opened"):
        Database(tmp_path / "broken.sqlite")
