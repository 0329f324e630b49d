"""Everything a world remembers, in tables that share what they can with their snapshots."""

from collections.abc import Hashable
from datetime import timedelta
from typing import cast

from attrs import Factory, asdict, define, fields, frozen

from .tables import Index, Table
from .tickets import TicketSale
from .values import Card, CardSystem, Client, Coupon, Event, Organizer, Passholder, PeriodLimit, Place, Token

Subject = tuple[str, ...]
"""What a limit counts for: `("pass", holder)`, `("event", holder, event)` or `("coupon", holder, coupon)`."""


@frozen
class Settings:
    """What can be turned in a world.

    `registration_delay` is the time UiTPAS needs to learn of a published event, on the world's clock;
    `ticket_limit` is what a person can buy of an event that has no limit of its own.
    """

    registration_delay: timedelta
    ticket_limit: PeriodLimit


@define
class State:
    """The tables of a world.

    `usage` counts registered tickets by subject and by the name of each calendar period, so that the
    check of a limit costs the same after a million sales.
    """

    settings: Settings
    next_sale: int
    card_systems: Table[int, CardSystem] = Factory(Table)
    organizers: Table[str, Organizer] = Factory(Table)
    places: Table[str, Place] = Factory(Table)
    clients: Table[str, Client] = Factory(Table)
    tokens: Table[str, Token] = Factory(Table)
    passholders: Table[str, Passholder] = Factory(Table)
    cards: Table[str, Card] = Factory(Table)
    cards_of: Index[str, str] = Factory(Index)
    insz: Table[str, str] = Factory(Table)
    chips: Table[str, str] = Factory(Table)
    coupons: Table[str, Coupon] = Factory(Table)
    coupons_of: Index[str, str] = Factory(Index)
    events: Table[str, Event] = Factory(Table)
    event_limits: Table[str, PeriodLimit] = Factory(Table)
    sales: Table[str, TicketSale] = Factory(Table)
    sales_of_event: Index[str, str] = Factory(Index)
    sales_of_holder: Index[str, str] = Factory(Index)
    usage: Table[tuple[Subject, str], int] = Factory(Table)

    def freeze(self) -> "Frozen":
        """Take a snapshot in constant time."""
        held = asdict(self, recurse=False)
        return Frozen({n: v.freeze() if isinstance(v, Table | Index) else v for n, v in held.items()})

    def thaw(self, snapshot: "Frozen") -> None:
        """Return to a snapshot in constant time; it can be returned to again."""
        for field in fields(State):
            held = getattr(self, field.name)
            if isinstance(held, Table | Index):
                held.thaw(cast("dict[Hashable, dict[Hashable, None]]", snapshot.parts[field.name]))
            else:
                setattr(self, field.name, snapshot.parts[field.name])


@frozen(repr=False, eq=False)
class Frozen:
    """A snapshot of a state; shared, so never changed."""

    parts: dict[str, object]
