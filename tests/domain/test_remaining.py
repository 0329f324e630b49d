"""R12: one pass buys as many tickets as remain, of each tariff and in all."""

from __future__ import annotations

from collections import Counter

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import EVENT, NUMBER, OTHER_NUMBER, a_coupon, a_social_tariff, an_offer
from uitkern.domain.model.benefit import RewardOffer
from uitkern.domain.model.euro import Euro
from uitkern.domain.rules.remaining import exceeding


@given(
    st.integers(0, 5), st.integers(0, 5), st.lists(st.sampled_from(["social", "coupon", "none"]), max_size=9)
)
def test_no_tariff_is_had_more_often_than_remains(social: int, coupon: int, wanted: list[str]) -> None:
    tariffs = {
        "social": evolve(a_social_tariff(), remaining=social),
        "coupon": evolve(a_coupon(), remaining=coupon),
    }
    offer = an_offer(*tariffs.values())
    refused = exceeding([(offer, tariffs.get(each)) for each in wanted])
    had = Counter(each for at, each in enumerate(wanted) if at not in refused and each != "none")
    assert had["social"] <= social
    assert had["coupon"] <= coupon
    assert sum(had.values()) <= max(social, coupon)
    assert all(wanted[at] != "none" for at in refused)
    assert list(refused) == sorted(refused)


@given(st.integers(1, 6), st.integers(0, 8))
def test_a_group_gets_all_that_remain_and_no_more(remaining: int, asked: int) -> None:
    tariff = evolve(a_social_tariff(), remaining=remaining)
    refused = exceeding([(an_offer(tariff, group=True), tariff)] * asked)
    assert refused == dict.fromkeys(range(remaining, asked), remaining)


def test_passes_and_events_do_not_count_for_each_other() -> None:
    tariff = a_social_tariff()
    mine, other_pass = an_offer(tariff), an_offer(tariff, number=OTHER_NUMBER)
    other_event = an_offer(tariff, event_id="another")
    assert exceeding([(mine, tariff), (other_pass, tariff), (other_event, tariff)]) == {}
    assert exceeding([(mine, tariff), (mine, tariff)]) == {1: 1}


def test_a_reward_counts_for_itself_whatever_the_activity() -> None:
    reward = RewardOffer("5687", "Koffie", Euro(0), 10, redeemable=True, remaining=1)
    here, there = an_offer(number=NUMBER), an_offer(number=NUMBER, event_id=f"not {EVENT}")
    assert exceeding([(here, reward), (there, reward)]) == {1: 1}
