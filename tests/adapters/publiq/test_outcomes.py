"""How a write can end, and how a question is asked again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
import stamina
from hypothesis import given, settings
from hypothesis import strategies as st
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from tests.adapters.publiq.samples import ANSWERS, READS, REGISTER, SALE, SOON, UNDO, WRITES, ok
from tests.adapters.publiq.wire import CREDENTIALS, NOON, Asker, Hands, Wire, problem, token
from uitkern import Credentials, Environment, errors
from uitkern.adapters.publiq.calls import CallLog, correlated
from uitkern.adapters.publiq.client import AsyncPubliqClient, PubliqClient
from uitkern.domain.model.problem import Problem
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused, Unavailable
from uitkern.domain.ports.publiq import FindPass
from uitkern.simulator.testing.publiq import Publiq

HTML = "<html><h1>Nope</h1></html>"
NOTHING_HAPPENED: dict[str, tuple[Any, NotSent]] = {
    "no connection": (httpx.ConnectError("refused"), NotSent("UiTPAS: no connection")),
    "no connection in time": (httpx.ConnectTimeout("late"), NotSent("UiTPAS: no connection in time")),
    "no free connection": (httpx.PoolTimeout("late"), NotSent("UiTPAS: no connection in time")),
    "too many requests": (httpx.Response(429), NotSent("status 429")),
    "too many requests, for a while": (
        httpx.Response(429, headers={"retry-after": "7"}),
        NotSent("status 429", timedelta(seconds=7)),
    ),
    "a date to wait for": (
        httpx.Response(429, headers={"retry-after": "Thu, 01 May 2031 10:00:05 GMT"}),
        NotSent("status 429"),
    ),
}
MAY_HAVE_HAPPENED: dict[str, tuple[Any, str]] = {
    "read timeout": (httpx.ReadTimeout("late"), "UiTPAS: no answer in time"),
    "write timeout": (httpx.WriteTimeout("late"), "UiTPAS: no answer in time"),
    "reset while sending": (httpx.WriteError("reset"), "UiTPAS: the connection broke"),
    "reset while reading": (httpx.ReadError("reset"), "UiTPAS: the connection broke"),
    "closed without an answer": (httpx.RemoteProtocolError("closed"), "UiTPAS: the connection broke"),
    "garbled": (httpx.DecodingError("gzip"), "UiTPAS: the connection broke"),
    **{f"status {status}": (httpx.Response(status), f"status {status}") for status in (500, 502, 503, 504)},
    "status 503, for a while": (httpx.Response(503, headers={"retry-after": "5"}), "status 503"),
    "status 408": (httpx.Response(408), "status 408"),
    "redirect": (httpx.Response(302, headers={"location": "http://elsewhere.test/"}), "status 302"),
    "permanent redirect": (httpx.Response(308, headers={"location": "/ticket-sales/"}), "status 308"),
}
UNREADABLE: dict[str, Any] = {
    "html": httpx.Response(200, text=HTML),
    "empty": httpx.Response(200),
    "no list": ok(SALE),
    "no sale": ok([]),
    "two sales for one": ok([SALE, SALE]),
    "no id": ok([{name: value for name, value in SALE.items() if name != "id"}]),
    "no price": ok([{**SALE, "tariff": {"id": "SOCIALTARIFF"}}]),
    "a price below 0": ok([{**SALE, "tariff": {"id": "SOCIALTARIFF", "price": -2}}]),
    "a number that is none": ok([{**SALE, "uitpasNumber": "12"}]),
    "accepted, no body": httpx.Response(202),
}


@pytest.mark.parametrize(("line", "outcome"), NOTHING_HAPPENED.values(), ids=NOTHING_HAPPENED)
def test_a_write_that_did_not_begin_is_not_sent(
    wire: Wire, asked: Asker, line: Any, outcome: NotSent
) -> None:
    wire.answers = [line]
    assert asked(REGISTER) == outcome
    assert len(wire.requests) == 1


@pytest.mark.parametrize(("line", "why"), MAY_HAVE_HAPPENED.values(), ids=MAY_HAVE_HAPPENED)
@pytest.mark.parametrize("write", [REGISTER, UNDO], ids=["register", "undo"])
def test_a_write_that_may_have_happened_is_told_as_such_and_never_repeated(
    wire: Wire, asked: Asker, write: Any, line: Any, why: str
) -> None:
    wire.answers = [line, ok([SALE])]
    assert asked(write) == NoAnswer(why)
    assert len(wire.requests) == 1


@pytest.mark.parametrize("line", UNREADABLE.values(), ids=UNREADABLE)
def test_a_success_that_cannot_be_read_may_have_happened(wire: Wire, asked: Asker, line: Any) -> None:
    wire.answers = [line]
    outcome = asked(REGISTER)
    assert isinstance(outcome, NoAnswer)
    assert "outside its contract" in outcome.why
    assert len(wire.requests) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 415, 422])
@pytest.mark.parametrize("write", WRITES)
def test_a_problem_says_that_nothing_happened(wire: Wire, asked: Asker, write: str, status: int) -> None:
    wire.answers = [problem("uitpas/maximum-reached", status, jsonPointer="/0")]
    assert asked(WRITES[write]) == Refused(
        Problem("uitpas/maximum-reached", status, title="No", pointer="/0")
    )
    assert len(wire.requests) == 1


def test_a_refusal_in_html_is_a_refusal(wire: Wire, asked: Asker) -> None:
    wire.answers = [httpx.Response(403, text=HTML)]
    assert asked(REGISTER) == Refused(Problem("about:blank", 403))


def test_an_undone_sale_is_done(wire: Wire, asked: Asker) -> None:
    wire.answers = [httpx.Response(204)]
    assert asked(UNDO) == Done(None)


LINES = st.one_of(
    st.integers(200, 599).map(httpx.Response),
    st.sampled_from([line for line, _ in (*NOTHING_HAPPENED.values(), *MAY_HAVE_HAPPENED.values())]),
    st.sampled_from(list(UNREADABLE.values())),
    st.binary(max_size=20).map(lambda content: httpx.Response(200, content=content)),
)


@settings(deadline=None)
@given(LINES, st.sampled_from(sorted(WRITES)), st.booleans())
def test_every_write_ends_in_one_of_four_ways_after_one_request(line: Any, write: str, awaited: bool) -> None:
    wire = Wire(answers=[line])
    outcome = Asker(awaited, wire)(WRITES[write])
    assert isinstance(outcome, Done | Refused | NotSent | NoAnswer)
    status = line.status_code if isinstance(line, httpx.Response) else None
    assert len(wire.requests) == (2 if status == 401 else 1)
    if status is not None and (status >= 500 or status == 408 or 300 <= status < 400):
        assert isinstance(outcome, NoAnswer), "it may have happened"


def test_a_write_whose_time_is_over_leaves_no_byte(wire: Wire, asked: Asker) -> None:
    wire.answers = [ok([SALE])]
    asked.clock.at = SOON
    assert asked(REGISTER) == NotSent("its time was over before it could be sent")
    assert not wire.requests


def test_a_write_whose_time_runs_out_while_the_token_is_fetched_is_not_sent(wire: Wire, asked: Asker) -> None:
    def slow(_: httpx.Request) -> httpx.Response:
        asked.clock.at = SOON
        return token()

    wire.tokens, wire.answers = [slow], [ok([SALE])]
    assert asked(REGISTER) == NotSent("its time was over before it could be sent")
    assert not wire.requests


def test_a_write_just_in_time_is_sent(wire: Wire, asked: Asker) -> None:
    wire.answers = [ok([SALE])]
    asked.clock.at = SOON - timedelta(microseconds=1)
    assert isinstance(asked(REGISTER), Done)


def test_a_write_refused_for_its_token_is_not_sent_again_too_late(wire: Wire, asked: Asker) -> None:
    def late(_: httpx.Request) -> httpx.Response:
        asked.clock.at = SOON
        return httpx.Response(401)

    wire.answers = [late, ok([SALE])]
    assert isinstance(asked(REGISTER), NotSent)
    assert len(wire.requests) == 1


class Queue(httpx.HTTPTransport):
    """A real connection that is given to the request only when its time is over."""

    def __init__(self, clock: Hands) -> None:
        super().__init__()
        self.clock = clock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "DELETE":
            self.clock.at = SOON
        return super().handle_request(request)


class AsyncQueue(httpx.AsyncHTTPTransport):
    """As `Queue`, awaited."""

    def __init__(self, clock: Hands) -> None:
        super().__init__()
        self.clock = clock

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "DELETE":
            self.clock.at = SOON
        return await super().handle_async_request(request)


TOO_LATE = NotSent("its time was over before it could be sent")


def test_the_deadline_is_looked_at_once_more_before_the_first_byte(publiq: Publiq) -> None:
    clock, credentials = Hands(), Credentials(publiq.client_id, publiq.client_secret)
    with publiq.serve() as url, httpx.Client(transport=Queue(clock)) as host:
        client = PubliqClient(Environment.simulator(url), credentials, clock.now, CallLog(), host)
        assert client.answer(UNDO) == TOO_LATE
        assert [entry.operation_id for entry in publiq.journal] == ["post-token"]
        clock.at = NOON
        assert client.answer(READS["pass"][0]), "the connection serves the next request"


def test_an_awaited_deadline_is_looked_at_once_more_before_the_first_byte(publiq: Publiq) -> None:
    clock, credentials = Hands(), Credentials(publiq.client_id, publiq.client_secret)

    async def ask(url: str) -> Any:
        async with httpx.AsyncClient(transport=AsyncQueue(clock)) as host:
            client = AsyncPubliqClient(Environment.simulator(url), credentials, clock.now, CallLog(), host)
            return await client.answer(UNDO)

    with publiq.serve() as url:
        assert asyncio.run(ask(url)) == TOO_LATE
    assert [entry.operation_id for entry in publiq.journal] == ["post-token"]


BUSY = [429, 502, 503, 504]
BREAKS = [
    httpx.ConnectError("x"),
    httpx.ReadTimeout("x"),
    httpx.RemoteProtocolError("x"),
    httpx.ReadError("x"),
]


@pytest.mark.parametrize("line", [*map(httpx.Response, BUSY), *BREAKS], ids=repr)
def test_a_question_is_asked_again_until_it_is_answered(wire: Wire, asked: Asker, line: Any) -> None:
    question, body = READS["pass"]
    wire.answers = [line, line, ok(body)]
    assert asked(question).number == question.identifier
    assert len(wire.requests) == 3


@pytest.mark.parametrize("line", [*map(httpx.Response, BUSY), *BREAKS], ids=repr)
def test_a_question_that_nobody_answers_is_given_up_after_three_times(
    wire: Wire, asked: Asker, line: Any
) -> None:
    wire.answers = [line]
    assert isinstance(asked(READS["tariffs"][0]), Unavailable)
    assert len(wire.requests) == 3


@pytest.mark.parametrize("status", [301, 302, 307, 500, 501])
def test_a_question_that_is_answered_wrongly_is_not_asked_again(
    wire: Wire, asked: Asker, status: int
) -> None:
    wire.answers = [httpx.Response(status, headers={"location": "http://elsewhere.test/"})]
    assert asked(READS["tariffs"][0]) == Unavailable(f"status {status}")
    assert len(wire.requests) == 1


@pytest.fixture
def waits() -> Iterator[list[float]]:
    """The seconds that were to be waited between attempts, none of which pass."""
    planned: list[float] = []

    def note(details: RetryDetails) -> None:
        planned.append(details.wait_for)

    set_on_retry_hooks([note])
    yield planned
    set_on_retry_hooks(None)


@pytest.fixture
def without_sleeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries as in production, but for the sleep itself."""

    async def at_once(_: float) -> None:
        return

    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("asyncio.sleep", at_once)


