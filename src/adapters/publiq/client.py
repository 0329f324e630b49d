"""Ask publiq: send a question's request, with time-outs and retries, and read its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import httpx
import stamina

from ...domain.errors import BadCredentials
from ...domain.model.uitpas_number import UitpasNumber
from ...domain.ports.effects import Ask
from ...domain.ports.outcomes import NotSent
from ...domain.ports.publiq import FindPass
from .call import PROBLEM_JSON, Call, Reply
from .calls import CallLog, CallRecord, correlation
from .credentials import Credentials
from .discretion import discreetly, mask_logged_urls, spoken
from .environment import OPEN, Environment, PassPath, Service
from .forks import in_every_child
from .operations import BUSY, OPERATIONS, outcome, silence
from .rest import Rest, Resting, date_of, retry_after
from .token import DeadlinePassed, TokenAuth, TokenNotGiven
from .uitpas import find_pass_by_number

T = TypeVar("T")

TIMEOUT = httpx.Timeout(20.0, connect=5.0, pool=5.0)
ATTEMPTS = 3
LONGEST_WAIT = timedelta(seconds=10)
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class _Busy(Exception):
    """The service is out of order or in a rush; a question may be asked again after `after`."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(f"status {reply.status}")
        self.reply = reply


_FAILURES = (_Busy, BadCredentials, DeadlinePassed, Resting, TokenNotGiven, httpx.RequestError)


class _Wire:
    """What both clients share: requests, the log and the meaning of silence."""

    def __init__(
        self, environment: Environment, credentials: Credentials, now: Callable[[], datetime], log: CallLog
    ) -> None:
        self.environment = environment
        self.log = log
        self._now = now
        self._client_id = credentials.client_id
        self._rest = Rest()
        self._auth = TokenAuth(environment, credentials, now, self._log_token)
        mask_logged_urls()

    def _call(self, question: Ask[Any]) -> Call:
        older = self.environment.pass_path is PassPath.OLDER
        if older and isinstance(question, FindPass) and isinstance(question.identifier, UitpasNumber):
            return find_pass_by_number(question)
        return OPERATIONS[type(question)].build(question)

    def _request(self, call: Call, trace: Callable[..., Any]) -> httpx.Request:
        self._rest.keep(call, self._now())
        accept = {"Accept": f"application/json, {PROBLEM_JSON}", "User-Agent": "uitkern"}
        typed = {"Content-Type": call.form_type} if call.content is not None else {}
        known = {"x-client-id": self._client_id} if call.service is Service.SEARCH else {}
        return httpx.Request(
            call.method,
            self.environment.base_url(call.service) + call.target,
            params=dict(call.query) or None,
            content=call.content,
            headers=accept | typed | known,
            extensions={"timeout": TIMEOUT.as_dict(), "deadline": call.deadline, "trace": trace},
        )

    def _auth_of(self, call: Call) -> TokenAuth | None:
        """A token, but for a service that is asked without one."""
        return None if call.service in OPEN else self._auth

    def _refuse_late(self, call: Call, step: str) -> None:
        """Check the deadline once more, just before the first byte leaves."""
        late = call.deadline is not None and self._now() >= call.deadline
        if late and step.endswith("send_request_headers.started"):
            raise DeadlinePassed

    def _reply(self, call: Call, response: httpx.Response, began: datetime) -> Reply:
        self._record(call.service, call.operation, call.method, call.path, str(response.status_code), began)
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        reply = Reply(response.status_code, kind, response.content, retry_after(response), date_of(response))
        self._rest.heed(call, reply, began)
        if not call.writes and reply.status in BUSY:
            raise _Busy(reply)
        return reply

    def _log_token(self, response: httpx.Response, began: datetime) -> None:
        path = response.request.url.path
        self._record(Service.UITID, "token", "POST", path, str(response.status_code), began)

    def _failed(self, call: Call, error: Exception, began: datetime) -> Any:
        """What it means that no answer came."""
        match error:
            case _Busy():
                return silence(call, str(error), sent=True)
            case Resting():
                return NotSent(str(error), error.left)
            case DeadlinePassed():
                why, sent = "its time was over before it could be sent", False
            case TokenNotGiven():
                why, sent = str(error), False
            case BadCredentials() if call.writes:
                return silence(call, str(error), sent=False)
            case httpx.RequestError():
                for_token = bool(error.request.extensions.get("token"))
                sent = not for_token and not isinstance(error, _NEVER_SENT)
                why = f"{Service.UITID if for_token else call.service}: {spoken(error)}"
            case _:
                raise error
        self._record(call.service, call.operation, call.method, call.path, why, began)
        return silence(call, why, sent=sent)

    def _record(
        self, service: Service, operation: str, method: str, path: str, ended: str, began: datetime
    ) -> None:
        took = self._now() - began
        self.log.add(CallRecord(began, service, operation, method, path, ended, took, correlation()))


