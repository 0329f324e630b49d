"""Offer: what participants can pay for activities, from today's answers where there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from attrs import evolve, frozen

from ..model.activity import Activity
from ..model.offer import Offer
from ..model.participant import Participant
from ..model.policy import Policy, QuoteRule
from ..model.tariff import Tariffs
from ..model.uitpas import Pass
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
class _Case:
    """One participant and one activity; `question` is there when UiTPAS can be asked about both.

    `sold` says that the participant has its own sale there, which counts for UiTPAS's limits.
    """

    participant: Participant
    activity: Activity
    event_id: str | None
    question: QuoteTariffs | None
    sold: bool = False


def offer(participant_id: str, activity_id: str, policy: Policy) -> Flow[Offer]:
    """What one participant can pay for one activity.

    Costs no call when the answers of today are remembered (R2), else one for the pass and, for a
    pass with the social tariff, one for the tariffs. Raises `NotFound`.
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
    now = yield from ask(Now())
    cases = yield from transact(lambda ledger: tuple(_case(ledger, *pair) for pair in pairs))
    asked = [case.question for case in cases if case.question]
    passes = yield from recall([question.number for question in asked], PASSES, now, policy)
    cases, passes = yield from _followed(cases, passes, now)
    asked = [case.question for case in cases if case.question]
    wanted = [question for question in asked if _worth_asking(passes[question.number].answer, policy)]
    sold = {case.question for case in cases if case.question and case.sold}
    tariffs = yield from recall(wanted, TARIFFS, now, policy, sold)
    return tuple(_made(case, passes, tariffs, now, policy) for case in cases)


def _case(ledger: Ledger, participant_id: str, activity_id: str) -> _Case:
    participant, activity = ledger.participant(participant_id), ledger.activity(activity_id)
    publication = ledger.publication(activity_id)
    event_id = publication.sells_as if publication else None
    if participant.uitpas_number is None or event_id is None or activity.free:
        return _Case(participant, activity, event_id, None)
    question = QuoteTariffs(participant.uitpas_number, event_id, price_of(activity))
    held = ledger.live_enrolment(participant_id, activity_id)
    return _Case(participant, activity, event_id, question, held is not None and held.sale_id is not None)


def _followed(
    cases: tuple[_Case, ...], passes: Known[UitpasNumber, Pass], now: datetime
) -> Flow[tuple[tuple[_Case, ...], Known[UitpasNumber, Pass]]]:
    """The same, with the new card of who had it replaced (F25)."""
    holders = {case.question.number: case.participant for case in cases if case.question}
    moved = yield from follow(holders, passes, now)
    if not moved:
        return cases, passes
    return tuple(_moved(case, moved) for case in cases), passes | remembered(moved, now)


def _moved(case: _Case, moved: Mapping[UitpasNumber, Pass]) -> _Case:
    if case.question is None or case.question.number not in moved:
        return case
    number = moved[case.question.number].number
    participant = evolve(case.participant, uitpas_number=number)
    return evolve(case, participant=participant, question=evolve(case.question, number=number))


def _worth_asking(answer: object, policy: Policy) -> bool:
    return isinstance(answer, Pass) and (is_entitled(answer) or policy.quote is QuoteRule.EVERY_PASS)


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
        case.participant,
        case.activity,
        case.event_id,
        found.answer if found else None,
        quoted.answer if quoted else None,
        valid_until(oldest, policy.cache, policy.renewal),
        policy.card_systems,
    )
