"""The doctor: whether everything that selling and publishing stand on is in order, and what helps if not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from ..errors import PubliqError
from ..model.diagnosis import Diagnosis, Severity
from ..model.intent import IntentState
from ..model.organisation import Organisation
from ..model.publication import UNSETTLED
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from .doctor_activities import examine_activities
from .doctor_services import examine_services
from .organizers import partnerships
from .recover import OPEN

LATE = timedelta(minutes=10)
"""How long something may be due before nobody seems to be working."""


def examine(organisation: Organisation, skew: timedelta) -> Flow[tuple[Diagnosis, ...]]:
    """Examine everything: services, organizers, ledger, and every published activity at both services.

    Costs five calls, two for each organizer, and three for each activity that has an event. It raises
    `LedgerError` and nothing else: what publiq answers, or does not, is a finding.
    """
    services = yield from examine_services(organisation, skew)
    organizers = yield from examine_organizers(organisation)
    ledger = yield from examine_ledger()
    published = yield from published_activities()
    activities = yield from examine_activities(published, organisation)
    return (*services, *organizers, *ledger, *activities)


def published_activities() -> Flow[tuple[str, ...]]:
    """The activities that have, or may have, an event."""
    return (yield from transact(lambda ledger: tuple(sorted(ledger.editions()))))


def examine_organizers(organisation: Organisation) -> Flow[tuple[Diagnosis, ...]]:
    """Whether our credentials may do what is needed for the organisation and for every promoter (R11)."""
    wanted = yield from transact(lambda ledger: _organizers(ledger, organisation))
    try:
        found = yield from partnerships(wanted)
    except PubliqError as error:
        remedy = "see what is said of the services, then examine again"
        return (_said("organizers", Severity.ERROR, f"permissions were not seen: {error}", remedy),)
    diagnoses: list[Diagnosis] = []
    for each in found:
        grave = Severity.ERROR if each.organizer_id == organisation.organizer_id else Severity.WARNING
        if each.warning is not None:
            remedy = (
                f"ask UiTPAS to grant our client {', '.join(each.missing)} for this organizer"
                if each.partner
                else "ask UiTPAS to make it a partner, or set another organizer"
            )
            diagnoses.append(_said("organizers", grave, each.warning, remedy, each.organizer_id))
        for sentence in each.unable if each.may_sell else ():
            remedy = "ask UiTPAS to grant our client this permission for this organizer"
            diagnoses.append(_said("organizers", Severity.WARNING, sentence, remedy, each.organizer_id))
        if each.may_sell and not each.unable:
            fine = f"our credentials may sell for organizer {each.organizer_id}"
            diagnoses.append(_said("organizers", Severity.OK, fine, None, each.organizer_id))
    return tuple(diagnoses)


def _organizers(ledger: Ledger, organisation: Organisation) -> tuple[str, ...]:
    """The organisation's own first, then its promoters."""
    every = (organisation.organizer_of(each) for each in ledger.activities())
    return tuple(dict.fromkeys((organisation.organizer_id, *every)))


def examine_ledger() -> Flow[tuple[Diagnosis, ...]]:
    """Whether work is waiting that nobody does, or that a person has to do."""
    now = yield from ask(Now())
    return tuple((yield from transact(lambda ledger: list(_ledger(ledger, now)))))


def _ledger(ledger: Ledger, now: datetime) -> Iterator[Diagnosis]:
    parked = ledger.intents({IntentState.PARKED})
    late = [each for each in ledger.intents(OPEN) if each.due + LATE < now]
    lapsed = [each for each in ledger.lapsed_holds(now, 1000) if each.hold_until + LATE < now]
    lost = [each.activity_id for each in ledger.editions().values() if each.state in UNSETTLED]
    differ = [each.activity_id for each in ledger.audit() if not each.agrees]
    held = {
        f"{len(parked)} writes to UiTPAS wait for a person: {_first(each.why or '' for each in parked)}": (
            bool(parked),
            Severity.ERROR,
            "see uitkern parked, take the reason away, then uitkern retry",
        ),
        f"{len(late)} writes and {len(lapsed)} lapsed holds are due for more than ten minutes": (
            bool(late or lapsed),
            Severity.ERROR,
            "no worker is running: start uitkern work, or call core.tick from a scheduler",
        ),
        f"of {_first(lost)} it is not known whether it has an event: the answer was lost": (
            bool(lost),
            Severity.WARNING,
            "start uitkern work, or look its event up and link it",
        ),
        f"our sales and UiTPAS's differ for {_first(differ)}": (
            bool(differ),
            Severity.WARNING,
            "see uitkern reconcile",
        ),
    }
    found = [_said("ledger", how, says, remedy) for says, (holds, how, remedy) in held.items() if holds]
    yield from found or [_said("ledger", Severity.OK, "nothing is left undone")]


def _first(names: Iterable[str]) -> str:
    """The first three, and how many more there are."""
    each = list(dict.fromkeys(names))
    more = f" and {len(each) - 3} more" if len(each) > 3 else ""
    return ", ".join(each[:3]) + more


def _said(
    check: str, severity: Severity, says: str, remedy: str | None = None, subject: str | None = None
) -> Diagnosis:
    return Diagnosis(check, severity, says, remedy, subject)
