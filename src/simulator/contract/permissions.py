"""Which permissions an operation asks of its caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import field, frozen

from .document import JsonObject, as_list, as_object


@frozen(slots=False)
class Permissions:
    """What the caller of an operation may need, for the organizer concerned.

    `usual` is the permission that the operation is about; None means that anybody may call it.
    `instead` names permissions that do as well, within the limits that the description states.
    `besides` names permissions that certain requests need on top, each with its condition.
    `admins` names the types of organizer administrators who need none of these.
    """

    usual: str | None = None
    instead: tuple[str, ...] = ()
    besides: Mapping[str, str] = field(factory=dict[str, str])
    admins: tuple[str, ...] = ()

    @cached_property
    def everywhere(self) -> tuple[str, ...]:
        """Those of `instead` that hold for all organizers at once."""
        return tuple(each for each in self.instead if each.endswith("_ALL"))

    @property
    def sufficient(self) -> tuple[str, ...]:
        """The permissions of which one is enough; empty when none is needed."""
        return () if self.usual is None else (self.usual, *self.instead)

    def sufficed_by(self, granted: Iterable[str]) -> bool:
        """Say whether one of the permissions in `granted` is enough."""
        return self.usual is None or not set(self.sufficient).isdisjoint(granted)


def read_permissions(node: JsonObject) -> Permissions:
    """Read `x-permission` and the members that go with it."""
    usual = node.get("x-permission")
    besides = as_object(node.get("x-permission-besides", {}))
    return Permissions(
        usual=usual if isinstance(usual, str) else None,
        instead=tuple(str(each) for each in as_list(node.get("x-permission-instead", []))),
        besides={name: str(condition) for name, condition in besides.items()},
        admins=tuple(str(each) for each in as_list(node.get("x-permission-admins", []))),
    )
