"""Offer: what participants can pay for activities, from today's answers where there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from attrs import evolve, frozen

from ..model.activity import Activity
from ..model.offer import Offer
from ..model.participant import Bearer, Participant
from ..model.policy import Policy, QuoteRule
from ..model.tariff import Tariffs
from ..model.uitpas import Pass, PassType
from ..model.uitpas_number import UitpasNumber
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.publiq import FindPass, QuoteTariffs
from ..rules.entitlement import is_entitled
from ..rules.freshness import valid_until
from ..rules.offering import make_offer
from ..rules.pricing import price_of
from .following import follow, remembered
from .passes import keep_pass
from .recall import Known, Memory, recall
from .reward_offers import Priced, RewardCase, applicable, reward_offers

PASSES: Memory[UitpasNumber, Pass] = Memory(
    question=FindPass,
    look_up=lambda ledger, number: ledger.remembered_pass(number),
    keep=keep_pass,
)
TARIFFS: Memory[QuoteTariffs, Tariffs] = Memory(
    question=lambda quote: quote,
    look_up=lambda ledger, q: ledger.remembered_tariffs(q.number, q.event_id, q.regular_price),
    keep=lambda ledger, q, answer, at: ledger.remember_tariffs(
        q.number, q.event_id, q.regular_price, answer, at
    ),
)


@frozen
class Wanted:
    """Who wants to know what an activity costs: a participant, or whoever has a pass `number`, or nobody.

    `rewards` are those to ask about, `None` for all. With `every_tariff` tariffs are asked whatever the pass
    gives a right to: for its coupons.
    """

    activity_id: str
    participant_id: str = ""
    number: UitpasNumber | None = None
    rewards: frozenset[str] | None = None
    every_tariff: bool = False


@frozen
class _Case:
    """What is wanted, with what the ledger holds of it; `question` is there when UiTPAS can be asked.

    `sold` says that the participant has its own sale there, which counts for UiTPAS's limits.
    """

    wanted: Wanted
    who: Participant | Bearer
    activity: Activity
    event_id: str | None
    question: QuoteTariffs | None
    sold: bool = False
    rewards: tuple[Priced, ...] = ()

    def is_worth_asking(self, found: object, policy: Policy) -> bool:
        """Whether the pass may have a tariff: by right, as a group, or because somebody wants to know."""
        if not isinstance(found, Pass):
            return False
        every = self.wanted.every_tariff or policy.quote is QuoteRule.EVERY_PASS
        return every or is_entitled(found) or found.kind is PassType.GROUP


def offer(participant_id: str, activity_id: str, policy: Policy) -> Flow[Offer]:
    """What one participant can pay for one activity.

    Costs no call when the answers of today are remembered (R2), else one for the pass and, for a
    pass with the social tariff, one for the tariffs. Rewards that have a price here cost one call each,
    and one for the points, which are never those of before. Raises `NotFound`.
    """
    (made,) = yield from offers([(participant_id, activity_id)], policy)
    return made


def offers(pairs: Sequence[tuple[str, str]], policy: Policy) -> Flow[tuple[Offer, ...]]:
    """What many participants can pay for many activities, in the order of `pairs`.

    Each pass and each tariff is asked once: all passes at once, then all tariffs at once. What UiTPAS
    could not answer is an offer at the base price with its reason, not an error. Raises `NotFound`.

    Who is enrolled already keeps the tariffs of before its own sale: asked again UiTPAS would count that
    sale and say that none is left (F12).
    """
    wanted = [Wanted(activity_id, participant_id) for participant_id, activity_id in pairs]
    return (yield from offers_for(wanted, policy))


def offers_for(wanted: Sequence[Wanted], policy: Policy) -> Flow[tuple[Offer, ...]]:
    """`offers`, also for who is known by a pass alone, and with the rewards that are asked for."""
    now = yield from ask(Now())
    cases = yield from transact(lambda ledger: _cases(ledger, wanted))
    asked = [case for case in cases if case.question]
    numbers = [case.question.number for case in asked if case.question]
    spending = [case.question.number for case in asked if case.question and _shows_points(case)]
    passes = yield from recall(numbers, PASSES, now, policy, anew=spending)
    cases, passes = yield from _followed(cases, passes, now)
    asked = [case for case in cases if case.question]
    quotes = [
        case.question
        for case in asked
        if case.question and case.is_worth_asking(passes[case.question.number].answer, policy)
    ]
    sold = {case.question for case in asked if case.question and case.sold}
    tariffs = yield from recall(quotes, TARIFFS, now, policy, sold)
    found = [passes.get(case.question.number) if case.question else None for case in cases]
    rewards = yield from reward_offers(
        [
            RewardCase.of(held.answer, case.rewards) if held else None
            for case, held in zip(cases, found, strict=True)
        ]
    )
    made = (_made(case, passes, tariffs, now, policy) for case in cases)
    return tuple(evolve(each, rewards=theirs) for each, theirs in zip(made, rewards, strict=True))


def _shows_points(case: _Case) -> bool:
    """Whether somebody is about to be asked for points, and has to see how many there are now."""
    return bool(case.rewards) and (case.wanted.rewards is None or case.wanted.every_tariff)


def _cases(ledger: Ledger, wanted: Sequence[Wanted]) -> tuple[_Case, ...]:
    prices = ledger.reward_prices()
    return tuple(
        evolve(case, rewards=applicable(ledger, case.activity, prices, case.wanted.rewards))
        if case.question
        else case
        for case in (_case(ledger, each) for each in wanted)
    )


def _case(ledger: Ledger, wanted: Wanted) -> _Case:
    who: Participant | Bearer = Bearer(wanted.number)
    if wanted.participant_id:
        who = ledger.participant(wanted.participant_id)
    activity = ledger.activity(wanted.activity_id)
    publication = ledger.publication(wanted.activity_id)
    event_id = publication.sells_as if publication else None
    if who.uitpas_number is None or event_id is None or activity.free or not activity.uitpas:
        return _Case(wanted, who, activity, event_id, None)
    question = QuoteTariffs(who.uitpas_number, event_id, price_of(activity))
    held = ledger.live_enrolment(wanted.participant_id, wanted.activity_id)
    return _Case(wanted, who, activity, event_id, question, held is not None and held.sale_id is not None)


def _followed(
    cases: tuple[_Case, ...], passes: Known[UitpasNumber, Pass], now: datetime
) -> Flow[tuple[tuple[_Case, ...], Known[UitpasNumber, Pass]]]:
    """The same, with the new card of who had it replaced (F25)."""
    holders = {
        case.question.number: case.who
        for case in cases
        if case.question and isinstance(case.who, Participant)
    }
    moved = yield from follow(holders, passes, now)
    if not moved:
        return cases, passes
    return tuple(_moved(case, moved) for case in cases), passes | remembered(moved, now)


def _moved(case: _Case, moved: Mapping[UitpasNumber, Pass]) -> _Case:
    if case.question is None or case.question.number not in moved:
        return case
    number = moved[case.question.number].number
    who = evolve(case.who, uitpas_number=number)
    return evolve(case, who=who, question=evolve(case.question, number=number))


def _made(
    case: _Case,
    passes: Known[UitpasNumber, Pass],
    tariffs: Known[QuoteTariffs, Tariffs],
    now: datetime,
    policy: Policy,
) -> Offer:
    found = passes.get(case.question.number) if case.question else None
    quoted = tariffs.get(case.question) if case.question else None
    oldest = min((held.at for held in (found, quoted) if held), default=now)
    return make_offer(
        case.who,
        case.activity,
        case.event_id,
        found.answer if found else None,
        quoted.answer if quoted else None,
        valid_until(oldest, policy.cache, policy.renewal),
        policy.card_systems,
    )
