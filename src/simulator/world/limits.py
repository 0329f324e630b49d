"""Count tickets per calendar period and say how many are left."""

from collections.abc import Iterable
from datetime import date, datetime

from attrs import Factory, define, field

from .clock import Period, day_of, keys_of_day, period_keys
from .state import State, Subject
from .tables import count_in
from .tickets import TariffType, TicketSale
from .values import Event, Passholder, PassType, PeriodLimit

Limited = tuple[Subject, PeriodLimit]
"""What is limited, and how."""

_COUPON, _INDIVIDUAL = TariffType.COUPON, PassType.INDIVIDUAL
_DUTCH = {
    Period.ABSOLUTE: "in totaal",
    Period.DAY: "per dag",
    Period.WEEK: "per week",
    Period.MONTH: "per maand",
    Period.QUARTER: "per kwartaal",
    Period.YEAR: "per jaar",
}


@define
class Tally:
    """What is left of the limits at one instant, less what the request at hand has taken already.

    `today` is the day of that instant in Brussels.
    """

    state: State
    now: datetime
    _taken: dict[Subject, int] = Factory(dict[Subject, int])
    today: date = field(init=False)
    _periods: dict[Period, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.today = day_of(self.now)
        self._periods = keys_of_day(self.today)

    def left(self, subject: Subject, limit: PeriodLimit) -> int:
        """Say how many tickets of a limit are left, zero when it is used up."""
        left = self.before(subject, limit) - self._taken.get(subject, 0)
        return left if left > 0 else 0  # noqa: FURB136

    def before(self, subject: Subject, limit: PeriodLimit) -> int:
        """Say how many were left before the request at hand."""
        used = self.state.usage.get((subject, self._periods[limit.period])) or 0
        return limit.volume - used if used < limit.volume else 0

    def taken(self, subject: Subject) -> int:
        """Say how much of something the request at hand has taken."""
        return self._taken.get(subject, 0)

    def take(self, sale: TicketSale) -> None:
        """Count a sale of the request at hand, and the reward that is spent on it."""
        for subject in subjects(sale):
            self._take(subject)
        reward = self.state.rewards.get(reward_id_of(sale.tariff.id))
        if reward is not None:
            self._take(("reward", sale.holder, reward.id))
            self._take(("reward", reward.id))
            self._take(("points", sale.holder), reward.points)

    def _take(self, subject: Subject, by: int = 1) -> None:
        self._taken[subject] = self._taken.get(subject, 0) + by


def reward_id_of(tariff: str) -> str:
    """Take the id of a reward from that of a tariff such as `REWARD1234`; empty for another tariff."""
    return tariff.removeprefix("REWARD") if tariff.startswith("REWARD") else ""


def subjects(sale: TicketSale) -> tuple[Subject, ...]:
    """Name everything that a sale counts for."""
    holder, tariff = sale.holder, sale.tariff
    always: tuple[Subject, ...] = (("pass", holder), ("event", holder, sale.event))
    if tariff.type is _COUPON and not reward_id_of(tariff.id):
        return (*always, ("coupon", holder, tariff.id))
    return always


def limits_on(state: State, holder: Passholder, event: Event) -> list[Limited]:
    """List the limits on the tickets of a holder for an event.

    An event's own limit is for persons; a group pass is limited by its own amounts only.
    """
    of_event: Subject = ("event", holder.id, event.id)
    limits: list[Limited] = []
    if holder.pass_type is _INDIVIDUAL:
        settings = state.event_settings.get(event.id)
        limit = settings.ticket_limit if settings else state.settings.ticket_limit
        if limit is not None:
            limits.append((of_event, limit))
    if holder.limits:
        limits += [
            (of_event if each.per_event else ("pass", holder.id), each.limit) for each in holder.limits
        ]
    return limits


def count(state: State, sale: TicketSale, by: int) -> None:
    """Count a sale (1) or take it back (-1) in every period it was registered in."""
    count_subjects(state, subjects(sale), sale.created, by)


def count_subjects(state: State, counted: Iterable[Subject], at: datetime, by: int) -> None:
    """Count one thing more or less for each subject in every period that an instant belongs to."""
    names = period_keys(at).values()
    count_in(state.usage, [(subject, name) for subject in counted for name in names], by)


def sold_out_message(limit: PeriodLimit) -> str:
    """Tell a person, in Dutch, which limit is used up."""
    tickets = "1 ticket" if limit.volume == 1 else f"{limit.volume} tickets"
    return (
        f"Je hebt voor deze activiteit geen recht meer op een UiTPAS-tarief: "
        f"je kan {tickets} {_DUTCH[limit.period]} kopen."
    )
