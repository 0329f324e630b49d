from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.simulator.people import (
    BLOCKED,
    DENDER,
    DENDER_IN_STOCK,
    ENTITLED,
    GENT,
    IN_STOCK,
    ORGANIZER,
    OTHER_ORGANIZER,
    PARENT,
    PROVISIONED,
    SOCIAL_IN_STOCK,
    UNKNOWN,
    USED_INSZ,
    a_client,
    a_person,
    as_client,
    as_holder,
    as_user,
    living,
    ok,
    pointers,
    problem,
    speaking,
    told,
    without,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official.society import NEWCOMER
from uitkern.simulator.world.values import CardStatus


def register(counter: httpx.Client, **members: object) -> httpx.Response:
    return counter.post("/passholders", json=a_person(**members))


def with_card(number: str, **members: object) -> dict[str, Any]:
    return {"registrationCardType": "NFC_CARD", "registrationUitpasNumber": number} | members


def test_who_is_registered_gets_a_digital_pass_that_works_at_once(counter: httpx.Client) -> None:
    made = ok(register(counter))
    [membership] = made["cardSystemMemberships"]
    assert (membership["cardSystem"]["id"], membership["currentCard"]["cardType"]) == (GENT, "DIGITAL")
    assert made["uitpasNumber"] == membership["uitpasNumber"]
    assert "socialTariff" not in membership
    assert ok(counter.get(f"/passholders/{made['id']}")) == made
    found = ok(counter.get("/passes", params={"identifier": made["uitpasNumber"]}))
    assert (found["passholderId"], found["socialTariff"]) == (made["id"], {"status": "NONE"})
    assert made["registrationOrganizer"]["id"] == ORGANIZER


def test_two_worlds_number_their_newcomers_alike(counter: httpx.Client) -> None:
    other = Publiq()
    token = other.world.issue_token("uitkern-counter", "uitkern-secret").value
    with speaking(other, authorization=f"Bearer {token}") as elsewhere:
        here, there = ok(register(counter)), ok(register(elsewhere))
    assert (here["id"], here["uitpasNumber"]) == (there["id"], there["uitpasNumber"])


def test_a_card_of_the_stock_is_in_use_after_the_registration(counter: httpx.Client) -> None:
    made = ok(register(counter, **with_card(IN_STOCK)))
    assert made["uitpasNumber"] == IN_STOCK
    assert ok(counter.get("/cards", params={"uitpasNumber": IN_STOCK}))["status"] == "ACTIVE"


def test_a_card_for_the_social_tariff_gives_it_until_april_of_next_year(
    publiq: Publiq, counter: httpx.Client
) -> None:
    publiq.clock.freeze("2026-07-01T12:00")
    made = ok(register(counter, **with_card(SOCIAL_IN_STOCK)))
    [membership] = made["cardSystemMemberships"]
    assert membership["socialTariff"]["status"] == "ACTIVE"
    assert membership["socialTariff"]["endDate"] == "2027-04-30T23:59:59+02:00"


def test_a_date_gives_the_social_tariff_to_a_digital_pass_too(publiq: Publiq, counter: httpx.Client) -> None:
    publiq.clock.freeze("2026-07-01T12:00")
    made = ok(register(counter, registrationSocialTariffEndDate="2026-12-31"))
    [membership] = made["cardSystemMemberships"]
    assert membership["socialTariff"]["endDate"] == "2026-12-31T23:59:59+01:00"
    assert made["uitpasNumber"][11] == "1"


def test_all_that_was_given_is_kept(counter: httpx.Client) -> None:
    opt_ins = {"serviceMails": True, "milestoneMails": False, "infoMails": True, "sms": False, "post": True}
    given = {
        "email": "nieuw@example.org",
        "gender": "X",
        "phoneNumber": "09 123 45 67",
        "nationality": "Belg",
        "optInPreferences": opt_ins,
    }
    picture = base64.b64encode(b"\x89PNG\r\n\x1a\n...").decode()
    made = ok(register(counter, registrationNote="Komt nog eens", registrationPicture=picture, **given))
    assert {name: made[name] for name in given} == given
    assert ok(counter.get(f"/passholders/{made['id']}/private"))["note"] == "Komt nog eens"
    assert ok(counter.get(f"/passholders/{made['id']}/picture"))["pictureUrl"]


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"registrationOrganizer": {"id": "nobody"}}, "uitpas/organizer-not-found"),
        ({"registrationCardSystemId": DENDER}, "uitpas/cardsystem-not-found"),
        ({"registrationCardSystemId": 99}, "uitpas/cardsystem-not-found"),
        ({"inszNumber": "85010100116"}, "uitpas/invalid-insz-number"),
        ({"inszNumber": "8501"}, "uitpas/invalid-insz-number"),
        ({"address": living("9000", "Antwerpen")}, "uitpas/invalid-city"),
        ({"address": living("90", "Gent")}, "uitpas/invalid-city"),
        (
            {"address": living("2000", "Antwerpen"), "registrationSocialTariffEndDate": "TODAY"},
            "uitpas/invalid-city",
        ),
        (with_card("123"), "uitpas/invalid-uitpas-number"),
        (with_card(UNKNOWN), "uitpas/invalid-card"),
        (with_card(DENDER_IN_STOCK), "uitpas/invalid-card"),
        (with_card(IN_STOCK, registrationSocialTariffEndDate="TODAY"), "uitpas/invalid-card"),
        (with_card(PROVISIONED), "uitpas/invalid-card-status"),
        (with_card(BLOCKED), "uitpas/invalid-card-status"),
        ({"registrationVoucher": "NOTHING"}, "uitpas/invalid-voucher-code"),
        ({"registrationVoucher": "TESTVOUCHER-DENDER"}, "uitpas/invalid-voucher-code"),
        ({"inszNumber": USED_INSZ}, "uitpas/insz-already-used"),
    ],
)
def test_a_registration_is_refused_with_the_reason_and_changes_nothing(
    publiq: Publiq, counter: httpx.Client, members: dict[str, Any], kind: str
) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    given = {name: "2026-03-04" if value == "TODAY" else value for name, value in members.items()}
    before = len(publiq.world.state.passholders), dict(publiq.world.state.cards.items())
    answer = register(counter, **given)
    assert problem(answer) == (400, kind)
    assert kind == "uitpas/organizer-not-found" or told(answer)
    assert (len(publiq.world.state.passholders), dict(publiq.world.state.cards.items())) == before


