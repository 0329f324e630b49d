"""The doctor on publiq's services: credentials, hosts, and our clock against theirs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from ..errors import BadCredentials, ContractViolation, InvalidValue
from ..model.diagnosis import Diagnosis, Severity
from ..model.organisation import Organisation
from ..model.problem import Problem
from ..model.search import OrganizerQuery, Paging
from ..ports.effects import Ask, Flow, Now, ask
from ..ports.outcomes import Unavailable
from ..ports.publiq import ListPermissions
from ..ports.uitdatabank import GetOrganizer
from ..ports.uitdatabank_search import ListTerms, SearchOrganizers
from ..ports.uitpas_event import TimeThere

COARSE = timedelta(seconds=5)
"""A clock that is off by less is right: theirs is told to the second, and the answer took a while."""
_GRANTS = {
    "UiTPAS": "ask publiq to give our client access to the UiTPAS API",
    "UiTdatabank": "ask publiq to give our client access to the Entry API (entry)",
    "UiTdatabank Search": "ask publiq to give our client access to the Search API (sapi)",
}


def examine_services(organisation: Organisation, skew: timedelta) -> Flow[tuple[Diagnosis, ...]]:
    """Ask each service something small; five calls. `skew` is how far the clocks may be apart."""
    organizer_id = organisation.organizer_id
    found = yield from _service("UiTPAS", ListPermissions())
    if found.check == "credentials" and found.severity is Severity.ERROR:
        services = [found]
    else:
        entry = yield from _service("UiTdatabank", GetOrganizer(organizer_id))
        services = [found, entry]
    query = OrganizerQuery(id=organizer_id, page=Paging(0, 1))
    services.append((yield from _service("UiTdatabank Search", SearchOrganizers(query))))
    services.append((yield from _service("UiTdatabank taxonomy", ListTerms())))
    if found.severity is Severity.OK:
        fine = Diagnosis("credentials", Severity.OK, "UiTID gives our credentials a token", subject="UiTID")
        services = [fine, *services, (yield from _clock(skew))]
    return tuple(services)


def _service(name: str, question: Ask[Any]) -> Flow[Diagnosis]:
    try:
        answer = yield from ask(question)
    except BadCredentials as error:
        remedy = "set the client id and secret that publiq gave for this very environment"
        return Diagnosis("credentials", Severity.ERROR, str(error), remedy, "UiTID")
    except ContractViolation as error:
        remedy = "tell the makers of uitkern, with this line: publiq may have changed"
        return Diagnosis("hosts", Severity.ERROR, str(error), remedy, name)
    except InvalidValue as error:
        return Diagnosis("hosts", Severity.WARNING, str(error), "set it in the environment", name)
    match answer:
        case Unavailable(why):
            remedy = "check the environment, its base URLs and the network; then publiq's status page"
            return Diagnosis("hosts", Severity.ERROR, f"{name} does not answer: {why}", remedy, name)
        case Problem(status=401 | 403):
            says = f"{name} refuses our client: {answer}"
            return Diagnosis("credentials", Severity.ERROR, says, _GRANTS.get(name), name)
        case Problem(status=404):
            says = f"{name} knows no such organizer: {answer}"
            remedy = "set the UiTdatabank id of an organizer of this environment"
            return Diagnosis("organizers", Severity.ERROR, says, remedy, name)
        case Problem():
            return Diagnosis("hosts", Severity.ERROR, f"{name} refuses: {answer}", None, name)
        case _:
            return Diagnosis("hosts", Severity.OK, f"{name} answers", subject=name)


def _clock(skew: timedelta) -> Flow[Diagnosis]:
    before = yield from ask(Now())
    theirs = yield from ask(TimeThere())
    after = yield from ask(Now())
    if not isinstance(theirs, datetime):
        says = "UiTPAS tells no time: our clock was not compared"
        return Diagnosis("clock", Severity.NOTICE, says, subject="UiTPAS")
    ahead = max(before - theirs - timedelta(seconds=1), theirs - after, timedelta(0))
    if ahead <= COARSE:
        return Diagnosis("clock", Severity.OK, "our clock agrees with UiTPAS's", subject="UiTPAS")
    side = "ahead of" if before > theirs else "behind"
    says = f"our clock is {round(ahead.total_seconds())} seconds {side} UiTPAS's"
    severity = Severity.ERROR if ahead > skew else Severity.WARNING
    remedy = "let the machine keep its time by NTP: unanswered sales are recognised by it"
    return Diagnosis("clock", severity, says, remedy, "UiTPAS")
