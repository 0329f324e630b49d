"""One operation of publiq's: how a question becomes a request, and an answer a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from .call import Call, Reply


@frozen
class Operation:
    """A pure pair: build the request of a question, read its answer."""

    build: Callable[[Any], Call]
    read: Callable[[Any, Reply], Any]
