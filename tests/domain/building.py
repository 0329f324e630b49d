"""Values for tests, each with what the test at hand does not care about filled in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve

from uitkern.domain.model.activity import Activity, Slot
from uitkern.domain.model.enrolment import Enrolment, EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.message import EndUserMessage
from uitkern.domain.model.offer import Offer
from uitkern.domain.model.organisation import Organisation
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.sale import TicketSale
from uitkern.domain.model.tariff import Tariff, Tariffs, TariffType
from uitkern.domain.model.uitpas import Pass, SocialTariff, SocialTariffStatus
from uitkern.domain.model.uitpas_number import UitpasNumber

NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
"""Noon in Brussels, on a summer's day."""

ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
PROMOTER = "3f6f1d1e-7c39-4c3c-9d6c-1d3f2f0b8a55"
PLACE = "8248e289-c986-4006-902f-b0616dcbcde7"
EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
ENTRY = "https://io-test.uitdatabank.be"

NUMBER = UitpasNumber("0900000067513")
OTHER_NUMBER = UitpasNumber("0900000058918")

BASE = Euro(1000)
HALF = Euro(500)
REDUCED = Euro(200)

US = Organisation("sport-vzw", ORGANIZER)
SAID = EndUserMessage(nl="Toon dit aan de ouder.", fr="A montrer au parent.")


def an_activity(**changes: Any) -> Activity:
    activity = Activity(
        id="camp",
        name="Speelweek",
        price=BASE,
        slots=(a_slot(),),
        place_id=PLACE,
    )
    return evolve(activity, **changes)


def a_slot(
    start: str = "2027-07-05T09:00:00+02:00",
    end: str = "2027-07-09T16:00:00+02:00",
) -> Slot:
    return Slot.of(start, end)


def a_pass(
    status: SocialTariffStatus = SocialTariffStatus.ACTIVE,
    number: UitpasNumber = NUMBER,
    end_date: datetime | None = None,
    messages: tuple[EndUserMessage, ...] = (),
) -> Pass:
    return Pass(f"holder-{number.value[-4:]}", number, SocialTariff(status, end_date), messages=messages)


def a_pass_without_social_tariff(number: UitpasNumber = NUMBER) -> Pass:
    return a_pass(SocialTariffStatus.NONE, number)


def a_social_tariff(price: Euro = REDUCED) -> Tariff:
    return Tariff("SOCIALTARIFF", "Kansentarief", price, TariffType.SOCIALTARIFF)


def a_coupon(id: str = "coupon-7", price: Euro = HALF) -> Tariff:  # noqa: A002 - publiq's own word
    return Tariff(id, "Snipperkorting", price, TariffType.COUPON)


def tariffs(*available: Tariff, message: EndUserMessage | None = None) -> Tariffs:
    return Tariffs(available or (a_social_tariff(),), message)


def no_tariffs(message: EndUserMessage | None = None) -> Tariffs:
    return Tariffs((), message)


def a_sale(
    id: str = "499853",  # noqa: A002 - publiq's own word
    price: Euro = REDUCED,
    tariff_id: str = "SOCIALTARIFF",
    number: UitpasNumber = NUMBER,
) -> TicketSale:
    return TicketSale(id, price, tariff_id, EVENT, number, regular_price=BASE)


def an_enrolment(state: EnrolmentState = EnrolmentState.RESERVED, **changes: Any) -> Enrolment:
    enrolment = Enrolment(
        id=1,
        participant_id="lena",
        activity_id="camp",
        state=state,
        base_price=BASE,
        price=BASE,
        agreed=BASE,
        created=NOON,
        hold_until=NOON + timedelta(minutes=30),
    )
    return evolve(enrolment, **changes)


def a_discounted_enrolment(state: EnrolmentState = EnrolmentState.RESERVED, **changes: Any) -> Enrolment:
    benefit: dict[str, Any] = {"tariff_id": "SOCIALTARIFF", "number": NUMBER, "event_id": EVENT}
    benefit |= {"price": REDUCED, "agreed": changes.get("price", REDUCED)}
    return an_enrolment(state, **{**benefit, **changes})


def an_offer(*available: Tariff, **changes: Any) -> Offer:
    offer = Offer("lena", "camp", BASE, NOON, tuple(available), number=NUMBER, event_id=EVENT)
    return evolve(offer, **changes)


def a_problem(kind: str, status: int = 400, message: EndUserMessage | None = None) -> Problem:
    return Problem(f"uitpas/{kind}", status, title="Refused", message=message)


def forbidden() -> Problem:
    return Problem("auth/forbidden", 403)
