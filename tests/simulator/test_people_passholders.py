from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.simulator.people import (
    CHILD,
    ENTITLED,
    EXPIRED,
    GENT,
    GROUP,
    OF_DENDER,
    ORGANIZER,
    OTHER_ORGANIZER,
    PARENT,
    PLAIN,
    USED_INSZ,
    a_person,
    as_client,
    as_holder,
    change,
    holder_of,
    id_of,
    living,
    ok,
    pointers,
    problem,
    speaking,
    told,
    without,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.values import CardStatus, Membership, SocialTariff


def names(answer: httpx.Response) -> list[str]:
    return [each["firstName"] for each in ok(answer)["member"]]


def find(counter: httpx.Client, **query: str) -> list[str]:
    return names(counter.get("/passholders", params=query))


def test_a_counter_finds_the_people_of_its_card_systems_by_name(counter: httpx.Client) -> None:
    found = find(counter)
    assert "Testkind I" not in found
    assert found == sorted(found)
    assert "Testgroep A" not in found
    assert find(counter, **{"sort[name]": "desc"}) == found[::-1]


def test_whoever_is_asked_for_by_id_is_found_wherever_the_card_system(
    publiq: Publiq, counter: httpx.Client
) -> None:
    user = as_holder(publiq, OF_DENDER)
    account = next(each.id for each in publiq.world.state.users.values() if each.passholder)
    user.close()
    for query in (
        {"uitpasNumber": OF_DENDER},
        {"chipNumber": "045d69daee3880"},
        {"inszNumber": "10.01.01-057.62"},
        {"uitidId": account},
        {"uitpasNumber": OF_DENDER, "inszNumber": "10010105762"},
    ):
        assert find(counter, **query) == ["Testkind I"]
    assert find(counter, uitpasNumber=PLAIN, inszNumber="10010105762") == []
    assert find(counter, uitpasNumber=GROUP) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"firstName": "persoon b"}, ["Testpersoon B"]),
        ({"name": "familie", "firstName": "Testpersoon B"}, ["Testpersoon B"]),
        ({"email": "testouder.*@example.org"}, ["Testouder J", "Testouder K"]),
        ({"address.city": "Mel*"}, ["Testkind E", "Testpersoon C"]),
        ({"address.street": "Teststr", "firstName": "Testouder"}, []),
        ({"address.street": "teststraat ?", "firstName": "Testouder"}, []),
        ({"dateOfBirthFrom": "1991-06-30", "dateOfBirthTo": "2008-09-18"}, ["Testkind E", "Testouder K"]),
        ({"dateOfBirthTo": "1936-05-13"}, ["Testpersoon C"]),
        ({"organizerId": OTHER_ORGANIZER, "uitpasNumber": OF_DENDER}, []),
    ],
)
def test_people_are_found_by_what_is_known_of_them(
    counter: httpx.Client, query: dict[str, str], found: list[str]
) -> None:
    assert find(counter, **query) == found


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ({"organizerId": "nobody"}, "uitpas/organizer-not-found"),
        ({"uitpasNumber": "123"}, "uitpas/invalid-uitpas-number"),
        ({"inszNumber": "123"}, "uitpas/invalid-insz-number"),
        ({"schoolId": "nobody"}, "uitpas/school-not-found"),
        ({"associationId": "nobody"}, "uitpas/association-not-found"),
        ({"limit": "501"}, "url/query-limit-exceeded"),
        ({"dateOfBirthFrom": "soon"}, "url/query-parameter-invalid"),
        ({"dateOfBirthTo": "0000-01-01"}, "url/query-parameter-invalid"),
        ({"associationMembershipStatus": "ALL"}, "url/query-parameter-missing"),
    ],
)
def test_a_search_is_refused_with_the_reason(
    counter: httpx.Client, query: dict[str, str], refusal: str
) -> None:
    assert problem(counter.get("/passholders", params=query)) == (400, refusal)


