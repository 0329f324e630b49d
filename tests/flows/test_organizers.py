"""Organizers: promoter before organisation, and what our credentials may do for either (R10, R11)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.building import ORGANIZER, PROMOTER, US, a_problem, an_activity, forbidden
from tests.flows.house import House
from tests.flows.records import an_organizer, found
from uitkern.domain.errors import Rejected, Unreachable
from uitkern.domain.flows.organizers import find_organizers, organizer_warnings, partnership_of
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.match import Partnership
from uitkern.domain.model.permissions import OrganizerPermissions
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.publiq import ListPermissions
from uitkern.domain.ports.uitdatabank import GetOrganizer
from uitkern.domain.ports.uitdatabank_search import SearchOrganizers

SELLING = ("TARIFFS_READ", "TICKETSALES_REGISTER")
ALL = (*SELLING, "PASSES_READ", "TICKETSALES_SEARCH")


def granted(organizer_id: str, *names: str) -> OrganizerPermissions:
    return OrganizerPermissions(organizer_id, frozenset(names))


def partnership(house: House, permissions: Any, record: Any = None) -> Partnership:
    house.publiq.will_answer(ListPermissions, permissions)
    house.publiq.will_answer(GetOrganizer, record or an_organizer())
    return house.run(partnership_of("camp", US))


def test_who_may_do_everything_hears_nothing(house: House) -> None:
    ours = partnership(house, (granted(ORGANIZER, *ALL),))
    assert ours == Partnership(ORGANIZER, "Speelplein")
    assert (ours.may_sell, ours.warning) == (True, None)


def test_a_promoter_comes_before_the_organisation(house: House) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(promoter_id=PROMOTER)))
    theirs = partnership(house, (granted(ORGANIZER, *ALL),), an_organizer(id=PROMOTER, hidden_labels=()))
    assert (theirs.organizer_id, theirs.partner) == (PROMOTER, False)
    assert GetOrganizer(PROMOTER) in house.publiq.asked


def test_who_is_no_partner_is_told_so(house: House) -> None:
    ours = partnership(house, (), an_organizer(hidden_labels=()))
    assert (
        ours.warning
        == f"organizer {ORGANIZER} (Speelplein) is no UiTPAS partner: its activities get no discount"
    )
    assert not ours.may_sell


def test_each_missing_permission_is_named(house: House) -> None:
    ours = partnership(house, (granted(ORGANIZER, "TARIFFS_READ"),))
    assert ours.warning == (
        f"our credentials may not sell for organizer {ORGANIZER} (Speelplein): they miss TICKETSALES_REGISTER"
    )
    assert any("PASSES_READ" in sentence for sentence in ours.unable)


def test_a_partner_without_any_permission_misses_all_of_them(house: House) -> None:
    assert partnership(house, ()).missing == SELLING


@pytest.mark.parametrize("record", [a_problem("url/not-found", 404), Unavailable("time-out")])
def test_a_record_that_cannot_be_read_leaves_the_permissions_to_judge(house: House, record: Any) -> None:
    ours = partnership(house, (granted(ORGANIZER, *SELLING),), record)
    assert (ours.name, ours.partner, ours.may_sell) == ("", True, True)
    assert partnership(house, (), record).warning == (
        f"our credentials may not sell for organizer {ORGANIZER}: "
        "they miss TARIFFS_READ, TICKETSALES_REGISTER"
    )


def test_what_is_granted_through_linked_organizers_adds_up(house: House) -> None:
    """An organizer may be granted by itself and again as the linked organizer of another."""
    ours = partnership(house, (granted(ORGANIZER, "TARIFFS_READ"), granted(ORGANIZER, *ALL[1:])))
    assert (ours.may_sell, ours.unable) == (True, ())


@pytest.mark.parametrize(
    ("answer", "error"), [(forbidden(), Rejected), (Unavailable("time-out"), Unreachable)]
)
def test_permissions_that_cannot_be_seen_are_told(house: House, answer: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        partnership(house, answer)


def test_organizers_are_found_by_name_and_website(house: House) -> None:
    house.publiq.will_answer(SearchOrganizers, found(an_organizer()))
    assert house.run(find_organizers("Speel", "https://speelplein.example")).members == (an_organizer(),)
    query = house.publiq.asked[-1].query  # type: ignore[attr-defined]
    assert (query.name, query.website, query.page.limit) == ("Speel", "https://speelplein.example", 20)


def test_every_activity_we_may_not_sell_for_is_named(house: House) -> None:
    def keep(ledger: Ledger) -> None:
        ledger.save_activity(an_activity(id="theirs", promoter_id=PROMOTER))
        ledger.save_activity(an_activity(id="free", promoter_id=PROMOTER, price=Euro(0)))
        ledger.save_activity(an_activity(id="hidden", promoter_id=PROMOTER, publish=False))

    house.look(keep)
    house.publiq.will_answer(ListPermissions, (granted(ORGANIZER, *ALL),))
    house.publiq.will_answer(GetOrganizer, an_organizer(), an_organizer(id=PROMOTER))
    (only,) = house.run(organizer_warnings(US))
    assert only.activity_id == "theirs"
    assert "they miss TARIFFS_READ, TICKETSALES_REGISTER" in only.warning
