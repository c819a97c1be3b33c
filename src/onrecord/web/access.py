"""Who is asking, and what they may do.

Without token and users whoever reaches the server is its owner: it listens on loopback alone then. Else a client shows
the token, or a session: a signed cookie that is over with its time, the user's password or role, or a logout.
"""

from __future__ import annotations

import getpass
import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from typing import Annotated, Literal

from fastapi import Depends, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.web import keys
from onrecord.web.limits import MOST, Throttle
from onrecord.web.problems import Problem
from onrecord.web.settings import Settings
from onrecord.web.users import ROLES, Role, Users

SESSION = "onrecord_session"
VISIT = "onrecord_visit"
CSRF_HEADER = "X-CSRF-Token"
TOKEN = "token"  # the name of whoever shows it
SHORTEST_TOKEN = 16
SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who is asking; ``csrf`` is what their forms, and their requests by cookie, have to carry."""

    name: str
    role: Role
    via: Literal["local", "token", "session"]
    csrf: str = ""

    def may(self, role: Role) -> bool:
        """Whether a role is theirs, or one below it."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Access:
    """Tells who is asking, and lets people in."""

    def __init__(self, settings: Settings) -> None:
        """Raises UsageError where the network could come in unasked."""
        self.users = Users(settings.users_file)
        self._token = settings.token
        self._limits = settings.limits
        if self._token is not None and len(self._token) < SHORTEST_TOKEN:
            raise UsageError(
                f"a token has at least {SHORTEST_TOKEN} characters: `openssl rand -hex 16` makes one"
            )
        self.users.all()  # a file that is none is told now, not to the first who asks
        if not settings.is_loopback and self.is_open:
            raise UsageError(
                f"{settings.host} can be reached by others: give a --token, or let users in with `onrecord users add`"
            )
        self._key = keys.load(settings.key_file)
        self._throttle = Throttle(self._limits.login_tries, self._limits.login_seconds)
        self._over: OrderedDict[str, None] = OrderedDict()  # sessions that were logged out
        self._owner = "owner"
        with suppress(OSError, KeyError, ImportError):
            self._owner = getpass.getuser()
        self._only_local = settings.is_loopback

    @property
    def is_open(self) -> bool:
        """Whether nobody has to log in."""
        return self._token is None and not self.users.all()

    def of(self, request: Request) -> Principal | None:
        """Who is asking; None where nobody is known. Raises Problem for a token that is none."""
        told = request.headers.get("authorization", "")
        scheme, _, value = told.partition(" ")
        if scheme.casefold() == "bearer":
            return self._of_token(value.strip(), client_of(request))
        if sealed := request.cookies.get(SESSION):
            return self._of_session(sealed) or self._of_nobody(request)
        return self._of_nobody(request)

    def _of_nobody(self, request: Request) -> Principal | None:
        # A server that lost its last user while it was running is open to nobody but this machine.
        if not (self.is_open and self._only_local):
            return None
        return Principal(name=self._owner, role="admin", via="local", csrf=self.csrf(request))

    def _of_token(self, shown: str, client: str) -> Principal | None:
        who = f"{TOKEN} {client}"
        self._wait(who)
        if self._token is None or not _same(shown, self._token):
            self._throttle.failed(who)
            return None
        return Principal(name=TOKEN, role="admin", via="token")

    def _of_session(self, sealed: str) -> Principal | None:
        found = keys.unseal(self._key, "session", sealed)
        if not found:
            return None
        name, stamp, nonce = found
        role = self._role(name)
        if role is None or nonce in self._over or not _same(stamp, self._stamp(name, role)):
            return None
        return Principal(name=name, role=role, via="session", csrf=self._csrf(nonce))

    def _role(self, name: str) -> Role | None:
        if name == TOKEN and self._token is not None:
            return "admin"
        user = self.users.get(name)
        return user.role if user else None

    def _stamp(self, name: str, role: str) -> str:
        """Changes with what lets somebody in, so that sessions of before end."""
        user = self.users.get(name)
        secret = user.password if user else self._token or ""
        return keys.sign(self._key, "stamp", f"{name}\0{role}\0{secret}".encode()).hex()[:32]

    def log_in(self, name: str, password: str, client: str) -> tuple[str, Principal]:
        """The cookie of a new session, and whose it is.

        Args:
            name: of a user; empty for the token, which is the password then.

        Raises Problem where they do not fit, or too many did not.
        """
        whose = (f"name {name}", f"client {client}")
        for who in whose:
            self._wait(who)
        role = self._checked(name, password)
        if role is None:
            for who in whose:
                self._throttle.failed(who)
            raise Problem(401, "the name or the password is wrong", headers=challenge())
        self._throttle.succeeded(whose[0])
        name, nonce = name or TOKEN, secrets.token_urlsafe(16)
        data = [name, self._stamp(name, role), nonce]
        sealed = keys.seal(self._key, "session", data, seconds=self._limits.session_seconds)
        return sealed, Principal(name=name, role=role, via="session", csrf=self._csrf(nonce))

    def _checked(self, name: str, password: str) -> Role | None:
        if name in ("", TOKEN) and self._token is not None:
            return "admin" if _same(password, self._token) else None
        user = self.users.check(name, password)
        return user.role if user else None

    def log_out(self, request: Request) -> None:
        """End a session for good."""
        found = keys.unseal(self._key, "session", request.cookies.get(SESSION, ""))
        if found:
            self._over[found[2]] = None
            while len(self._over) > MOST:
                self._over.popitem(last=False)

    def csrf(self, request: Request) -> str:
        """What forms have to carry for whoever is asking."""
        found = keys.unseal(self._key, "session", request.cookies.get(SESSION, ""))
        return self._csrf(found[2] if found else request.cookies.get(VISIT, ""))

    def checked_form(self, request: Request, shown: str) -> None:
        """Refuse a form that does not come from a page of ours."""
        if not (request.cookies.get(VISIT) or request.cookies.get(SESSION)):
            raise Problem(403, "this form needs a cookie: allow cookies, and load the page again")
        if not _same(shown, self.csrf(request)):
            raise Problem(403, "this form is too old: load the page again")

    def visit(self, request: Request, response: Response) -> str:
        """Give a visitor a cookie that forms hang on, where there is none; what the forms have to carry."""
        if request.cookies.get(VISIT) or request.cookies.get(SESSION):
            return self.csrf(request)
        nonce = secrets.token_urlsafe(16)
        set_cookie(request, response, VISIT, nonce, None)
        return self._csrf(nonce)

    def _csrf(self, nonce: str) -> str:
        return keys.sign(self._key, "form", nonce.encode("utf-8", "replace")).hex()[:32] if nonce else ""

    def _wait(self, who: str) -> None:
        if wait := self._throttle.wait(who):
            raise Problem(429, "too many tries: wait a while", headers={"Retry-After": str(ceil(wait))})

    @property
    def key(self) -> bytes:
        """The secret, for what else is signed."""
        return self._key


