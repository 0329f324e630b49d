"""UiTPAS: passes, tariffs, ticket sales and everything around them; one table of behaviours per area."""

from collections.abc import Mapping

from ..wire.service import Behaviour
from . import (
    behaviours,
    card_systems,
    cards,
    checkins,
    downloads,
    events,
    families,
    kiosks,
    orders,
    organizers,
    passholders,
    permissions,
    pictures,
    registrations,
    reports,
    rewards,
    uitid_links,
    validation,
)

BEHAVIOURS: Mapping[str, Behaviour] = {
    **behaviours.BEHAVIOURS,
    **checkins.BEHAVIOURS,
    **events.BEHAVIOURS,
    **rewards.BEHAVIOURS,
    **organizers.BEHAVIOURS,
    **reports.BEHAVIOURS,
    **card_systems.BEHAVIOURS,
    **permissions.BEHAVIOURS,
    **kiosks.BEHAVIOURS,
    **orders.BEHAVIOURS,
    **validation.BEHAVIOURS,
    **cards.BEHAVIOURS,
    **families.BEHAVIOURS,
    **passholders.BEHAVIOURS,
    **pictures.BEHAVIOURS,
    **registrations.BEHAVIOURS,
    **uitid_links.BEHAVIOURS,
}

PAGES = (*downloads.PAGES, *pictures.PAGES, *orders.PAGES, *validation.PAGES)

__all__ = ["BEHAVIOURS", "PAGES"]
