"""The calls to every operation that the simulator behaves for, one module an area.

Each module here has `CALLS`, and `UNREACHABLE` when the contract declares statuses that the simulator cannot
answer: (operationId, status) with the reason. A new module needs no mention elsewhere.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.contract.calls.call import Call

_AREAS = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__) if each.name != "call"]

CALLS: list[Call] = [call for area in _AREAS for call in area.CALLS]
UNREACHABLE: dict[tuple[str, int], str] = {
    place: reason for area in _AREAS for place, reason in getattr(area, "UNREACHABLE", {}).items()
}
