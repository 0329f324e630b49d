"""The blocking core: everything that is offered, sold and given back, as methods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from ..domain.flows import cancel, checkout, enrol, listing, look_up, offer, publish
from ..domain.flows.reserve import reserve_in_transaction
from ..domain.model.basket import Basket, Line, TicketLine
from ..domain.model.enrolment import Enrolment, PlaceKind
from ..domain.model.euro import Euro
from ..domain.model.offer import Choice, Choose, Offer
from ..domain.model.permissions import OrganizerPermissions
from ..domain.model.publication import Publication
from ..domain.model.sale import TicketSale
from ..domain.model.tariff import Tariffs
from ..domain.ports.effects import transact
from .attending import Attending
from .benefits import Benefits
from .looking import Looking
from .people import People
from .publishing import Publishing


class Uitkern(Attending, Benefits, Publishing, Looking, People):
    """Everything uitkern does for one organisation, blocking; safe to share between threads.

    Every method raises `LedgerError` when the ledger cannot be read or written, `BadCredentials` when
    UiTID refuses ours, and `ContractViolation` when publiq answers a question outside its contract.
    """

    def await_registration(self, activity_id: str) -> Publication:
        """Wait until UiTPAS knows the activity's event; see `flows.publish.await_registration`."""
        return self._run("await_registration", publish.await_registration(activity_id, self.policy))

    def publication(self, activity_id: str) -> Publication | None:
        """How far the activity's publication has come, as the ledger knows it."""
        return self._run("publication", transact(lambda ledger: ledger.publication(activity_id)))

    def offer(self, participant_id: str, activity_id: str) -> Offer:
        """What one participant can pay for one activity; see `flows.offer.offer`."""
        return self._run("offer", offer.offer(participant_id, activity_id, self.policy))

    def offers(self, participant_ids: Iterable[str], activity_ids: Iterable[str]) -> tuple[Offer, ...]:
        """What each participant can pay for each activity, participant by participant."""
        activities = tuple(activity_ids)
        pairs = [(participant, activity) for participant in participant_ids for activity in activities]
        return self._run("offers", offer.offers(pairs, self.policy))

    def static_tariff(self, activity_id: str) -> Tariffs:
        """The indicative social tariff, for a price list; see `flows.look_up.static_tariff`."""
        return self._run("static_tariff", look_up.static_tariff(activity_id))

    def enrol(
        self,
        participant_id: str,
        activity_id: str,
        choice: Choice = Choose.PRESELECTED,
        agreed: Euro | None = None,
        *,
        later: bool = False,
    ) -> Enrolment:
        """Take a place and register its sale; see `flows.enrol.enrol` for what it raises."""
        flow = enrol.enrol(participant_id, activity_id, self.policy, choice, agreed, later=later)
        return self._run("enrol", flow)

    def checkout(
        self, lines: Sequence[Line | TicketLine], *, keep_rest: bool = False, later: bool = False
    ) -> Basket:
        """Enrol a basket in one request; see `flows.checkout.checkout` for what it raises."""
        flow = checkout.checkout(lines, self.policy, keep_rest=keep_rest, later=later)
        return self._run("checkout", flow)

    def reserve(
        self,
        connection: Connection,
        made: Offer,
        choice: Choice = Choose.PRESELECTED,
        agreed: Euro | None = None,
    ) -> Enrolment:
        """Take a place in the host's own transaction, which commits or rolls back both.

        `connection` is to the database of the ledger; nothing is asked of publiq here, and the offer was
        made before the transaction began. After the commit `register` sends the sale, or the worker
        does. Raises `AlreadyEnrolled`, `ActivityFull`, `NoSuchTariff`, `PriceNotKnown` and
        `PriceWentUp`; errors of the database are SQLAlchemy's own.
        """
        ledger = self._store.ledger(connection, self.organisation.id)
        now = self._outside.clock.now()
        return reserve_in_transaction(ledger, made, choice, agreed, now, self.policy)

    def register(self, enrolment_id: int) -> Enrolment:
        """Register the sale of a reservation; see `flows.enrol.register_reserved`."""
        return self._run("register", enrol.register_reserved(enrolment_id, self.policy))

    def reinstate(self, enrolment_id: int) -> Enrolment:
        """Take up again what was cancelled or lapsed; see `flows.enrol.reinstate`."""
        return self._run("reinstate", enrol.reinstate(enrolment_id, self.policy))

    def confirm(self, enrolment_id: int) -> Enrolment:
        """Write that an enrolment is paid; see `flows.enrol.confirm`."""
        return self._run("confirm", enrol.confirm(enrolment_id))

    def release(self, enrolment_id: int) -> Enrolment:
        """Give up an unpaid enrolment and undo its sale; see `flows.cancel.release`."""
        return self._run("release", cancel.release(enrolment_id, self.policy))

    def cancel(self, enrolment_id: int) -> Enrolment:
        """Give up an enrolment and undo its sale; see `flows.cancel.cancel`."""
        return self._run("cancel", cancel.cancel(enrolment_id, self.policy))

    def enrolment(self, enrolment_id: int) -> Enrolment:
        """Read an enrolment; raises `NotFound`."""
        return self._run("enrolment", transact(lambda ledger: ledger.enrolment(enrolment_id)))

    def enrolments(self, activity_id: str | None = None) -> tuple[Enrolment, ...]:
        """Every enrolment, of one activity or of all, oldest first; raises `NotFound`."""
        return self._run("enrolments", listing.places(activity_id, PlaceKind.ENROLMENT))

    def sales_at_uitpas(self, activity_id: str) -> tuple[TicketSale, ...]:
        """The sales UiTPAS holds for an activity; see `flows.look_up.sales_at_uitpas`."""
        return self._run("sales_at_uitpas", look_up.sales_at_uitpas(activity_id))

    def permissions(self) -> tuple[OrganizerPermissions, ...]:
        """What our credentials may do, organizer by organizer; see `flows.look_up.permissions`."""
        return self._run("permissions", look_up.permissions())
