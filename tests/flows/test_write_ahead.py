"""A sale is claimed and written as sending before its request leaves; no transaction is open meanwhile."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.domain.building import (
    NOON,
    OTHER_NUMBER,
    REDUCED,
    a_pass,
    a_sale,
)
from tests.flows.house import House, meddled
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.errors import (
    SaleUnknown,
)
from uitkern.domain.flows.enrol import enrol
from uitkern.domain.model.enrolment import EnrolmentState
from uitkern.domain.ports.effects import Ask, Now, Transact
from uitkern.domain.ports.outcomes import Done
from uitkern.domain.ports.publiq import FindPass, RegisterSales

S = EnrolmentState


def test_an_intent_that_somebody_else_claims_first_is_not_sent(house: House) -> None:
    house.with_social_tariff()

    def claim_first(_: int, question: Ask[object]) -> None:
        intent = house.intent()
        if intent and intent.fence == 0:
            house.look(lambda ledger: ledger.claim(intent.id, house.clock.now(), house.policy.lease))

    with pytest.raises(SaleUnknown, match="another process has taken it over"):
        house.run(meddled(enrol("lena", "camp", house.policy), claim_first))

    assert house.enrolment().state is S.REGISTERING
    assert house.publiq.count(RegisterSales) == 0


def test_who_wakes_up_after_its_lease_does_not_send(house: House) -> None:
    house.with_social_tariff()

    def sleep_long(_: int, question: Ask[object]) -> None:
        intent = house.intent()
        if intent and intent.fence == 1 and isinstance(question, Now):
            house.clock.moment += house.policy.lease

    with pytest.raises(SaleUnknown):
        house.run(meddled(enrol("lena", "camp", house.policy), sleep_long))

    assert house.state_of_intent() == "pending"
    assert house.publiq.count(RegisterSales) == 0


def test_the_intent_is_written_before_the_request_leaves(tmp_path: Path, file_house: House) -> None:
    seen: list[tuple[str, str, int]] = []

    def look_from_elsewhere(_: Ask[object]) -> object:
        other = House(LedgerStore(f"sqlite:///{tmp_path / 'ledger.db'}"))
        intent = other.intent()
        assert intent is not None
        assert intent.sent_at == NOON
        assert intent.lease_until == NOON + other.policy.lease
        seen.append((other.enrolment().state.value, intent.state.value, intent.attempts))
        other.store.close()
        return Done((a_sale(),))

    file_house.with_social_tariff(look_from_elsewhere).enrol()

    assert seen == [("registering", "sending", 1)]


def test_no_transaction_is_open_while_uitpas_is_asked(file_house: House) -> None:
    file_house.with_social_tariff()

    def write(_: Ask[object]) -> object:
        file_house.move_in(participant="mo", number=OTHER_NUMBER)
        return a_pass()

    file_house.publiq.will_answer(FindPass, write)

    assert file_house.enrol().price == REDUCED


def test_the_registration_is_the_only_thing_between_two_transactions(house: House) -> None:
    """Reserve with its intent, claim, sending, settle: each its own transaction, in this order."""
    house.with_social_tariff()
    house.offer()
    heard: list[str] = []

    house.run(
        meddled(
            enrol("lena", "camp", house.policy), lambda _, question: heard.append(type(question).__name__)
        )
    )

    assert [name for name in heard if name != Now.__name__][-5:] == [
        Transact.__name__,
        Transact.__name__,
        Transact.__name__,
        RegisterSales.__name__,
        Transact.__name__,
    ]


def test_a_request_may_begin_until_a_while_after_the_claim_not_after_the_last_delay(house: House) -> None:
    house.with_social_tariff()

    def dawdle(_: int, question: Ask[object]) -> None:
        intent = house.intent()
        if intent and intent.fence == 1 and intent.sent_at is None and isinstance(question, Now):
            house.clock.moment += timedelta(seconds=5)

    house.run(meddled(enrol("lena", "camp", house.policy), dawdle))

    (sent,) = [question for question in house.publiq.asked if isinstance(question, RegisterSales)]
    assert house.clock.moment == NOON + timedelta(seconds=5)
    assert sent.deadline == NOON + house.policy.send_within
