"""The two cores against a simulated publiq: the main job, and its bad days."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.adapters.cores import (
    BLOCKED,
    ELSEWHERE,
    ENTITLED,
    EXPIRED,
    MORNING,
    REGULAR,
    a_child,
    an_activity,
    made_ready,
    open_core,
)
from uitkern import (
    AsyncUitkern,
    Choose,
    Credentials,
    EnrolmentState,
    Environment,
    Euro,
    Insz,
    Organisation,
    PublicationState,
    Reason,
    Uitkern,
    errors,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official


@pytest.fixture(params=["blocking", "awaited"])
def core(request: pytest.FixtureRequest, publiq: Publiq, tmp_path: Path) -> Iterator[Any]:
    publiq.clock.freeze(MORNING)
    opened = open_core(publiq, f"sqlite:///{tmp_path}/ledger.db", awaited=request.param == "awaited")
    yield opened
    opened.close()


def sales_at(publiq: Publiq) -> list[str]:
    return [str(sale.id) for sale in publiq.world.state.sales.values()]


def test_both_cores_offer_the_same_methods_with_the_same_signatures() -> None:
    def public(kind: type[Any]) -> dict[str, inspect.Signature]:
        return {
            name: inspect.signature(method)
            for name, method in vars(kind).items()
            if inspect.isfunction(method) and not name.startswith("_")
        }

    blocking, awaited = public(Uitkern), public(AsyncUitkern)
    assert blocking == awaited
    blocking_there = {n for n in awaited if not inspect.iscoroutinefunction(getattr(AsyncUitkern, n))}
    assert blocking_there == {"reserve"}, "it works on a connection of the host, which blocks"
    mine, theirs = (inspect.signature(kind.__init__).parameters for kind in (Uitkern, AsyncUitkern))
    assert {n: p.default for n, p in mine.items()} == {n: p.default for n, p in theirs.items()}


def test_every_public_method_says_what_it_does() -> None:
    for kind in (Uitkern, AsyncUitkern):
        assert all(method.__doc__ for name, method in vars(kind).items() if not name.startswith("_"))


def test_a_child_is_enrolled_at_the_social_tariff_and_cancelled_again(core: Any, publiq: Publiq) -> None:
    made_ready(core)
    assert core.publication("camp").state is PublicationState.REGISTERED
    offered = core.offer("kid", "camp")
    assert (offered.base_price, offered.price, offered.reason) == (Euro(1100), Euro(220), None)
    enrolment = core.enrol("kid", "camp", agreed=Euro(220))
    assert (enrolment.state, enrolment.price) == (EnrolmentState.AWAITING_PAYMENT, Euro(220))
    assert [sale.id for sale in core.sales_at_uitpas("camp")] == [enrolment.sale_id] == sales_at(publiq)
    assert core.confirm(enrolment.id).state is EnrolmentState.CONFIRMED
    with pytest.raises(errors.AlreadyEnrolled, match="enrolment 1 is confirmed"):
        core.enrol("kid", "camp")
    assert core.cancel(enrolment.id).state is EnrolmentState.CANCELLED
    assert core.sales_at_uitpas("camp") == ()
    assert sales_at(publiq) == []
    assert [each.state for each in core.enrolments("camp")] == [EnrolmentState.CANCELLED]


@pytest.mark.parametrize(
    ("number", "reason", "told"),
    [
        (None, Reason.NO_PASS, "UiTPAS-nummer"),
        (REGULAR, Reason.NO_SOCIAL_TARIFF, ""),
        (EXPIRED, Reason.EXPIRED, ""),
        (BLOCKED, Reason.BLOCKED, ""),
        (ELSEWHERE, Reason.NOT_AVAILABLE, ""),
    ],
)
def test_without_a_social_tariff_the_parent_reads_why(
    core: Any, number: str | None, reason: Reason, told: str
) -> None:
    made_ready(core, number)
    offered = core.offer("kid", "camp")
    assert (offered.price, offered.reason) == (Euro(1100), reason)
    assert offered.messages
    assert told in offered.messages[0].nl


def test_a_child_without_discount_is_enrolled_without_a_sale(core: Any, publiq: Publiq) -> None:
    made_ready(core, REGULAR)
    enrolment = core.enrol("kid", "camp")
    assert (enrolment.price, enrolment.sale_id) == (Euro(1100), None)
    assert core.release(enrolment.id).state is EnrolmentState.CANCELLED
    assert publiq.journal.count("post-ticket-sales") == 0


def test_a_pass_is_found_by_insz_which_is_not_kept(core: Any, publiq: Publiq, tmp_path: Path) -> None:
    core.save_participant(a_child(None))
    assert core.link_pass("kid", Insz("36051380284"), "a parent").number.value == ENTITLED
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert ENTITLED.encode() in kept
    assert b"36051380284" not in kept


def test_an_event_that_is_there_is_linked(core: Any, publiq: Publiq) -> None:
    made_ready(core)
    core.unlink("camp")
    assert core.link("camp", official.PERMANENT_EVENT).event_id == official.PERMANENT_EVENT
    with pytest.raises(errors.NotDiscountable, match="is not in UiTdatabank"):
        core.link("camp", official.NOWHERE)


def test_the_price_list_shows_the_tariff_in_general(core: Any) -> None:
    made_ready(core)
    assert core.static_tariff("camp").available[0].price == Euro(220)


def test_our_permissions_are_listed(core: Any) -> None:
    (granted,) = core.permissions()
    assert granted.organizer_id == official.ORGANIZER
    assert "TICKETSALES_REGISTER" in granted.permissions


def test_what_is_unknown_is_named(core: Any) -> None:
    made_ready(core)
    cases: list[tuple[Callable[[], object], str]] = [
        (lambda: core.offer("nobody", "camp"), "participant: there is none with id 'nobody'"),
        (lambda: core.offer("kid", "nothing"), "activity: there is none with id 'nothing'"),
        (lambda: core.enrol("kid", "nothing"), "activity: there is none with id 'nothing'"),
        (lambda: core.publish("nothing"), "activity: there is none with id 'nothing'"),
        (lambda: core.await_registration("nothing"), "activity: there is none with id 'nothing'"),
        (lambda: core.cancel(7), "enrolment: there is none with id '7'"),
        (lambda: core.confirm(7), "enrolment: there is none with id '7'"),
        (lambda: core.link_pass("nobody", Insz("36051380284"), "a parent"), "participant: there is none"),
    ]
    for ask, words in cases:
        with pytest.raises(errors.NotFound, match=words):
            ask()
    assert core.enrolments() == ()


def test_each_call_carries_the_use_case_it_belongs_to(core: Any) -> None:
    made_ready(core)
    core.offer("kid", "camp")
    by_case = {(record.correlation.rpartition("-")[0], record.operation) for record in core.calls}
    assert by_case == {
        ("publish", "token"),
        ("publish", "get-permissions"),
        ("publish", "event-post"),
        ("await_registration", "get-events-card-systems"),
        ("offer", "get-passes"),
        ("offer", "get-tariffs"),
    }


LOST = [{"cut": "after"}, {"malformed": True}]
BEFORE = [{"cut": "before"}, {"status": 500}, {"status": 503}]


@pytest.mark.parametrize("fault", LOST, ids=str)
def test_a_lost_answer_leaves_one_sale_that_is_never_sent_again(
    core: Any, publiq: Publiq, fault: dict[str, Any]
) -> None:
    made_ready(core)
    with publiq.fault("post-ticket-sales", **fault), pytest.raises(errors.SaleUnknown) as unknown:
        core.enrol("kid", "camp")
    assert unknown.value.enrolment.state is EnrolmentState.UNKNOWN
    assert len(sales_at(publiq)) == 1
    with pytest.raises(errors.AlreadyEnrolled, match="is unknown"):
        core.enrol("kid", "camp")
    assert core.cancel(1).state is EnrolmentState.CANCELLING, "it ends when the sale is settled, not before"
    assert publiq.journal.count("post-ticket-sales") == 1
    assert len(sales_at(publiq)) == 1


@pytest.mark.parametrize("fault", BEFORE, ids=str)
def test_an_outage_while_selling_keeps_the_place_and_is_not_tried_again(
    core: Any, publiq: Publiq, fault: dict[str, Any]
) -> None:
    made_ready(core)
    with publiq.fault("post-ticket-sales", **fault), pytest.raises(errors.SaleUnknown):
        core.enrol("kid", "camp")
    assert publiq.journal.count("post-ticket-sales") == 1
    assert sales_at(publiq) == []
    assert core.enrolment(1).state is EnrolmentState.UNKNOWN


def test_a_rush_at_uitpas_leaves_the_place_free_to_try_again(core: Any, publiq: Publiq) -> None:
    made_ready(core)
    with (
        publiq.fault("post-ticket-sales", status=429, retry_after=3),
        pytest.raises(errors.SaleNotSent, match="nothing was registered at UiTPAS, try again: status 429"),
    ):
        core.enrol("kid", "camp")
    publiq.clock.advance(3)
    assert core.enrol("kid", "camp").state is EnrolmentState.AWAITING_PAYMENT


def test_a_refused_sale_tells_the_parent_and_frees_the_place(core: Any, publiq: Publiq) -> None:
    made_ready(core)
    core.offer("kid", "camp")
    with (
        publiq.fault("post-ticket-sales", status=400, problem="uitpas/maximum-reached"),
        pytest.raises(errors.SaleRefused) as refused,
    ):
        core.enrol("kid", "camp")
    assert refused.value.message.nl
    assert refused.value.problem.kind == "uitpas/maximum-reached"
    before = publiq.journal.count()
    core.offer("kid", "camp")
    assert publiq.journal.count() == before + 2, "what was remembered of the pass is dropped"


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        ("get-passes", {"status": 503}),
        ("get-tariffs", {"status": 500}),
        ("get-passes", {"cut": "before"}),
        ("get-tariffs", {"cut": "after"}),
    ],
)
def test_a_silent_uitpas_is_an_offer_at_the_base_price_for_now(
    core: Any, publiq: Publiq, operation: str, fault: dict[str, Any]
) -> None:
    made_ready(core)
    with publiq.fault(operation, **fault):
        offered = core.offer("kid", "camp")
        assert (offered.price, offered.reason) == (Euro(1100), Reason.UNREACHABLE)
        with pytest.raises(errors.PriceNotKnown) as unknown:
            core.enrol("kid", "camp")
    assert "niet bereikbaar" in unknown.value.message.nl
    assert core.enrolments() == ()
    assert core.offer("kid", "camp").price == Euro(220)


def test_a_malformed_quote_is_outside_the_contract_and_nothing_is_kept(core: Any, publiq: Publiq) -> None:
    made_ready(core)
    with (
        publiq.fault("get-tariffs", malformed=True),
        pytest.raises(errors.ContractViolation, match="UiTPAS answered outside its contract at /: its body"),
    ):
        core.offer("kid", "camp")
    assert core.offer("kid", "camp").price == Euro(220)


@pytest.mark.parametrize("fault", [{"cut": "after"}, {"status": 500}, {"malformed": True}], ids=str)
def test_a_publication_without_an_answer_is_not_sent_twice(
    core: Any, publiq: Publiq, fault: dict[str, Any]
) -> None:
    core.save_activity(an_activity())
    with publiq.fault("event-post", **fault), pytest.raises(errors.Unreachable, match="no answer came"):
        core.publish("camp")
    with pytest.raises(errors.PublicationUnknown, match="look its event up and link it"):
        core.publish("camp")
    assert publiq.journal.count("event-post") == 1


def test_an_undo_without_an_answer_is_tried_again_and_found_done(core: Any, publiq: Publiq) -> None:
    made_ready(core)
    enrolment = core.enrol("kid", "camp")
    with publiq.fault("delete-ticket-sales", cut="after"):
        assert core.cancel(enrolment.id).state is EnrolmentState.CANCELLING
    assert core.cancel(enrolment.id).state is EnrolmentState.CANCELLED
    assert sales_at(publiq) == []


def test_a_wrong_secret_is_said_and_costs_nothing(core: Any, publiq: Publiq, tmp_path: Path) -> None:
    made_ready(core)
    wrong = Uitkern(
        f"sqlite:///{tmp_path}/ledger.db",
        Organisation("us", official.ORGANIZER),
        Environment.simulator(publiq.url),
        Credentials(publiq.client_id, "wrong-secret"),
        client=httpx.Client(transport=publiq.transport),
    )
    with wrong, pytest.raises(errors.BadCredentials, match="check client id, secret and environment") as bad:
        wrong.offer("kid", "camp")
    assert "wrong-secret" not in str(bad.value)
    assert core.enrolments() == ()


def test_full_price_is_a_choice(core: Any, publiq: Publiq) -> None:
    made_ready(core)
    assert core.enrol("kid", "camp", Choose.NOTHING).price == Euro(1100)
    assert sales_at(publiq) == []


@pytest.mark.parametrize("kind", [Uitkern, AsyncUitkern])
@pytest.mark.parametrize(
    ("place", "told"),
    [
        (0, 'organisation: must be of type Organisation, such as Organisation("playground", organizer_id='),
        (1, "environment: must be of type Environment, such as Environment.test()"),
        (2, "credentials: must be of type Credentials, such as Credentials(client_id, client_secret)"),
    ],
)
def test_what_a_core_is_opened_with_is_checked_before_anything_is_opened(
    kind: Any, place: int, told: str, tmp_path: Path
) -> None:
    given: list[Any] = [
        Organisation("us", official.ORGANIZER),
        Environment.simulator("http://127.0.0.1:9"),
        Credentials("id", "hidden"),
    ]
    given[place] = "hidden"
    with pytest.raises(errors.InvalidValue) as refused:
        kind(f"sqlite:///{tmp_path}/ledger.db", *given)
    assert str(refused.value).startswith(told)
    assert "hidden" not in str(refused.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("url", ["127.0.0.1:8800", "publiq", "", None])
def test_the_address_of_a_simulator_is_named_as_such(url: Any) -> None:
    told = "base_url: must be the base URL of a simulator, such as http://127.0.0.1:8800"
    with pytest.raises(errors.InvalidValue, match=told):
        Environment.simulator(url)


def test_a_core_opens_and_closes_as_a_context(publiq: Publiq) -> None:
    arguments: Any = (
        "sqlite://",
        Organisation("us", official.ORGANIZER),
        Environment.simulator("http://127.0.0.1:9"),
        Credentials("id", "secret"),
    )
    with Uitkern(*arguments) as opened:
        assert opened.enrolments() == ()
    assert opened._publiq._client.is_closed

    async def awaited() -> None:
        async with AsyncUitkern(*arguments) as there:
            assert await there.enrolments() == ()

    asyncio.run(awaited())
