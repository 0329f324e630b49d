"""Where our sales and UiTPAS's differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from attrs import field, frozen

from ..model.enrolment import STANDING, UNSETTLED, Enrolment, EnrolmentState
from ..model.report import Comparison, Difference, Finding
from ..model.sale import KeptSale, TicketSale


@frozen
class Period:
    """From `since` until, but without, `until`; no bound where there is none."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, moment: datetime | None) -> bool:
        """Whether a moment lies in it; one that is not known does."""
        if moment is None:
            return True
        return (self.since is None or self.since <= moment) and (self.until is None or moment < self.until)


@frozen
class OurSide:
    """What our ledger holds of one activity.

    `kept` are the sales that stood as they stand both before and after UiTPAS listed its own, `known`
    the ids of all that are kept by now; `registering` the ids of the enrolments whose registration or
    redemption is not settled. `traced` holds the sales that are not kept though a request of ours can have
    made them, by their ids, and the enrolments that asked for them.
    """

    kept: Sequence[KeptSale]
    known: Collection[str]
    enrolments: Sequence[Enrolment]
    registering: Collection[int] = ()
    traced: Mapping[str, int] = field(factory=dict[str, int])

    def is_under_way(self, enrolment: Enrolment) -> bool:
        """Whether its sale is being registered or undone."""
        waits = enrolment.state in UNSETTLED or enrolment.state is EnrolmentState.CANCELLING
        return waits or enrolment.id in self.registering


def compare(
    activity_id: str, ours: OurSide, theirs: Sequence[TicketSale], now: datetime, period: Period
) -> Comparison:
    """Compare one activity's sales; what is still under way is counted, not judged.

    A sale that is not kept is a difference when it came of a request of ours: others may sell for the same
    event too, also to the same pass, and those are counted as sold elsewhere.
    """
    there = {sale.id: sale for sale in theirs}
    enrolments = {each.id: each for each in ours.enrolments}
    findings: list[Finding] = []
    agreed = 0
    for each in ours.kept:
        enrolment = enrolments.get(each.enrolment_id)
        if enrolment is None or not period.holds(each.sale.created) or not _is_settled(each, enrolment, ours):
            continue
        difference = _difference(each, there.get(each.sale.id))
        if difference:
            findings.append(Finding(activity_id, difference, each.sale.id, each.enrolment_id))
        elif not each.undone:
            agreed += 1
    under_way = [each for each in ours.enrolments if ours.is_under_way(each)]
    waiting = {each.number for each in under_way}
    others = [sale for sale in theirs if sale.id not in ours.known and period.holds(sale.created)]
    settled = [sale.id for sale in others if sale.number not in waiting]
    lost = [each for each in settled if each in ours.traced]
    findings += [Finding(activity_id, Difference.MISSING_HERE, each, ours.traced[each]) for each in lost]
    elsewhere = len(settled) - len(lost)
    return Comparison(activity_id, now, agreed, elsewhere, len(under_way), tuple(findings))


def _is_settled(kept: KeptSale, enrolment: Enrolment, ours: OurSide) -> bool:
    """Whether it is undone for good, or the one sale that its enrolment has and keeps."""
    if kept.undone:
        return True
    stands = enrolment.state in STANDING and enrolment.sale_id == kept.sale.id
    return stands and not ours.is_under_way(enrolment)


def _difference(ours: KeptSale, theirs: TicketSale | None) -> Difference | None:
    if ours.undone:
        return Difference.STILL_THERE if theirs else None
    if theirs is None:
        return Difference.MISSING_THERE
    return Difference.PRICE if theirs.price != ours.sale.price else None
