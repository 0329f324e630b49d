from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitkern.simulator.world import cards
from uitkern.simulator.world.numbers import is_insz, is_social, is_uitpas_number, make_uitpas_number
from uitkern.simulator.world.values import Card, CardStatus, CardType
from uitkern.simulator.world.world import World

PLAIN, GENT = "0900000095902", 5
LEGAL = {
    ("PROVISIONED", "LOCAL_STOCK"),
    ("PROVISIONED", "DELETED"),
    ("LOCAL_STOCK", "ACTIVE"),
    ("LOCAL_STOCK", "DELETED"),
    ("ACTIVE", "BLOCKED"),
    ("ACTIVE", "DELETED"),
    ("BLOCKED", "ACTIVE"),
    ("BLOCKED", "DELETED"),
}


@pytest.mark.parametrize("present", CardStatus)
@pytest.mark.parametrize("wanted", CardStatus)
def test_a_card_lives_from_the_factory_to_its_end(
    world: World, present: CardStatus, wanted: CardStatus
) -> None:
    card = Card("0900000000109", GENT, present, world.find_pass(PLAIN).holder.id)
    world.state.cards.put(card.number, card)
    if (present, wanted) in LEGAL:
        assert cards.move(world.state, card, wanted).status is wanted
        assert world.state.cards[card.number].status is wanted
    else:
        with pytest.raises(cards.IllegalTransition, match=f"{present} cannot become {wanted}"):
            cards.move(world.state, card, wanted)
        assert world.state.cards[card.number] is card


def test_a_card_in_nobodys_hands_is_never_in_use(world: World) -> None:
    card = Card("0900000000109", GENT, CardStatus.LOCAL_STOCK, None)
    with pytest.raises(cards.IllegalTransition):
        cards.move(world.state, card, CardStatus.ACTIVE)


def test_a_replaced_card_is_dead_and_its_holder_has_another(world: World) -> None:
    old, holder = world.state.cards[PLAIN], world.find_pass(PLAIN).holder
    new = cards.replace(world.state, old)
    assert (new.holder, new.type, new.status) == (holder.id, CardType.DIGITAL, CardStatus.ACTIVE)
    assert world.find_pass(new.number).holder == holder
    assert world.find_pass("83030201540").card == new
    with pytest.raises(cards.IllegalTransition):
        cards.replace(world.state, world.state.cards[PLAIN])


def test_a_replacement_may_come_from_the_stock(world: World) -> None:
    stock = world.state.cards["0900800010002"]
    assert cards.replace(world.state, world.state.cards[PLAIN], stock).number == stock.number
    with pytest.raises(cards.IllegalTransition):
        cards.replace(world.state, world.state.cards["0900000074519"])


@given(serial=st.integers(0, 9_999_999), social=st.booleans())
def test_each_number_tells_its_kind_and_passes_its_check(serial: int, social: bool) -> None:
    number = make_uitpas_number(serial, social=social)
    assert is_uitpas_number(number)
    assert is_social(number) is social


@given(first=st.integers(0, 999_999_999), check=st.integers(0, 99))
def test_an_insz_number_passes_one_check_of_two_centuries(first: int, check: int) -> None:
    text = f"{first:09}{check:02}"
    assert is_insz(text) is (check in (97 - first % 97, 97 - (first + 2_000_000_000) % 97))
    assert not is_insz(text[:-1])
    assert not is_insz(text[:-1] + "x")


def test_a_number_that_is_taken_is_not_made_again(world: World) -> None:
    taken = make_uitpas_number(9_000_000, social=False)
    world.state.cards.put(taken, Card(taken, GENT, CardStatus.LOCAL_STOCK, None))
    assert cards.replace(world.state, world.state.cards[PLAIN]).number != taken
