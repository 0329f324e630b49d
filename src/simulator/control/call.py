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
        return cast("JsonObject", self.body)


def refuse_unknown_operation(given: Mapping[str, object]) -> None:
    """Refuse a body whose `operationId` no contract has."""
    try:
        check_operation(cast("str | None", given.get("operationId")))
    except UnknownOperation as error:
        raise invalid_data(("/operationId", str(error))) from None


Action = Callable[[ControlCall], Answer]


def behaviour(action: Action, *, checked: bool = True) -> Behaviour:
    """Make an action a behaviour; with `checked` its query and body are checked before it."""
    return Behaviour(lambda call: action(cast("ControlCall", call)), checked, strict_media_type=False)
