"""Know operations by name, so that a mistyped one is said instead of never met."""

from difflib import get_close_matches
from functools import cache


class UnknownOperation(ValueError):
    """No service of publiq has an operation of this name."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, _names(), n=1)
        super().__init__(f"No operation has this id.{f' Did you mean {near[0]}?' if near else ''}")


def check_operation(name: str | None) -> None:
    """Raise UnknownOperation for an operationId that no contract has."""
    if name is not None and name not in _names():
        raise UnknownOperation(name)


@cache
def _names() -> frozenset[str]:
    from ..services import services

    return frozenset(name for service in services().values() for name in service.operations)
