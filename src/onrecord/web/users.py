"""Who may come in: names, roles and hashes of passwords (Argon2id, RFC 9106), in a file for its owner alone."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import orjson

from onrecord.errors import MissingExtraError, RecordError, UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
SHORTEST, LONGEST = 10, 1000  # characters of a password


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may come in; ``password`` is its hash."""

    name: str
    role: Role
    password: str
    since: str


class Users:
    """The users in a file, which is read again when it changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state: tuple[int, int, int] | None = None
        self._users: dict[str, User] = {}

    def all(self) -> list[User]:
        """All users by name; RecordError where the file is none of ours or open to others."""
        self._look()
        return [self._users[name] for name in sorted(self._users)]

    def get(self, name: str) -> User | None:
        """A user by name."""
        self._look()
        return self._users.get(name)

    def add(self, name: str, role: str, password: str) -> User:
        """Let somebody in; UsageError where the name is taken or the password too short."""
        if not NAME.fullmatch(name):
            raise UsageError(f"{name!r} is no name: use up to 64 letters, digits and . _ @ -")
        if self.get(name):
            raise UsageError(f"there is a user {name} already")
        since = datetime.now(UTC).isoformat(timespec="seconds")
        return self._put(User(name=name, role=_role(role), password=self._hash(password), since=since))

    def change(self, name: str, *, role: str | None = None, password: str | None = None) -> User:
        """Give a user another role or password; sessions of before end."""
        user = self._wanted(name)
        if role is not None:
            user = replace(user, role=_role(role))
        if password is not None:
            user = replace(user, password=self._hash(password))
        return self._put(user)

    def remove(self, name: str) -> None:
        """Let somebody in no more."""
        self._wanted(name)
        self._write({key: user for key, user in self._users.items() if key != name})

    def check(self, name: str, password: str) -> User | None:
        """The user of that name where the password is the right one."""
        from argon2.exceptions import InvalidHashError, VerificationError

        user = self.get(name)
        try:
            # As long for a name that is not there, so that the time does not tell.
            self._hasher.verify(user.password if user else self._nobody, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return None
        return user

    def _wanted(self, name: str) -> User:
        user = self.get(name)
        if user is None:
            raise UsageError(f"there is no user {name}: `onrecord users` lists them")
        return user

    def _hash(self, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise UsageError(f"a password has from {SHORTEST} to {LONGEST:,} characters")
        return self._hasher.hash(password)

    @cached_property
    def _hasher(self) -> PasswordHasher:
        try:
            from argon2 import PasswordHasher
        except ModuleNotFoundError as error:
            raise MissingExtraError("web", "users") from error
        return PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(os.urandom(16))

    def _look(self) -> None:
        try:
            state = self.path.stat()
        except FileNotFoundError:
            self._state, self._users = None, {}
            return
        now = (state.st_ino, state.st_mtime_ns, state.st_size)
        if now == self._state:
            return
        if state.st_mode & 0o077:
            raise RecordError(f"others can read {self.path}, the file of users: chmod 600 {self.path}")
        try:
            rows = orjson.loads(self.path.read_bytes())["users"]
            self._users = {row["name"]: User(**row) for row in rows}
        except (OSError, KeyError, TypeError, orjson.JSONDecodeError) as error:
            raise RecordError(
                f"{self.path} is no file of users: make it with `onrecord users add`"
            ) from error
        self._state = now

    def _put(self, user: User) -> User:
        self._write({**self._users, user.name: user})
        return user

    def _write(self, users: dict[str, User]) -> None:
        rows = {"users": [asdict(users[name]) for name in sorted(users)]}
        part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(orjson.dumps(rows, option=orjson.OPT_INDENT_2) + b"\n")
            part.replace(self.path)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise RecordError(f"cannot write {self.path}: {error.strerror}") from error
        self._state = None


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise UsageError(f"{role!r} is no role: use one of {', '.join(ROLES)}")
