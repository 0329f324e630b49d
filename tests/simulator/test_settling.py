"""A report period is closed: what was sold in it stays sold."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.simulator.rights import EVENT, OTHER_ORGANIZER, ok, problem
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.archive import Unreadable, read_world, write_world
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.official.identities import FORBIDDEN_EVENT
from uitkern.simulator.world.world import Snapshot

CHILD = "0900000067513"


def sell(web: httpx.Client, event: str = EVENT) -> str:
    sale = {"uitpasNumber": CHILD, "eventId": event, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}
    [made] = ok(web.post("/uitpas/ticket-sales", json=[sale]))
    return str(made["id"])


def undo(web: httpx.Client, sale: str) -> httpx.Response:
    return web.delete(f"/uitpas/ticket-sales/{sale}")


def test_a_sale_of_a_closed_period_cannot_be_undone_and_a_later_one_can(publiq: Publiq) -> None:
    with publiq.http() as web:
        before = sell(web)
        assert publiq.nudge("close-report-period") == {"closed": 0, "settled": 1}
        assert publiq.nudge("close-report-period") == {"closed": 0, "settled": 0}
        refused = undo(web, before)
        assert problem(refused) == (403, "auth/forbidden")
        assert "afgerekend" in refused.json()["endUserMessage"]["nl"]
        assert undo(web, sell(web)).status_code == 204
        assert ok(web.get("/uitpas/ticket-sales", params={"eventId": EVENT}))["totalItems"] == 1


def test_the_period_of_one_organizer_can_be_closed(publiq: Publiq) -> None:
    with publiq.http() as web, publiq.http(publiq.client({"TICKETSALES_REGISTER"}, OTHER_ORGANIZER)) as other:
        ours, theirs = sell(web), sell(other, FORBIDDEN_EVENT)
        publiq.nudge("close-report-period", organizerId=OTHER_ORGANIZER)
        assert undo(web, ours).status_code == 204
        assert undo(other, theirs).status_code == 403


def test_what_is_settled_stays_so_in_a_file_and_not_after_a_reset(publiq: Publiq) -> None:
    with publiq.http() as web:
        sale = sell(web)
        publiq.nudge("close-report-period")
        written = write_world(publiq.world.snapshot().state, publiq.world.clock.state)
        publiq.world.restore(Snapshot(*read_world(written, official_world())))
        assert undo(web, sale).status_code == 403
    publiq.world.reset()
    assert not len(publiq.world.state.settled)


def test_a_settled_sale_that_is_not_there_is_a_mistake_in_a_file() -> None:
    tables = {"settled": {"1": "2026-01-01T00:00:00+01:00"}}
    with pytest.raises(Unreadable) as refused:
        read_world({"version": 1, "base": "official", "tables": tables}, official_world())
    assert refused.value.pointer == "/tables/settled/1"


def test_what_a_person_writes_down_as_done_counts(publiq: Publiq) -> None:
    """The tables that only point and count are left out, as in a file of one's own."""
    today = "2026-03-04T10:00:00+01:00"
    publiq.clock.freeze(today)
    holder = publiq.world.state.cards[CHILD].holder
    done: dict[str, Any] = {"holder": holder, "uitpasNumber": CHILD, "points": 1}
    visit = done | {
        "created": today,
        "event": EVENT,
        "eventTitle": "Festiviteit",
        "organizer": OTHER_ORGANIZER,
    }
    tables = {
        "checkins": {"1": visit},
        "redeemed": {"1": done | {"reward": "5823", "at": today, "organizer": OTHER_ORGANIZER}},
    }
    state, _ = read_world({"version": 1, "base": "official", "tables": tables}, official_world())
    publiq.world.restore(Snapshot(state, publiq.world.clock.state))
    with publiq.http() as web:
        again = web.post("/uitpas/checkins", json={"eventId": EVENT, "uitpasNumber": CHILD})
        assert problem(again) == (400, "uitpas/checkin-not-allowed")
        taken = web.post("/uitpas/rewards/redeemed", json={"uitpasNumber": CHILD, "rewardId": "5823"})
        assert problem(taken) == (400, "uitpas/reward-passholder-volume-constraint")
        ok(web.delete("/uitpas/rewards/redeemed/1"), 204)
    assert publiq.world.state.checkins_of.of(holder or "") == ("1",)
