"""Where the rewards that were redeemed through us and UiTPAS's differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from ..model.enrolment import STANDING, Enrolment
from ..model.report import Difference, Finding
from ..model.reward import KeptRedeemed, Redeemed
from ..model.uitpas_number import UitpasNumber
from .comparing import Period


@frozen
class OurRewards:
    """What our ledger holds of one activity's rewards.

    `kept` stood as they stand both before and after UiTPAS listed its own, `known` are the ids of all that
    are kept by now, of any activity. `under_way` are the ids of the enrolments whose reward is being redeemed
    or returned. `traced` holds, by their ids, those that are not kept though a request of ours can have
    redeemed them, and the enrolments that asked for them.
    """

    kept: Sequence[KeptRedeemed]
    known: Collection[str]
    enrolments: Mapping[int, Enrolment]
    under_way: Collection[int]
    traced: Mapping[str, int]


@frozen
class RewardsCompared:
    """How many rewards agree, and where the two sides differ."""

    agreed: int = 0
    findings: tuple[Finding, ...] = ()


def compare_rewards(
    activity_id: str,
    ours: OurRewards,
    theirs: Mapping[UitpasNumber, Sequence[Redeemed]],
    period: Period,
) -> RewardsCompared:
    """Compare one activity's rewards on the passes that UiTPAS listed; what is under way is not judged.

    Whoever redeems a reward at a counter is no concern of ours: only what came of a request of ours, and is
    not kept, is a difference.
    """
    there = {each.id: each for listed in theirs.values() for each in listed}
    findings: list[Finding] = []
    agreed = 0
    for kept in ours.kept:
        if kept.number not in theirs or not period.holds(kept.redeemed.at) or not _is_settled(kept, ours):
            continue
        difference = _difference(kept, there)
        if difference:
            findings.append(
                Finding(activity_id, difference, kept.redeemed.id, kept.enrolment_id, reward=True)
            )
        elif not kept.returned:
            agreed += 1
    for each in there.values():
        enrolment_id = ours.traced.get(each.id)
        lost = enrolment_id in ours.enrolments and enrolment_id not in ours.under_way
        if enrolment_id is not None and lost and each.id not in ours.known and period.holds(each.at):
            findings.append(Finding(activity_id, Difference.MISSING_HERE, each.id, enrolment_id, reward=True))
    return RewardsCompared(agreed, tuple(findings))


def _is_settled(kept: KeptRedeemed, ours: OurRewards) -> bool:
    """Whether it was given back for good, or is the one reward that its enrolment has and keeps."""
    if kept.returned:
        return True
    enrolment = ours.enrolments[kept.enrolment_id]
    stands = enrolment.state in STANDING and enrolment.sale_id == kept.redeemed.id
    return stands and enrolment.id not in ours.under_way


def _difference(kept: KeptRedeemed, there: Collection[str]) -> Difference | None:
    if kept.returned:
        return Difference.STILL_THERE if kept.redeemed.id in there else None
    return None if kept.redeemed.id in there else Difference.MISSING_THERE
