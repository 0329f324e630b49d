"""Keep pass and national numbers out of the line that httpx logs of every request."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import httpx

_ours: ContextVar[bool] = ContextVar("uitkern_request", default=False)
_NUMBER = re.compile(r"(?<=identifier=)[^&]+|\d{11,}", re.ASCII)
"""A chip number has letters too; UiTPAS takes it as it takes any identifier."""


class _Masking(logging.Filter):
    """Mask the URLs of our own requests; those of the host are the host's."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _ours.get() and isinstance(record.args, tuple):
            record.args = tuple(_masked(each) for each in record.args)
        return True


def _masked(value: object) -> object:
    return _NUMBER.sub("***", str(value)) if isinstance(value, httpx.URL) else value


_MASKING = _Masking()


def mask_logged_urls() -> None:
    """Let httpx's logger pass by our mask; doing it twice is doing it once."""
    logging.getLogger("httpx").addFilter(_MASKING)


@contextmanager
def discreetly() -> Iterator[None]:
    """Send inside without a number in httpx's log."""
    token = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(token)


def spoken(error: httpx.RequestError) -> str:
    """The kind of silence, without the URL that httpx may put into its text."""
    match error:
        case httpx.ConnectTimeout() | httpx.PoolTimeout():
            return "no connection in time"
        case httpx.ConnectError() | httpx.UnsupportedProtocol():
            return "no connection"
        case httpx.TimeoutException():
            return "no answer in time"
        case _:
            return "the connection broke"
