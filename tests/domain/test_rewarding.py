"""R9: rewards that can pay for an activity, with consent to their points; rewards that can be made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import (
    BASE,
    HALF,
    NOON,
    ORGANIZER,
    SAID,
    a_problem,
    a_social_tariff,
    an_activity,
    an_offer,
)
from uitkern.domain.errors import (
    InvalidValue,
    NoSuchTariff,
    NotRedeemable,
    PointsConsentNeeded,
    PointsWentUp,
    PriceNotKnown,
    PriceWentUp,
)
from uitkern.domain.model.benefit import BenefitKind, RewardOffer, Spend
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.offer import Choose, Reason
from uitkern.domain.model.reward import (
    InvalidReward,
    KeptReward,
    PricedFor,
    RedeemLimit,
    RedeemStatus,
    Reward,
    RewardPeriod,
    RewardPrice,
    RewardType,
)
from uitkern.domain.model.sentences import explain
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.rules.choice import affordable, chosen
from uitkern.domain.rules.rewarding import (
    check_draft,
    check_price,
    finds,
    is_same,
    prices_for,
    reach_of,
    reward_offer,
)

DAY = timedelta(days=1)


def a_reward(**changes: Any) -> Reward:
    reward = Reward(
        "Gratis koffie",
        "Een koffie aan de bar.",
        RewardPeriod(NOON - DAY),
        [ORGANIZER],
        points=10,
        categories=["Doen"],
        id="5687",
    )
    return evolve(reward, **changes)


def kept(**changes: Any) -> KeptReward:
    return KeptReward(a_reward(**changes), imported=True, synchronised_at=NOON)


def a_reward_offer(**changes: Any) -> RewardOffer:
    offer = RewardOffer("5687", "Gratis koffie", Euro(100), 10, redeemable=True, remaining=2, balance=25)
    return evolve(offer, **changes)


@given(st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_a_reward_is_redeemed_only_with_consent_to_all_of_its_points(
    costs: int, agreed: int, redeemable: bool
) -> None:
    offer = an_offer(rewards=(a_reward_offer(points=costs, redeemable=redeemable),))
    spend = Spend("5687", agreed)
    if not redeemable:
        with pytest.raises(NotRedeemable):
            chosen(offer, spend)
    elif costs > agreed:
        with pytest.raises(PointsWentUp) as asked:
            chosen(offer, spend)
        assert (asked.value.agreed, asked.value.asked) == (agreed, costs)
    else:
        assert chosen(offer, spend) == offer.rewards[0]


def test_a_reward_is_never_chosen_by_its_id_alone() -> None:
    offer = an_offer(rewards=(a_reward_offer(),))
    with pytest.raises(PointsConsentNeeded) as asked:
        chosen(offer, "5687")
    assert asked.value.message == offer.rewards[0].question
    assert asked.value.offer.consent() == Spend("5687", 10, 25)
    assert asked.value.offer.consent().after == 15
    assert Spend("5687", 10).after is None


def test_a_reward_that_is_not_offered_is_told_apart_from_silence() -> None:
    with pytest.raises(NoSuchTariff):
        chosen(an_offer(), Spend("5687", 10))
    with pytest.raises(PriceNotKnown):
        chosen(an_offer(reason=Reason.UNREACHABLE), Spend("5687", 10))


def test_the_price_beside_the_points_was_agreed_to_as_well() -> None:
    offer = an_offer(rewards=(a_reward_offer(),))
    assert affordable(offer, Spend("5687", 10), Euro(100)) == offer.rewards[0]
    with pytest.raises(PriceWentUp):
        affordable(offer, Spend("5687", 10), Euro(99))


def test_consent_is_asked_with_the_balance_before_and_after() -> None:
    asked = a_reward_offer().question
    assert (
        asked.nl == "Voor “Gratis koffie” betaal je 10 punten. Je hebt er nu 25 en houdt er 15 over. Akkoord?"
    )
    assert all((asked.fr, asked.de, asked.en))
    without = a_reward_offer(balance=None)
    assert without.after is None
    assert without.question.nl == "Het voordeel “Gratis koffie” kost 10 punten. Ga je daarmee akkoord?"


def test_the_options_are_the_base_price_the_tariffs_and_the_rewards() -> None:
    refused = a_reward_offer(reward_id="5823", redeemable=False, remaining=0, message=SAID)
    none_left = evolve(a_social_tariff(), remaining=0)
    offer = an_offer(none_left, rewards=(a_reward_offer(), refused))
    base, social, coffee, other = offer.options
    assert (base.kind, base.choice, base.preselected) == (BenefitKind.NONE, Choose.NOTHING, True)
    assert (social.available, social.preselected, social.remaining) == (False, False, 0)
    assert (coffee.points, coffee.available, coffee.choice) == (10, True, a_reward_offer().consent())
    assert (other.available, other.messages) == (False, (SAID,))
    assert offer.price == BASE


@given(st.lists(st.sampled_from(["camp", "other"]), max_size=3), st.booleans(), st.booleans())
def test_the_price_of_an_activity_goes_before_that_of_its_type(
    activities: list[str], has_type: bool, priced_by_type: bool
) -> None:
    activity = an_activity(type_id="camps" if has_type else None)
    prices = [RewardPrice("5687", HALF, PricedFor.ACTIVITY, each) for each in activities]
    if priced_by_type:
        prices.append(RewardPrice("5687", BASE, PricedFor.TYPE, "camps"))
    found = prices_for(activity, prices)
    if "camp" in activities:
        assert found == {"5687": HALF}
    elif has_type and priced_by_type:
        assert found == {"5687": BASE}
    else:
        assert found == {}


@given(st.none() | st.integers(0, 100), st.integers(0, 50), st.none() | st.integers(0, 9), st.integers(0, 9))
def test_how_often_a_reward_can_be_had_is_never_more_than_points_and_stock_reach(
    balance: int | None, points: int, units: int | None, taken: int
) -> None:
    reward = a_reward(points=points, units=units, taken=taken)
    reach = reach_of(reward, balance)
    assert reach >= 0
    if balance is not None and points:
        assert reach * points <= balance
    if units is not None:
        assert reach <= max(0, units - taken)


def test_a_limit_per_person_counts_too() -> None:
    assert reach_of(a_reward(limit=RedeemLimit(1, "WEEK")), 40) == 1
    assert reach_of(a_reward(points=0), None) == 1


def test_only_uitpas_says_whether_a_reward_can_be_redeemed() -> None:
    yes = reward_offer(kept(), Euro(100), RedeemStatus(redeemable=True), 4)
    assert (yes.redeemable, yes.remaining, yes.message) == (True, 1, None)
    no = reward_offer(kept(), Euro(100), RedeemStatus(redeemable=False, reason="X", message=SAID), 40)
    assert (no.redeemable, no.remaining, no.message) == (False, 0, SAID)
    silent = reward_offer(kept(), Euro(100), Unavailable("time-out"), 40)
    assert silent.message == explain(Reason.UNREACHABLE)
    refused = reward_offer(kept(), Euro(100), a_problem("reward-not-found", 404), 40)
    assert refused.message is not None
    assert not refused.redeemable


def test_a_good_draft_is_let_through() -> None:
    check_draft(a_reward(redeemable=RewardPeriod(NOON, NOON + DAY), units=5), NOON)
    check_draft(a_reward(type=RewardType.WELCOME, points=0, categories=()), NOON)
    check_draft(a_reward(published=RewardPeriod(NOON, NOON)), NOON)


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no description": ({"description": " "}, "description"),
    "no organizer": ({"organizers": ()}, "organizers"),
    "negative points": ({"points": -1}, "points"),
    "a welcome reward with points": ({"type": RewardType.WELCOME, "points": 1}, "points"),
    "no category": ({"categories": ()}, "categories"),
    "an unknown category": ({"categories": ("Sport",)}, "categories"),
    "a past period": ({"published": RewardPeriod(NOON - 2 * DAY, NOON - DAY)}, "published"),
    "a past redeem period": ({"redeemable": RewardPeriod(NOON - 2 * DAY, NOON - DAY)}, "redeemable"),
    "a turned period": ({"granted": RewardPeriod(NOON, NOON - DAY)}, "granted"),
    "no units": ({"units": 0}, "units"),
}


@pytest.mark.parametrize(("changes", "field"), BAD.values(), ids=BAD)
def test_a_draft_nobody_could_redeem_is_refused_in_plain_words(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidReward) as refused:
        check_draft(a_reward(**changes), NOON)
    assert refused.value.field == field
    assert refused.value.message is not None
    assert refused.value.message.nl.endswith(".")
    assert isinstance(refused.value, InvalidValue)


def test_a_reward_pays_only_at_its_own_organizer_and_never_more_than_the_base_price() -> None:
    check_price(a_reward(), BASE, an_activity(), ORGANIZER)
    check_price(a_reward(organizers=()), Euro(0), an_activity(), ORGANIZER)
    with pytest.raises(InvalidReward) as elsewhere:
        check_price(a_reward(), HALF, an_activity(), "another")
    assert elsewhere.value.field == "organizers"
    with pytest.raises(InvalidReward) as dear:
        check_price(a_reward(), Euro(BASE.cents + 1), an_activity(), ORGANIZER)
    assert dear.value.field == "price"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("koffie", True),
        ("KOFFIE", True),
        ("koff", False),
        ("koff*", True),
        ("*fie", True),
        ("*ff*", True),
        ("gratis*koffie", False),
        ("bar", True),
        ("ba?", False),
        ("(koffie", False),
    ],
)
def test_a_word_is_found_whole_or_with_a_wildcard_in_part(pattern: str, found: bool) -> None:
    assert finds(pattern, a_reward()) is found


def test_a_reward_is_recognised_by_what_was_sent() -> None:
    assert is_same(a_reward(id="1"), a_reward(id="2"))
    assert not is_same(a_reward(points=11), a_reward())
    assert not is_same(a_reward(published=RewardPeriod(NOON)), a_reward())


def test_the_reference_of_an_imported_reward_says_so() -> None:
    assert kept().reference == "UiT_5687"
    assert evolve(kept(), imported=False).reference == "5687"


def test_a_price_is_for_an_activity_or_a_type() -> None:
    assert PricedFor.one_of("camp", None) == (PricedFor.ACTIVITY, "camp")
    assert PricedFor.one_of(None, "camps") == (PricedFor.TYPE, "camps")
    for both in (("camp", "camps"), (None, None)):
        with pytest.raises(InvalidValue):
            PricedFor.one_of(*both)


def test_one_organizer_may_be_given_by_itself() -> None:
    assert Reward("Bal", "Een bal.", RewardPeriod(NOON), ORGANIZER, categories="Doen").organizers == (
        ORGANIZER,
    )
