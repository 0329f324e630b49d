"""R1 and R6, whatever prices UiTPAS asks and in whatever order things happen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.building import (
    a_problem,
    a_sale,
    a_social_tariff,
    tariffs,
)
from tests.domain.strategies import prices
from tests.flows.house import House
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.errors import (
    PriceWentUp,
    UitkernError,
)
from uitkern.domain.flows.cancel import cancel
from uitkern.domain.flows.enrol import confirm
from uitkern.domain.model.enrolment import LIVE, EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused
from uitkern.domain.ports.publiq import QuoteTariffs, RegisterSales, UndoSale

S = EnrolmentState
SILENCE = NoAnswer("time-out")


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
        assert house.enrolment().state is S.CANCELLED
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