def test_the_status_of_a_card_that_cannot_be_handed_out_is_told(counter: httpx.Client) -> None:
    assert register(counter, **with_card(PROVISIONED)).json()["cardStatus"] == "PROVISIONED"
    other = register(counter, **with_card(ENTITLED)).json()
    assert other["cardStatus"] == "ACTIVE"
    assert "passholderId" not in other


def test_the_number_is_checked_before_the_card_and_the_card_before_the_person(counter: httpx.Client) -> None:
    wrong = with_card(UNKNOWN, inszNumber=USED_INSZ, registrationVoucher="NOTHING")
    assert problem(register(counter, **wrong))[1] == "uitpas/invalid-card"
    assert (
        problem(register(counter, inszNumber=USED_INSZ, registrationVoucher="NOTHING"))[1]
        == "uitpas/invalid-voucher-code"
    )
    worse = wrong | {"address": living("9000", "Antwerpen")}
    assert problem(register(counter, **worse))[1] == "uitpas/invalid-city"
    assert problem(register(counter, **(worse | {"inszNumber": "1"})))[1] == "uitpas/invalid-insz-number"


def test_a_voucher_works_once(counter: httpx.Client) -> None:
    ok(register(counter, registrationVoucher="TESTVOUCHER"))
    answer = register(counter, registrationVoucher="TESTVOUCHER", inszNumber="")
    assert problem(answer) == (400, "uitpas/invalid-voucher-code")


