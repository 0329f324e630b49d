"""Following: from a card that is no more to the one its holder has now (F25)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve

from ..errors import PassTaken
from ..model.participant import Participant
from ..model.problem import Problem
from ..model.uitpas import Pass
from ..model.uitpas_number import UitpasNumber
from ..ports.effects import Flow, ask, transact
from ..ports.ledger import Ledger, Remembered
from ..ports.publiq import FindCards, FindPass
from ..rules.standing import may_have_another, status_of
from .recall import Known


def another_card(participant: Participant, answer: object) -> Flow[Pass | None]:
    """The pass that a participant has in place of a refused one, or `None`.

    Asked by the passholder id, which stays when a card is replaced, and else by the INSZ, where that is
    kept and there is consent. Nothing found, no permission and silence are all `None`: the refusal stands.
    """
    before, consent = yield from transact(
        lambda ledger: (ledger.pass_status(participant.id), ledger.consent(participant.id))
    )
    told = answer.passholder_id if isinstance(answer, Problem) else None
    passholder_id = told or (before.passholder_id if before else None)
    if passholder_id is not None:
        cards = yield from ask(FindCards(passholder_id))
        for number in cards if isinstance(cards, tuple) else ():
            found = yield from ask(FindPass(number))
            if isinstance(found, Pass):
                return found
    if participant.insz is not None and consent is not None:
        found = yield from ask(FindPass(participant.insz))
        if isinstance(found, Pass):
            return found
    return None


def follow(
    holders: Mapping[UitpasNumber, Participant], passes: Known[UitpasNumber, Pass], now: datetime
) -> Flow[dict[UitpasNumber, Pass]]:
    """For the passes that were refused just now, those that took their place; their numbers are kept.

    A sale that was made keeps the number it was made with. What was refused earlier today is not looked
    into again.
    """
    moved: dict[UitpasNumber, Pass] = {}
    for number, participant in holders.items():
        held = passes[number]
        if held.at != now or not may_have_another(held.answer):
            continue
        found = yield from another_card(participant, held.answer)
        if found is not None and (yield from _taken_over(participant, found, now)):
            moved[number] = found
    return moved


def _taken_over(participant: Participant, found: Pass, now: datetime) -> Flow[bool]:
    def work(ledger: Ledger) -> None:
        ledger.save_participant(evolve(participant, uitpas_number=found.number))
        ledger.remember_pass(found.number, found, now)
        ledger.save_pass_status(participant.id, status_of(found, now))

    try:
        yield from transact(work)
    except PassTaken:
        return False  # for a person to look at
    return True


def remembered(moved: Mapping[UitpasNumber, Pass], now: datetime) -> Known[UitpasNumber, Pass]:
    """The same as `recall` would tell it."""
    return {found.number: Remembered(found, now) for found in moved.values()}
