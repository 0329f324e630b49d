"""Small builders of what a ledger holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from attrs import evolve

from uitkern import Activity, Enrolment, EnrolmentState, Euro, Participant, Slot, TicketSale, UitpasNumber
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.model.intent import IntentLine
from uitkern.domain.model.sale import SaleRequest
from uitkern.domain.ports.ledger import Ledger

T = TypeVar("T")

NOON = datetime(2031, 5, 1, 10, 0, tzinfo=UTC)
PLACE = "8248e289-c986-4006-902f-b0616dcbcde7"
EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
DIGITS = "0900000067513"
NUMBER = UitpasNumber(DIGITS)
LEASE = timedelta(seconds=60)
REQUEST = SaleRequest(NUMBER, EVENT, Euro(1000), "SOCIALTARIFF")


def an_activity(capacity: int | None = None) -> Activity:
    slot = Slot(NOON, NOON + timedelta(hours=4))
    return Activity("camp", "Zomerkamp", Euro(1000), (slot,), PLACE, capacity=capacity)


def a_child(participant_id: str = "kid") -> Participant:
    """Each child has a pass of its own (R13)."""
    own = NUMBER if participant_id == "kid" else UitpasNumber(f"{crc32(participant_id.encode()):013d}")
    return Participant(participant_id, own)


def an_enrolment(
    participant_id: str = "kid",
    state: EnrolmentState = EnrolmentState.RESERVED,
    *,
    tariff_id: str | None = "SOCIALTARIFF",
    created: datetime = NOON,
) -> Enrolment:
    return Enrolment(
        id=0,
        participant_id=participant_id,
        activity_id="camp",
        state=state,
        base_price=Euro(1000),
        price=Euro(200),
        agreed=Euro(200),
        created=created,
        hold_until=created + timedelta(minutes=30),
        tariff_id=tariff_id,
        number=NUMBER,
        event_id=EVENT,
    )


def a_sale(sale_id: str = "499853") -> TicketSale:
    return TicketSale(sale_id, Euro(200), "SOCIALTARIFF", EVENT, NUMBER, Euro(1000), NOON, "Basistarief")


def moved(enrolment: Enrolment, state: EnrolmentState) -> Enrolment:
    return evolve(enrolment, state=state)


def a_line(enrolment: Enrolment, request: SaleRequest = REQUEST) -> IntentLine:
    """To be registered."""
    return IntentLine(enrolment.id, request)


def an_undo(enrolment: Enrolment, sale_id: str = "499853") -> IntentLine:
    return IntentLine(enrolment.id, sale_id=sale_id)


def url_of(folder: Path, name: str = "ledger.db") -> str:
    return f"sqlite:///{folder / name}"


def reserve(participant_id: str = "kid", capacity: int | None = None) -> Callable[[Ledger], Enrolment]:
    return lambda ledger: ledger.reserve(an_enrolment(participant_id), capacity)


def held(store: LedgerStore, organisation: str = "us") -> tuple[Enrolment, ...]:
    return store.transact(organisation, lambda ledger: ledger.enrolments())
