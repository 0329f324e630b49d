"""R10: what an activity needs before UiTPAS can give a discount on it."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.permissions import OrganizerPermissions

NEEDED = ("TARIFFS_READ", "TICKETSALES_REGISTER")
"""Permissions without which nothing can be sold at a UiTPAS price."""


def missing_for_discount(organizer_id: str, granted: Iterable[OrganizerPermissions]) -> tuple[str, ...]:
    """What is missing before our credentials can sell for an organizer, each in one sentence (R10).

    A base price above 0 is part of `Activity`, publishing is what comes next.
    """
    ours = permissions_for(organizer_id, granted)
    if ours is None:
        return (f"organizer {organizer_id} is no UiTPAS partner, or we have no permission there",)
    return tuple(
        f"our credentials miss the permission {name} for organizer {organizer_id}"
        for name in NEEDED
        if name not in ours
    )


_WARNING = "no UiTPAS discount: "


def no_discount(lacking: Iterable[str]) -> str | None:
    """The warning that an organiser sees beside an activity that lacks this (R10); none for nothing."""
    said = "; ".join(lacking)
    return _WARNING + said if said else None


def standing_warning(alert: str | None) -> str | None:
    """An alert that warns of a missing discount: it stands until our permissions change."""
    return alert if alert and alert.startswith(_WARNING) else None


def permissions_for(organizer_id: str, granted: Iterable[OrganizerPermissions]) -> frozenset[str] | None:
    """Everything we may do for an organizer: granted to itself, and as the linked organizer of others."""
    each = [g.permissions for g in granted if g.organizer_id == organizer_id]
    return frozenset[str]().union(*each) if each else None


_UNABLE = {
    "TARIFFS_READ": "prices cannot be shown",
    "TICKETSALES_REGISTER": "nothing can be sold at a UiTPAS price",
    "PASSES_READ": "passes cannot be looked up",
    "TICKETSALES_SEARCH": "a sale that was not answered cannot be looked up: it waits for a person",
}
_UNABLE_WITH_REWARDS = {
    "REWARDS_REDEEM": "rewards can neither be redeemed nor given back",
    "REWARDS_READ": "a redemption that was not answered cannot be looked up: it waits for a person",
    "REWARDS_WRITE": "rewards can neither be made nor changed",
}


def unable(
    organizer_id: str, granted: Iterable[OrganizerPermissions], *, rewards: bool = False
) -> tuple[str, ...]:
    """What cannot be done for want of a permission, each in one sentence that names it."""
    ours = permissions_for(organizer_id, granted) or frozenset[str]()
    needed = _UNABLE | _UNABLE_WITH_REWARDS if rewards else _UNABLE
    return tuple(f"{what} (we miss {name})" for name, what in needed.items() if name not in ours)
