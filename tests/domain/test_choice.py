"""R7: one benefit at most, the social tariff unless another choice is made, and nobody is forced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import a_coupon, a_social_tariff, an_offer
from tests.domain.strategies import tariff_lists
from uitkern.domain.errors import NoSuchTariff, PriceNotKnown
from uitkern.domain.model.offer import Choose, Reason
from uitkern.domain.model.sentences import explain
from uitkern.domain.model.tariff import Tariff, TariffType
from uitkern.domain.rules.choice import chosen

NOT_ASKED = [Reason.UNREACHABLE, Reason.NOT_KNOWN_YET, Reason.NOT_ALLOWED]


@given(tariff_lists(), st.sampled_from([*Choose, "SOCIALTARIFF", "coupon-1", "coupon-9"]))
def test_what_is_chosen_is_one_of_the_offer_or_nothing(
    available: tuple[Tariff, ...], choice: Choose | str
) -> None:
    offer = an_offer(*available)

    match choice:
        case Choose.NOTHING:
            assert chosen(offer, choice) is None
        case Choose.PRESELECTED:
            social = [tariff for tariff in available if tariff.kind is TariffType.SOCIALTARIFF]
            assert chosen(offer, choice) == next(iter(social), None)
        case _ if choice in [tariff.id for tariff in available]:
            picked = chosen(offer, choice)
            assert picked in available
            assert picked is not None
            assert picked.id == choice
        case _:
            with pytest.raises(NoSuchTariff, match=f"'{choice}' is not among those UiTPAS offers"):
                chosen(offer, choice)


@pytest.mark.parametrize("reason", NOT_ASKED)
def test_nobody_pays_in_full_by_accident(reason: Reason) -> None:
    with pytest.raises(PriceNotKnown) as unknown:
        chosen(an_offer(reason=reason), Choose.PRESELECTED)

    assert unknown.value.reason is reason
    assert unknown.value.message == explain(reason)
    assert chosen(an_offer(reason=reason), Choose.NOTHING) is None


@pytest.mark.parametrize("reason", [None, *(reason for reason in Reason if reason not in NOT_ASKED)])
def test_who_has_no_social_tariff_pays_the_base_price(reason: Reason | None) -> None:
    assert chosen(an_offer(a_coupon(), reason=reason), Choose.PRESELECTED) is None


@pytest.mark.parametrize("reason", NOT_ASKED)
def test_a_price_that_is_known_all_the_same_is_taken(reason: Reason) -> None:
    assert chosen(an_offer(a_social_tariff(), reason=reason), Choose.PRESELECTED) == a_social_tariff()


@pytest.mark.parametrize("reason", NOT_ASKED)
def test_a_tariff_that_was_not_asked_for_now_is_not_known_rather_than_gone(reason: Reason) -> None:
    with pytest.raises(PriceNotKnown) as unknown:
        chosen(an_offer(reason=reason), "coupon-7")

    assert unknown.value.reason is reason