def test_people_without_an_insz_number_may_share_an_address(counter: httpx.Client) -> None:
    for _ in range(2):
        ok(register(counter, inszNumber="", email="samen@example.org"))


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"dateOfBirth": "2999-01-01"}, "/dateOfBirth"),
        ({"dateOfBirth": "soon"}, "/dateOfBirth"),
        ({"dateOfBirth": "0000-01-01"}, "/dateOfBirth"),
        ({"registrationSocialTariffEndDate": "2020-01-01"}, "/registrationSocialTariffEndDate"),
        ({"registrationSocialTariffEndDate": "2999-01-01"}, "/registrationSocialTariffEndDate"),
        ({"registrationPicture": "no base64!"}, "/registrationPicture"),
        ({"registrationPicture": base64.b64encode(b"text").decode()}, "/registrationPicture"),
        ({"registrationCardSystemId": None}, "/registrationCardSystemId"),
        ({"registrationCardType": "NFC_CARD"}, "/"),
        ({"address": {"city": "Gent"}}, "/address"),
    ],
)
def test_invalid_data_is_pointed_at(counter: httpx.Client, members: dict[str, Any], pointer: str) -> None:
    body = {name: value for name, value in a_person(**members).items() if value is not None}
    assert pointers(counter.post("/passholders", json=body)) == [pointer]


def test_a_card_says_its_card_system_itself(counter: httpx.Client) -> None:
    body = a_person(**with_card(IN_STOCK))
    del body["registrationCardSystemId"]
    [membership] = ok(counter.post("/passholders", json=body))["cardSystemMemberships"]
    assert membership["cardSystem"]["id"] == GENT


def test_each_further_permission_is_needed_for_what_it_allows(publiq: Publiq) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    social = {"registrationSocialTariffEndDate": "2026-03-04"}
    melle = social | {"address": living("9090", "Melle")}
    abroad = {"address": living("59000", "Rijsel", "fr")}
    for lacking, members in (
        ("PASSHOLDERS_WRITE", {}),
        ("PASSHOLDERS_WRITE_SOCIALTARIFF", social),
        ("PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM", melle),
        ("PASSHOLDERS_WRITE_FOREIGN_COUNTRY", abroad),
    ):
        answer = register(without(publiq, lacking), **members)
        assert problem(answer) == (403, "auth/forbidden")
        assert lacking in answer.json()["detail"]
    counter = without(publiq)
    ok(register(without(publiq, "PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM"), inszNumber="", **social))
    ok(register(counter, inszNumber="", **melle))
    ok(register(counter, inszNumber="", **abroad))


def test_nobody_abroad_gets_a_social_tariff(publiq: Publiq, counter: httpx.Client) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    wanted = {"registrationSocialTariffEndDate": "2026-12-31"}
    answer = register(counter, address=living("9000", "Gent", "fr"), **wanted)
    assert problem(answer) == (400, "uitpas/invalid-city")


def test_a_counter_registers_for_its_own_organizer_only(counter: httpx.Client) -> None:
    elsewhere = register(counter, registrationOrganizer={"id": OTHER_ORGANIZER}, inszNumber=USED_INSZ)
    assert problem(elsewhere) == (403, "auth/forbidden")


def test_a_registration_needs_a_token_and_a_body(publiq: Publiq, counter: httpx.Client) -> None:
    assert problem(speaking(publiq).post("/passholders", json=a_person())) == (401, "auth/unauthorized")
    assert problem(counter.post("/passholders")) == (400, "body/missing")
    broken = counter.post("/passholders", content=b"{", headers={"content-type": "application/json"})
    assert problem(broken) == (400, "body/invalid-syntax")


def oneself(**members: object) -> dict[str, Any]:
    return {
        "name": "Testnaam",
        "firstName": "Nieuwkomer",
        "dateOfBirth": "1990-01-01",
        "email": "nieuwkomer@example.org",
        "postalCode": "9000",
        "city": "Gent",
        "cardSystem": {"id": GENT},
        "registrationOrganizer": {"id": ORGANIZER},
    } | members


