"""One simulated publiq: its clock, its state, and everything that can be asked of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import RLock

from attrs import frozen

from . import access, events, passes, rates, sales, tariffs
from .clock import Clock, ClockState, real_time
from .events import EventDraft
from .limits import Tally
from .passes import Pass
from .sales import Page, Search
from .state import Frozen, Settings, State
from .tickets import Quote, SaleRequest, TariffType, TicketSale
from .values import CardSystem, Client, Event, Token


@frozen(slots=False, eq=False)
class Snapshot:
    """A world as it was at one moment, its clock included."""

    state: Frozen
    clock: ClockState


class World:
    """A whole publiq, apart from all others.

    Every method is one step that happens entirely or not at all, also between threads: each takes `lock`.
    Refusals are raised as `Refusal`. Prices are in cents.
    """

    def __init__(self, name: str, origin: Frozen, *, real: Callable[[], datetime] = real_time) -> None:
        self.name = name
        self.lock = RLock()
        self.clock = Clock(real)
        self.state = State(settings=_settings(origin), next_sale=0)
        self.state.thaw(origin)
        self._origin = origin

    @property
    def settings(self) -> Settings:
        return self.state.settings

    def configure(self, settings: Settings) -> None:
        with self.lock:
            self.state.settings = settings

    def snapshot(self) -> Snapshot:
        """Remember everything as it is now, in constant time."""
        with self.lock:
            return Snapshot(self.state.freeze(), self.clock.state)

    def restore(self, snapshot: Snapshot) -> None:
        """Return to a snapshot, in constant time."""
        with self.lock:
            self.state.thaw(snapshot.state)
            self.clock.state = snapshot.clock

    def reset(self) -> None:
        """Return to the beginning; ids of sales are not used a second time."""
        with self.lock:
            following = self.state.next_sale
            self.restore(Snapshot(self._origin, ClockState()))
            self.state.next_sale = following

    def issue_token(self, client_id: str, secret: str) -> Token:
        """Give a token to a client; raise UnknownClient."""
        with self.lock:
            return access.issue_token(self.state, self.clock.now(), client_id, secret)

    def bearer(self, token: str) -> Client:
        return self.identify(token).client

    def identify(self, token: str) -> access.Identity:
        """Find the client and the user behind a token; refused with 401."""
        return access.identify(self.state, self.clock.now(), token)

    def log_in(self, user_id: str, client_id: str) -> Token:
        """Give a user token as a login through a client does."""
        with self.lock:
            return access.put_token(self.state, self.clock.now(), access.user_token(client_id, user_id))

    def take_rate(self, operation: str, caller: str) -> None:
        """Count a call of an operation that publiq limits; refused with 429 beyond the world's limit."""
        limit = self.state.settings.rate_limit
        if limit is not None:
            with self.lock:
                rates.take(self.state, self.clock.now(), f"{operation} {caller}", limit)

    def find_pass(self, identifier: str) -> Pass:
        """Find an active pass by any of its identifiers."""
        return passes.active_pass(self.state, passes.card_by_identifier(self.state, identifier))

    def registered_event(self, event_id: str) -> Event:
        """Take an event that UiTPAS knows; refused with `event-not-found`."""
        return tariffs.registered_event(self.state, self.clock.now(), event_id)

    def quote(
        self, event_id: str, uitpas_number: str, regular_price: int, wanted: TariffType | None = None
    ) -> Quote:
        """List what a pass can pay for an event instead of a regular price."""
        with self.lock:
            now = self.clock.now()
            event = tariffs.registered_event(self.state, now, event_id)
            card = passes.card_by_number(self.state, uitpas_number)
            by = tariffs.buyer(self.state, passes.active_pass(self.state, card), event)
            return tariffs.quote(Tally(self.state, now), by, regular_price, wanted)

    def static_quote(self, event_id: str, regular_price: int) -> Quote:
        """Say what the social tariff of the organizer's own region is."""
        return tariffs.static_quote(self.state, self.registered_event(event_id), regular_price)

    def register_sales(self, requests: Sequence[SaleRequest]) -> tuple[TicketSale, ...]:
        """Register every ticket, or none."""
        with self.lock:
            return sales.register(self.state, self.clock.now(), requests)

    def sale(self, sale_id: str) -> TicketSale:
        return sales.sale_by_id(self.state, sale_id)

    def undo_sale(self, sale_id: str) -> None:
        with self.lock:
            sales.undo(self.state, sales.sale_by_id(self.state, sale_id))

    def search_sales(self, wanted: Search, start: int = 0, limit: int = 20) -> Page:
        """List sales, oldest first."""
        with self.lock:
            return sales.search(self.state, wanted, start, limit)

    def card_systems_of_event(self, event_id: str) -> list[CardSystem]:
        """List the card systems that give a discount at an event; refused with `event-not-found`."""
        systems = tariffs.card_systems_of(self.state, self.registered_event(event_id))
        return [self.state.card_systems[system] for system in systems]

    def create_event(self, draft: EventDraft, creator: str) -> Event:
        with self.lock:
            return events.create(self.state, self.clock.now(), draft, creator)


def _settings(origin: Frozen) -> Settings:
    settings = origin.parts["settings"]
    if not isinstance(settings, Settings):
        raise TypeError("a snapshot has settings")
    return settings