@pytest.mark.usefixtures("without_sleeping")
@pytest.mark.parametrize(("wish", "waited"), [("4", 4.0), ("0", None), ("3600", 10.0), ("soon", None)])
def test_a_question_waits_as_long_as_the_service_wishes_but_not_for_ever(
    wire: Wire, asked: Asker, waits: list[float], wish: str, waited: float | None
) -> None:
    question, body = READS["pass"]
    wire.answers = [httpx.Response(429, headers={"retry-after": wish}), ok(body)]
    with stamina.set_testing(False):
        asked(question)
    (planned,) = waits
    assert planned == waited if waited else 0 < planned <= 2


@pytest.mark.usefixtures("without_sleeping")
def test_a_question_backs_off_with_jitter(wire: Wire, asked: Asker, waits: list[float]) -> None:
    wire.answers = [httpx.Response(503)]
    with stamina.set_testing(False):
        for _ in range(5):
            asked(READS["pass"][0])
    assert len(waits) == 10
    assert all(0 < wait <= 2 for wait in waits)
    assert len(set(waits)) > 5


def test_every_call_is_logged_with_its_purpose_and_its_end(wire: Wire, asked: Asker) -> None:
    question, body = READS["pass"]
    wire.answers = [httpx.Response(503), ok(body), httpx.ReadTimeout("late")]
    with correlated("offer-1"):
        asked(question)
        asked(REGISTER)
    logged = [(record.operation, record.path, record.ended) for record in asked.log]
    assert logged == [
        ("token", "/uitid/realms/uitid/protocol/openid-connect/token", "200"),
        ("get-passes", "/passes", "503"),
        ("get-passes", "/passes", "200"),
        ("post-ticket-sales", "/ticket-sales", "UiTPAS: no answer in time"),
    ]
    assert {record.correlation for record in asked.log} == {"offer-1"}
    assert asked.log.count == 4


