"""Every order of events of a basket checkout ends in a state that is right at both ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext, suppress
from itertools import permutations
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.adapters.cores import WorldClock
from tests.cases.desk import DELETE, POST, Desk, S, open_desk
from uitkern import Credentials, Environment, Line, Organisation, Uitkern, errors
from uitkern.domain.model.enrolment import LIVE, STANDING
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official

EVENTS = ("pay", "cancel", "lapse", "come back")
TROUBLES: dict[str, tuple[str, dict[str, Any]] | None] = {
    "nothing": None,
    "answer lost": (POST, {"cut": "after"}),
    "request lost": (POST, {"cut": "before"}),
    "undo lost": (DELETE, {"cut": "before"}),
    "undo done, answer lost": (DELETE, {"cut": "after"}),
}


def happen(desk: Desk, event: str) -> bool:
    """Let something happen to the latest enrolment; whether it was accepted, or may still be."""
    latest = desk.core.enrolments("camp")[-1]
    try:
        match event:
            case "pay":
                desk.core.confirm(latest.id)
            case "cancel":
                desk.core.cancel(latest.id)
            case "come back":
                desk.core.reinstate(latest.id)
            case "lapse":
                desk.later(minutes=40)
                desk.core.tick()
    except errors.SaleUnknown:
        return True
    except errors.UitkernError:
        return False
    return True


@pytest.mark.parametrize("trouble", TROUBLES)
def test_every_order_of_events_ends_right_at_both_ends(trouble: str, publiq: Publiq, tmp_path: Path) -> None:
    found = TROUBLES[trouble]
    desk = open_desk(publiq, f"sqlite:///{tmp_path}/ledger.db")
    for order in permutations(EVENTS):
        for twice in (False, True):
            armed = publiq.fault(found[0], times=1, **found[1]) if found else nullcontext()
            with armed, suppress(errors.UitkernError):
                desk.enrolled()
            accepted = []
            with publiq.fault(found[0], times=1, **found[1]) if found else nullcontext():
                for event in order:
                    accepted += [event for _ in range(1 + twice) if happen(desk, event)]
            _right_at_both_ends(desk, accepted)
            for enrolment in desk.core.enrolments("camp"):
                if enrolment.state in LIVE:
                    desk.core.cancel(enrolment.id)
            _right_at_both_ends(desk, [])
            assert desk.held() == set(), (order, twice)


def _right_at_both_ends(desk: Desk, accepted: list[str]) -> None:
    desk.work()
    assert desk.core.parked() == ()
    desk.agrees()
    live = [each for each in desk.core.enrolments("camp") if each.state in LIVE]
    assert len(live) <= 1, "one place a child"
    assert all(each.state in STANDING for each in live)
    if accepted and accepted[-1] == "pay":
        assert live, "what was paid last stands"
        assert live[0].state is S.CONFIRMED
    if accepted and accepted[-1] == "cancel":
        assert not live


class Meanwhile(httpx.BaseTransport):
    """Lets something happen while a registration is on its way."""

    def __init__(self, publiq: Publiq, act: Callable[[], object]) -> None:
        self._transport = publiq.transport
        self._act = act

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._transport.handle_request(request)
        if request.method == "POST" and request.url.path.endswith("/ticket-sales"):
            self._act()
        return response


@pytest.mark.parametrize("act", ["cancel", "release", "lapse", "confirm"])
def test_what_happens_while_a_sale_is_registered_ends_right(desk: Desk, act: str) -> None:
    refused: list[errors.UitkernError] = []

    def meanwhile() -> None:
        (under_way,) = desk.core.enrolments("camp")
        try:
            if act == "lapse":
                desk.later(seconds=50)
                desk.core.tick()
            else:
                getattr(desk.core, act)(under_way.id)
        except errors.UitkernError as error:
            refused.append(error)

    with (
        Uitkern(
            desk.ledger,
            Organisation("us", official.ORGANIZER),
            Environment.simulator(desk.publiq.url),
            Credentials(desk.publiq.client_id, desk.publiq.client_secret),
            client=httpx.Client(transport=Meanwhile(desk.publiq, meanwhile)),
            clock=WorldClock(desk.publiq.clock),
        ) as selling,
        suppress(errors.UitkernError),
    ):
        selling.enrol("kid", "camp")
    assert bool(refused) is (act == "confirm"), "nobody pays before the price is known"
    desk.work()
    (ended,) = desk.core.enrolments("camp")
    given_up = act in {"cancel", "release"}
    assert ended.state is (S.CANCELLED if given_up else S.AWAITING_PAYMENT)
    assert desk.asked(POST) == 1
    desk.agrees()


def test_paying_twice_is_paying_once_and_paying_what_was_cancelled_is_refused(desk: Desk) -> None:
    held = desk.enrolled()
    assert desk.core.confirm(held.id) == desk.core.confirm(held.id)
    assert desk.core.cancel(held.id) == desk.core.cancel(held.id)
    with pytest.raises(errors.IllegalTransition, match="cancelled cannot become confirmed"):
        desk.core.confirm(held.id)
    desk.agrees()


def test_a_whole_basket_whose_answer_is_lost_is_adopted_line_by_line(desk: Desk) -> None:
    lines = [Line("kid", "camp"), Line("sister", "camp")]
    with desk.publiq.fault(POST, cut="after"), pytest.raises(errors.BasketRefused) as unknown:
        desk.core.checkout(lines)
    assert {type(each.error) for each in unknown.value.refusals} == {errors.SaleUnknown}
    desk.work()
    assert {each.state for each in desk.core.enrolments("camp")} == {S.AWAITING_PAYMENT}
    assert (len(desk.held()), desk.asked(POST)) == (2, 1)
    desk.agrees()
