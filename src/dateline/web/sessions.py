"""Who is signed in: signed session cookies, the one-time link, and the CSRF token of each session."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

from dateline.web.accounts import OPERATOR, Accounts, Role, User, now
from dateline.web.database import Database

COOKIE = "dateline_session"
LIFETIME = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in user and the token that this session's forms must carry."""

    user: User
    csrf: str


class Sessions:
    """The sessions of one accounts file; the cookie holds a signed random id, the file its SHA-256."""

    def __init__(self, database: Database, accounts: Accounts) -> None:
        self._database = database
        self._accounts = accounts
        self._key = database.signing_key()
        self._signer = URLSafeSerializer(self._key, salt="dateline.session")
        self._links: set[str] = set()

    def start(self, user: User) -> str:
        """The cookie of a new session of `user`."""
        identity = secrets.token_urlsafe(32)
        expires = (datetime.now(UTC) + LIFETIME).isoformat(timespec="seconds")
        with self._database.transaction():
            self._database.write("DELETE FROM session WHERE expires < ?", now())
            role = user.role.value if user.name == OPERATOR else None
            self._database.write(
                "INSERT INTO session VALUES (?, ?, ?, ?, ?)", _hash(identity), user.name, role, now(), expires
            )
        return str(self._signer.dumps(identity))

    def find(self, cookie: str | None) -> Session | None:
        """The session that the cookie names, with its user's role of today; None where it is void."""
        identity = self.identity(cookie)
        if identity is None:
            return None
        row = self._database.row("SELECT * FROM session WHERE hash = ? AND expires >= ?", _hash(identity), now())
        if row is None:
            return None
        user = User(OPERATOR, Role(row["role"])) if row["role"] else self._accounts.find(row["user"])
        return None if user is None or user.disabled else Session(user, self._csrf(identity))

    def identity(self, cookie: str | None) -> str | None:
        """The id inside the cookie where its signature is ours."""
        if not cookie:
            return None
        try:
            return str(self._signer.loads(cookie))
        except BadSignature:
            return None

    def end(self, cookie: str | None) -> None:
        """The session is over, whoever still holds its cookie."""
        if identity := self.identity(cookie):
            self._database.write("DELETE FROM session WHERE hash = ?", _hash(identity))

    def link(self) -> str:
        """A token that signs its first bearer in as the operator, once, while this server runs."""
        token = secrets.token_urlsafe(32)
        self._links.add(_hash(token))
        return token

    def enter(self, token: str) -> str | None:
        """The cookie of the operator's session where `token` is an unused link's; None otherwise."""
        try:
            self._links.remove(_hash(token))
        except KeyError:
            return None
        return self.start(User(OPERATOR, Role.ADMIN))

    def _csrf(self, identity: str) -> str:
        return hmac.new(self._key.encode(), f"csrf:{identity}".encode(), hashlib.sha256).hexdigest()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
