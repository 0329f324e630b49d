"""Price lists, and UiTPAS switched off for an activity."""

from __future__ import annotations

import pytest

from tests.domain.building import BASE, REDUCED, an_activity, tariffs
from tests.flows.house import House
from uitkern.domain.errors import NotDiscountable, NotFound
from uitkern.domain.flows.price_list import price_list
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.offer import Reason
from uitkern.domain.ports.publiq import QuoteStaticTariff


def test_a_list_asks_each_published_activity_once(house: House) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(id="draft")))
    house.publiq.always_answers(QuoteStaticTariff, tariffs())
    camp, draft = house.run(price_list(["camp", "draft", "camp"]))
    assert (camp.base_price, camp.social, camp.message) == (BASE, REDUCED, None)
    assert (draft.base_price, draft.social) == (BASE, None)
    assert draft.message is not None
    assert house.publiq.count() == 1


def test_a_list_names_what_is_not_there_or_has_no_price(house: House) -> None:
    with pytest.raises(NotFound):
        house.run(price_list(["nowhere"]))
    house.look(lambda ledger: ledger.save_activity(an_activity(id="draft", price=None)))
    with pytest.raises(NotDiscountable):
        house.run(price_list(["draft"]))


def test_what_is_free_or_switched_off_costs_no_call(house: House) -> None:
    house.move_in(an_activity(id="free", price=Euro(0)))
    house.move_in(an_activity(id="off", uitpas=False))
    assert [each.social for each in house.run(price_list(["free", "off"]))] == [None, None]
    off = house.offer(activity="off")
    assert (off.reason, off.price) == (Reason.SWITCHED_OFF, BASE)
    assert house.enrol(activity="off").price == BASE
    assert house.publiq.asked == []
