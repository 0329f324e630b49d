"""What hypothesis makes up: any value the domain allows."""

from __future__ import annotations

from datetime import UTC, datetime, timezone
from datetime import timedelta as span
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.domain.building import ORGANIZER, PLACE, PROMOTER, a_coupon, a_social_tariff
from uitkern.domain.model.activity import Activity, Slot
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.message import EndUserMessage
from uitkern.domain.model.tariff import Tariff

BRUSSELS = ZoneInfo("Europe/Brussels")

zones = st.sampled_from([UTC, BRUSSELS, ZoneInfo("America/New_York"), timezone(span(hours=5, minutes=30))])
moments = st.builds(
    lambda naive, zone: naive.replace(tzinfo=UTC).astimezone(zone),
    st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2032, 1, 1)),  # noqa: DTZ001
    zones,
)
prices = st.builds(Euro, st.integers(min_value=1, max_value=99_999))
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40).filter(
    str.strip
)
messages = st.builds(
    EndUserMessage, nl=texts, fr=st.none() | texts, de=st.none() | texts, en=st.none() | texts
)


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    start = draw(moments)
    length = draw(st.timedeltas(min_value=span(0), max_value=span(days=10)))
    return Slot(start, (start.astimezone(UTC) + length).astimezone(start.tzinfo))


activities = st.builds(
    Activity,
    id=texts,
    name=texts,
    price=prices,
    slots=st.lists(slots(), min_size=1, max_size=4),
    place_id=st.just(PLACE),
    promoter_id=st.sampled_from([None, PROMOTER]),
    capacity=st.none() | st.integers(1, 50),
)
organizers = st.sampled_from([ORGANIZER, PROMOTER])

coupons = st.builds(a_coupon, id=st.integers(1, 5).map("coupon-{}".format), price=prices)


@st.composite
def tariff_lists(draw: st.DrawFn) -> tuple[Tariff, ...]:
    """At most one social tariff among any number of coupons, as UiTPAS gives them."""
    found = draw(st.lists(coupons, max_size=4, unique_by=lambda tariff: tariff.id))
    if draw(st.booleans()):
        found.insert(draw(st.integers(0, len(found))), a_social_tariff(draw(prices)))
    return tuple(found)
