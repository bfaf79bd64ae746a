"""Who may do what: users with a password and a role, and their API tokens."""

import hashlib
import re
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from dateline.errors import OptionError
from dateline.web.database import Database

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
SHORTEST_PASSWORD = 12  # characters; NIST SP 800-63B asks for 8 at least, 15 where nothing else protects
LONGEST_PASSWORD = 200
OPERATOR = "operator"  # whoever can read the terminal that started the server


class Role(StrEnum):
    """From the least to the most: each may do all that those before it may."""

    VIEWER = "viewer"
    CODER = "coder"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        """True where this role may do what `other` may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)


@dataclass(frozen=True, slots=True)
class User:
    """One who is signed in, or could be."""

    name: str
    role: Role
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """An API token as its owner sees it; the secret itself is shown once and never kept."""

    id: str
    label: str
    role: Role
    created: str
    used: str | None


class Accounts:
    """The users and API tokens of one accounts file."""

    def __init__(self, database: Database) -> None:
        from argon2 import PasswordHasher

        self._database = database
        self._hasher = PasswordHasher()  # argon2id with the library's RFC 9106 low-memory profile
        self._dummy = self._hasher.hash(secrets.token_hex(16))

    def add(self, name: str, password: str, role: Role) -> User:
        """The new user; OptionError where the name is taken or either is unfit."""
        if not NAME.fullmatch(name) or name == OPERATOR:
            raise OptionError(
                f"{name!r} cannot be a user's name: take 1 to 40 of a–z, 0–9, '.', '_' and '-', and not {OPERATOR!r}."
            )
        require_fit_password(password)
        added = self._database.write(
            "INSERT INTO user VALUES (?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING",
            name,
            self._hasher.hash(password),
            role.value,
            now(),
        )
        if not added:
            raise OptionError(f"There is a user {name!r} already: choose another name.")
        return User(name, role)

    def check(self, name: str, password: str) -> User | None:
        """The user whose password this is; None otherwise, in the same time whether or not the name exists."""
        from argon2.exceptions import VerificationError

        row = self._database.row("SELECT * FROM user WHERE name = ?", name)
        try:
            self._hasher.verify(row["password"] if row else self._dummy, password[:LONGEST_PASSWORD])
        except VerificationError:
            return None
        return _user(row) if row and row["disabled"] is None else None

    def find(self, name: str) -> User | None:
        """The user of that name."""
        row = self._database.row("SELECT * FROM user WHERE name = ?", name)
        return _user(row) if row else None

    def all(self) -> tuple[User, ...]:
        """Every user, by name."""
        return tuple(_user(row) for row in self._database.rows("SELECT * FROM user ORDER BY name"))

    def change(self, name: str, *, role: Role, disabled: bool) -> None:
        """The user has this role from now on; where disabled, its sessions and tokens end at once."""
        with self._database.transaction():
            self._database.write(
                "UPDATE user SET role = ?, disabled = ? WHERE name = ?", role.value, now() if disabled else None, name
            )
            if disabled:
                self._database.write("DELETE FROM session WHERE user = ?", name)
                self._database.write("DELETE FROM token WHERE user = ?", name)

    def issue_token(self, user: User, label: str) -> str:
        """A new secret that acts as `user`; only its SHA-256 is kept."""
        secret = f"dl_{secrets.token_urlsafe(32)}"
        self._database.write(
            "INSERT INTO token VALUES (?, ?, ?, ?, ?, NULL)", _hash(secret), user.name, label, user.role.value, now()
        )
        return secret

    def tokens(self, user: User) -> tuple[Token, ...]:
        """The user's tokens, the newest first."""
        rows = self._database.rows("SELECT * FROM token WHERE user = ? ORDER BY created DESC", user.name)
        return tuple(Token(r["hash"][:12], r["label"], Role(r["role"]), r["created"], r["used"]) for r in rows)

    def revoke_token(self, user: User, token_id: str) -> None:
        """The token no longer opens anything."""
        self._database.write("DELETE FROM token WHERE user = ? AND substr(hash, 1, 12) = ?", user.name, token_id)

    def bearer(self, secret: str) -> User | None:
        """Whom the token speaks for, with the lesser of the token's role and the user's role today."""
        row = self._database.row(
            "SELECT user.*, token.role AS token_role, token.used FROM token JOIN user ON user.name = token.user"
            " WHERE token.hash = ? AND user.disabled IS NULL",
            _hash(secret),
        )
        if row is None:
            return None
        today = now()
        if row["used"] is None or row["used"][:16] != today[:16]:
            self._database.write("UPDATE token SET used = ? WHERE hash = ?", today, _hash(secret))
        roles = (Role(row["role"]), Role(row["token_role"]))
        return User(row["name"], roles[1] if roles[0].includes(roles[1]) else roles[0])


def require_fit_password(password: str) -> None:
    """OptionError where `password` is too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise OptionError(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters: choose another.")


def now() -> str:
    """This moment in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _user(row: sqlite3.Row) -> User:
    return User(row["name"], Role(row["role"]), row["disabled"] is not None)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
