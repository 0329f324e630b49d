"""Values are checked where they are made; each refusal names the field and the rule."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import (
    NUMBER,
    ORGANIZER,
    PLACE,
    PROMOTER,
    SAID,
    US,
    a_coupon,
    a_problem,
    a_slot,
    a_social_tariff,
    an_activity,
    an_offer,
    no_tariffs,
    tariffs,
)
from tests.domain.strategies import BRUSSELS, prices
from uitkern.domain.errors import InvalidValue
from uitkern.domain.model.activity import Activity, Slot
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.offer import Reason
from uitkern.domain.model.organisation import Organisation
from uitkern.domain.model.participant import Participant
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.sentences import explain

MOMENT = "must be a date and time with a time zone, such as 2027-07-05T09:00+02:00"
TEXT = "must be a text that is not empty, on one line"
UUID = "must be the id UiTdatabank gave it, a UUID"


def refusal(make: Any, *args: Any, **named: Any) -> tuple[str, str]:
    """The field and the rule that are named when `make` refuses."""
    with pytest.raises(InvalidValue) as refused:
        make(*args, **named)
    assert str(refused.value) == f"{refused.value.field}: {refused.value.rule}"
    return refused.value.field, refused.value.rule


@pytest.mark.parametrize(
    ("amount", "cents"),
    [("12", 1200), ("12.5", 1250), ("0.05", 5), (3, 300), (Decimal("7.25"), 725), ("0", 0)],
)
def test_an_amount_is_read_in_euro(amount: str | int | Decimal, cents: int) -> None:
    assert Euro.of(amount) == Euro(cents)


@pytest.mark.parametrize(
    "amount", ["", "12,50", "-1", -1, "1.005", "1e3", "€ 5", "NaN", " 5", "5\n", 2.125, True]
)
def test_an_amount_that_could_mean_two_things_is_refused(amount: Any) -> None:
    rule = "must be an amount in euro such as 12 or 12.50, not below 0"

    assert refusal(Euro.of, amount) == ("price", rule)
    assert refusal(Euro.of, amount, field="agreed") == ("agreed", rule)


def test_cents_are_whole_and_not_below_nothing() -> None:
    assert refusal(Euro, -1) == ("cents", "must not be below 0")
    for amount in (1.0, "1", None, True, Decimal(1)):
        assert refusal(Euro, amount) == ("cents", "must be a whole number of cents")


@given(prices)
def test_money_survives_the_way_to_decimal_and_back(price: Euro) -> None:
    assert Euro.from_decimal(price.decimal) == price
    assert Euro.of(price.decimal) == price
    assert Euro.of(str(price).removeprefix("€ ").replace(",", ".")) == price


@pytest.mark.parametrize(("written", "cents"), [("2", 200), ("2.004", 200), ("2.005", 201), ("0.995", 100)])
def test_what_uitpas_writes_is_rounded_half_up_to_the_cent(written: str, cents: int) -> None:
    assert Euro.from_decimal(Decimal(written)) == Euro(cents)


def test_money_has_an_order_and_is_written_as_people_here_do() -> None:
    assert Euro(999) < Euro(1000) <= Euro(1000)
    assert [str(Euro(cents)) for cents in (0, 5, 1250, 100000)] == [
        "€ 0,00",
        "€ 0,05",
        "€ 12,50",
        "€ 1000,00",
    ]


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "05/07/2027 09:00", "2027-13-01T09:00+02:00", "2027-07-05T09:00"]
)
def test_a_moment_in_another_form_or_without_a_zone_is_refused(text: str) -> None:
    good = "2027-07-05T09:00+02:00"

    assert refusal(Slot.of, text, good) == ("start", MOMENT)
    assert refusal(Slot.of, good, text) == ("end", MOMENT)


def test_a_slot_is_made_of_moments_with_a_zone() -> None:
    slot = a_slot()
    rule = "must be a date and time with a time zone"

    assert refusal(Slot, datetime(2027, 7, 5), slot.end) == ("start", rule)  # noqa: DTZ001 - what is refused
    assert refusal(Slot, slot.start, "2027-07-09") == ("end", rule)


def test_a_slot_ends_when_it_starts_or_later() -> None:
    assert a_slot("2027-07-05T09:00+02:00", "2027-07-05T07:00+00:00")
    assert refusal(a_slot, "2027-07-05T09:00+02:00", "2027-07-05T08:59:59+02:00") == (
        "end",
        "must not be before start",
    )


LONGEST_NAME = (
    "must be at most 90 characters, the limit of UiTdatabank "
    "(/name/nl: Maximum string length is 90, found 91)"
)


def test_a_slot_over_the_hour_that_comes_twice_is_measured_in_real_time() -> None:
    first = datetime(2027, 10, 31, 2, 45, tzinfo=BRUSSELS)
    second = datetime(2027, 10, 31, 2, 15, fold=1, tzinfo=BRUSSELS)

    assert Slot(first, second).end == second
    assert refusal(Slot, second, first) == ("end", "must not be before start")


@pytest.mark.parametrize(
    ("field", "bad", "rule"),
    [
        ("id", "", TEXT),
        ("id", None, TEXT),
        ("id", "ca\nmp", TEXT),
        ("name", "  ", TEXT),
        (
            "name",
            "x" * 91,
            LONGEST_NAME,
        ),
        ("price", 10, "must be of type Euro"),
        ("slots", ("today",), "must be of type Slot"),
        ("place_id", "gymnasium", UUID),
        ("place_id", PLACE + "\n", UUID),
        ("promoter_id", "the club", UUID),
        ("promoter_id", 7, UUID),
        ("event_type", "", "must be the id of a term, such as 0.57.0.0.0"),
        ("event_type", "kamp of vakantie", "must be the id of a term, such as 0.57.0.0.0"),
        ("capacity", "12", "must be of type int"),
        ("capacity", 2.5, "must be of type int"),
        ("capacity", 0, "must be 1 or more, or absent for no limit"),
        ("capacity", -3, "must be 1 or more, or absent for no limit"),
    ],
)
def test_an_activity_that_cannot_be_is_refused(field: str, bad: object, rule: str) -> None:
    assert refusal(an_activity, **{field: bad}) == (field, rule)


def test_an_activity_takes_its_slots_from_any_series() -> None:
    slots = [a_slot(), a_slot("2027-08-02T09:00+02:00", "2027-08-06T16:00+02:00")]

    activity = Activity("camp", "x" * 90, Euro(1), iter(slots), PLACE, capacity=1)

    assert activity.slots == tuple(slots)


@pytest.mark.parametrize(
    ("field", "bad", "rule"),
    [
        ("id", " ", TEXT),
        ("organizer_id", "", UUID),
        ("organizer_id", None, UUID),
        ("organizer_id", "12", UUID),
    ],
)
def test_an_organisation_that_cannot_be_is_refused(field: str, bad: object, rule: str) -> None:
    assert refusal(Organisation, **{"id": "sport-vzw", "organizer_id": ORGANIZER, field: bad}) == (
        field,
        rule,
    )


def test_the_organizer_of_an_event_is_the_promoter_when_there_is_one() -> None:
    assert US.organizer_of(an_activity()) == ORGANIZER
    assert US.organizer_of(an_activity(promoter_id=PROMOTER)) == PROMOTER


@pytest.mark.parametrize(
    "name", ["Speelweek\u00a06 tot 12", "Circus 👨\u200d👩\u200d👧", "Été à la mer", "夏令营"]
)
def test_a_name_is_what_people_write(name: str) -> None:
    assert an_activity(name=name).name == name


@pytest.mark.parametrize("bad", ["", "\t", "le\x00na", "le\u2028na", "\ud83d", None, 12])
def test_a_participant_has_an_id(bad: object) -> None:
    assert refusal(Participant, bad) == ("id", TEXT)


def test_a_pass_number_as_text_is_refused_and_not_repeated() -> None:
    assert refusal(Participant, "lena", NUMBER.value) == ("uitpas_number", "must be of type UitpasNumber")


@pytest.mark.parametrize("field", ["hold", "lease", "send_within", "poll", "patience"])
@pytest.mark.parametrize("bad", [timedelta(0), timedelta(seconds=-1)])
def test_every_span_of_a_policy_takes_time(field: str, bad: timedelta) -> None:
    assert refusal(Policy, **{field: bad}) == (field, "must be longer than nothing")


def test_a_request_leaves_well_within_its_lease() -> None:
    lease = timedelta(seconds=30)

    assert Policy(lease=lease, send_within=lease - timedelta(seconds=1)).lease == lease
    assert refusal(Policy, lease=lease, send_within=lease) == ("send_within", "must be shorter than lease")


@given(st.sampled_from(Reason))
def test_every_reason_can_be_told_to_a_parent(reason: Reason) -> None:
    message = explain(reason)

    assert message.nl.endswith(".")


def test_the_social_tariff_is_found_among_coupons() -> None:
    assert tariffs(a_coupon(), a_social_tariff()).social == a_social_tariff()
    assert tariffs(a_coupon()).social is None
    assert no_tariffs(SAID).social is None


def test_an_offer_costs_the_social_tariff_unless_there_is_none() -> None:
    assert an_offer(a_coupon(), a_social_tariff()).price == Euro(200)
    assert an_offer(a_coupon()).price == an_offer().price == Euro(1000)


def test_a_problem_says_its_kind_and_status_alone() -> None:
    assert str(a_problem("card-blocked", 422, SAID)) == "uitpas/card-blocked (422)"
