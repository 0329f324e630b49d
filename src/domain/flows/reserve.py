"""Reserve: take a place in the ledger, and write down the sale that is to follow."""

from __future__ import annotations

from datetime import datetime

from ..errors import ActivityCancelled
from ..model.enrolment import Enrolment, EnrolmentState
from ..model.euro import Euro
from ..model.intent import IntentKind, IntentLine
from ..model.offer import Choose, Offer
from ..model.policy import Policy
from ..model.sale import SaleRequest
from ..model.tariff import Tariff
from ..ports.ledger import Ledger
from ..rules import lifecycle
from ..rules.choice import affordable


def reserve_in_transaction(
    ledger: Ledger, made: Offer, choice: Choose | str, agreed: Euro | None, now: datetime, policy: Policy
) -> Enrolment:
    """Reserve inside a transaction of the host's, with an intent that is sent when it has committed.

    Raises `AlreadyEnrolled`, `ActivityFull`, `NoSuchTariff`, `PriceNotKnown`, `PriceWentUp`.
    """
    enrolment, line = reserve(ledger, made, affordable(made, choice, agreed), agreed, now, policy)
    if line:
        ledger.add_intent(IntentKind.REGISTER, (line,), now)
    return enrolment


def reserve(
    ledger: Ledger, made: Offer, tariff: Tariff | None, agreed: Euro | None, now: datetime, policy: Policy
) -> tuple[Enrolment, IntentLine | None]:
    """Insert an enrolment; with a benefit the line of the intent that is to register its sale.

    Raises `AlreadyEnrolled` (R1), `ActivityFull` and `ActivityCancelled` (R17).
    """
    price = tariff.price if tariff else made.base_price
    new = Enrolment(
        id=0,
        participant_id=made.participant_id,
        activity_id=made.activity_id,
        state=EnrolmentState.RESERVED,
        base_price=made.base_price,
        price=price,
        agreed=agreed or price,
        created=now,
        hold_until=now + policy.hold,
        tariff_id=tariff.id if tariff else None,
        number=made.number if tariff else None,
        event_id=made.event_id if tariff else None,
    )
    activity = ledger.activity(made.activity_id)
    if activity.cancelled:
        raise ActivityCancelled(activity.id)
    reserved = ledger.reserve(new, activity.capacity)
    begun = lifecycle.begin(reserved)
    ledger.save_enrolment(reserved, begun)
    if tariff is None or made.number is None or made.event_id is None:
        return begun, None
    label = f"uitkern {begun.id}" if policy.reference else None
    request = SaleRequest(made.number, made.event_id, made.base_price, tariff.id, label)
    return begun, IntentLine(begun.id, request)
