"""Organizers: for whom our credentials may sell, and what is missing where they may not (R10, R11)."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.match import ActivityWarning, Partnership
from ..model.organisation import Organisation
from ..model.organizer import Organizer
from ..model.permissions import OrganizerPermissions
from ..model.search import Found, OrganizerQuery, Paging
from ..ports.effects import Flow, ask, together, transact
from ..ports.publiq import ListPermissions
from ..ports.uitdatabank import GetOrganizer
from ..ports.uitdatabank_search import SearchOrganizers
from ..rules.partnership import partnership
from .answers import answer_or_raise

UITPAS, SEARCH = "UiTPAS", "UiTdatabank Search"


def partnership_of(activity_id: str, organisation: Organisation) -> Flow[Partnership]:
    """What we may do for the organizer of an activity: its promoter, or else the organisation (R11).

    Two calls. Raises `NotFound`, `Rejected`, `Unreachable`.
    """
    activity = yield from transact(lambda ledger: ledger.activity(activity_id))
    (found,) = yield from partnerships([organisation.organizer_of(activity)])
    return found


def partnerships(organizer_ids: Iterable[str]) -> Flow[tuple[Partnership, ...]]:
    """What we may do for each of these organizers; one call, and one more for each organizer.

    An organizer whose record cannot be read is judged by our permissions alone. Raises `Rejected`,
    `Unreachable`.
    """
    wanted = tuple(dict.fromkeys(organizer_ids))
    granted: tuple[OrganizerPermissions, ...]
    granted = answer_or_raise(UITPAS, (yield from ask(ListPermissions())))
    records = yield from together([GetOrganizer(each) for each in wanted])
    return tuple(
        partnership(organizer_id, granted, record if isinstance(record, Organizer) else None)
        for organizer_id, record in zip(wanted, records, strict=True)
    )


def organizer_warnings(organisation: Organisation) -> Flow[tuple[ActivityWarning, ...]]:
    """Every activity for whose organizer we may not sell, and why; one call, and one for each organizer.

    Free activities and those that are not for UiTdatabank need no permission. Raises `Rejected`,
    `Unreachable`.
    """
    activities = yield from transact(lambda ledger: ledger.activities())
    asked = [each for each in activities if each.publish and not each.free]
    found = yield from partnerships(organisation.organizer_of(each) for each in asked)
    warned = {each.organizer_id: each.warning for each in found}
    both = ((each.id, warned[organisation.organizer_of(each)]) for each in asked)
    return tuple(ActivityWarning(activity_id, warning) for activity_id, warning in both if warning)


def find_organizers(
    name: str | None = None, website: str | None = None, limit: int = 20
) -> Flow[Found[Organizer]]:
    """Organizers whose name begins like this, or whose website it is. Raises `Rejected`, `Unreachable`."""
    query = OrganizerQuery(name=name, website=website, page=Paging(0, limit))
    return answer_or_raise(SEARCH, (yield from ask(SearchOrganizers(query))))
