"""publiq's test environment as a target: calls with space between them, and nothing left behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
from attrs import define, field

from .case import Case
from .operations import PLACES, contracts, operations
from .target import Account, Scene, Unusable

ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
SPACE = 0.5
_LONGEST_WAIT = 120.0
_PATIENCE = 4


class Spaced(httpx.BaseTransport):
    """Leave so many seconds between calls, and wait as long as an answer 429 says, a few times."""

    def __init__(
        self, inner: httpx.BaseTransport, space: float = SPACE, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._inner = inner
        self._space = space
        self._sleep = sleep
        self._free_at = 0.0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        for attempt in range(_PATIENCE):
            self._sleep(max(0.0, self._free_at - time.monotonic()))
            answer = self._inner.handle_request(request)
            self._free_at = time.monotonic() + self._space
            if answer.status_code != 429 or attempt == _PATIENCE - 1:
                return answer
            answer.close()
            self._sleep(_told(answer))
        raise AssertionError("the last attempt is returned")

    def close(self) -> None:
        self._inner.close()


def _told(answer: httpx.Response) -> float:
    told = answer.headers.get("retry-after", "")
    return min(float(told), _LONGEST_WAIT) if told.isdigit() else 5.0


@define
class TestEnvironment:
    """publiq's test environment, for the client whose credentials are given.

    Cases that write run only with `writing`: each removes what it makes, but it does make it.
    """

    __test__ = False

    http: httpx.Client
    client: Account
    writing: bool = False
    name: str = "publiq's test environment"
    kind: str = "test"
    _tokens: dict[str, str] = field(factory=dict[str, str], repr=False, init=False)
    _permissions: frozenset[str] | None = field(default=None, init=False)

    def refuses(self, case: Case) -> str | None:
        if "test" not in case.targets:
            return "it needs a world of its own, which only the simulator has"
        if not self.writing and any(writes(step.operation) for step in case.steps):
            return "it writes and removes again, which --yes allows"
        lacking = sorted(_needed(case) - self._granted())
        return f"the client lacks {', '.join(lacking)} for the test organizer" if lacking else None

    @contextmanager
    def scene(self, case: Case) -> Iterator[Scene]:  # noqa: ARG002 - there is one environment for all
        yield self._scene()

    def close(self) -> None:
        self.http.close()

    def _scene(self) -> Scene:
        bases = {each: address for each in contracts() if (address := PLACES[each][1]) is not None}
        values = {"client_id": self.client.id, "client_secret": self.client.secret}
        values |= {f"base_{each.replace('-', '_')}": address for each, address in bases.items()}
        return Scene(self.http, bases, self.client, values, people=False, tokens=self._tokens)

    def _granted(self) -> frozenset[str]:
        if self._permissions is None:
            scene = self._scene()
            headers = scene.credentials("client")
            try:
                answer = scene.http.get(f"{scene.bases['uitpas']}/permissions", headers=headers)
            except httpx.HTTPError as error:
                raise Unusable(f"{scene.bases['uitpas']} does not answer: {type(error).__name__}") from error
            listed = answer.json() if answer.status_code == 200 else []
            own = [each for each in listed if each["organizer"]["id"] == ORGANIZER]
            details = [detail for each in own for detail in each["permissionDetails"]]
            self._permissions = frozenset(detail["id"] for detail in details)
        return self._permissions


def reach_test_environment(
    client: Account, *, writing: bool, space: float = SPACE, inner: httpx.BaseTransport | None = None
) -> TestEnvironment:
    """Reach publiq's test environment; `space` is in seconds between calls, `inner` carries them."""
    transport = Spaced(inner or httpx.HTTPTransport(), space)
    return TestEnvironment(httpx.Client(transport=transport, timeout=30), client, writing)


def writes(operation: str) -> bool:
    """Say whether an operation changes something other than giving a token."""
    known = operations()[operation]
    return known.operation.method != "GET" and known.service != "uitid"


def _needed(case: Case) -> set[str]:
    by_client = [step for step in case.steps if (step.caller or "client") == "client"]
    return {
        permission
        for step in by_client
        if (permission := operations()[step.operation].operation.permission) is not None
    }
