"""Count tickets per calendar period and say how many are left."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from attrs import Factory, define, field

from .clock import PERIODS, Period, period_keys
from .state import State, Subject
from .tickets import TariffType, TicketSale
from .values import Event, Passholder, PassType, PeriodLimit

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
    """What is left of the limits at one instant, less what the request at hand has taken already."""

    state: State
    now: datetime
    taken: Counter[Subject] = Factory(Counter)
    _periods: dict[Period, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._periods = period_keys(self.now)

    def left(self, subject: Subject, limit: PeriodLimit) -> int:
        """Say how many tickets of a limit are left, zero when it is used up."""
        return max(0, self.before(subject, limit) - self.taken[subject])

    def before(self, subject: Subject, limit: PeriodLimit) -> int:
        """Say how many were left before the request at hand."""
        used = self.state.usage.get((subject, self._periods[limit.period])) or 0
        return max(0, limit.volume - used)

    def take(self, sale: TicketSale) -> None:
        """Count a sale of the request at hand, and the reward that is spent on it."""
        self.taken.update(subjects(sale))
        reward = self.state.rewards.get(reward_id_of(sale.tariff.id))
        if reward is not None:
            self.taken[("reward", sale.holder, reward.id)] += 1
            self.taken[("reward", reward.id)] += 1
            self.taken[("points", sale.holder)] += reward.points


def reward_id_of(tariff: str) -> str:
    """Take the id of a reward from that of a tariff such as `REWARD1234`; empty for another tariff."""
    return tariff.removeprefix("REWARD") if tariff.startswith("REWARD") else ""


def subjects(sale: TicketSale) -> Iterator[Subject]:
    """Name everything that a sale counts for."""
    yield ("pass", sale.holder)
    yield ("event", sale.holder, sale.event)
    if sale.tariff.type is TariffType.COUPON and not reward_id_of(sale.tariff.id):
        yield ("coupon", sale.holder, sale.tariff.id)


def limits_on(state: State, holder: Passholder, event: Event) -> Iterator[tuple[Subject, PeriodLimit]]:
    """List the limits on the tickets of a holder for an event.

    An event's own limit is for persons; a group pass is limited by its own amounts only.
    """
    of_event: Subject = ("event", holder.id, event.id)
    if holder.pass_type is PassType.INDIVIDUAL:
        settings = state.event_settings.get(event.id)
        limit = settings.ticket_limit if settings else state.settings.ticket_limit
        if limit is not None:
            yield of_event, limit
    for own in holder.limits:
        yield (of_event if own.per_event else ("pass", holder.id)), own.limit


def count(state: State, sale: TicketSale, by: int) -> None:
    """Count a sale (1) or take it back (-1) in every period it was registered in."""
    for subject in subjects(sale):
        count_subject(state, subject, sale.created, by)


def count_subject(state: State, subject: Subject, at: datetime, by: int) -> None:
    """Count one thing more or less in every period that an instant belongs to."""
    names = period_keys(at)
    for period in PERIODS:
        key = (subject, names[period])
        used = (state.usage.get(key) or 0) + by
        if used:
            state.usage.put(key, used)
        else:
            state.usage.drop(key)


def sold_out_message(limit: PeriodLimit) -> str:
    """Tell a person, in Dutch, which limit is used up."""
    tickets = "1 ticket" if limit.volume == 1 else f"{limit.volume} tickets"
    return (
        f"Je hebt voor deze activiteit geen recht meer op een UiTPAS-tarief: "
        f"je kan {tickets} {_DUTCH[limit.period]} kopen."
    )