def test_what_a_caller_finds_depends_on_the_permission(publiq: Publiq) -> None:
    everybody = as_client(publiq, "PASSHOLDERS_SEARCH_ALL")
    assert "Testkind I" in find(everybody)
    by_id = as_client(publiq, "PASSHOLDERS_SEARCH_BY_ID")
    assert find(by_id, uitpasNumber=OF_DENDER) == ["Testkind I"]
    assert problem(by_id.get("/passholders")) == (403, "auth/forbidden")
    both = {"uitpasNumber": OF_DENDER, "firstName": "T"}
    assert problem(by_id.get("/passholders", params=both)) == (403, "auth/forbidden")
    nobody = as_client(publiq, "PASSES_READ")
    assert problem(nobody.get("/passholders")) == (403, "auth/forbidden")
    own = as_client(publiq, "PASSHOLDERS_SEARCH")
    others = own.get("/passholders", params={"organizerId": OTHER_ORGANIZER})
    assert problem(others) == (403, "auth/forbidden")


def test_pages_of_a_search_do_not_overlap(counter: httpx.Client) -> None:
    everybody = find(counter, limit="500")
    pages = [find(counter, start=str(start), limit="5") for start in range(0, 20, 5)]
    assert [name for page in pages for name in page] == everybody
    assert ok(counter.get("/passholders", params={"limit": "1"}))["totalItems"] == len(everybody)


def test_a_passholder_is_shown_with_every_right(publiq: Publiq, counter: httpx.Client) -> None:
    now = datetime(2026, 3, 4, 9, tzinfo=UTC)
    publiq.clock.freeze(now)
    day = timedelta(days=1)
    for right, status, grace in (
        (SocialTariff(now + day), "ACTIVE", False),
        (SocialTariff(now - day, grace=2 * day), "ACTIVE", True),
        (SocialTariff(now - day), "EXPIRED", False),
        (SocialTariff(now + 9 * day, suspended_until=now + day), "SUSPENDED", False),
    ):
        change(publiq, ENTITLED, memberships=(Membership(GENT, right),))
        [shown] = ok(counter.get(f"/passholders/{id_of(publiq, ENTITLED)}"))["cardSystemMemberships"]
        assert shown["socialTariff"]["status"] == status
        assert shown["socialTariff"]["inGracePeriod"] is grace
        assert shown["socialTariff"]["expired"] is (status == "EXPIRED")
        assert ("suspendedUntilDate" in shown["socialTariff"]) is (status == "SUSPENDED")


def test_the_main_number_is_that_of_the_oldest_membership_with_an_active_card(
    publiq: Publiq, counter: httpx.Client
) -> None:
    holder = id_of(publiq, PLAIN)
    body = {"cardType": "DIGITAL", "registrationOrganizer": {"id": ORGANIZER}}
    ok(counter.post(f"/passholders/{holder}/memberships/3", json=body), 201)
    assert ok(counter.get(f"/passholders/{holder}"))["uitpasNumber"] == PLAIN
    card = publiq.world.state.cards[PLAIN]
    publiq.world.state.cards.put(PLAIN, evolve(card, status=CardStatus.BLOCKED))
    shown = ok(counter.get(f"/passholders/{holder}"))
    of_gent, of_brussels = shown["cardSystemMemberships"]
    assert "uitpasNumber" not in of_gent
    assert shown["uitpasNumber"] == of_brussels["uitpasNumber"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("PUT", ""),
        ("DELETE", ""),
        ("GET", "/private"),
        ("PUT", "/private"),
        ("GET", "/school"),
        ("PUT", "/school"),
        ("DELETE", "/school"),
        ("GET", "/picture"),
        ("PUT", "/picture"),
        ("DELETE", "/picture"),
        ("GET", "/coupons"),
        ("GET", "/family-members"),
        ("POST", "/family-members"),
        ("GET", "/families"),
    ],
)
def test_whom_nobody_knows_is_not_found_and_who_may_nothing_does_not_learn_it(
    publiq: Publiq, counter: httpx.Client, method: str, path: str
) -> None:
    bodies: dict[str, Any] = {"": a_person(), "/private": {}, "/school": {"id": ORGANIZER}}
    body = bodies.get(path, {"uitpasNumber": PLAIN}) if method != "GET" else None
    for unknown in ("nobody", id_of(publiq, GROUP)):
        answer = counter.request(method, f"/passholders/{unknown}{path}", json=body)
        assert problem(answer) == (404, "uitpas/passholder-not-found")
        assert told(answer)
        stranger = as_client(publiq, "PASSES_READ").request(
            method, f"/passholders/{unknown}{path}", json=body
        )
        assert problem(stranger) == (403, "auth/forbidden")


