"""What we have to say of rewards and tickets (wat wij van voordelen en tickets zeggen)."""

from __future__ import annotations

from enum import StrEnum


class SaidOfBenefits(StrEnum):
    """An outcome that a buyer or a secretary meets, for which UiTPAS may have no words."""

    NOT_REDEEMABLE = "reward not redeemable"
    POINTS_ASKED = "consent to points, balance unknown"
    POINTS_AND_BALANCE = "consent to points, with the balance"
    POINTS_WENT_UP = "points went up"
    POINTS_KEPT = "points not given back"
    REWARD_FIXED = "reward not editable"
    TOO_MANY_TICKETS = "more tickets than remain"
    NO_TICKETS = "no tickets remain"
    NO_DESCRIPTION = "reward without description"
    NO_ORGANIZER = "reward without organizer"
    NEGATIVE_POINTS = "reward with negative points"
    WELCOME_POINTS = "welcome reward with points"
    NO_CATEGORY = "reward without category"
    PERIOD_TURNED = "period that ends before it begins"
    PERIOD_OVER = "period that is over"
    OTHER_ORGANIZER = "reward of another organizer"
    TOO_DEAR = "reward dearer than the base price"
    NO_UNITS = "reward without units"