class PubliqClient(_Wire):
    """Ask publiq and wait; safe to share between threads.

    `client` may be the host's own, which stays open; without one it makes and closes its own.
    """

    def __init__(
        self,
        environment: Environment,
        credentials: Credentials,
        now: Callable[[], datetime],
        log: CallLog,
        client: httpx.Client | None = None,
    ) -> None:
        super().__init__(environment, credentials, now, log)
        self._client = client or httpx.Client()
        self._ours = client is None
        in_every_child(self._connect_anew)

    def _connect_anew(self) -> None:
        """Leave the parent's connections to it: two processes on one would read each other's answers."""
        if self._ours:
            self._client = httpx.Client()

    def answer(self, question: Ask[T]) -> T:
        """Ask one question. A question raises `BadCredentials` and `ContractViolation`, a write neither."""
        call = self._call(question)
        try:
            reply = self._send(call) if call.writes else self._send_patiently(call)
        except _FAILURES as error:
            return self._failed(call, error, self._now())  # type: ignore[no-any-return]
        return outcome(question, call, reply)  # type: ignore[no-any-return]

    def _send_patiently(self, call: Call) -> Reply:
        for attempt in stamina.retry_context(on=_again, attempts=ATTEMPTS, timeout=30, wait_max=2):
            with attempt:
                return self._send(call)
        raise AssertionError("a retry context ends with an answer or an error")

    def _send(self, call: Call) -> Reply:
        began = self._now()
        request = self._request(call, lambda step, _: self._refuse_late(call, step))
        with discreetly():
            response = self._client.send(request, auth=self._auth_of(call), follow_redirects=False)
        return self._reply(call, response, began)

    def close(self) -> None:
        """Close the connections that are ours."""
        if self._ours:
            self._client.close()


class AsyncPubliqClient(_Wire):
    """Ask publiq and await; as `PubliqClient`, with connections of its own for each event loop."""

    def __init__(
        self,
        environment: Environment,
        credentials: Credentials,
        now: Callable[[], datetime],
        log: CallLog,
        client: httpx.AsyncClient | None = None,
    ) -> None:
        super().__init__(environment, credentials, now, log)
        self._hosts = client
        self._of_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient] = WeakKeyDictionary()

    def _client(self) -> httpx.AsyncClient:
        if self._hosts is not None:
            return self._hosts
        loop = asyncio.get_running_loop()
        if loop not in self._of_loop:
            self._of_loop[loop] = httpx.AsyncClient()
        return self._of_loop[loop]

    async def answer(self, question: Ask[T]) -> T:
        """Ask one question. A question raises `BadCredentials` and `ContractViolation`, a write neither."""
        call = self._call(question)
        try:
            reply = await (self._send(call) if call.writes else self._send_patiently(call))
        except _FAILURES as error:
            return self._failed(call, error, self._now())  # type: ignore[no-any-return]
        return outcome(question, call, reply)  # type: ignore[no-any-return]

    async def _send_patiently(self, call: Call) -> Reply:
        async for attempt in stamina.retry_context(on=_again, attempts=ATTEMPTS, timeout=30, wait_max=2):
            with attempt:
                return await self._send(call)
        raise AssertionError("a retry context ends with an answer or an error")

    async def _send(self, call: Call) -> Reply:
        async def trace(step: str, _: object) -> None:
            self._refuse_late(call, step)

        began = self._now()
        request = self._request(call, trace)
        with discreetly():
            response = await self._client().send(request, auth=self._auth_of(call), follow_redirects=False)
        return self._reply(call, response, began)

    async def close(self) -> None:
        """Close the connections that are ours, those of this event loop; those of a closed loop are gone."""
        ours = self._of_loop.pop(asyncio.get_running_loop(), None)
        if ours is not None:
            await asyncio.shield(ours.aclose())


def _again(error: Exception) -> bool | timedelta:
    """Whether, and after how long, a question is asked again."""
    if isinstance(error, _Busy):
        wish = error.reply.retry_after
        return min(wish, LONGEST_WAIT) if wish else True
    return isinstance(error, httpx.TransportError | TokenNotGiven)