def client_of(request: Request) -> str:
    """The address of who is asking."""
    return request.client.host if request.client else "unknown"


def set_cookie(request: Request, response: Response, name: str, value: str, seconds: int | None) -> None:
    """A cookie that no script sees and that no other site's request carries."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="strict", secure=secure, path="/"
    )


def challenge() -> dict[str, str]:
    """How a client may say who it is."""
    return {"WWW-Authenticate": 'Bearer realm="onrecord"'}


def allowed(role: Role) -> Callable[[Request], Awaitable[Principal]]:
    """What lets only those with a role go on; Problem for all others."""

    async def check(request: Request) -> Principal:
        access: Access = request.app.state.web.access
        principal = access.of(request)
        if principal is None:
            raise Problem(401, "log in first, or show the token", headers=challenge())
        if not principal.may(role):
            raise Problem(403, f"this is for {role}s")
        if principal.via == "session" and request.method not in SAFE:
            shown = request.headers.get(CSRF_HEADER, "")
            if not _same(shown, principal.csrf):
                raise Problem(
                    403, f"a request by cookie needs the header {CSRF_HEADER}: GET /api/v1/session tells it"
                )
        return principal

    return check


Reader = Annotated[Principal, Depends(allowed("reader"))]
Editor = Annotated[Principal, Depends(allowed("editor"))]
Admin = Annotated[Principal, Depends(allowed("admin"))]


def _same(one: str, other: str) -> bool:
    # Hashes, because the time to compare tells the length of what is compared.
    digests = (hashlib.sha256(words.encode("utf-8", "replace")).digest() for words in (one, other))
    return hmac.compare_digest(*digests)
