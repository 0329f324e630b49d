"""The token: asked once, reused until minutes before it ends, asked by one at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

import httpx
from attrs import frozen

from ...domain.errors import BadCredentials, ContractViolation
from .call import Reply
from .credentials import Credentials, TokenPath
from .environment import Environment, Service
from .forks import in_every_child
from .reading import read
from .shapes import TokenShape

MARGIN = timedelta(minutes=5)
AUDIENCE = "https://api.publiq.be"


class TokenNotGiven(Exception):
    """UiTID is out of order: nothing was asked of the service behind it."""


class DeadlinePassed(Exception):
    """The request came too late to be sent; not a byte of it left."""


@frozen(repr=False)
class _Token:
    value: str
    good_until: datetime


class TokenAuth(httpx.Auth):
    """Put a client token on every request; after a 401 get one new token, try once more, give up.

    Safe to share between threads, event loops and forked processes. `on_reply` hears of every token
    request. Raises `BadCredentials`, `TokenNotGiven`, and `DeadlinePassed` for a request whose
    `deadline` extension lies in the past when its turn comes.
    """

    def __init__(
        self,
        environment: Environment,
        credentials: Credentials,
        now: Callable[[], datetime],
        on_reply: Callable[[httpx.Response, datetime], None],
    ) -> None:
        self._url = environment.uitid + credentials.token_path
        self._credentials = credentials
        self._now = now
        self._on_reply = on_reply
        self._token: _Token | None = None
        self._forget_locks()
        in_every_child(self._forget_locks)

    def _forget_locks(self) -> None:
        self._lock = threading.Lock()
        self._loop_locks: WeakKeyDictionary[Any, asyncio.Lock] = WeakKeyDictionary()

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Authenticate a request of a blocking client."""
        refused: _Token | None = None
        for _ in range(2):
            with self._lock:
                token = self._good(refused)
                if token is None:
                    asked = self._now()
                    answer = yield self._request(request)
                    answer.read()
                    token = self._keep(answer, asked)
            response = yield self._authorised(request, token)
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            refused = token

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Authenticate a request of an asynchronous client."""
        refused: _Token | None = None
        lock = self._loop_locks.setdefault(asyncio.get_running_loop(), asyncio.Lock())
        for _ in range(2):
            async with lock:
                token = self._good(refused)
                if token is None:
                    asked = self._now()
                    answer = yield self._request(request)
                    await answer.aread()
                    token = self._keep(answer, asked)
            response = yield self._authorised(request, token)
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            refused = token

    def _good(self, refused: _Token | None) -> _Token | None:
        token = self._token
        return token if token and token is not refused and self._now() < token.good_until else None

    def _request(self, request: httpx.Request) -> httpx.Request:
        timeout = {"timeout": request.extensions.get("timeout", {}), "token": True}
        own = self._credentials
        fields = {
            "grant_type": "client_credentials",
            "client_id": own.client_id,
            "client_secret": own.client_secret,
        }
        if own.token_path is TokenPath.OLDER:
            body = {"audience": AUDIENCE, **fields}
            return httpx.Request("POST", self._url, json=body, extensions=timeout)
        return httpx.Request("POST", self._url, data=fields, extensions=timeout)

    def _keep(self, answer: httpx.Response, asked: datetime) -> _Token:
        self._on_reply(answer, asked)
        if answer.status_code in {400, 401, 403}:
            raise BadCredentials(f"status {answer.status_code}")
        if not answer.is_success:
            raise TokenNotGiven(f"UiTID: status {answer.status_code}")
        reply = Reply(answer.status_code, answer.headers.get("content-type", ""), answer.content)
        try:
            shape = read(Service.UITID, reply, TokenShape)
        except ContractViolation as error:
            raise TokenNotGiven(str(error)) from None
        if not (shape.access_token.isascii() and shape.access_token.isprintable() and shape.access_token):
            raise TokenNotGiven("UiTID: its token fits in no header")
        life = timedelta(seconds=shape.expires_in)
        self._token = _Token(shape.access_token, asked + max(life - MARGIN, life / 2))
        return self._token

    def _authorised(self, request: httpx.Request, token: _Token) -> httpx.Request:
        deadline = request.extensions.get("deadline")
        if deadline is not None and self._now() >= deadline:
            raise DeadlinePassed
        request.headers["Authorization"] = f"Bearer {token.value}"
        return request
