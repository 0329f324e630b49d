"""The contract of the ledger: rewards, what they buy, what was redeemed, and tickets beside enrolments."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve

from tests.adapters.ledger.samples import (
    LEASE,
    NOON,
    NUMBER,
    REQUEST,
    a_line,
    an_activity,
    an_enrolment,
    reserve,
)
from uitkern import Enrolment, EnrolmentState, Euro, Tariff, TariffType, UitpasNumber, errors
from uitkern.adapters.drivers import Transacts
from uitkern.domain.model.enrolment import PlaceKind
from uitkern.domain.model.intent import IntentKind, IntentLine, IntentState
from uitkern.domain.model.reward import (
    KeptRedeemed,
    KeptReward,
    PricedFor,
    Redeemed,
    RedeemLimit,
    Redemption,
    Reward,
    RewardPeriod,
    RewardPrice,
    RewardType,
)
from uitkern.domain.model.tariff import Tariffs
from uitkern.domain.model.uitpas import CardSystem
from uitkern.domain.ports.ledger import Ledger

FULL = Reward(
    "Gratis zwembeurt",
    "Een beurt in het Strop.",
    RewardPeriod(NOON, NOON + timedelta(days=30)),
    ["0ce87cbc-9299-4528-8d35-92225dc9489f"],
    points=12,
    categories=["Doen"],
    redeemable=RewardPeriod(NOON),
    granted=RewardPeriod(NOON),
    units=7,
    limit=RedeemLimit(1, "WEEK"),
    card_systems=(CardSystem(5, "UiTPAS Gent"),),
    owner=CardSystem(5, "UiTPAS Gent"),
    practical_info="Aan de kassa.",
    pictures=("https://images.example/1.jpg",),
    for_kids=True,
    sport=True,
    featured=True,
    online=True,
    id="6001",
    status="ACTIVE",
    taken=2,
)
WELCOME = Reward("Een boek", "Welkom!", RewardPeriod(NOON), type=RewardType.WELCOME, id="6002")
TAKEN = Redeemed("910001", "6001", 12, NOON, "Gratis zwembeurt", "R910001", "Toon deze code.")
BARE = Redeemed("910002", "6001", 0)


def test_a_reward_comes_back_as_it_was_and_may_be_changed(ledger: Transacts) -> None:
    for kept in (
        KeptReward(FULL, imported=True, synchronised_at=NOON),
        KeptReward(WELCOME, imported=False, synchronised_at=NOON),
        KeptReward(evolve(FULL, title="Zwemmen"), imported=True, synchronised_at=NOON + LEASE),
    ):
        ledger(lambda it, k=kept: it.save_reward(k))  # type: ignore[misc]
        assert ledger(lambda it, k=kept: it.reward(k.reward.id)) == kept  # type: ignore[misc]
    assert [each.reward.title for each in ledger(lambda it: it.rewards())] == ["Een boek", "Zwemmen"]
    with pytest.raises(errors.NotFound):
        ledger(lambda it: it.reward("6003"))


def test_a_reward_has_one_price_for_an_activity_and_one_for_a_type(ledger: Transacts) -> None:
    camp = RewardPrice("6001", Euro(250), PricedFor.ACTIVITY, "camp")
    all_camps = RewardPrice("6001", Euro(0), PricedFor.TYPE, "camp")
    for price in (camp, all_camps, evolve(camp, price=Euro(300))):
        ledger(lambda it, p=price: it.save_reward_price(p))  # type: ignore[misc]
    assert ledger(lambda it: it.reward_prices()) == (evolve(camp, price=Euro(300)), all_camps)
    assert ledger(lambda it: it.drop_reward_price("6001", PricedFor.ACTIVITY, "camp"))
    assert not ledger(lambda it: it.drop_reward_price("6001", PricedFor.ACTIVITY, "camp"))
    assert ledger(lambda it: it.reward_prices()) == (all_camps,)


def test_a_redeemed_reward_comes_back_as_it_was_and_counts_once(ledger: Transacts) -> None:
    first, second = ledger(reserve("one")), ledger(reserve("two"))
    ledger(lambda it: it.save_redeemed(first.id, NUMBER, TAKEN))
    ledger(lambda it: it.save_redeemed(second.id, NUMBER, BARE))
    with pytest.raises(errors.LedgerError):
        ledger(lambda it: it.save_redeemed(second.id, NUMBER, TAKEN))
    assert ledger(lambda it: it.redeemed("910001")) == KeptRedeemed(TAKEN, NUMBER, first.id, returned=False)
    ledger(lambda it: it.mark_returned("910001", NOON))
    ledger(lambda it: it.mark_returned("another", NOON))
    assert ledger(lambda it: it.kept_redeemed()) == (
        KeptRedeemed(TAKEN, NUMBER, first.id, returned=True),
        KeptRedeemed(BARE, NUMBER, second.id, returned=False),
    )
    assert len(ledger(lambda it: it.kept_redeemed("camp"))) == 2
    assert ledger(lambda it: it.kept_redeemed("another")) == ()
    asked = ["910001", "910009", *map(str, range(2000))]
    assert ledger(lambda it: it.known_redeemed(asked)) == {"910001"}
    with pytest.raises(errors.NotFound):
        ledger(lambda it: it.redeemed("910003"))


def a_ticket(participant_id: str = "") -> Enrolment:
    return evolve(an_enrolment(participant_id), kind=PlaceKind.TICKET, points=12)


def test_one_person_has_any_number_of_tickets_beside_one_enrolment(ledger: Transacts) -> None:
    ledger(lambda it: it.save_activity(an_activity()))
    for participant in ("", "", "kid", "kid"):
        new = ledger(lambda it, p=participant: it.reserve(a_ticket(p), None))  # type: ignore[misc]
        assert ledger(lambda it, n=new: it.enrolment(n.id)) == new  # type: ignore[misc]
        assert (new.kind, new.points) == (PlaceKind.TICKET, 12)
    assert ledger(lambda it: it.live_enrolment("kid", "camp")) is None
    enrolled = ledger(reserve("kid"))
    assert ledger(lambda it: it.live_enrolment("kid", "camp")) == enrolled
    with pytest.raises(errors.AlreadyEnrolled):
        ledger(reserve("kid"))


def test_tickets_and_enrolments_share_the_places(ledger: Transacts) -> None:
    ledger(lambda it: it.save_activity(an_activity(3)))
    ledger(lambda it: it.reserve(a_ticket("kid"), 3))
    ledger(reserve("kid", 3))
    ledger(lambda it: it.reserve(a_ticket(), 3))
    with pytest.raises(errors.ActivityFull):
        ledger(lambda it: it.reserve(a_ticket("kid"), 3))
    with pytest.raises(errors.ActivityFull):
        ledger(reserve("other", 3))


WANTED = Redemption(NUMBER, "6001", 12)


def redeeming(ledger: Transacts, child: str, after: int | None = None, lease: timedelta | None = None) -> int:
    def work(it: Ledger) -> int:
        place = it.reserve(an_enrolment(child), None)
        line = IntentLine(place.id, redemption=WANTED)
        return it.add_intent(IntentKind.REDEEM, (line,), NOON, lease, after).id

    return ledger(work)


def test_an_intent_to_redeem_comes_back_as_it_was(ledger: Transacts) -> None:
    kept = redeeming(ledger, "one")
    found = ledger(lambda it: it.intent(kept))
    assert (found.kind, found.lines[0].redemption, found.after) == (IntentKind.REDEEM, WANTED, None)


def test_what_comes_after_another_waits_until_that_one_is_settled(ledger: Transacts) -> None:
    sale = ledger(reserve("sold"))
    first = ledger(lambda it: it.add_intent(IntentKind.REGISTER, (a_line(sale),), NOON))
    waiting = redeeming(ledger, "one", after=first.id)
    assert ledger(lambda it: it.intent(waiting)).after == first.id
    claimed = ledger(lambda it: it.claim_due(NOON, LEASE))
    assert claimed is not None
    assert claimed.id == first.id
    for state in (IntentState.PENDING, IntentState.UNKNOWN, IntentState.SENDING):
        assert ledger(lambda it, s=state: it.settle(claimed, s, NOON + 2 * LEASE))  # type: ignore[misc]
        assert ledger(lambda it: it.claim(waiting, NOON, LEASE)) is None
        assert ledger(lambda it: it.claim_due(NOON, LEASE)) is None
    assert ledger(lambda it: it.settle(claimed, IntentState.DONE, NOON))
    assert ledger(lambda it: it.claim(waiting, NOON, LEASE)) is not None


@pytest.mark.parametrize("state", [IntentState.REFUSED, IntentState.PARKED])
def test_what_comes_after_goes_on_when_nothing_more_comes_of_the_first(
    ledger: Transacts, state: IntentState
) -> None:
    sale = ledger(reserve("sold"))
    first = ledger(lambda it: it.add_intent(IntentKind.REGISTER, (a_line(sale),), NOON, LEASE))
    waiting = redeeming(ledger, "one", after=first.id)
    ledger(lambda it: it.settle(first, state, NOON))
    assert ledger(lambda it: it.claim_due(NOON, LEASE)).id == waiting  # type: ignore[union-attr]


def test_one_pass_redeems_one_reward_at_a_time(ledger: Transacts) -> None:
    first = redeeming(ledger, "one", lease=LEASE)
    second = redeeming(ledger, "two")
    assert ledger(lambda it: it.claim(second, NOON, LEASE)) is None
    held = ledger(lambda it: it.intent(first))
    sending = ledger(lambda it: it.mark_sending(held, NOON))
    assert sending is not None
    ledger(lambda it: it.settle(sending, IntentState.UNKNOWN, NOON))
    assert ledger(lambda it: it.claim(second, NOON, LEASE)) is None
    ledger(lambda it: it.settle(sending, IntentState.DONE, NOON))
    assert ledger(lambda it: it.claim(second, NOON, LEASE)) is not None


def test_a_sale_and_a_reward_of_one_pass_do_not_wait_for_each_other(ledger: Transacts) -> None:
    redeeming(ledger, "one", lease=LEASE)
    sale = ledger(reserve("sold"))
    line = a_line(sale, evolve(REQUEST, tariff_id="6001"))
    register = ledger(lambda it: it.add_intent(IntentKind.REGISTER, (line,), NOON))
    assert ledger(lambda it: it.claim(register.id, NOON, LEASE)) is not None


@pytest.mark.parametrize(
    ("kind", "state"),
    [(IntentKind.REDEEM, IntentState.UNKNOWN), (IntentKind.RETURN, IntentState.PENDING)],
)
def test_a_parked_redemption_is_looked_up_and_a_parked_return_tried(
    ledger: Transacts, kind: IntentKind, state: IntentState
) -> None:
    place = ledger(reserve("one"))
    line = IntentLine(place.id, sale_id="910001")
    parked = ledger(lambda it: it.add_intent(kind, (line,), NOON, LEASE))
    ledger(lambda it: it.settle(parked, IntentState.PARKED, NOON))
    ledger(lambda it: it.rouse(parked.id, NOON))
    assert ledger(lambda it: it.intent(parked.id)).state is state


def test_an_enrolment_with_a_reward_is_confirmed_with_what_was_redeemed_only(ledger: Transacts) -> None:
    place = ledger(lambda it: it.reserve(evolve(an_enrolment(), points=12), None))
    with pytest.raises(errors.LedgerError):
        ledger(lambda it: it.save_enrolment(place, evolve(place, state=EnrolmentState.CONFIRMED)))
    paid = evolve(place, state=EnrolmentState.CONFIRMED, sale_id="910001")
    ledger(lambda it: it.save_enrolment(place, paid))
    assert ledger(lambda it: it.enrolment(place.id)) == paid


def test_the_tariffs_of_a_pass_are_forgotten_but_for_those_of_one_event(ledger: Transacts) -> None:
    answer = Tariffs((Tariff("COUPON_1", "Bon", Euro(500), TariffType.COUPON),))
    other = UitpasNumber("0900000095902")
    for number, event in ((NUMBER, "a"), (NUMBER, "b"), (other, "a")):
        ledger(lambda it, n=number, e=event: it.remember_tariffs(n, e, Euro(1000), answer, NOON))  # type: ignore[misc]
    ledger(lambda it: it.forget_tariffs(NUMBER, but_of="a"))
    assert ledger(lambda it: it.remembered_tariffs(NUMBER, "a", Euro(1000))) is not None
    assert ledger(lambda it: it.remembered_tariffs(NUMBER, "b", Euro(1000))) is None
    ledger(lambda it: it.forget_tariffs(NUMBER))
    assert ledger(lambda it: it.remembered_tariffs(NUMBER, "a", Euro(1000))) is None
    assert ledger(lambda it: it.remembered_tariffs(other, "a", Euro(1000))) is not None