def test_the_log_keeps_the_latest_calls_and_counts_them_all(wire: Wire, asked: Asker) -> None:
    asked.log = CallLog(keep=2)
    wire.answers = [httpx.Response(404)]
    for _ in range(3):
        asked(READS["pass"][0])
    assert asked.log.count == 4
    assert [record.ended for record in asked.log] == ["404", "404"]


def test_the_hosts_own_client_stays_open_and_ours_closes() -> None:
    transport = httpx.MockTransport(Wire(answers=[ok(ANSWERS["permissions"][1])]))
    environment, now = Environment.simulator("http://publiq.test"), Hands().now
    with httpx.Client(transport=transport) as host:
        PubliqClient(environment, CREDENTIALS, now, CallLog(), host).close()
        assert not host.is_closed
    ours = PubliqClient(environment, CREDENTIALS, now, CallLog())
    ours.close()
    assert ours._client.is_closed


def test_the_hosts_own_awaited_client_stays_open_and_ours_closes() -> None:
    async def play() -> None:
        transport = httpx.MockTransport(Wire(answers=[ok(ANSWERS["permissions"][1])]))
        environment, now = Environment.simulator("http://publiq.test"), Hands().now
        async with httpx.AsyncClient(transport=transport) as host:
            await AsyncPubliqClient(environment, CREDENTIALS, now, CallLog(), host).close()
            assert not host.is_closed
        ours = AsyncPubliqClient(environment, CREDENTIALS, now, CallLog())
        opened = ours._client()
        await ours.close()
        assert opened.is_closed
        await ours.close()

    asyncio.run(play())


