"""Reserve: take a place in the ledger, and write down the sale that is to follow."""

from __future__ import annotations

from datetime import datetime

from ..errors import ActivityCancelled
from ..model.benefit import RewardOffer
from ..model.enrolment import Enrolment, EnrolmentState, PlaceKind
from ..model.euro import Euro
from ..model.intent import IntentLine
from ..model.offer import Choice, Offer
from ..model.policy import Policy
from ..model.reward import Redemption
from ..model.sale import SaleRequest
from ..model.tariff import Tariff, TariffType
from ..ports.ledger import Ledger
from ..rules import lifecycle
from ..rules.choice import Benefit, affordable
from ..rules.writing import having


def reserve_in_transaction(
    ledger: Ledger, made: Offer, choice: Choice, agreed: Euro | None, now: datetime, policy: Policy
) -> Enrolment:
    """Reserve inside a transaction of the host's, with an intent that is sent when it has committed.

    Raises `AlreadyEnrolled`, `ActivityFull`, `NoSuchTariff`, `PriceNotKnown`, `PriceWentUp`, and of rewards
    `PointsConsentNeeded`, `NotRedeemable` and `PointsWentUp`.
    """
    enrolment, line = reserve(ledger, made, affordable(made, choice, agreed), agreed, now, policy)
    if line:
        ledger.add_intent(having(enrolment), (line,), now)
    return enrolment


def reserve(
    ledger: Ledger,
    made: Offer,
    benefit: Benefit | None,
    agreed: Euro | None,
    now: datetime,
    policy: Policy,
    kind: PlaceKind = PlaceKind.ENROLMENT,
) -> tuple[Enrolment, IntentLine | None]:
    """Insert an enrolment or a ticket; with a benefit the line of the intent that is to have it.

    Raises `AlreadyEnrolled` (R1), `ActivityFull` and `ActivityCancelled` (R17).
    """
    price = benefit.price if benefit else made.base_price
    reward = benefit if isinstance(benefit, RewardOffer) else None
    tariff_id = reward.reward_id if reward else benefit.id if isinstance(benefit, Tariff) else None
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
        tariff_id=tariff_id,
        number=made.number if benefit else None,
        event_id=made.event_id if benefit else None,
        kind=kind,
        points=reward.points if reward else None,
    )
    activity = ledger.activity(made.activity_id)
    if activity.cancelled:
        raise ActivityCancelled(activity.id)
    reserved = ledger.reserve(new, activity.capacity)
    begun = lifecycle.begin(reserved)
    ledger.save_enrolment(reserved, begun)
    if tariff_id is None or made.number is None or made.event_id is None:
        return begun, None
    if reward is not None:
        wanted = Redemption(made.number, reward.reward_id, reward.points)
        return begun, IntentLine(begun.id, redemption=wanted)
    label = f"uitkern {begun.id}" if policy.reference else None
    request = SaleRequest(made.number, made.event_id, made.base_price, tariff_id, label, _is_coupon(benefit))
    return begun, IntentLine(begun.id, request)


def _is_coupon(benefit: Benefit | None) -> bool:
    return isinstance(benefit, Tariff) and benefit.kind is TariffType.COUPON
