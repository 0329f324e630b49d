"""The coupons that were granted to a passholder, with what is left of them."""

from collections.abc import Sequence
from datetime import datetime
from zlib import crc32

from attrs import frozen

from . import people_refusals
from .limits import Tally
from .state import State
from .values import Coupon, Organizer, Passholder


@frozen(slots=False)
class Granted:
    """A coupon of a passholder; `id` names the grant."""

    id: int
    coupon: Coupon
    expired: bool
    left: int


def coupons(
    state: State, now: datetime, holder: Passholder, wanted: str, at: Organizer | None
) -> Sequence[Granted]:
    """List the coupons that are ACTIVE, EXPIRED or either (ALL), `at` an organizer or anywhere.

    Refused with `passholder-no-active-cardsystems` for who is a member of none of those.
    """
    systems = set(at.card_systems) if at is not None else set(state.card_systems)
    if not any(each.card_system in systems and not each.blocked for each in holder.memberships):
        raise people_refusals.no_active_membership()
    tally = Tally(state, now)
    listed = [state.coupons[each] for each in state.coupons_of.of(holder.id)]
    return [
        Granted(
            crc32(f"{holder.id} {each.id}".encode()),
            each,
            each.is_expired(now),
            tally.left(("coupon", holder.id, each.id), each.limit),
        )
        for each in listed
        if each.card_system in systems and wanted in ("ALL", "EXPIRED" if each.is_expired(now) else "ACTIVE")
    ]
