"""Enrol: one place, one registered sale, the price that UiTPAS asks; and confirm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.building import (
    BASE,
    EVENT,
    HALF,
    NOON,
    NUMBER,
    OTHER_NUMBER,
    REDUCED,
    SAID,
    a_coupon,
    a_pass,
    a_pass_without_social_tariff,
    a_problem,
    a_sale,
    a_social_tariff,
    an_activity,
    tariffs,
)
from tests.domain.strategies import prices
from tests.flows.house import House, meddled, take_over
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.errors import (
    ActivityFull,
    AlreadyEnrolled,
    IllegalTransition,
    NoSuchTariff,
    NotFound,
    PriceNotKnown,
    PriceWentUp,
    SaleNotSent,
    SaleRefused,
    SaleUnknown,
    UitkernError,
)
from uitkern.domain.flows.cancel import cancel
from uitkern.domain.flows.enrol import confirm, enrol
from uitkern.domain.flows.offer import offer
from uitkern.domain.model.enrolment import LIVE, Enrolment, EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import IntentKind
from uitkern.domain.model.offer import Choose
from uitkern.domain.model.sale import SaleRequest
from uitkern.domain.ports.effects import Ask, Now, Transact
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused, Unavailable
from uitkern.domain.ports.publiq import FindPass, QuoteTariffs, RegisterSales, UndoSale
from uitkern.domain.rules import lifecycle

S = EnrolmentState
SILENCE = NoAnswer("time-out")


def offered(house: House) -> None:
    house.run(offer("lena", "camp", house.policy))


def with_social_tariff(house: House, *registration: object) -> House:
    """UiTPAS gives the social tariff, and answers the registrations as told."""
    house.with_social_tariff()
    house.publiq.will_answer(RegisterSales, *registration)
    return house


def refused(house: House, error: type[UitkernError], *args: object) -> UitkernError:
    with pytest.raises(error) as caught:
        house.enrol(*args)
    return caught.value


def test_a_child_with_the_social_tariff_gets_a_place_at_its_price(house: House) -> None:
    house.with_social_tariff()

    enrolment = house.enrol()

    assert enrolment == Enrolment(
        id=1,
        participant_id="lena",
        activity_id="camp",
        state=S.AWAITING_PAYMENT,
        base_price=BASE,
        price=REDUCED,
        agreed=REDUCED,
        created=NOON,
        hold_until=NOON + timedelta(minutes=30),
        tariff_id="SOCIALTARIFF",
        number=NUMBER,
        event_id=EVENT,
        sale_id="499853",
    )
    assert house.enrolment() == enrolment
    assert house.sale() == a_sale()
    assert house.state_of_intent() == "done"


def test_what_is_registered_is_what_was_offered(house: House) -> None:
    house.with_social_tariff().enrol()

    assert house.publiq.asked[-1] == RegisterSales(
        (SaleRequest(NUMBER, EVENT, BASE, "SOCIALTARIFF"),), NOON + house.policy.send_within
    )


def test_after_an_offer_of_the_day_an_enrolment_costs_the_registration_alone(house: House) -> None:
    house.with_social_tariff()
    offered(house)
    house.clock.moment += timedelta(hours=11)

    assert house.publiq.calls_of(house.enrol) == ["RegisterSales"]


def test_without_an_offer_an_enrolment_costs_three_calls(house: House) -> None:
    assert house.with_social_tariff().publiq.calls_of(house.enrol) == [
        "FindPass",
        "QuoteTariffs",
        "RegisterSales",
    ]


def test_without_a_benefit_nothing_is_registered(house: House) -> None:
    """R5."""
    house.publiq.will_answer(FindPass, a_pass_without_social_tariff())

    enrolment = house.enrol()

    assert (enrolment.state, enrolment.price, enrolment.discounted) == (S.AWAITING_PAYMENT, BASE, False)
    assert (enrolment.number, enrolment.event_id, enrolment.sale_id) == (None, None, None)
    assert house.intent() is None
    assert house.publiq.count(RegisterSales) == 0


def test_nobody_is_forced_to_use_a_benefit(house: House) -> None:
    """R7."""
    enrolment = house.with_social_tariff().enrol(Choose.NOTHING)

    assert (enrolment.price, enrolment.discounted) == (BASE, False)
    assert house.publiq.count(RegisterSales) == 0


def test_a_coupon_can_be_chosen_instead(house: House) -> None:
    with_social_tariff(house, Done((a_sale(price=HALF, tariff_id="coupon-7"),)))
    house.publiq.will_answer(QuoteTariffs, tariffs(a_social_tariff(), a_coupon()))

    enrolment = house.enrol("coupon-7")

    assert (enrolment.tariff_id, enrolment.price) == ("coupon-7", HALF)


def test_a_tariff_that_is_not_offered_takes_no_place(house: House) -> None:
    error = refused(house.with_social_tariff(), NoSuchTariff, "coupon-9")

    assert isinstance(error, NoSuchTariff)
    assert error.tariff_id == "coupon-9"
    assert house.enrolments() == ()


def test_a_price_that_is_not_known_takes_no_place_but_the_base_price_does(house: House) -> None:
    house.publiq.always_answers(FindPass, Unavailable("time-out"))

    refused(house, PriceNotKnown)

    assert house.enrolments() == ()
    assert house.enrol(Choose.NOTHING).price == BASE


def test_a_child_enrols_once(house: House) -> None:
    """R1: the second attempt costs no call."""
    first = house.with_social_tariff().enrol()
    before = house.publiq.count()

    error = refused(house, AlreadyEnrolled)

    assert isinstance(error, AlreadyEnrolled)
    assert (error.enrolment_id, error.state) == (first.id, S.AWAITING_PAYMENT)
    assert house.publiq.count() == before
    assert house.enrolments() == (first,)


def test_of_two_tabs_at_once_one_wins(house: House) -> None:
    """The other tab takes the place after the first has looked: the index decides."""
    house.with_social_tariff()

    def other_tab(n: int, _: Ask[object]) -> None:
        if n == 1:
            house.enrol()

    with pytest.raises(AlreadyEnrolled):
        house.run(meddled(enrol("lena", "camp", house.policy), other_tab))

    assert [each.state for each in house.enrolments()] == [S.AWAITING_PAYMENT]
    assert house.publiq.count(RegisterSales) == 1


def test_a_full_activity_takes_nobody_more(empty_house: House) -> None:
    empty_house.move_in(an_activity(capacity=1)).with_social_tariff()
    empty_house.move_in(an_activity(capacity=1), "mo", OTHER_NUMBER)
    empty_house.enrol()

    with pytest.raises(ActivityFull):
        empty_house.enrol(Choose.NOTHING, participant="mo")

    assert empty_house.publiq.count(RegisterSales) == 1


def test_more_than_the_buyer_saw_is_asked_for_again_before_anything_is_sent(house: House) -> None:
    house.with_social_tariff()

    with pytest.raises(PriceWentUp) as dearer:
        house.enrol(agreed=Euro(150))

    assert (dearer.value.agreed, dearer.value.asked) == (Euro(150), REDUCED)
    assert house.enrolments() == ()
    assert house.publiq.count(RegisterSales) == 0


def test_a_sale_that_turns_out_dearer_is_undone_and_the_buyer_asked_again(house: House) -> None:
    """R6."""
    with_social_tariff(house, Done((a_sale(price=Euro(300)),)))

    with pytest.raises(PriceWentUp) as dearer:
        house.enrol()

    assert (dearer.value.agreed, dearer.value.asked) == (REDUCED, Euro(300))
    assert house.publiq.asked[-1] == UndoSale("499853", NOON + house.policy.send_within)
    assert house.enrolment().state is S.REFUSED
    assert house.state_of_intent(IntentKind.UNDO) == "done"
    assert house.publiq.calls_of(lambda: offered(house)) == ["FindPass", "QuoteTariffs"]


def test_a_dearer_sale_that_cannot_be_undone_yet_is_kept_for_later(house: House) -> None:
    with_social_tariff(house, Done((a_sale(price=Euro(300)),)))
    house.publiq.will_answer(UndoSale, SILENCE)

    refused(house, PriceWentUp)

    assert house.enrolment().state is S.CANCELLING
    assert house.state_of_intent(IntentKind.UNDO) == "pending"


def test_a_dearer_sale_within_what_the_buyer_agreed_is_kept(house: House) -> None:
    with_social_tariff(house, Done((a_sale(price=Euro(300)),)))

    assert house.enrol(agreed=Euro(300)).price == Euro(300)


def test_a_sale_that_turns_out_cheaper_costs_less(house: House) -> None:
    with_social_tariff(house, Done((a_sale(price=Euro(50)),)))

    enrolment = house.enrol()

    assert (enrolment.state, enrolment.price) == (S.AWAITING_PAYMENT, Euro(50))
    assert house.enrolment().price == Euro(50)


def test_a_refused_sale_frees_the_place_and_says_why(house: House) -> None:
    with_social_tariff(house, Refused(a_problem("maximum-reached", 422, SAID)))

    error = refused(house, SaleRefused)

    assert isinstance(error, SaleRefused)
    assert error.message == SAID
    assert (house.enrolment().state, house.enrolment().message) == (S.REFUSED, SAID)
    assert house.state_of_intent() == "refused"
    assert house.enrol().state is S.AWAITING_PAYMENT


def test_a_refused_sale_drops_what_was_remembered_of_that_pass_alone(house: House) -> None:
    """R2, F10."""
    house.with_social_tariff().move_in(participant="mo", number=OTHER_NUMBER)
    house.run(offer("mo", "camp", house.policy))
    house.publiq.will_answer(RegisterSales, Refused(a_problem("social-tariff-expired", 422)))
    offered(house)

    refused(house, SaleRefused)

    assert house.publiq.calls_of(lambda: house.run(offer("mo", "camp", house.policy))) == []
    assert house.publiq.calls_of(lambda: offered(house)) == ["FindPass", "QuoteTariffs"]


def test_what_was_not_sent_frees_the_place_and_keeps_what_is_remembered(house: House) -> None:
    with_social_tariff(house, NotSent("no connection"))

    error = refused(house, SaleNotSent)

    assert isinstance(error, SaleNotSent)
    assert error.why == "no connection"
    assert house.enrolment().state is S.REFUSED
    assert house.publiq.calls_of(house.enrol) == ["RegisterSales"]
    assert house.enrolment(2).state is S.AWAITING_PAYMENT


@pytest.mark.parametrize("outcome", [SILENCE, Done(()), Done((a_sale("1"), a_sale("2")))])
def test_a_sale_whose_end_is_unknown_keeps_its_place_and_is_never_sent_again(
    house: House, outcome: object
) -> None:
    with_social_tariff(house, outcome)

    error = refused(house, SaleUnknown)

    assert isinstance(error, SaleUnknown)
    assert error.enrolment == house.enrolment()
    assert house.enrolment().state is S.UNKNOWN
    assert house.state_of_intent() == "unknown"
    house.clock.moment += timedelta(days=1)
    refused(house, AlreadyEnrolled)
    assert house.run(cancel(1, house.policy)).state is S.CANCELLING
    assert house.publiq.count(RegisterSales) == 1


@pytest.mark.parametrize(
    "outcome",
    [Done((a_sale(),)), Refused(a_problem("card-blocked", 422)), NotSent("no connection"), SILENCE, Done(())],
    ids=["done", "refused", "not sent", "no answer", "empty"],
)
def test_who_lost_the_intent_meanwhile_changes_nothing(house: House, outcome: object) -> None:
    with_social_tariff(house, house.taken_over(IntentKind.REGISTER, outcome))

    error = refused(house, SaleUnknown)

    assert "another process has taken it over" in str(error)
    assert house.enrolment().state is S.REGISTERING
    assert house.state_of_intent() == "sending"


@pytest.mark.parametrize(
    "outcome",
    [Refused(a_problem("card-blocked", 422)), NotSent("no connection"), SILENCE],
    ids=["refused", "not sent", "no answer"],
)
def test_an_answer_that_comes_after_another_process_settled_the_sale_is_too_late(
    house: House, outcome: object
) -> None:
    def settled_elsewhere(question: Ask[object]) -> object:
        house.taken_over(IntentKind.REGISTER, None)(question)

        def work(ledger: Ledger) -> None:
            before = ledger.enrolment(1)
            ledger.save_enrolment(before, lifecycle.registered(before, a_sale()))

        house.look(work)
        return outcome

    with_social_tariff(house, settled_elsewhere)

    refused(house, SaleUnknown)

    assert house.enrolment().state is S.AWAITING_PAYMENT


def test_an_intent_that_somebody_else_claims_first_is_not_sent(house: House) -> None:
    house.with_social_tariff()

    def claim_first(_: int, __: Ask[object]) -> None:
        intent = house.intent()
        if intent and intent.fence == 1:
            house.look(lambda ledger: take_over(ledger, intent, house.clock.now(), house.policy))

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

    with_social_tariff(file_house, look_from_elsewhere).enrol()

    assert seen == [("registering", "sending", 1)]


def test_no_transaction_is_open_while_uitpas_is_asked(file_house: House) -> None:
    file_house.with_social_tariff()

    def write(_: Ask[object]) -> object:
        file_house.move_in(participant="mo", number=OTHER_NUMBER)
        return a_pass()

    file_house.publiq.will_answer(FindPass, write)

    assert file_house.enrol().price == REDUCED


@pytest.mark.parametrize(("participant", "activity"), [("nobody", "camp"), ("lena", "nothing")])
def test_who_or_what_is_not_known_is_named(house: House, participant: str, activity: str) -> None:
    with pytest.raises(NotFound):
        house.enrol(participant=participant, activity=activity)

    assert house.publiq.asked == []


def test_a_paid_enrolment_is_confirmed_and_twice_is_once(house: House) -> None:
    house.with_social_tariff().enrol()

    confirmed = house.run(confirm(1))

    assert confirmed.state is S.CONFIRMED
    assert house.run(confirm(1)) == confirmed == house.enrolment()
    assert house.publiq.count() == 3


def test_only_what_awaits_payment_is_confirmed(house: House) -> None:
    with_social_tariff(house, SILENCE)
    refused(house, SaleUnknown)

    with pytest.raises(IllegalTransition, match="that is unknown cannot become confirmed"):
        house.run(confirm(1))
    with pytest.raises(NotFound):
        house.run(confirm(99))


one_ledger_each = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@one_ledger_each
@given(shown=prices, asked=prices, extra=st.integers(0, 500))
def test_nobody_pays_more_than_agreed_nor_more_than_uitpas_asks(shown: Euro, asked: Euro, extra: int) -> None:
    """R6."""
    store = LedgerStore("sqlite://")
    house = House(store).move_in().with_social_tariff()
    agreed = Euro(shown.cents + extra)
    house.publiq.always_answers(QuoteTariffs, tariffs(a_social_tariff(shown)))
    house.publiq.always_answers(RegisterSales, Done((a_sale(price=asked),)))

    if asked <= agreed:
        assert house.enrol(agreed=agreed).price == asked
    else:
        with pytest.raises(PriceWentUp):
            house.enrol(agreed=agreed)
        assert house.enrolment().state is S.REFUSED
    assert house.publiq.count(UndoSale) == int(asked > agreed)
    store.close()


OUTCOMES: list[Callable[[int], object]] = [
    lambda n: Done((a_sale(f"sale-{n}"),)),
    lambda _: Refused(a_problem("card-blocked", 422)),
    lambda _: NotSent("no connection"),
    lambda _: SILENCE,
]
DEEDS = ["enrol", "cancel", "confirm"]


@one_ledger_each
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(OUTCOMES)), max_size=8))
def test_whatever_happens_a_child_has_one_live_enrolment_at_most(
    days: list[tuple[str, Callable[[int], object]]],
) -> None:
    """R1."""
    store = LedgerStore("sqlite://")
    house = House(store).move_in().with_social_tariff()
    for n, (deed, outcome) in enumerate(days):
        house.publiq.always_answers(RegisterSales, outcome(n))
        latest = len(house.enrolments())
        try:
            if deed == "enrol":
                house.enrol()
            else:
                house.run(confirm(latest) if deed == "confirm" else cancel(latest, house.policy))
        except UitkernError:
            pass
        live = [each for each in house.enrolments() if each.state in LIVE]
        assert len(live) <= 1
        assert all(each.sale_id for each in live if each.state is S.CONFIRMED)
    assert house.publiq.count(RegisterSales) == len(house.enrolments())
    store.close()


def test_the_registration_is_the_only_thing_between_two_transactions(house: House) -> None:
    """Reserve with its claimed intent, sending, settle: each its own transaction, in this order."""
    house.with_social_tariff()
    offered(house)
    heard: list[str] = []

    house.run(
        meddled(
            enrol("lena", "camp", house.policy), lambda _, question: heard.append(type(question).__name__)
        )
    )

    assert [name for name in heard if name != Now.__name__][-4:] == [
        Transact.__name__,
        Transact.__name__,
        RegisterSales.__name__,
        Transact.__name__,
    ]
