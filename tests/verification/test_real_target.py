"""publiq's test environment as a target: what is run there, how it is called, and what stays behind."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from attrs import evolve

from uitkern.simulator.testing.publiq import Publiq
from uitkern.verification.case import Case
from uitkern.verification.reading import all_cases
from uitkern.verification.real import Spaced, TestEnvironment, reach_test_environment, writes
from uitkern.verification.reports import problems
from uitkern.verification.running import run_case, run_cases
from uitkern.verification.target import Account, Unusable

THERE = [each for each in all_cases() if "test" in each.targets]
SALE = next(each for each in THERE if each.id == "sales/registered")


class Through(httpx.BaseTransport):
    """Carries calls to a simulated test environment, and lets a test see or change each answer."""

    def __init__(
        self, publiq: Publiq, look: Callable[[httpx.Request, httpx.Response], httpx.Response]
    ) -> None:
        self._inner = publiq.transport
        self._look = look

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._look(request, self._inner.handle_request(request))


def environment(
    publiq: Publiq,
    look: Callable[[httpx.Request, httpx.Response], httpx.Response] = lambda _, answer: answer,
    *,
    writing: bool = True,
) -> TestEnvironment:
    account = Account(publiq.client_id, publiq.client_secret)
    return reach_test_environment(account, writing=writing, space=0, inner=Through(publiq, look))


def sales(publiq: Publiq) -> int:
    return len(publiq.world.state.sales)


def test_every_case_for_it_agrees_with_publiqs_test_data_and_leaves_nothing(publiq: Publiq) -> None:
    events = {event.id for event in publiq.world.state.events.values()}

    report = run_cases(environment(publiq), THERE)

    differing = [(each.case, problems(each)) for each in report.results if each.verdict == "differs"]
    assert differing == []
    assert report.count("agrees") > 80
    assert sales(publiq) == 0
    made = [each for each in publiq.world.state.events.values() if each.id not in events]
    assert {str(each.workflow_status) for each in made} <= {"DELETED"}


def test_without_yes_only_what_reads_is_run(publiq: Publiq) -> None:
    report = run_cases(environment(publiq, writing=False), THERE)

    not_run = {each.case: each.not_run for each in report.results if each.not_run}
    assert "--yes" in str(not_run["sales/registered"])
    assert "passes/an-active-social-tariff" not in not_run
    assert all(entry.method == "GET" or entry.service == "uitid" for entry in publiq.journal)


def test_what_the_client_may_not_do_is_not_run_and_the_permission_is_named(publiq: Publiq) -> None:
    stranger = publiq.client(["TARIFFS_READ"])
    account = Account(stranger.id, stranger.secret)
    target = reach_test_environment(account, writing=True, space=0, inner=publiq.transport)

    result = run_case(target, SALE)

    assert "TICKETSALES_REGISTER" in str(result.not_run)
    assert result.calls == 0


def test_cases_with_a_world_of_their_own_are_not_run_there(publiq: Publiq) -> None:
    suspended = next(each for each in all_cases() if each.id == "passes/suspended")

    assert "only the simulator" in str(run_case(environment(publiq), suspended).not_run)


def test_a_wrong_secret_is_told_and_nothing_is_run(publiq: Publiq) -> None:
    target = reach_test_environment(
        Account(publiq.client_id, "wrong"), writing=True, space=0, inner=publiq.transport
    )

    with pytest.raises(Unusable, match="no token: 401"):
        run_cases(target, THERE)


def test_an_environment_that_does_not_answer_is_told(publiq: Publiq) -> None:
    def silent(request: httpx.Request, _: httpx.Response) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    with pytest.raises(Unusable, match=r"https://account-test.uitid.be does not answer: ConnectError"):
        run_cases(environment(publiq, silent), THERE)


def test_what_a_case_made_is_removed_after_a_difference(publiq: Publiq) -> None:
    wrong = evolve(SALE, ask=evolve(SALE.ask, facts={"/0/tariff/price": 99}))

    result = run_case(environment(publiq), wrong)

    assert result.verdict == "differs"
    assert (sales(publiq), result.left_behind) == (0, ())


def test_what_a_case_made_is_removed_after_an_interruption(publiq: Publiq) -> None:
    seen: list[str] = []

    def interrupt(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        seen.append(request.method)
        if request.url.path.endswith("/settings"):
            raise KeyboardInterrupt
        return answer

    settings = next(each for each in THERE if each.id == "events/settings")
    case = evolve(SALE, then=(settings.ask, *SALE.then))

    with pytest.raises(KeyboardInterrupt):
        run_case(environment(publiq, interrupt), case)

    assert sales(publiq) == 0
    assert "DELETE" in seen


def test_a_sale_whose_answer_was_lost_is_found_by_its_label_and_removed(publiq: Publiq) -> None:
    def lose(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        if request.method == "POST" and request.url.path == "/ticket-sales":
            raise httpx.ReadTimeout("too late", request=request)
        return answer

    result = run_case(environment(publiq, lose), SALE)

    assert [each.got for each in result.differences] == ["ReadTimeout"]
    assert (sales(publiq), result.left_behind) == (0, ())


def test_what_cannot_be_removed_is_told(publiq: Publiq) -> None:
    def refuse(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        return httpx.Response(500, request=request) if request.method == "DELETE" else answer

    result = run_case(environment(publiq, refuse), SALE)

    assert result.verdict == "differs"
    assert any("delete-ticket-sales" in each for each in result.left_behind)


def test_calls_are_spaced_and_a_429_is_waited_out() -> None:
    answers = [httpx.Response(429, headers={"retry-after": "7"}), httpx.Response(429), httpx.Response(200)]
    slept: list[float] = []
    calls = Spaced(httpx.MockTransport(lambda _: answers.pop(0)), 0.5, slept.append)

    answer = calls.handle_request(httpx.Request("GET", "https://api-test.uitpas.be/permissions"))

    assert answer.status_code == 200
    assert [each for each in slept if each > 1] == [7, 5]
    assert any(0.4 < each <= 0.5 for each in slept)


def test_a_429_that_does_not_end_is_an_answer() -> None:
    slept: list[float] = []
    calls = Spaced(httpx.MockTransport(lambda _: httpx.Response(429)), 0, slept.append)

    assert calls.handle_request(httpx.Request("GET", "https://api-test.uitpas.be/")).status_code == 429


def test_a_token_is_asked_once_for_all_cases(publiq: Publiq) -> None:
    passes = [each for each in THERE if each.ask.operation == "get-passes"]

    run_cases(environment(publiq), passes)

    publiq.journal.expect("post-token", times=1)


def test_giving_a_token_writes_nothing() -> None:
    assert not writes("post-token")
    assert not writes("get-tariffs")
    assert writes("post-ticket-sales")


def test_there_are_cases_of_every_service_that_has_a_test_environment() -> None:
    assert {service_of(each) for each in THERE} == {
        "uitid",
        "uitpas",
        "uitdatabank-entry",
        "uitdatabank-search",
    }


def service_of(case: Case) -> str:
    return case.service