def test_a_person_registers_alone_once_and_is_then_found_as_oneself(publiq: Publiq) -> None:
    me = as_user(publiq, NEWCOMER)
    assert problem(me.get("/passholders/me")) == (404, "uitpas/passholder-not-found")
    made = ok(me.post("/passholders/me", json=oneself()))
    assert made["inszNumber"] == NEWCOMER.insz
    assert ok(me.get("/passholders/me")) == made
    assert problem(me.post("/passholders/me", json=oneself(email="b@example.org"))) == (
        400,
        "uitpas/insz-already-used",
    )


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"registrationOrganizer": {"id": "nobody"}}, "uitpas/organizer-not-found"),
        ({"cardSystem": {"id": DENDER}}, "uitpas/cardsystem-not-found"),
        ({"dateOfBirth": "2015-01-01"}, "uitpas/forbidden-underaged"),
        ({"city": "Antwerpen"}, "uitpas/invalid-city"),
        ({"postalCode": "0000"}, "uitpas/invalid-city"),
        ({"email": "TESTPERSOON.B@example.org"}, "uitpas/email-already-used"),
    ],
)
def test_a_self_registration_is_refused_with_the_reason(
    publiq: Publiq, members: dict[str, Any], kind: str
) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    answer = as_user(publiq, NEWCOMER).post("/passholders/me", json=oneself(**members))
    assert problem(answer) == (400, kind)
    assert kind == "uitpas/organizer-not-found" or told(answer)


def test_the_sixteenth_birthday_makes_the_difference(publiq: Publiq) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    me = as_user(publiq, NEWCOMER)
    late = me.post("/passholders/me", json=oneself(dateOfBirth="2010-03-05"))
    assert problem(late) == (400, "uitpas/forbidden-underaged")
    ok(me.post("/passholders/me", json=oneself(dateOfBirth="2010-03-04")))


def test_a_login_without_insz_number_does_not_do_to_register(publiq: Publiq) -> None:
    answer = as_user(publiq, evolve(NEWCOMER, insz=None)).post("/passholders/me", json=oneself())
    assert problem(answer) == (400, "uitpas/insz-in-token-required")
    assert told(answer)


def test_only_people_register_themselves(publiq: Publiq, counter: httpx.Client) -> None:
    assert problem(counter.post("/passholders/me", json=oneself())) == (403, "auth/forbidden")
    assert problem(counter.get("/passholders/me")) == (403, "auth/forbidden")
    elsewhere = oneself(registrationOrganizer={"id": OTHER_ORGANIZER}, cardSystem={"id": GENT})
    assert problem(as_user(publiq, NEWCOMER).post("/passholders/me", json=elsewhere)) == (
        403,
        "auth/forbidden",
    )


def test_the_linked_account_finds_the_own_passholder(publiq: Publiq) -> None:
    shown = ok(as_holder(publiq, PARENT).get("/passholders/me"))
    assert (shown["uitpasNumber"], shown["uitidStatus"]) == (PARENT, "REGISTERED")


def test_a_client_that_may_not_read_for_persons_is_forbidden(publiq: Publiq) -> None:
    token = publiq.world.log_in(NEWCOMER.id, a_client(publiq, "PASSES_READ").id).value
    with speaking(publiq, authorization=f"Bearer {token}") as me:
        assert problem(me.get("/passholders/me")) == (403, "auth/forbidden")


def test_a_refused_registration_leaves_the_card_in_stock(publiq: Publiq, counter: httpx.Client) -> None:
    refused = register(counter, **with_card(IN_STOCK, inszNumber=USED_INSZ))
    assert problem(refused) == (400, "uitpas/insz-already-used")
    assert publiq.world.state.cards[IN_STOCK].status is CardStatus.LOCAL_STOCK


def test_a_whole_number_may_have_a_fraction_of_zero(publiq: Publiq, counter: httpx.Client) -> None:
    ok(register(counter, registrationCardSystemId=5.0))
    ok(as_user(publiq, NEWCOMER).post("/passholders/me", json=oneself(cardSystem={"id": 5.0})))
    for number in (1e300, -1):
        answer = register(counter, registrationCardSystemId=number)
        assert problem(answer) == (400, "uitpas/cardsystem-not-found")


def test_an_organizer_with_one_card_system_needs_not_name_it(publiq: Publiq) -> None:
    elsewhere = as_client(publiq, "PASSHOLDERS_WRITE", organizer=OTHER_ORGANIZER)
    body = a_person(registrationOrganizer={"id": OTHER_ORGANIZER})
    del body["registrationCardSystemId"]
    [membership] = ok(elsewhere.post("/passholders", json=body))["cardSystemMemberships"]
    assert membership["cardSystem"]["id"] == GENT