def test_the_permissions_of_a_counter_end_at_its_card_systems(publiq: Publiq, counter: httpx.Client) -> None:
    far = id_of(publiq, OF_DENDER)
    assert problem(counter.delete(f"/passholders/{far}")) == (403, "auth/forbidden")
    assert problem(counter.get(f"/passholders/{far}/private")) == (403, "auth/forbidden")
    ok(counter.get(f"/passholders/{far}"))


def test_an_update_replaces_all_but_what_is_given_once(publiq: Publiq, counter: httpx.Client) -> None:
    holder = holder_of(publiq, PLAIN)
    ok(counter.put(f"/passholders/{holder.id}/private", json={"note": "Blijft"}), 204)
    body = a_person(firstName="Anders", inszNumber="", gender="FEMALE", points=99)
    ok(counter.put(f"/passholders/{holder.id}", json=body), 204)
    shown = ok(counter.get(f"/passholders/{holder.id}"))
    assert (shown["firstName"], shown["gender"], shown["inszNumber"]) == ("Anders", "FEMALE", USED_INSZ)
    assert "email" not in shown
    assert (shown["points"], shown["uitpasNumber"]) == (holder.points, PLAIN)
    assert ok(counter.get(f"/passholders/{holder.id}/private"))["note"] == "Blijft"
    assert len(shown["cardSystemMemberships"]) == 1


def test_an_insz_number_is_given_once_and_to_one_person(publiq: Publiq, counter: httpx.Client) -> None:
    walker, plain = id_of(publiq, "0900000672312"), id_of(publiq, PLAIN)
    melle = {"address": living("9000", "Gent")}
    taken = counter.put(f"/passholders/{walker}", json=a_person(inszNumber=USED_INSZ, **melle))
    assert problem(taken) == (400, "uitpas/insz-already-used")
    assert told(taken)
    ok(counter.put(f"/passholders/{walker}", json=a_person(**melle)), 204)
    assert find(counter, inszNumber="85010100115") == ["Nieuw"]
    changed = counter.put(f"/passholders/{plain}", json=a_person(inszNumber="90010100123"))
    assert problem(changed) == (400, "uitpas/invalid-insz-number")
    broken = counter.put(f"/passholders/{plain}", json=a_person(inszNumber="1"))
    assert problem(broken) == (400, "uitpas/invalid-insz-number")


def test_who_has_a_social_tariff_stays_in_the_region(publiq: Publiq, counter: httpx.Client) -> None:
    holder = id_of(publiq, ENTITLED)
    for address in (living("9300", "Aalst"), living("9000", "Antwerpen"), living("59000", "Rijsel", "fr")):
        answer = counter.put(f"/passholders/{holder}", json=a_person(inszNumber="", address=address))
        assert problem(answer) == (400, "uitpas/invalid-city")
        assert told(answer)
    inside = a_person(inszNumber="", address=living("9050", "Gentbrugge"))
    ok(counter.put(f"/passholders/{holder}", json=inside), 204)
    away = a_person(inszNumber="", address=living("9300", "Aalst"))
    ok(counter.put(f"/passholders/{id_of(publiq, EXPIRED)}", json=away), 204)


def test_a_social_tariff_is_prolonged_and_an_expired_one_revived(
    publiq: Publiq, counter: httpx.Client
) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    holder = id_of(publiq, EXPIRED)
    body = a_person(inszNumber="", registrationSocialTariffEndDate="2027-04-30")
    lacking = without(publiq, "PASSHOLDERS_WRITE_SOCIALTARIFF")
    assert problem(lacking.put(f"/passholders/{holder}", json=body)) == (403, "auth/forbidden")
    ok(counter.put(f"/passholders/{holder}", json=body), 204)
    assert ok(counter.get(f"/passes/{EXPIRED}"))["socialTariff"]["status"] == "ACTIVE"
    none = counter.put(f"/passholders/{id_of(publiq, PLAIN)}", json=body)
    assert pointers(none) == ["/registrationSocialTariffEndDate"]


