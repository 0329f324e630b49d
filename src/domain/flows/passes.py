"""Passes: whose pass it is, how it stands, and where it went when the card was replaced."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from attrs import evolve

from ..errors import ConsentNeeded, Rejected, Unreachable
from ..model.identifier import Identifier, InszBarcode
from ..model.insz import Insz
from ..model.participant import Consent, Participant
from ..model.pass_status import ParticipantPass, PassStatus
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.standing import Standing
from ..model.uitpas import Pass
from ..model.uitpas_number import UitpasNumber
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Unavailable
from ..ports.publiq import FindPass
from ..rules.entitlement import reason_of
from ..rules.standing import may_have_another, seen_from, status_of
from .answers import answer_or_raise
from .following import another_card

UITPAS = "UiTPAS"


def save_participant(
    participant: Participant, policy: Policy, shared_by: str | None = None
) -> Flow[Participant]:
    """Keep a participant, without its INSZ unless the policy keeps that.

    Raises `PassTaken` when another participant has its number (R13), unless `shared_by` allows both.
    """
    kept = participant if policy.privacy.store_insz else evolve(participant, insz=None)

    def work(ledger: Ledger) -> Participant:
        return keep_participant(ledger, kept, shared_by)

    return (yield from transact(work))


def keep_participant(ledger: Ledger, kept: Participant, shared_by: str | None = None) -> Participant:
    """Keep a participant; how the pass stands is dropped with its number."""
    number = kept.uitpas_number
    known = number is not None and kept.id in ledger.holders(number)
    ledger.save_participant(kept, shared_by)
    if not known:
        ledger.save_pass_status(kept.id, None)
    return kept


def keep_pass(ledger: Ledger, number: UitpasNumber, answer: Pass | Problem, at: datetime) -> None:
    """Remember what UiTPAS said of a pass, and keep how it stands with whoever has it."""
    ledger.remember_pass(number, answer, at)
    for holder in ledger.holders(number):
        before = ledger.pass_status(holder)
        ledger.save_pass_status(holder, status_of(answer, at, before.passholder_id if before else None))


def link_pass(
    participant_id: str,
    identifier: Identifier,
    policy: Policy,
    consent_by: str | None = None,
    shared_by: str | None = None,
) -> Flow[Pass]:
    """Find a participant's pass by number, INSZ, INSZ barcode or chip, and keep its number.

    By INSZ only with consent: `consent_by` says who wrote it down just now, and it is kept. The INSZ
    itself is kept only where the policy says so. What was found counts for the day (R2). Raises
    `NotFound`, `ConsentNeeded`, `PassTaken` unless `shared_by` allows it (R13), `InvalidValue` for an
    INSZ that contradicts the birth date, `Rejected` (also when there is no such pass), `Unreachable`.
    """
    now = yield from ask(Now())
    personal = isinstance(identifier, Insz | InszBarcode)

    def before(ledger: Ledger) -> Participant:
        participant = ledger.participant(participant_id)
        if personal and consent_by:
            ledger.save_consent(Consent(participant_id, now, consent_by))
        if personal and ledger.consent(participant_id) is None:
            raise ConsentNeeded(participant_id)
        return evolve(participant, insz=identifier) if isinstance(identifier, Insz) else participant

    participant = yield from transact(before)
    found = answer_or_raise(UITPAS, (yield from ask(FindPass(identifier))))
    insz = participant.insz if policy.privacy.store_insz else None
    linked = evolve(participant, uitpas_number=found.number, insz=insz)

    def after(ledger: Ledger) -> None:
        keep_participant(ledger, linked, shared_by)
        keep_pass(ledger, found.number, found, now)

    yield from transact(after)
    return found


def check_pass(participant_id: str, policy: Policy) -> Flow[PassStatus]:
    """Ask UiTPAS now how a participant's pass stands, whatever was remembered (F11).

    Without a number it is looked up by INSZ, where that is kept and there is consent. A card that was
    replaced is followed to the new one, whose number is kept (F25). Raises `NotFound`, `ConsentNeeded`,
    `PassTaken` when the new number is another's, `Rejected` for a refusal that is not about the pass,
    `Unreachable`.
    """
    now = yield from ask(Now())
    participant, consent = yield from transact(
        lambda ledger: (ledger.participant(participant_id), ledger.consent(participant_id))
    )
    number = participant.uitpas_number
    if number is None and participant.insz is None:
        return PassStatus(Standing.NO_NUMBER)
    if number is None and consent is None:
        raise ConsentNeeded(participant_id)
    identifier = number or participant.insz
    answer: Pass | Problem = yield from _about_the_pass(FindPass(identifier))  # type: ignore[arg-type]
    if number is not None and may_have_another(answer):
        found = yield from another_card(participant, answer)
        answer = found or answer

    def work(ledger: Ledger) -> PassStatus:
        return _keep_checked(ledger, participant, answer, now)

    status = yield from transact(work)
    return seen_from(status, policy.card_systems)


def _about_the_pass(question: FindPass) -> Flow[Pass | Problem]:
    answer = yield from ask(question)
    match answer:
        case Unavailable(why):
            raise Unreachable(UITPAS, why)
        case Problem() if reason_of(answer) is None:
            raise Rejected(UITPAS, answer)
        case _:
            return answer


def _keep_checked(
    ledger: Ledger, participant: Participant, answer: Pass | Problem, now: datetime
) -> PassStatus:
    old = participant.uitpas_number
    if old is not None:
        ledger.forget_pass(old)
    if isinstance(answer, Pass) and answer.number != old:
        keep_participant(ledger, evolve(participant, uitpas_number=answer.number))
    number = answer.number if isinstance(answer, Pass) else old
    if number is not None:
        keep_pass(ledger, number, answer, now)
        kept = ledger.pass_status(participant.id)
    else:
        kept = status_of(answer, now)
        ledger.save_pass_status(participant.id, kept)
    return kept or status_of(answer, now)


def pass_status(participant_id: str, policy: Policy) -> Flow[PassStatus]:
    """How a participant's pass stood when UiTPAS was last asked, without asking. Raises `NotFound`."""

    def work(ledger: Ledger) -> PassStatus:
        participant = ledger.participant(participant_id)
        missing = Standing.NOT_CHECKED if participant.uitpas_number else Standing.NO_NUMBER
        return ledger.pass_status(participant_id) or PassStatus(missing)

    status = yield from transact(work)
    return seen_from(status, policy.card_systems)


def participants(policy: Policy, standings: Collection[Standing] = ()) -> Flow[tuple[ParticipantPass, ...]]:
    """Every participant with how the pass stands; only those in `standings` when there are any."""
    everybody = yield from transact(lambda ledger: ledger.participants())
    seen = (evolve(each, status=seen_from(each.status, policy.card_systems)) for each in everybody)
    return tuple(each for each in seen if not standings or each.status.standing in standings)