@pytest.mark.parametrize("follows", [True, False])
def test_a_host_that_follows_redirects_does_not_make_us_send_a_sale_twice(follows: bool) -> None:
    wire = Wire(answers=[httpx.Response(307, headers={"location": "http://elsewhere.test/"}), ok([SALE])])
    with httpx.Client(transport=wire.transport, follow_redirects=follows) as host:
        client = PubliqClient(
            Environment.simulator("http://publiq.test"), CREDENTIALS, Hands().now, CallLog(), host
        )
        assert client.answer(REGISTER) == NoAnswer("status 307")
    assert len(wire.requests) == 1


def test_a_host_with_its_own_credentials_and_time_out_does_not_change_ours() -> None:
    seen = Wire(answers=[ok(READS["pass"][1])])
    with httpx.Client(transport=seen.transport, auth=("host", "pw"), timeout=0.001) as host:
        client = PubliqClient(
            Environment.simulator("http://publiq.test"), CREDENTIALS, Hands().now, CallLog(), host
        )
        client.answer(FindPass(READS["pass"][0].identifier))
    assert seen.requests[0].headers["authorization"] == "Bearer a-token"


def test_an_outcome_without_an_answer_names_no_address(wire: Wire, asked: Asker) -> None:
    wire.answers = [httpx.ConnectError("http://publiq.test/uitpas/passes?identifier=0900000067513 refused")]
    assert asked(READS["pass"][0]) == Unavailable("UiTPAS: no connection")
    wire.tokens = [httpx.Response(401)]
    asked.clock.advance(timedelta(days=2))
    with pytest.raises(errors.BadCredentials):
        asked(READS["pass"][0])
