"""Something to be had for points, or given to newcomers (omruilvoordeel, welkomstvoordeel)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from attrs import field, frozen
from attrs.validators import optional

from .checks import aware, filled
from .euro import Euro
from .invalid import InvalidValue
from .message import EndUserMessage
from .said_benefits import SaidOfBenefits
from .sentences import explain
from .uitpas import CardSystem
from .uitpas_number import UitpasNumber

MORE_INFO = "https://www.uitpas.be/voordelen"
"""Where people look rewards up; what a reward's own page is when the host has none."""


class RewardType(StrEnum):
    """Whether it is paid in points, or given once to who is new."""

    POINTS = "POINTS"
    WELCOME = "WELCOME"


CATEGORIES = ("Doen", "Eten en drinken", "Gadget of item", "Goede doel")
"""The categories UiTPAS knows, of which a reward for points has at least one."""


class InvalidReward(InvalidValue):
    """A reward that cannot be made so: `field` and `rule` for the program, `message` for the secretary."""

    def __init__(self, field_name: str, rule: str, said: SaidOfBenefits, **values: object) -> None:
        super().__init__(field_name, rule, explain(said, **values))


@frozen
class RewardPeriod:
    """From `begin` to `end`, both included; without an end it goes on."""

    begin: datetime = field(validator=aware)
    end: datetime | None = field(default=None, validator=optional(aware))

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended."""
        return self.end is not None and self.end < now


@frozen
class RedeemLimit:
    """How often one person may redeem it: `volume` times in a `period` (ABSOLUTE, DAY, ... YEAR)."""

    volume: int
    period: str


def _tuple(values: Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


@frozen
class Reward:
    """A reward as UiTPAS has it (publiq `Reward`); `id` is empty until UiTPAS gave it one.

    `points` is what it costs, whole and 0 or more; a welcome reward costs none. `organizers` are UiTdatabank
    ids of where it can be redeemed. `taken` is how often it was redeemed, `units` how many there are, `None`
    for no limit; `card_systems` for whose passes it is, empty for all. `check_draft` says whether one can
    be made so; what comes from UiTPAS is taken as it is.
    """

    title: str = field(validator=filled)
    description: str
    published: RewardPeriod
    organizers: tuple[str, ...] = field(default=(), converter=_tuple)
    points: int = 0
    type: RewardType = RewardType.POINTS
    categories: tuple[str, ...] = field(default=(), converter=_tuple)
    more_info_url: str = MORE_INFO
    redeemable: RewardPeriod | None = None
    granted: RewardPeriod | None = None
    units: int | None = None
    limit: RedeemLimit | None = None
    card_systems: tuple[CardSystem, ...] = ()
    owner: CardSystem | None = None
    practical_info: str | None = None
    pictures: tuple[str, ...] = ()
    for_kids: bool = False
    sport: bool = False
    featured: bool = False
    online: bool = False
    id: str = ""
    status: str | None = None
    taken: int = 0


@frozen
class KeptReward:
    """A reward in our ledger, as UiTPAS had it at `synchronised_at`; `imported` when it was not made here."""

    reward: Reward
    imported: bool
    synchronised_at: datetime

    @property
    def reference(self) -> str:
        """How a list shows it: `UiT_5687` for one that was imported, else its id alone (seed 002, 5.3.1)."""
        return f"UiT_{self.reward.id}" if self.imported else self.reward.id


class PricedFor(StrEnum):
    """What the price of a reward is for: one activity, or every activity of a type."""

    ACTIVITY = "activity"
    TYPE = "type"

    @classmethod
    def one_of(cls, activity_id: str | None, type_id: str | None) -> tuple[PricedFor, str]:
        """What is meant, of the two; raises `InvalidValue` unless it is exactly one."""
        if activity_id is not None and type_id is None:
            return cls.ACTIVITY, activity_id
        if type_id is not None and activity_id is None:
            return cls.TYPE, type_id
        raise InvalidValue("activity", "or type must be given, and not both")


@frozen
class RewardPrice:
    """What is paid besides the points: `price` in cents, for an activity or an activity type."""

    reward_id: str = field(validator=filled)
    price: Euro
    scope: PricedFor
    scope_id: str = field(validator=filled)


@frozen
class RewardSearch:
    """What to look for; at least one of these says something.

    `text` is a word of the title or a city; a `*` stands for any part of it: `koff*`, `*fie`. `kind` is
    `None` for both. `all_periods` finds what cannot be redeemed today as well.
    """

    text: str = ""
    organizer_id: str | None = None
    postal_code: str | None = None
    kind: RewardType | None = None
    points_up_to: int | None = None
    all_periods: bool = False


@frozen
class RewardsPage:
    """Some of the rewards that were found, and how many there are in all."""

    total: int
    rewards: tuple[Reward, ...]


@frozen
class RedeemStatus:
    """Whether a pass can redeem a reward now; `reason` is UiTPAS's word when not, `message` its sentence."""

    redeemable: bool
    reason: str | None = None
    message: EndUserMessage | None = None


@frozen
class Redemption:
    """What is asked of UiTPAS: this pass takes this reward, for at most so many points."""

    number: UitpasNumber
    reward_id: str
    points: int


@frozen
class Redeemed:
    """A reward that was taken; `id` is what gives it back, `points` what it cost.

    `code` and `info` are to be shown to its holder when there are any.
    """

    id: str
    reward_id: str
    points: int
    at: datetime | None = None
    title: str = ""
    code: str | None = None
    info: str | None = None


@frozen
class RedeemedPage:
    """Some of the rewards a pass took, newest first, and how many there are in all."""

    total: int
    redeemed: tuple[Redeemed, ...]


@frozen
class KeptRedeemed:
    """A redeemed reward in our ledger, with the enrolment it pays for; `returned` when it was given back."""

    redeemed: Redeemed
    number: UitpasNumber
    enrolment_id: int
    returned: bool
