"""Where our sales and UiTPAS's differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from ..model.enrolment import UNSETTLED, Enrolment, EnrolmentState
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


def compare(
    activity_id: str,
    kept: Sequence[KeptSale],
    theirs: Sequence[TicketSale],
    enrolments: Sequence[Enrolment],
    now: datetime,
    period: Period,
) -> Comparison:
    """Compare one activity's sales; what is still under way is counted, not judged.

    A sale that is not ours is a difference when its pass belongs to an enrolment of ours: others may
    sell for the same event too, and those are counted as sold elsewhere.
    """
    there = {sale.id: sale for sale in theirs}
    findings: list[Finding] = []
    agreed = 0
    for each in kept:
        if not period.holds(each.sale.created) or each.state is EnrolmentState.CANCELLING:
            continue
        difference = _difference(each, there.get(each.sale.id))
        if difference:
            findings.append(Finding(activity_id, difference, each.sale.id, each.enrolment_id))
        elif not each.undone:
            agreed += 1
    under_way = {e.number for e in enrolments if e.state in UNSETTLED or e.state is EnrolmentState.CANCELLING}
    ours = {e.number: e.id for e in enrolments if e.number}
    known = {each.sale.id for each in kept}
    others = [sale for sale in theirs if sale.id not in known and period.holds(sale.created)]
    lost = [sale for sale in others if sale.number in ours and sale.number not in under_way]
    findings += [Finding(activity_id, Difference.MISSING_HERE, s.id, ours[s.number]) for s in lost]
    elsewhere = sum(1 for sale in others if sale.number not in ours)
    unsettled = sum(1 for e in enrolments if e.number in under_way)
    return Comparison(activity_id, now, agreed, elsewhere, unsettled, tuple(findings))


def _difference(ours: KeptSale, theirs: TicketSale | None) -> Difference | None:
    if ours.undone:
        return Difference.STILL_THERE if theirs else None
    if theirs is None:
        return Difference.MISSING_THERE
    return Difference.PRICE if theirs.price != ours.sale.price else None
