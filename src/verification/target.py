"""What cases run against: where its services are, and who may call them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol

import httpx
from attrs import define, field, frozen

from .case import Case

TOKEN_PATH = "/realms/uitid/protocol/openid-connect/token"


class NotRun(Exception):
    """A case that cannot be run here, and why."""


class Unusable(Exception):
    """A target that cannot be used at all, and why."""


@frozen
class Account:
    """A client of UiTiD."""

    id: str
    secret: str = field(repr=False)


@define
class Scene:
    """A target as one case meets it.

    `bases` has the address of each service by the name of its contract; `values` is what steps may name
    besides their own. `people` says whether users can log in here with a name and a password.
    """

    http: httpx.Client
    bases: Mapping[str, str]
    client: Account
    values: Mapping[str, object]
    others: Mapping[str, Account] = field(factory=dict[str, Account])
    people: bool = True
    tokens: dict[str, str] = field(factory=dict[str, str], repr=False)

    def credentials(self, caller: str) -> dict[str, str]:
        """Give the headers of a caller; raises NotRun for one that is not here."""
        kind, _, name = caller.partition(" ")
        match kind:
            case "nobody":
                return {}
            case "forger":
                return {"authorization": "Bearer forged", "x-client-id": "forged", "x-custom-token": "forged"}
            case "id":
                return {"x-client-id": name or self.client.id}
            case "device":
                return {"x-custom-token": name}
            case "token":
                return {"authorization": f"Bearer {name}"}
            case _:
                return {"authorization": f"Bearer {self.token(kind, name)}"}

    def token(self, kind: str, name: str) -> str:
        """Get a token for a client or a person, once a scene."""
        key = f"{kind} {name}"
        if key not in self.tokens:
            self.tokens[key] = self._ask(self._form(kind, name))
        return self.tokens[key]

    def _form(self, kind: str, name: str) -> dict[str, str]:
        if kind == "client":
            account = self._account(name)
            return {
                "grant_type": "client_credentials",
                "client_id": account.id,
                "client_secret": account.secret,
            }
        if kind not in ("user", "holder"):
            raise NotRun(f"nobody calls as {kind!r}")
        if not self.people:
            raise NotRun("a person has to log in, whom only the simulator has")
        who, _, through = name.partition(" by ")
        account = self._account(through)
        return {
            "grant_type": "password",
            "client_id": account.id,
            "client_secret": account.secret,
            "username": who,
            "password": "geheim",
        }

    def _account(self, name: str) -> Account:
        if not name:
            return self.client
        if name not in self.others:
            raise NotRun(f"a client {name!r} is needed, which only the simulator has")
        return self.others[name]

    def _ask(self, form: Mapping[str, str]) -> str:
        try:
            answer = self.http.post(self.bases["uitid"] + TOKEN_PATH, data=dict(form))
        except httpx.HTTPError as error:
            raise Unusable(f"{self.bases['uitid']} does not answer: {type(error).__name__}") from error
        if answer.status_code != 200:
            raise Unusable(f"no token: {answer.status_code} from {self.bases['uitid']}")
        return str(answer.json()["access_token"])


class Target(Protocol):
    """Something that cases run against; `kind` is a name of TARGETS."""

    name: str
    kind: str

    def refuses(self, case: Case) -> str | None:
        """Say why a case cannot be run here; None when it can."""
        ...

    def scene(self, case: Case) -> AbstractContextManager[Scene]:
        """Give a case what it meets, fresh where that is possible, and take it away again."""
        ...

    def close(self) -> None:
        """Give the connections back."""
        ...
