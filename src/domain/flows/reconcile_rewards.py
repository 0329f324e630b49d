"""Reconcile rewards: what was redeemed through us against what UiTPAS holds, and mending it (R9, F30)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from attrs import frozen

from ..model.enrolment import STANDING, Enrolment
from ..model.intent import IntentKind, IntentLine
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.report import Difference, Finding
from ..model.reward import KeptRedeemed, Redeemed, Redemption
from ..model.uitpas_number import FORGOTTEN, UitpasNumber
from ..ports.effects import Flow, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Unavailable
from ..rules.comparing import Period
from ..rules.comparing_rewards import OurRewards, RewardsCompared, compare_rewards
from ..rules.matching import redeemed_for
from .redeemed import redeemed_by_pass
from .under_way import under_way


@frozen
class RewardsBefore:
    """What was kept before UiTPAS was asked, and the passes to ask it of."""

    kept: tuple[KeptRedeemed, ...]
    numbers: tuple[UitpasNumber, ...]


def rewards_before(ledger: Ledger, activity_id: str, period: Period) -> RewardsBefore:
    """The rewards of an activity, and every pass that redeemed one for it, or may have, in a period."""
    kept = ledger.kept_redeemed(activity_id)
    asked = [each for each in ledger.enrolments(activity_id) if each.rewarded and period.holds(each.created)]
    took = [each.number for each in kept if period.holds(each.redeemed.at)]
    numbers = dict.fromkeys([*took, *(each.number for each in asked)])
    return RewardsBefore(kept, tuple(each for each in numbers if each and each != FORGOTTEN))


def reconcile_rewards(
    activity_id: str, before: RewardsBefore, period: Period, policy: Policy
) -> Flow[tuple[RewardsCompared, str | None]]:
    """Compare the rewards of one activity, with one question for each pass; changes nothing.

    UiTPAS lists by pass alone. The second that comes back says why some are not compared: without
    REWARDS_READ or in silence none of what is left, else those of a pass that UiTPAS refuses to list.
    """
    theirs: dict[UitpasNumber, Sequence[Redeemed]] = {}
    failed: str | None = None
    for number in before.numbers:
        answer = yield from redeemed_by_pass(number)
        if not isinstance(answer, Problem | Unavailable):
            theirs[number] = answer
            continue
        why = answer.why if isinstance(answer, Unavailable) else str(answer)
        failed = f"UiTPAS did not list the redeemed rewards: {why}"
        if isinstance(answer, Unavailable) or answer.status in {401, 403}:
            break
    if not theirs:
        return RewardsCompared(), failed
    work = partial(_our_rewards, activity_id=activity_id, before=before, theirs=theirs, policy=policy)
    ours = yield from transact(work)
    return compare_rewards(activity_id, ours, theirs, period), failed


def _our_rewards(
    ledger: Ledger,
    activity_id: str,
    before: RewardsBefore,
    theirs: Mapping[UitpasNumber, Sequence[Redeemed]],
    policy: Policy,
) -> OurRewards:
    steady = set(before.kept)
    known = ledger.known_redeemed([each.id for listed in theirs.values() for each in listed])
    traced = {
        each.id: _traced(ledger, number, each, policy)
        for number, listed in theirs.items()
        for each in listed
        if each.id not in known
    }
    enrolments = ledger.enrolments(activity_id)
    return OurRewards(
        kept=tuple(each for each in ledger.kept_redeemed(activity_id) if each in steady),
        known=known,
        enrolments={each.id: each for each in enrolments},
        under_way=under_way(ledger, enrolments),
        traced={redeemed_id: found for redeemed_id, found in traced.items() if found is not None},
    )


def _traced(ledger: Ledger, number: UitpasNumber, taken: Redeemed, policy: Policy) -> int | None:
    """The enrolment that asked for it; none while one that may still adopt it is open."""
    sent = ledger.sent_redemptions(number, taken.reward_id)
    settled = all(each.settled for each in sent)
    return redeemed_for(taken, sent, policy) if settled else None


def repair_reward(ledger: Ledger, finding: Finding, now: datetime) -> bool:
    """Write down what has UiTPAS hold what we hold; `False` when there is nothing to mend any more.

    One that UiTPAS lost is redeemed again, for the points that were agreed to; the old one stays the
    enrolment's own until then.
    """
    match finding.difference:
        case Difference.MISSING_THERE:
            return _redeem_again(ledger, ledger.enrolment(finding.enrolment_id), finding.sale_id, now)
        case Difference.MISSING_HERE if ledger.known_redeemed([finding.sale_id]):
            return False
        case _:
            line = IntentLine(finding.enrolment_id, sale_id=finding.sale_id)
            ledger.add_intent(IntentKind.RETURN, (line,), now)
            return True


def _redeem_again(ledger: Ledger, enrolment: Enrolment, redeemed_id: str, now: datetime) -> bool:
    latest = ledger.intent_of(enrolment.id, IntentKind.REDEEM)
    busy = latest is not None and not latest.settled
    if busy or enrolment.state not in STANDING or enrolment.sale_id != redeemed_id:
        return False
    kept = ledger.redeemed(redeemed_id)
    wanted = Redemption(kept.number, kept.redeemed.reward_id, enrolment.points or 0)
    ledger.save_enrolment(enrolment, enrolment)  # of two at once the second waits, and sees the first
    ledger.add_intent(IntentKind.REDEEM, (IntentLine(enrolment.id, redemption=wanted),), now)
    return True
