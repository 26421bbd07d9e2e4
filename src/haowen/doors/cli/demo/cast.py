"""The demonstration's people: those who sign in, and the many who only like and follow."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress

from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import Actor, Role, User
from haowen.doors.cli.demo.material import site

SIGNING_OWNERS = 4  # hashing a password is slow on purpose; those who are never tried out need none
SIGNING_READERS = 3
CROWD = 420  # readers who never say a word; each can like and follow a thing once


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody by the name the articles use."""

    staff: dict[str, User]
    owners: dict[str, User]  # by the publisher's handle
    readers: dict[str, User]
    crowd: list[Actor]


class Accounts:
    """The accounts made, with passwords that nobody has seen before; written once, for the owner of the folder."""

    def __init__(self) -> None:
        self.rows: list[dict[str, object]] = []
        self._seen: dict[str, User] = {}

    def person(self, key: str, name: str, role: Role = Role.READER, *, signs_in: bool = True) -> User:
        """Return the user of this name, made if new; whoever signs in has a random password."""
        if name in self._seen:
            return self._seen[name]
        password = secrets.token_urlsafe(12) if signs_in else None
        email = f"{key.replace('_', '.')}@haowen.example"
        user = User.objects.create_user(email, password, name=name, role=role)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        actor_of(user)
        self._seen[name] = user
        if password:
            self.rows.append({"email": email, "password": password, "totp": None, "role": role.value, "publishers": []})
        return user

    def belongs(self, user: User, handle: str, role: str) -> None:
        """Note that a person has a place in a publisher: whoever has no office of the host is known by that place."""
        row = next((row for row in self.rows if row["email"] == user.email), None)
        if row is None or not isinstance(row["publishers"], list):
            return
        row["publishers"].append(handle)
        if row["role"] == Role.READER.value:
            row["role"] = role

    def write(self, path: Path) -> None:
        """Write the accounts down, readable by the owner of the folder alone."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(self.rows, file, ensure_ascii=False, indent=1)


def gather(accounts: Accounts) -> Cast:
    """Make everybody."""
    told = site()
    staff = {
        role: accounts.person(role, told["staff"][role], Role(role)) for role in ("operator", "editor", "moderator")
    }
    readers = {
        key: accounts.person(key, name, signs_in=place < SIGNING_READERS)
        for place, (key, name) in enumerate(told["readers"].items())
    }
    owners = {
        row["handle"]: accounts.person(f"owner.{row['handle']}", row["owner"], signs_in=place < SIGNING_OWNERS)
        for place, row in enumerate(told["publishers"])
    }
    crowd = Actor.objects.bulk_create(Actor(name=f"读者 {number:03d}") for number in range(1, CROWD + 1))
    return Cast(staff, owners, readers, [actor_of(user) for user in readers.values()] + crowd)
