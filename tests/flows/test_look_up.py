"""Look up: a pass by INSZ, the general tariff, the sales UiTPAS holds, what we may do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.domain.building import (
    BASE,
    EVENT,
    NUMBER,
    ORGANIZER,
    OTHER_NUMBER,
    US,
    a_pass,
    a_pass_without_social_tariff,
    a_problem,
    a_sale,
    forbidden,
    tariffs,
)
from tests.flows.house import House
from uitkern.domain.errors import NotDiscountable, NotFound, Rejected, Unreachable
from uitkern.domain.flows.look_up import (
    cannot,
    permissions,
    sales_at_uitpas,
    static_tariff,
)
from uitkern.domain.flows.offer import offer
from uitkern.domain.flows.passes import link_pass
from uitkern.domain.flows.whole_list import READINGS
from uitkern.domain.model.insz import Insz
from uitkern.domain.model.participant import Participant
from uitkern.domain.model.permissions import OrganizerPermissions
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.publication import Publication, PublicationState
from uitkern.domain.model.sale import SalesPage
from uitkern.domain.ports.effects import Ask, Flow
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.publiq import FindPass, ListPermissions, ListSales, QuoteStaticTariff
from uitkern.domain.rules.discount import NEEDED

INSZ = Insz("85073003328")
SILENCE = Unavailable("time-out")

QUESTIONS: list[tuple[Callable[[], Flow[Any]], type[Ask[Any]]]] = [
    (lambda: link_pass("lena", INSZ, Policy(), "a parent"), FindPass),
    (lambda: static_tariff("camp"), QuoteStaticTariff),
    (lambda: sales_at_uitpas("camp"), ListSales),
    (permissions, ListPermissions),
]


def test_a_pass_is_found_by_insz_and_its_number_kept(empty_house: House) -> None:
    empty_house.move_in(number=None)
    empty_house.publiq.will_answer(FindPass, a_pass())

    assert empty_house.run(link_pass("lena", INSZ, Policy(), "a parent")) == a_pass()
    assert empty_house.publiq.asked == [FindPass(INSZ)]
    assert empty_house.look(lambda ledger: ledger.participant("lena")) == Participant("lena", NUMBER)


def test_what_was_found_by_insz_counts_for_the_day(empty_house: House) -> None:
    """R2."""
    empty_house.move_in(number=None)
    empty_house.publiq.will_answer(FindPass, a_pass_without_social_tariff())
    empty_house.run(link_pass("lena", INSZ, Policy(), "a parent"))

    assert (
        empty_house.publiq.calls_of(lambda: empty_house.run(offer("lena", "camp", empty_house.policy))) == []
    )


def test_a_replaced_card_gives_its_new_number(house: House) -> None:
    """F25."""
    house.publiq.will_answer(FindPass, a_pass(number=OTHER_NUMBER))

    house.run(link_pass("lena", INSZ, Policy(), "a parent"))

    assert house.look(lambda ledger: ledger.participant("lena")).uitpas_number == OTHER_NUMBER


def test_without_a_pass_nothing_changes_and_nothing_of_the_insz_is_told(house: House) -> None:
    house.publiq.will_answer(FindPass, a_problem("pass-not-found", 404))

    with pytest.raises(Rejected) as refused:
        house.run(link_pass("lena", INSZ, Policy(), "a parent"))

    assert INSZ.value not in f"{refused.value!r} {refused.value.__dict__}"
    assert house.look(lambda ledger: ledger.participant("lena")).uitpas_number == NUMBER


def test_the_general_tariff_is_asked_for_the_base_price(house: House) -> None:
    house.publiq.will_answer(QuoteStaticTariff, tariffs())

    assert house.run(static_tariff("camp")) == tariffs()
    assert house.publiq.asked == [QuoteStaticTariff(EVENT, BASE)]


def test_the_sales_of_an_event_are_read_page_by_page(house: House) -> None:
    one, two, three = a_sale("1"), a_sale("2"), a_sale("3")
    house.publiq.will_answer(ListSales, *[SalesPage(3, (one, two)), SalesPage(3, (three,))] * 2)

    assert house.run(sales_at_uitpas("camp")) == (one, two, three)
    assert house.publiq.asked == [ListSales(EVENT, 0), ListSales(EVENT, 2)] * 2


def test_a_sale_that_moved_to_a_page_that_was_read_already_is_found(house: House) -> None:
    """Somebody undid the first sale between the pages, so that the third stood on the first page."""
    one, two, three = a_sale("1"), a_sale("2"), a_sale("3")
    changed = [SalesPage(3, (one, two)), SalesPage(2, ())]
    house.publiq.will_answer(ListSales, *changed, *[SalesPage(2, (two,)), SalesPage(2, (three,))] * 2)

    assert house.run(sales_at_uitpas("camp")) == (two, three)


def test_a_list_that_never_stands_still_is_not_believed(house: House) -> None:
    for reading in range(READINGS):
        house.publiq.will_answer(
            ListSales, SalesPage(2, (a_sale(f"{reading}"),)), SalesPage(2, (a_sale("last"),))
        )

    with pytest.raises(Unreachable, match="the list of sales changed all the time it was read"):
        house.run(sales_at_uitpas("camp"))


def test_a_sale_that_moves_to_the_next_page_meanwhile_is_told_once(house: House) -> None:
    one, two, three = a_sale("1"), a_sale("2"), a_sale("3")
    house.publiq.will_answer(ListSales, *[SalesPage(3, (one, two)), SalesPage(4, (two, three))] * 2)

    assert house.run(sales_at_uitpas("camp")) == (one, two, three)


@pytest.mark.parametrize("total", [0, 7])
def test_an_empty_page_is_the_last(house: House, total: int) -> None:
    house.publiq.will_answer(ListSales, SalesPage(total, ()))

    assert house.run(sales_at_uitpas("camp")) == ()


def test_our_permissions_are_told_as_uitpas_tells_them(house: House) -> None:
    granted = (OrganizerPermissions(ORGANIZER, frozenset({"TARIFFS_READ"})),)
    house.publiq.will_answer(ListPermissions, granted)

    assert house.run(permissions()) == granted


def test_without_the_permission_to_look_sales_up_we_say_so_at_start(house: House) -> None:
    granted = frozenset({*NEEDED, "PASSES_READ", "TICKETSALES_SEARCH"})
    for held, said in ((granted, 0), (granted - {"TICKETSALES_SEARCH"}, 1)):
        house.publiq.will_answer(ListPermissions, (OrganizerPermissions(ORGANIZER, held),))

        told = house.run(cannot(US))

        assert len(told) == said
        assert all("TICKETSALES_SEARCH" in sentence for sentence in told)


@pytest.mark.parametrize(("flow", "kind"), QUESTIONS)
def test_a_refusal_is_told_as_such(house: House, flow: Callable[[], Flow[Any]], kind: type[Ask[Any]]) -> None:
    house.publiq.will_answer(kind, forbidden())

    with pytest.raises(Rejected) as refused:
        house.run(flow())

    assert (refused.value.service, refused.value.problem) == ("UiTPAS", forbidden())


@pytest.mark.parametrize(("flow", "kind"), QUESTIONS)
def test_silence_is_told_as_such(house: House, flow: Callable[[], Flow[Any]], kind: type[Ask[Any]]) -> None:
    house.publiq.will_answer(kind, SILENCE)

    with pytest.raises(Unreachable, match="UiTPAS does not answer: time-out"):
        house.run(flow())


def test_what_has_no_event_has_no_prices_and_no_sales_at_uitpas(empty_house: House) -> None:
    empty_house.move_in(event_id=None)
    for publication in (None, Publication("camp", PublicationState.UNKNOWN)):
        if publication:
            empty_house.look(partial(_save, publication=publication))
        for flow in (static_tariff("camp"), sales_at_uitpas("camp")):
            with pytest.raises(NotDiscountable, match="it has no event in UiTdatabank"):
                empty_house.run(flow)
    assert empty_house.publiq.asked == []


def _save(ledger: Ledger, publication: Publication) -> None:
    ledger.save_publication(publication)


def test_who_or_what_is_not_known_costs_no_call(house: House) -> None:
    for flow in (link_pass("nobody", INSZ, Policy(), "a parent"), static_tariff("x"), sales_at_uitpas("x")):
        with pytest.raises(NotFound):
            house.run(flow)

    assert house.publiq.asked == []
