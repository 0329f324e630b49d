"""A request on its way to what an operation does, with what that asks of it again and again."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar, cast

from attrs import define

from ..contract import MISSING, Missing, Operation
from ..world import access
from ..world.state import State
from ..world.users import User
from ..world.values import Client
from ..world.world import World
from .messages import Answer, Request

T = TypeVar("T")


@define
class Call:
    """A request on its way to a behaviour.

    `base` is the address of this service as the caller wrote it; `client` is set once a token was checked.
    Then `user` is the one who is logged in, if any, and `identified` says that the client gave no more than
    its id; `custom_token` is the value of `x-custom-token`, for the operations that understand one.
    """

    world: World
    request: Request
    operation: Operation
    parameters: Mapping[str, str]
    base: str
    client: Client | None = None
    body: object | Missing = MISSING
    user: User | None = None
    identified: bool = False
    custom_token: str | None = None

    @property
    def caller(self) -> Client:
        if self.client is None:
            raise AssertionError(f"{self.operation.operation_id} is public and has no caller")
        return self.client

    @property
    def state(self) -> State:
        return self.world.state

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    @property
    def fields(self) -> Mapping[str, object]:
        """The body of an operation whose contract says that it is an object."""
        return cast("Mapping[str, object]", self.body)

    def all(self, name: str) -> Sequence[str]:
        """Take every value of a query parameter."""
        return self.request.query.get(name, ())

    def flag(self, name: str) -> bool | None:
        """Read a boolean query parameter; None when it is not given."""
        value = self.first(name)
        return None if value is None else value == "true"

    def number(self, name: str, otherwise: int = 0) -> int:
        """Read a whole number from the query."""
        value = self.first(name)
        return otherwise if value is None else int(value)

    def page(self, found: Sequence[T], write: Callable[[T], object], usual: int = 20) -> Answer:
        """Answer with the part of a list that `start` and `limit` ask for."""
        start = self.number("start")
        part = found[start : start + self.number("limit", usual)]
        return Answer(body={"totalItems": len(found), "member": [write(each) for each in part]})

    def first(self, name: str) -> str | None:
        """Take the first value of a query parameter."""
        values = self.request.query.get(name)
        return values[0] if values else None

    def need_for(self, organizer: str | None) -> None:
        """Refuse a caller without the operation's permission for an organizer.

        A permission for all organizers does as well, and so does being the kind of administrator of this one
        that the contract names.
        """
        asked, caller = self.operation.permissions, self.caller
        if organizer is not None and asked.usual is not None and caller.may(asked.usual, organizer):
            return
        if asked.everywhere and any(caller.may_somewhere(each) for each in asked.everywhere):
            return
        if not access.is_admin(self.world.state, self.user, organizer, asked.admins):
            access.need(caller, self._permission, organizer)

    def need_somewhere(self) -> None:
        """Refuse a caller who has the operation's permission for no organizer."""
        access.need_somewhere(self.caller, self._permission)

    def may(self, permission: str) -> bool:
        """Say whether the caller has a permission for some organizer; an id alone gives none."""
        return not self.identified and self.client is not None and self.client.may_somewhere(permission)

    @property
    def _permission(self) -> str:
        if self.operation.permission is None:
            raise AssertionError(f"the contract names no permission for {self.operation.operation_id}")
        return self.operation.permission
