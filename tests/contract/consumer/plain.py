"""What the adapter made of an answer, as JSON that is the same at every run."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from uitkern.domain.model.euro import Euro
from uitkern.domain.model.uitpas_number import UitpasNumber


def plain(value: Any) -> Any:
    """A value as JSON: money in cents, numbers of passes masked, what is empty left out."""
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case Euro():
            return f"{value.cents} cents"
        case UitpasNumber() | Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case timedelta():
            return f"{value.total_seconds()} s"
        case frozenset() | set():
            return sorted(plain(each) for each in value)
        case dict():
            return {str(name): plain(each) for name, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case type():
            return value.__name__
        case _ if attrs.has(type(value)):
            held = {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
            said = {name: each for name, each in held.items() if each not in (None, "", [], {})}
            return {"is": type(value).__name__, **said}
        case _:
            return str(value)
