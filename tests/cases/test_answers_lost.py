"""F1 to F5: crashes, lost answers, no reference, two tabs, two parents."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.cores import Awaited
from tests.cases.desk import LIST, POST, REDUCED, Desk, S, open_desk, sold_at_the_counter, withdraw
from uitkern import Policy, errors
from uitkern.adapters import drivers
from uitkern.domain.model.intent import IntentState
from uitkern.domain.ports.publiq import RegisterSales
from uitkern.simulator.testing.publiq import Publiq


class PowerCut(BaseException):
    """The process is gone: nothing of it runs any more."""


def test_f01_a_crash_between_the_sale_and_its_id_ends_in_one_adopted_sale(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform = drivers._perform

    def crash_after_the_sale(question: Any, outside: Any) -> Any:
        answer = perform(question, outside)
        if isinstance(question, RegisterSales):
            raise PowerCut
        return answer

    monkeypatch.setattr(drivers, "_perform", crash_after_the_sale)
    with pytest.raises(PowerCut):
        desk.enrolled()
    monkeypatch.setattr(drivers, "_perform", perform)
    assert len(desk.held()) == 1

    with desk.another() as restarted:
        (left,) = restarted.enrolments("camp")
        assert (left.state, left.sale_id) == (S.REGISTERING, None)
        (intent,) = restarted.open_intents()
        assert intent.state is IntentState.SENDING
    desk.work()
    adopted = desk.core.enrolment(left.id)
    assert (adopted.state, adopted.price) == (S.AWAITING_PAYMENT, REDUCED)
    assert {adopted.sale_id} == desk.held()
    assert desk.asked(POST) == 1, "looked up, not sent again"
    desk.agrees()


@pytest.mark.parametrize("fault", [{"cut": "after"}, {"malformed": True}, {"latency": 60.0}], ids=str)
def test_f02_an_answer_that_is_lost_is_looked_up_and_never_sent_again_blindly(
    any_desk: Desk, fault: dict[str, Any]
) -> None:
    desk = any_desk
    with desk.publiq.fault(POST, **fault), pytest.raises(errors.SaleUnknown) as unknown:
        desk.enrolled()
    told = unknown.value
    assert told.message.nl == (
        "UiTPAS heeft nog niet bevestigd. Je plaats blijft bewaard: schrijf niet opnieuw in."
    )
    assert desk.state(told.enrolment) is S.UNKNOWN
    with pytest.raises(errors.IllegalTransition):
        desk.core.confirm(told.enrolment.id)
    (intent,) = desk.core.open_intents()
    assert intent.state is IntentState.UNKNOWN
    assert intent.why, "the administrator reads what went wrong"
    desk.core.tick()
    assert desk.asked(LIST) == 0, "not before the quiet period is over"
    desk.work()
    assert desk.state(told.enrolment) is S.AWAITING_PAYMENT
    assert (desk.asked(POST), len(desk.held())) == (1, 1)
    desk.agrees()


def test_f02_a_request_that_never_arrived_is_sent_once_more_after_looking(desk: Desk) -> None:
    with desk.publiq.fault(POST, cut="before"), pytest.raises(errors.SaleUnknown) as unknown:
        desk.enrolled()
    assert desk.held() == set()
    desk.work()
    assert desk.state(unknown.value.enrolment) is S.AWAITING_PAYMENT
    assert (desk.asked(POST), desk.asked(LIST), len(desk.held())) == (2, 1, 1)
    desk.agrees()


def test_f02_without_the_permission_to_search_a_person_decides(desk: Desk) -> None:
    withdraw(desk.publiq, "TICKETSALES_SEARCH")
    (lacking,) = desk.core.cannot()
    assert "TICKETSALES_SEARCH" in lacking
    with desk.publiq.fault(POST, cut="after"), pytest.raises(errors.SaleUnknown) as unknown:
        desk.enrolled()
    desk.later(minutes=5)
    desk.core.tick()
    assert "TICKETSALES_SEARCH" in str(desk.parked().why)
    assert desk.state(unknown.value.enrolment) is S.UNKNOWN
    assert desk.asked(POST) == 1


def test_f03_two_sales_alike_are_told_apart_by_the_reference(publiq: Publiq, tmp_path: Path) -> None:
    desk = open_desk(publiq, f"sqlite:///{tmp_path}/ledger.db", policy=Policy(reference=True))
    with publiq.fault(POST, cut="before"), pytest.raises(errors.SaleUnknown) as unknown:
        desk.enrolled()
    theirs = sold_at_the_counter(desk)
    desk.work()
    ours = desk.core.enrolment(unknown.value.enrolment.id)
    assert ours.sale_id != theirs, "alike, and not ours"
    labels = {sale.id: sale.label for sale in desk.core.sales_at_uitpas("camp")}
    assert labels == {ours.sale_id: f"uitkern {ours.id}", theirs: None}


def test_f03_without_a_reference_pass_event_tariff_price_and_time_tell(desk: Desk) -> None:
    last_week = sold_at_the_counter(desk)
    desk.later(days=1)
    with desk.publiq.fault(POST, cut="after"), pytest.raises(errors.SaleUnknown) as unknown:
        desk.enrolled()
    desk.work()
    adopted = desk.core.enrolment(unknown.value.enrolment.id)
    assert {adopted.sale_id} == desk.held() - {last_week}
    assert desk.asked(POST) == 1


def test_f04_two_tabs_at_once_make_one_enrolment_and_one_sale(desk: Desk) -> None:
    desk.core.offer("kid", "camp")
    barrier = threading.Barrier(2)
    ended: list[object] = []

    def click(core: Any) -> None:
        barrier.wait()
        try:
            ended.append(core.enrol("kid", "camp").state)
        except errors.AlreadyEnrolled as error:
            ended.append(error.message.nl)

    with desk.another() as other_tab:
        tabs = [threading.Thread(target=click, args=(core,)) for core in (desk.core, other_tab)]
        for tab in tabs:
            tab.start()
        for tab in tabs:
            tab.join()
    assert sorted(map(str, ended)) == [
        "Dit kind is al ingeschreven voor deze activiteit.",
        "awaiting payment",
    ]
    assert (desk.asked(POST), len(desk.held())) == (1, 1)
    desk.agrees()


def test_f04_two_clicks_in_one_event_loop_make_one_sale(publiq: Publiq, tmp_path: Path) -> None:
    desk = open_desk(publiq, f"sqlite:///{tmp_path}/ledger.db", awaited=True)
    assert isinstance(desk.core, Awaited)
    inner = desk.core._core

    async def both() -> list[Any]:
        clicks = (inner.enrol("kid", "camp"), inner.enrol("kid", "camp"))
        return list(await asyncio.gather(*clicks, return_exceptions=True))

    kinds = sorted(type(each).__name__ for each in asyncio.run(both()))
    assert kinds == ["AlreadyEnrolled", "Enrolment"]
    assert (desk.asked(POST), len(desk.held())) == (1, 1)


def test_f05_a_second_parent_hears_that_the_child_is_enrolled_and_nothing_more(desk: Desk) -> None:
    first = desk.enrolled()
    with desk.another() as of_the_other_parent, pytest.raises(errors.AlreadyEnrolled) as refused:
        of_the_other_parent.enrol("kid", "camp")
    said = refused.value.message.nl
    assert said == "Dit kind is al ingeschreven voor deze activiteit."
    assert "€" not in said
    assert str(first.state) not in said
    assert refused.value.enrolment_id == first.id, "the administrator finds which one"
    assert desk.asked(POST) == 1
