"""Know operations by name, so that a mistyped one is said instead of never met."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from ..world.readings import UnknownReading
from ..world.state import State


class UnknownOperation(ValueError):
    """No service of publiq has an operation of this name."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, _names(), n=1)
        super().__init__(f"No operation has this id.{f' Did you mean {near[0]}?' if near else ''}")


def check_operation(name: str | None) -> None:
    """Raise UnknownOperation for an operationId that no contract has."""
    if name is not None and name not in _names():
        raise UnknownOperation(name)


class UnknownClient(ValueError):
    """A world has no client of this id, so a fault for it would never strike."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        near = get_close_matches(name, list(known), n=1)
        super().__init__(f"No client has this id.{f' Did you mean {near[0]}?' if near else ''}")


def check_client(state: State, name: str | None) -> None:
    """Raise UnknownClient for an id that no client of a world has."""
    if name is not None and name not in state.clients:
        raise UnknownClient(name, state.clients)


def check_names(state: State, operation: str | None, client: str | None) -> None:
    """Raise UnknownOperation or UnknownClient for what a fault names and is not there."""
    check_operation(operation)
    check_client(state, client)


def unknown_reading(error: UnknownReading) -> tuple[str, str]:
    """Point at a reading that cannot be followed and say why, in the words of the ledger if it has some."""
    from ..coverage import open_questions

    reasons = {each.id: each.no_switch_because for each in open_questions()}
    reason = reasons.get(error.question)
    step = error.question.replace("~", "~0").replace("/", "~1")
    return f"/readings/{step}", f"Nothing turns this question. {reason}" if reason else str(error)


@cache
def _names() -> frozenset[str]:
    from ..services import services

    return frozenset(name for service in services().values() for name in service.operations)
