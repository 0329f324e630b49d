"""Which sales at UiTPAS are those of an intent that was not answered (F1 to F3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import BASE, EVENT, HALF, NOON, NUMBER, OTHER_NUMBER, a_sale
from uitkern.domain.model.intent import Intent, IntentKind, IntentLine, IntentState
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.sale import SaleRequest, TicketSale
from uitkern.domain.rules.matching import match, sold_for

POLICY = Policy()
REQUEST = SaleRequest(NUMBER, EVENT, BASE, "SOCIALTARIFF")


def an_intent(*requests: SaleRequest, begun: datetime | None = NOON) -> Intent:
    lines = tuple(IntentLine(n, request) for n, request in enumerate(requests or (REQUEST,), 1))
    return Intent(1, IntentKind.REGISTER, IntentState.UNKNOWN, lines, NOON, first_sent_at=begun)


def made(id: str = "s1", after: float = 1, **changes: Any) -> TicketSale:  # noqa: A002 - publiq's own word
    return evolve(a_sale(id), created=NOON + timedelta(seconds=after), **changes)


def matched(intent: Intent, *listed: TicketSale, taken: tuple[str, ...] = ()) -> list[str | None]:
    return [sale.id if sale else None for sale in match(intent, listed, taken, POLICY)]


def test_a_sale_is_ours_when_pass_event_tariff_and_price_are() -> None:
    assert matched(an_intent(), made()) == ["s1"]
    for other in (
        made(number=OTHER_NUMBER),
        made(event_id="another"),
        made(tariff_id="coupon-7"),
        made(regular_price=HALF),
    ):
        assert matched(an_intent(), other) == [None]


def test_what_uitpas_does_not_tell_of_a_sale_is_no_reason_against_it() -> None:
    assert matched(an_intent(), made(regular_price=None)) == ["s1"]
    assert matched(an_intent(), evolve(made(), created=None)) == ["s1"]
    assert matched(an_intent(), evolve(made(), created=None), made("s2", 9)) == ["s2"]


def test_a_clock_that_is_behind_ours_is_forgiven_so_far() -> None:
    skew = POLICY.skew.total_seconds()
    assert matched(an_intent(), made(after=-skew)) == ["s1"]
    assert matched(an_intent(), made(after=-skew - 1)) == [None]
    assert matched(an_intent(begun=None), made(after=-skew)) == ["s1"]


def test_a_reference_decides_alone() -> None:
    intent = an_intent(evolve(REQUEST, label="uitkern 7"))

    assert matched(intent, made("s1"), made("s2", label="uitkern 8")) == [None]
    assert matched(intent, made("s1"), made("s2", 50, label="uitkern 7")) == ["s2"]


def test_of_several_the_one_nearest_to_the_first_attempt_is_taken() -> None:
    assert matched(an_intent(), made("late", 120), made("ours", 2), made("before", -20)) == ["ours"]


numbers = st.sampled_from([NUMBER, OTHER_NUMBER])
requests = st.builds(lambda number: evolve(REQUEST, number=number), numbers)
listings = st.lists(
    st.builds(
        lambda n, number, after: made(f"s{n}", after, number=number),
        st.integers(0, 9),
        numbers,
        st.integers(-90, 300),
    ),
    max_size=8,
    unique_by=lambda sale: sale.id,
)
ids = st.frozensets(st.integers(0, 9).map("s{}".format))


@given(st.lists(requests, min_size=1, max_size=5), listings, ids)
def test_no_sale_is_taken_twice_nor_from_another_and_as_many_as_there_are(
    wanted: list[SaleRequest], listed: list[TicketSale], taken: frozenset[str]
) -> None:
    found = match(an_intent(*wanted), listed, taken, POLICY)

    kept = [sale for sale in found if sale]
    assert len({sale.id for sale in kept}) == len(kept)
    assert not {sale.id for sale in kept} & taken
    assert len(found) == len(wanted)
    assert all(
        sale is None or sale.number == request.number for sale, request in zip(found, wanted, strict=True)
    )
    since = NOON - POLICY.skew
    for number in (NUMBER, OTHER_NUMBER):
        free = [
            sale
            for sale in listed
            if sale.number == number and sale.id not in taken and sale.created and sale.created >= since
        ]
        asked = sum(request.number == number for request in wanted)
        assert sum(sale.number == number for sale in kept) == min(asked, len(free))


@given(listings, st.randoms())
def test_the_order_of_the_list_does_not_matter(listed: list[TicketSale], random: object) -> None:
    shuffled = listed.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    intent = an_intent(REQUEST, REQUEST)
    assert match(intent, listed, (), POLICY) == match(intent, shuffled, (), POLICY)


@given(st.integers(60, 600), st.booleans(), st.booleans(), st.booleans())
def test_an_older_and_a_newer_intent_find_all_that_landed_whoever_looks_first(
    apart: int, first_landed: bool, second_landed: bool, newer_looks_first: bool
) -> None:
    """Two equal sales, one after the other: what is at UiTPAS is adopted, so that nothing is doubled."""
    older, newer = an_intent(), an_intent(begun=NOON + timedelta(seconds=apart))
    listed = [made("s1", 1)] * first_landed + [made("s2", apart + 1)] * second_landed
    taken: list[str] = []
    for intent in (newer, older) if newer_looks_first else (older, newer):
        taken += [sale for sale in matched(intent, *listed, taken=tuple(taken)) if sale]

    assert sorted(taken) == sorted(sale.id for sale in listed)


def test_only_what_was_made_while_a_request_of_ours_was_on_its_way_can_be_ours() -> None:
    sent = evolve(an_intent(), sent_at=NOON + timedelta(minutes=5))
    while_sent = (POLICY.quiet + timedelta(minutes=5)).total_seconds()

    assert sold_for(made(after=-29), [sent], POLICY) == 1
    assert sold_for(made(after=while_sent + 29), [sent], POLICY) == 1
    assert sold_for(evolve(made(), created=None), [sent], POLICY) == 1
    assert sold_for(made(after=-31), [sent], POLICY) is None
    assert sold_for(made(after=while_sent + 31), [sent], POLICY) is None
    assert sold_for(made(regular_price=HALF), [sent], POLICY) is None
    assert sold_for(made(), [an_intent(begun=None)], POLICY) is None
    assert sold_for(made(), [], POLICY) is None


def test_with_a_reference_a_sale_without_it_is_not_ours_whenever_it_was_made() -> None:
    labelled = evolve(REQUEST, label="uitkern 7")
    sent = evolve(an_intent(labelled), sent_at=NOON)

    assert sold_for(made(label="uitkern 7"), [sent], POLICY) == 1
    assert sold_for(made(label="Basistarief"), [sent], POLICY) is None