def test_an_address_abroad_needs_its_permission(publiq: Publiq, counter: httpx.Client) -> None:
    body = a_person(inszNumber="", address=living("59000", "Rijsel", "fr"))
    path = f"/passholders/{id_of(publiq, PLAIN)}"
    lacking = without(publiq, "PASSHOLDERS_WRITE_FOREIGN_COUNTRY")
    assert problem(lacking.put(path, json=body)) == (403, "auth/forbidden")
    ok(counter.put(path, json=body), 204)


def test_who_is_removed_leaves_nothing_behind_but_sales(publiq: Publiq, counter: httpx.Client) -> None:
    holder = id_of(publiq, PARENT)
    as_holder(publiq, PARENT).close()
    ok(counter.delete(f"/passholders/{holder}"), 204)
    assert problem(counter.get(f"/passholders/{holder}")) == (404, "uitpas/passholder-not-found")
    assert problem(counter.delete(f"/passholders/{holder}")) == (404, "uitpas/passholder-not-found")
    dead = counter.get("/passes", params={"identifier": PARENT})
    assert problem(dead) == (400, "uitpas/invalid-card-status")
    assert dead.json()["cardStatus"] == "DELETED"
    assert ok(counter.get(f"/passholders/{id_of(publiq, CHILD)}/families")) == []
    assert ok(counter.get("/passholders/status/insz-numbers/80010170282"))["state"] == "UNUSED"


def test_a_school_is_set_shown_searched_and_taken_away(publiq: Publiq, counter: httpx.Client) -> None:
    path = f"/passholders/{id_of(publiq, PLAIN)}/school"
    assert problem(counter.get(path)) == (404, "uitpas/school-not-found")
    assert problem(counter.put(path, json={"id": "nobody"})) == (400, "uitpas/school-not-found")
    ok(counter.put(path, json={"id": OTHER_ORGANIZER, "name": "ignored"}), 204)
    assert ok(counter.get(path))["name"] == "[TEST] UiTPAS Organisatie van iemand anders"
    assert find(counter, schoolId="*") == find(counter, schoolId=OTHER_ORGANIZER) == ["Testpersoon B"]
    assert find(counter, schoolId=ORGANIZER) == []
    ok(counter.delete(path), 204)
    assert problem(counter.get(path)) == (404, "uitpas/school-not-found")
    lacking = without(publiq, "PASSHOLDERS_UPDATE")
    assert problem(lacking.put(path, json={"id": ORGANIZER})) == (403, "auth/forbidden")


def test_a_note_is_kept_apart_and_can_be_emptied(publiq: Publiq, counter: httpx.Client) -> None:
    holder = id_of(publiq, PLAIN)
    path = f"/passholders/{holder}/private"
    assert ok(counter.get(path)) == {"id": holder}
    ok(counter.put(path, json={"note": "Kaart afgehaald"}), 204)
    assert ok(counter.get(path)) == {"id": holder, "note": "Kaart afgehaald"}
    assert "note" not in ok(counter.get(f"/passholders/{holder}"))
    ok(counter.put(path, json={}), 204)
    assert ok(counter.get(path)) == {"id": holder}
    lacking = without(publiq, "PASSHOLDERS_PRIVATE_READ", "PASSHOLDERS_PRIVATE_WRITE")
    assert problem(lacking.get(path)) == problem(lacking.put(path, json={})) == (403, "auth/forbidden")


def test_a_person_does_not_get_at_others_with_a_login(publiq: Publiq) -> None:
    me = as_holder(publiq, PLAIN)
    for path in ("", "/private", "/school", "/coupons", "/family-members"):
        answer = me.get(f"/passholders/{id_of(publiq, PARENT)}{path}")
        assert problem(answer) == (403, "auth/forbidden")
    assert problem(speaking(publiq, x_client_id="uitkern-counter").get("/passholders")) == (
        401,
        "auth/unauthorized",
    )
