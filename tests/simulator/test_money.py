from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitkern.simulator.world.money import to_cents, to_euros
from uitkern.simulator.world.pricing import Discount, FixedPrice, Percentage, PriceRule, price_under


@pytest.mark.parametrize(
    ("euros", "cents"), [(10, 1000), ("10.5", 1050), (0.1, 10), (1.005, 101), ("1.004", 100), (19.99, 1999)]
)
def test_euros_are_read_to_the_cent_half_a_cent_up(euros: float | str, cents: int) -> None:
    assert to_cents(euros) == cents


@pytest.mark.parametrize("text", ["", "ten", "NaN", "Infinity", "1e400", "1 0", float("inf"), 10**400])
def test_what_is_no_amount_is_refused(text: float | str) -> None:
    with pytest.raises(ValueError, match="amount"):
        to_cents(text)


@given(st.integers(min_value=0, max_value=10_000_000))
def test_cents_survive_being_written_as_euros(cents: int) -> None:
    assert to_cents(to_euros(cents)) == cents


@pytest.mark.parametrize(
    ("rule", "regular", "price"),
    [
        (Percentage(20), 1000, 200),
        (Percentage(20), 1, 0),
        (Percentage(50), 1, 1),
        (Percentage(20, maximum=150), 1000, 150),
        (Percentage(20, maximum=150), 500, 100),
        (Discount(600), 1000, 400),
        (Discount(600), 500, 0),
        (FixedPrice(150), 1000, 150),
        (FixedPrice(150), 100, 100),
    ],
)
def test_a_rule_says_what_is_left_to_pay(rule: PriceRule, regular: int, price: int) -> None:
    assert price_under(rule, regular) == price


@given(
    st.one_of(
        st.builds(Percentage, st.integers(0, 100), st.none() | st.integers(0, 10_000)),
        st.builds(Discount, st.integers(0, 10_000)),
        st.builds(FixedPrice, st.integers(0, 10_000)),
    ),
    st.integers(1, 1_000_000),
)
def test_no_rule_makes_a_ticket_dearer_or_negative(rule: PriceRule, regular: int) -> None:
    assert 0 <= price_under(rule, regular) <= regular
