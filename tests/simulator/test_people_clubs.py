from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest

from tests.simulator.people import (
    OF_DENDER,
    ORGANIZER,
    OTHER_ORGANIZER,
    PLAIN,
    as_client,
    change,
    id_of,
    ok,
    pointers,
    problem,
    told,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.offices import Association, EndDateType

OURS, BIRTHDAY, YEARLY, SEEN, HIDDEN = (
    "club-custom",
    "club-birthday",
    "club-yearly",
    "club-seen",
    "club-hidden",
)


@pytest.fixture(autouse=True)
def clubs(publiq: Publiq) -> None:
    """Five clubs: three that the organizer runs, one that it only sees, one that it does not see."""
    publiq.clock.freeze("2026-03-04T10:00")
    us, them = frozenset({ORGANIZER}), frozenset({OTHER_ORGANIZER})
    for club in (
        Association(OURS, "Testclub A", EndDateType.CUSTOM, us, us),
        Association(BIRTHDAY, "Testclub B", EndDateType.BASED_ON_DATE_OF_BIRTH, us, us),
        Association(YEARLY, "Testclub C", EndDateType.BASED_ON_REGISTRATION_DATE, us, us),
        Association(SEEN, "Testclub D", EndDateType.CUSTOM, us, them),
        Association(HIDDEN, "Testclub E", EndDateType.CUSTOM, them, them),
    ):
        publiq.world.state.associations.put(club.id, club)


def path_of(publiq: Publiq, number: str = PLAIN) -> str:
    return f"/passholders/{id_of(publiq, number)}/association-memberships"


def join(counter: httpx.Client, path: str, club: str = OURS, **members: object) -> httpx.Response:
    body = {"association": {"id": club}} | members
    return counter.post(path, params={"organizerId": ORGANIZER}, json=body)


def shown(counter: httpx.Client, path: str, name: str = "organizerId") -> dict[str, Any]:
    listed = ok(counter.get(path, params={name: ORGANIZER}))
    return {each["association"]["id"]: each for each in listed}


def test_what_an_organizer_can_make_is_listed_and_what_it_only_sees_is_not(
    publiq: Publiq, counter: httpx.Client
) -> None:
    listed = shown(counter, path_of(publiq))
    assert {OURS, BIRTHDAY, YEARLY} <= listed.keys()
    assert not {SEEN, HIDDEN} & listed.keys()
    assert listed[OURS]["status"] == "NONE"
    assert listed[OURS]["newEndDate"] == "2027-03-04"
    assert "newEndDate" not in listed[YEARLY]
    assert shown(counter, path_of(publiq), "organiserId") == listed


@pytest.mark.parametrize(
    ("club", "given", "end"),
    [
        (OURS, {"endDate": "2026-12-31"}, "2026-12-31"),
        (YEARLY, {}, "2027-03-04"),
        (BIRTHDAY, {}, "2027-03-02"),
    ],
)
def test_a_membership_ends_as_the_association_says(
    publiq: Publiq, counter: httpx.Client, club: str, given: dict[str, str], end: str
) -> None:
    ok(join(counter, path_of(publiq), club, **given), 201)
    membership = shown(counter, path_of(publiq))[club]
    assert (membership["status"], membership["endDate"]) == ("ACTIVE", end)


def test_a_birthday_on_a_leap_day_ends_a_day_later(publiq: Publiq, counter: httpx.Client) -> None:
    change(publiq, PLAIN, date_of_birth=date(2008, 2, 29))
    ok(join(counter, path_of(publiq), BIRTHDAY), 201)
    assert shown(counter, path_of(publiq))[BIRTHDAY]["endDate"] == "2027-03-01"
    change(publiq, PLAIN, date_of_birth=date(2008, 9, 9))
    ok(counter.delete(f"{path_of(publiq)}/{BIRTHDAY}", params={"organizerId": ORGANIZER}), 204)
    ok(join(counter, path_of(publiq), BIRTHDAY), 201)
    assert shown(counter, path_of(publiq))[BIRTHDAY]["endDate"] == "2026-09-09"


def test_a_membership_is_renewed_near_its_end_and_expires_without(
    publiq: Publiq, counter: httpx.Client
) -> None:
    path = path_of(publiq)
    ok(join(counter, path, endDate="2026-12-31"), 201)
    early = join(counter, path, endDate="2027-12-31")
    assert problem(early) == (400, "uitpas/association-membership-renew-not-possible")
    assert told(early)
    assert shown(counter, path)[OURS]["renewable"] is False
    publiq.clock.freeze("2026-11-15T10:00")
    near = shown(counter, path)[OURS]
    assert (near["renewable"], near["newEndDate"]) == (True, "2027-12-31")
    ok(join(counter, path, endDate="2027-12-31"), 201)
    assert shown(counter, path)[OURS]["endDate"] == "2027-12-31"


def test_an_expired_membership_shows_as_one(publiq: Publiq, counter: httpx.Client) -> None:
    path = path_of(publiq)
    ok(join(counter, path, endDate="2026-03-04"), 201)
    assert shown(counter, path)[OURS]["status"] == "ACTIVE"
    publiq.clock.advance(hours=14)
    over = shown(counter, path)[OURS]
    assert (over["status"], over["renewable"]) == ("EXPIRED", True)

    def members(**query: str) -> int:
        asked = {"associationId": OURS} | query
        return int(ok(counter.get("/passholders", params=asked))["totalItems"])

    assert members() == 0
    assert members(associationMembershipStatus="EXPIRED") == 1
    assert members(associationMembershipStatus="ALL") == 1


def test_a_membership_is_refused_with_the_reason(publiq: Publiq, counter: httpx.Client) -> None:
    path = path_of(publiq)
    for club in ("nobody", SEEN, HIDDEN):
        answer = join(counter, path, club, endDate="2026-12-31")
        assert problem(answer) == (400, "uitpas/association-not-found")
    far = join(counter, path_of(publiq, OF_DENDER), endDate="2026-12-31")
    assert problem(far) == (400, "uitpas/association-passholder-cardsystem-mismatch")
    assert told(far)
    for given in ({}, {"endDate": "2026-03-03"}):
        assert pointers(join(counter, path, **given)) == ["/endDate"]
    missing = join(counter, "/passholders/nobody/association-memberships")
    assert problem(missing) == (404, "uitpas/passholder-not-found")


def test_a_membership_ends_when_the_organizer_ends_it(publiq: Publiq, counter: httpx.Client) -> None:
    path, query = path_of(publiq), {"organizerId": ORGANIZER}
    ok(join(counter, path, endDate="2026-12-31"), 201)
    ok(counter.delete(f"{path}/{OURS}", params=query), 204)
    assert shown(counter, path)[OURS]["status"] == "NONE"
    for club in (OURS, HIDDEN, "nobody"):
        gone = counter.delete(f"{path}/{club}", params=query)
        assert problem(gone) == (404, "uitpas/association-not-found")
    nobody = counter.delete(f"/passholders/nobody/association-memberships/{OURS}", params=query)
    assert problem(nobody) == (404, "uitpas/passholder-not-found")


def test_clubs_are_for_organizers_with_the_permission(publiq: Publiq, counter: httpx.Client) -> None:
    path, lacking = path_of(publiq), as_client(publiq, "PASSHOLDERS_SEARCH")
    query = {"organizerId": ORGANIZER}
    assert problem(counter.get(path)) == (400, "url/query-parameter-missing")
    assert problem(lacking.get(path, params=query)) == (403, "auth/forbidden")
    assert problem(counter.get(path, params={"organizerId": OTHER_ORGANIZER})) == (403, "auth/forbidden")
    hidden = counter.get("/passholders", params={"associationId": HIDDEN})
    assert problem(hidden) == (403, "auth/forbidden")
    searched = lacking.get("/passholders", params={"associationId": OURS})
    assert problem(searched) == (403, "auth/forbidden")
    from_nowhere = as_client(publiq, "ASSOCIATIONS", organizer="gone")
    answer = from_nowhere.get(path, params={"organizerId": "gone"})
    assert problem(answer) == (403, "auth/forbidden")
