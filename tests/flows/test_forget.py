"""F37: what is personal ends; the books stay."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.domain.building import NOON, NUMBER, OTHER_NUMBER, a_slot, an_activity, an_enrolment
from tests.flows.house import House
from uitkern.domain.errors import NotFound, StillNeeded
from uitkern.domain.flows.cancel import cancel
from uitkern.domain.flows.enrol import confirm
from uitkern.domain.flows.forget import forget, retain
from uitkern.domain.flows.passes import save_participant
from uitkern.domain.model.enrolment import EnrolmentState
from uitkern.domain.model.forgotten import Forgotten
from uitkern.domain.model.participant import Participant
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.privacy import Privacy
from uitkern.domain.model.renewal import Renewal
from uitkern.domain.model.uitpas_number import FORGOTTEN

YEAR = timedelta(days=365)
END = a_slot().end


def long_after(house: House) -> datetime:
    house.clock.moment = END + YEAR
    return house.clock.moment


def test_who_is_forgotten_is_gone_and_the_sale_stays(house: House) -> None:
    enrolment = house.with_social_tariff().enrol()
    house.run(cancel(enrolment.id, house.policy))
    assert house.run(forget("lena")).numbers == 1
    with pytest.raises(NotFound):
        house.run(forget("lena"))
    assert house.enrolment(enrolment.id).number == FORGOTTEN
    assert house.sale().number == FORGOTTEN


def test_nobody_is_forgotten_while_something_is_under_way(house: House) -> None:
    enrolment = house.with_social_tariff().enrol()
    with pytest.raises(StillNeeded) as refused:
        house.run(forget("lena"))
    assert refused.value.why == ("enrolment 1 is awaiting payment",)
    house.run(confirm(enrolment.id))
    with pytest.raises(StillNeeded):
        house.run(forget("lena"))
    long_after(house)
    assert house.run(forget("lena")).participants == 1


def test_numbers_are_blanked_when_the_time_to_keep_them_is_over(house: House) -> None:
    enrolment = house.with_social_tariff().enrol()
    house.run(confirm(enrolment.id))
    keep = Policy(privacy=Privacy(keep_numbers=YEAR))
    house.clock.moment = END + YEAR
    assert house.run(retain(keep)).numbers == 0
    house.clock.moment += timedelta(seconds=1)
    assert house.run(retain(keep)).numbers == 1
    assert house.run(retain(keep)) == Forgotten()
    assert house.sale().number == FORGOTTEN
    assert house.look(lambda ledger: ledger.participant("lena")).uitpas_number == NUMBER


def test_numbers_stay_where_the_policy_keeps_them(house: House) -> None:
    house.with_social_tariff().enrol()
    long_after(house)
    assert house.run(retain(Policy(privacy=Privacy(keep_numbers=None)))).numbers == 0


def test_answers_go_after_some_days_and_on_the_day_of_renewal(house: House) -> None:
    house.with_social_tariff().offer()
    assert house.run(retain(house.policy)).answers == 0
    tomorrow = NOON + timedelta(days=1)
    renewed = Policy(renewal=Renewal(tomorrow.month, tomorrow.day))
    assert house.run(retain(renewed)).answers == 0
    house.clock.moment = tomorrow
    assert house.run(retain(house.policy)).answers == 0
    assert house.run(retain(renewed)).answers == 3, "a pass, a price, and how the pass stands"


def test_participants_of_whom_nothing_was_heard_are_forgotten(house: House) -> None:
    policy = Policy(privacy=Privacy(keep_participants=YEAR))
    house.run(save_participant(Participant("mo", OTHER_NUMBER), policy))
    enrolment = house.with_social_tariff().enrol()
    house.run(confirm(enrolment.id))
    house.clock.moment = END + YEAR
    assert house.run(retain(policy)).participants == 0
    house.clock.moment += timedelta(seconds=1)
    assert house.run(retain(policy)).participants == 1
    with pytest.raises(NotFound):
        house.look(lambda ledger: ledger.participant("lena"))
    assert house.look(lambda ledger: ledger.participant("mo")), "nothing was ever heard: for the host to say"


def test_an_enrolment_whose_activity_is_not_known_ended_when_it_was_made(house: House) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(slots=())))
    enrolment = house.with_social_tariff().enrol()
    house.run(confirm(enrolment.id))
    house.clock.moment += timedelta(seconds=1)
    assert house.run(forget("lena")).numbers == 1


def test_an_enrolment_in_an_activity_that_is_gone_does_not_keep_anybody(house: House) -> None:
    gone = an_enrolment(EnrolmentState.CONFIRMED, activity_id="gone")
    house.look(lambda ledger: ledger.reserve(gone, None))
    house.clock.moment += timedelta(seconds=1)
    assert house.run(forget("lena")).participants == 1
