"""A power cut at every question of a flow: whoever opens the ledger next finds nothing half done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define

from tests.domain.building import ENTRY, EVENT, ORGANIZER, US, a_problem, a_sale
from tests.flows.house import House, meddled
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.errors import AlreadyEnrolled, PriceWentUp, PublicationUnknown
from uitkern.domain.flows.cancel import cancel, release
from uitkern.domain.flows.enrol import enrol
from uitkern.domain.flows.publish import publish
from uitkern.domain.flows.tick import tick
from uitkern.domain.model.enrolment import Enrolment, EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import IntentKind
from uitkern.domain.model.permissions import OrganizerPermissions
from uitkern.domain.model.publication import PublicationState
from uitkern.domain.ports.effects import Ask, Flow
from uitkern.domain.ports.outcomes import Done, Refused
from uitkern.domain.ports.publiq import CreateEvent, ListPermissions, RegisterSales, UndoSale

S = EnrolmentState
UNDO = IntentKind.UNDO


class PowerCut(BaseException):
    """Nobody catches this; nothing runs after it."""


@define
class Wreck:
    """What is found after the power came back: a house on the same ledger file."""

    house: House
    path: Path
    moment: int

    def undone_sales(self) -> set[str]:
        with sqlite3.connect(self.path) as connection:
            rows = connection.execute(
                "SELECT id FROM uitkern_ticket_sales WHERE undone_at IS NOT NULL"
            ).fetchall()
        connection.close()
        return {sale_id for (sale_id,) in rows}


def wrecks(
    tmp_path: Path, prepare: Callable[[House], object], flow: Callable[[House], Flow[Any]]
) -> Iterator[Wreck]:
    """Play `flow` once for each of its questions, cut just before that question; the last runs through."""
    whole = False
    moment = 0
    while not whole:
        path = tmp_path / f"{moment}.db"
        house = House(LedgerStore(f"sqlite:///{path}")).move_in().with_social_tariff()
        prepare(house)
        whole = plays_through(house, flow(house), moment)
        house.store.close()
        house.store = LedgerStore(f"sqlite:///{path}")
        yield Wreck(house, path, moment)
        house.store.close()
        moment += 1


def plays_through(house: House, flow: Flow[Any], moment: int) -> bool:
    def cut(n: int, _: Ask[Any]) -> None:
        if n == moment:
            raise PowerCut

    try:
        house.run(meddled(flow, cut))
    except PriceWentUp:
        return True
    except PowerCut:
        flow.close()
        return False
    return True


def nothing(_: House) -> None:
    """Prepare nothing more."""


def assert_nothing_half_done(wreck: Wreck) -> None:
    """What may have reached UiTPAS is written; what is written as done is done in full."""
    house = wreck.house
    registered, undone = house.publiq.count(RegisterSales), house.publiq.count(UndoSale)
    if not house.enrolments():
        assert registered == 0
        return
    (enrolment,) = house.enrolments()
    register, undo = house.state_of_intent(), house.state_of_intent(UNDO)
    assert register in ({"sending", "done"} if registered else {"pending", "sending"})
    assert undo in ({"sending", "done"} if undone else {None, "pending", "sending"})
    match enrolment.state:
        case S.REGISTERING:
            assert (register, undo, enrolment.sale_id) in [("pending", None, None), ("sending", None, None)]
        case S.AWAITING_PAYMENT:
            assert (register, undo, house.sale().id) == ("done", None, enrolment.sale_id)
            assert enrolment.price == house.sale().price
        case S.CANCELLING:
            assert register == "done"
            assert undo in {"pending", "sending"}
            assert wreck.undone_sales() == set()
        case S.CANCELLED | S.REFUSED:
            assert (register, undo, wreck.undone_sales()) == ("done", "done", {enrolment.sale_id})
        case _:
            pytest.fail(f"left {enrolment.state} behind")


def test_an_enrolment_cut_off_anywhere_is_there_in_full_or_not_at_all(tmp_path: Path) -> None:
    found: list[tuple[str, str | None]] = []

    for wreck in wrecks(tmp_path, nothing, lambda house: enrol("lena", "camp", house.policy)):
        assert_nothing_half_done(wreck)
        states = [each.state.value for each in wreck.house.enrolments()]
        found.append((states[0] if states else "none", wreck.house.state_of_intent()))

    assert list(dict.fromkeys(found)) == [
        ("none", None),
        ("registering", "pending"),
        ("registering", "sending"),
        ("awaiting payment", "done"),
    ]


def test_an_enrolment_cut_off_anywhere_is_never_registered_twice(tmp_path: Path) -> None:
    for wreck in wrecks(tmp_path, nothing, lambda house: enrol("lena", "camp", house.policy)):
        house = wreck.house
        house.clock.moment += house.policy.lease
        if house.enrolments():
            with pytest.raises(AlreadyEnrolled):
                house.enrol()
        else:
            house.enrol()
        assert house.publiq.count(RegisterSales) <= 1
        assert len(house.enrolments()) == 1


def test_a_sale_that_is_too_dear_is_given_back_wherever_its_undoing_was_cut_off(tmp_path: Path) -> None:
    def dearer(house: House) -> None:
        house.publiq.always_answers(RegisterSales, Done((a_sale(price=Euro(300)),)))

    seen: set[str] = set()
    for wreck in wrecks(tmp_path, dearer, lambda house: enrol("lena", "camp", house.policy)):
        assert_nothing_half_done(wreck)
        states = [each.state for each in wreck.house.enrolments()]
        seen.update(states)
        if S.CANCELLING in states or S.REFUSED in states:
            worked_on_later(wreck)
            assert wreck.house.enrolment().state is S.REFUSED
            assert wreck.undone_sales() == {"499853"}

    assert seen == {S.REGISTERING, S.CANCELLING, S.REFUSED}


@pytest.mark.parametrize("give_up", [cancel, release])
def test_a_cancellation_cut_off_anywhere_can_be_finished(
    tmp_path: Path, give_up: Callable[..., Flow[Enrolment]]
) -> None:
    seen: list[str] = []
    for wreck in wrecks(tmp_path, lambda house: house.enrol(), lambda house: give_up(1, house.policy)):
        assert_nothing_half_done(wreck)
        seen.append(wreck.house.enrolment().state)
        assert cancelled_later(wreck).state is S.CANCELLED
        assert_nothing_half_done(wreck)

    assert list(dict.fromkeys(seen)) == [S.AWAITING_PAYMENT, S.CANCELLING, S.CANCELLED]


def cancelled_later(wreck: Wreck) -> Enrolment:
    """Cancel again once the lease of whoever is gone is over."""
    wait_for_the_lease(wreck)
    return wreck.house.run(cancel(1, wreck.house.policy))


def worked_on_later(wreck: Wreck) -> None:
    """Let the worker go on once the lease of whoever is gone is over."""
    wait_for_the_lease(wreck)
    wreck.house.run(tick(wreck.house.policy))


def wait_for_the_lease(wreck: Wreck) -> None:
    """UiTPAS deletes a sale once."""
    house = wreck.house
    if house.publiq.count(UndoSale):
        house.publiq.will_answer(UndoSale, Refused(a_problem("ticket-sale-not-found", 404)))
    house.clock.moment += house.policy.lease


def test_a_publication_cut_off_anywhere_never_makes_a_second_event(tmp_path: Path) -> None:
    def not_published(house: House) -> None:
        house.look(lambda ledger: ledger.drop_publication("camp"))
        granted = OrganizerPermissions(ORGANIZER, frozenset({"TARIFFS_READ", "TICKETSALES_REGISTER"}))
        house.publiq.always_answers(ListPermissions, (granted,))
        house.publiq.always_answers(CreateEvent, Done(EVENT))

    seen: list[PublicationState | None] = []
    for wreck in wrecks(tmp_path, not_published, lambda _: publish("camp", US, ENTRY)):
        house = wreck.house
        found = house.publication()
        seen.append(found.state if found else None)
        if found and found.event_id is None:
            with pytest.raises(PublicationUnknown):
                house.run(publish("camp", US, ENTRY))
        else:
            assert house.run(publish("camp", US, ENTRY)).event_id == EVENT
        assert house.publiq.count(CreateEvent) <= 1

    assert list(dict.fromkeys(seen)) == [None, PublicationState.PUBLISHING, PublicationState.PUBLISHED]


def test_who_presses_ctrl_c_while_uitpas_is_asked_leaves_the_sale_as_sent(file_house: House) -> None:
    def interrupted(_: Ask[Any]) -> object:
        raise KeyboardInterrupt

    file_house.with_social_tariff().publiq.will_answer(RegisterSales, interrupted)

    with pytest.raises(KeyboardInterrupt):
        file_house.enrol()

    assert file_house.enrolment().state is S.REGISTERING
    assert file_house.state_of_intent() == "sending"
