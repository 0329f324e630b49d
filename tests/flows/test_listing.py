"""What is kept, of one activity or of all: one that nobody knows is told apart from one without any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.flows.house import House
from uitkern.domain.errors import NotFound
from uitkern.domain.flows import listing
from uitkern.domain.flows.checkins import attendants
from uitkern.domain.flows.owed import owed
from uitkern.domain.model.enrolment import PlaceKind
from uitkern.domain.ports.effects import Flow, transact

LISTS: dict[str, Callable[[str | None], Flow[Any]]] = {
    "enrolments": lambda activity: listing.places(activity, PlaceKind.ENROLMENT),
    "tickets": lambda activity: listing.places(activity, PlaceKind.TICKET),
    "check-ins": listing.checkins,
    "owed": owed,
    "attendants": lambda activity: transact(lambda ledger: tuple(attendants(ledger, activity or "camp"))),
}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_a_list_of_an_unknown_activity_is_no_empty_list(
    house: House, listed: Callable[[str | None], Flow[Any]]
) -> None:
    assert house.run(listed(None)) == house.run(listed("camp")) == ()
    with pytest.raises(NotFound, match="activity: there is none with id 'capm'"):
        house.run(listed("capm"))
