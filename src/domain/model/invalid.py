"""The root of the error tree and the error for a value that cannot be."""

from __future__ import annotations

from typing import Any

from .message import EndUserMessage


class UitkernError(Exception):
    """Root of everything uitkern raises on purpose; its text names no secret, INSZ or pass number."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


class InvalidValue(UitkernError, ValueError):
    """A value breaks a rule: `field` says which one, `rule` says what it should have been.

    `message` says it to who typed it, where that is a parent or a secretary.
    """

    def __init__(self, field: str, rule: str, message: EndUserMessage | None = None) -> None:
        super().__init__(f"{field}: {rule}")
        self.field = field
        self.rule = rule
        self.message = message


def _rebuild(kind: type[UitkernError], args: tuple[Any, ...], fields: dict[str, Any]) -> UitkernError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(fields)
    return error
