"""What an activity costs without a benefit."""

from __future__ import annotations

from ..errors import NotDiscountable
from ..model.activity import Activity
from ..model.euro import Euro


def price_of(activity: Activity) -> Euro:
    """The base price; raises `NotDiscountable` for an activity that has none yet (R10)."""
    if activity.base_price is None:
        raise NotDiscountable(activity.id, ["it has no base price"])
    return activity.base_price
