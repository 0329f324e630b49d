"""Which card systems take part in an event, and what time it is at UiTPAS: asked, read, and at work."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.adapters.publiq.samples import EVENT, ok
from tests.adapters.publiq.test_udb_simulator import asking
from tests.adapters.publiq.wire import Wire, problem
from uitkern import Euro, UitpasNumber, errors
from uitkern.adapters.publiq.operations import OPERATIONS
from uitkern.adapters.publiq.uitpas_event import EVENT_SETTINGS
from uitkern.domain.model.match import CardSystemChoice, DistributionKey
from uitkern.domain.model.sale import SaleRequest
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused
from uitkern.domain.ports.publiq import RegisterSales
from uitkern.domain.ports.uitpas_event import CardSystemsOf, SetCardSystems, TimeThere
from uitkern.simulator.testing.publiq import Publiq

PATH = f"/uitpas/events/{EVENT}/card-systems"
GENT = CardSystemChoice(
    5, "UiTPAS Gent", distribution_keys=(DistributionKey(41, "Halve dag", enabled=False),)
)
PASPARTOE = CardSystemChoice(3, "Paspartoe", enabled=False)
TOLD = [
    {
        "id": 5,
        "name": "UiTPAS Gent",
        "enabled": True,
        "manualDistributionKeys": [{"id": 41, "name": "Halve dag", "enabled": False}],
    },
    {"id": 3, "name": "Paspartoe", "enabled": False},
]


def test_card_systems_are_told_with_those_that_give_no_discount(wire: Wire, asked: Any) -> None:
    wire.answers = [ok(TOLD)]
    assert asked(CardSystemsOf(EVENT)) == (GENT, PASPARTOE)
    (request,) = wire.requests
    assert (request.method, request.url.path) == ("GET", PATH)


def test_the_choice_is_written_as_a_list(wire: Wire, asked: Any) -> None:
    wire.answers = [httpx.Response(204)]
    assert asked(SetCardSystems(EVENT, (GENT, PASPARTOE))) == Done(None)
    (request,) = wire.requests
    assert (request.method, request.url.path) == ("PUT", PATH)
    assert json.loads(request.content) == [
        {"id": 5, "enabled": True, "manualDistributionKeys": [{"id": 41, "enabled": False}]},
        {"id": 3, "enabled": False},
    ]


def test_a_choice_has_four_outcomes(wire: Wire, asked: Any) -> None:
    wire.answers = [
        problem("uitpas/event-already-has-ticketsales", 400),
        httpx.Response(503),
        httpx.Response(429),
    ]
    outcomes = [asked(SetCardSystems(EVENT, ())) for _ in range(3)]
    assert [type(each) for each in outcomes] == [Refused, NoAnswer, NotSent]


@pytest.mark.parametrize(
    ("body", "pointer"), [({}, ""), ([{}], "/0/id"), ([{"id": "5"}], "/0/id"), ([7], "/0")]
)
def test_an_answer_of_another_shape_is_a_violation(wire: Wire, asked: Any, body: Any, pointer: str) -> None:
    wire.answers = [ok(body)]
    with pytest.raises(errors.ContractViolation) as caught:
        asked(CardSystemsOf(EVENT))
    assert caught.value.pointer == pointer


@pytest.mark.parametrize(
    ("header", "moment"),
    [
        ("Wed, 07 May 2031 10:00:00 GMT", datetime(2031, 5, 7, 10, tzinfo=UTC)),
        ("Wed, 07 May 2031 12:00:00 +0200", datetime(2031, 5, 7, 10, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_the_time_there_is_that_of_the_answer(
    wire: Wire, asked: Any, header: str | None, moment: datetime | None
) -> None:
    headers = {} if header is None else {"date": header}
    wire.answers = [httpx.Response(200, json=[], headers=headers)]
    assert asked(TimeThere()) == moment
    assert wire.requests[0].url.path == "/uitpas/permissions"


def test_every_question_is_in_the_table() -> None:
    assert EVENT_SETTINGS.keys() <= OPERATIONS.keys()


@pytest.fixture(params=["blocking", "awaited"])
def at(request: pytest.FixtureRequest, publiq: Publiq) -> Callable[[Any], Any]:
    return asking(publiq, awaited=request.param == "awaited")


def test_a_card_system_is_switched_off_and_on_again(at: Any, publiq: Publiq) -> None:
    event = publiq.event()
    before = at(CardSystemsOf(event))
    assert before
    assert all(each.enabled for each in before)
    off = tuple(evolve(each, enabled=False) for each in before)
    assert at(SetCardSystems(event, off)) == Done(None)
    assert not any(each.enabled for each in at(CardSystemsOf(event)))
    assert at(SetCardSystems(event, before)) == Done(None)
    assert at(CardSystemsOf(event)) == before


def test_nothing_is_switched_once_tickets_were_sold(at: Any, publiq: Publiq) -> None:
    event, holder = publiq.event(), publiq.passholder(social_tariff=True)
    request = SaleRequest(UitpasNumber(holder.uitpas_number), event, Euro(1000), "SOCIALTARIFF")
    assert isinstance(at(RegisterSales((request,), publiq.clock.now() + timedelta(minutes=1))), Done)
    refused = at(SetCardSystems(event, ()))
    assert isinstance(refused, Refused)
    assert refused.problem.kind == "uitpas/event-already-has-ticketsales"
