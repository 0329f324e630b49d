"""A request to the controls, and how an action answers it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from attrs import define, field

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call
from ..world.refusals import invalid_data
from .names import UnknownOperation, check_operation

if TYPE_CHECKING:
    from ..realm import Realm
    from ..simulator import Simulator

JsonObject = dict[str, object]

_LONGEST_NUMBER = 18


class NotYet(Exception):
    """An action waits for something; it is to be asked again a little later."""


@define
class ControlCall(Call):
    """A request to the controls of one world, its body checked against the contract.

    `base` is the address under which the services of the world are, `waited` the real seconds since the
    request came in.
    """

    simulator: "Simulator" = field(kw_only=True)
    realm: "Realm" = field(kw_only=True)
    waited: float = field(kw_only=True, default=0.0)

    @property
    def given(self) -> JsonObject:
        return cast("JsonObject", with_whole_numbers(self.body))


def with_whole_numbers(value: object) -> object:
    """Make whole numbers of those that JSON writes with a fraction of nothing, such as 2.0 or 1e3."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case dict():
            return {name: with_whole_numbers(each) for name, each in cast("JsonObject", value).items()}
        case list():
            return [with_whole_numbers(each) for each in cast("list[object]", value)]
        case _:
            return value


def refuse_unknown_operation(given: Mapping[str, object]) -> None:
    """Refuse a body whose `operationId` no contract has."""
    try:
        check_operation(cast("str | None", given.get("operationId")))
    except UnknownOperation as error:
        raise invalid_data(("/operationId", str(error))) from None


def counted(text: str) -> int | None:
    """Read the number of a call or a fault from a path; None for what numbers none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER else None


Action = Callable[[ControlCall], Answer]


def behaviour(action: Action, *, checked: bool = True) -> Behaviour:
    """Make an action a behaviour; with `checked` its query and body are checked before it."""
    return Behaviour(lambda call: action(cast("ControlCall", call)), checked, strict_media_type=False)
