"""Write people, memberships, families and groups in the shapes of the UiTPAS contract."""

from datetime import date, datetime

from ..world.cards import current_card, main_card
from ..world.clubs import Standing
from ..world.granted import Granted
from ..world.groups import GroupPass
from ..world.history import Transaction
from ..world.memberships import Preview
from ..world.money import to_euros
from ..world.people import FamilyTie, MembershipPrice
from ..world.profiles import OptIns
from ..world.state import State
from ..world.uitid_links import linked_user
from ..world.values import CardStatus, Membership, Passholder, SocialTariff, SocialTariffStatus
from ..world.vouchers import Quoted
from .shapes import Json, card_system, instant

_NO_KNOWN_BIRTH = date(1900, 1, 1)


def _given(**members: object) -> Json:
    """Leave out what is not known."""
    return {name: value for name, value in members.items() if value is not None}


def passholder(state: State, now: datetime, holder: Passholder) -> Json:
    """Write a person; a date of birth that is not known shows as 1 January 1900."""
    profile, card = holder.profile, main_card(state, holder)
    address = _given(
        street=profile.address.street,
        postalCode=holder.postal_code,
        city=profile.address.city,
        country=profile.address.country,
    )
    shape = _given(
        id=holder.id,
        name=profile.name,
        firstName=holder.first_name,
        inszNumber=holder.insz,
        uitpasNumber=card.number if card else None,
        email=profile.email,
        dateOfBirth=(holder.date_of_birth or _NO_KNOWN_BIRTH).isoformat(),
        gender=profile.gender,
        phoneNumber=profile.phone,
        nationality=profile.nationality,
        address=address,
        postalCode=holder.postal_code,
        city=profile.address.city,
        creationDate=instant(profile.created),
        points=holder.points,
        uitidStatus="REGISTERED" if linked_user(state, holder.id) else "UNREGISTERED",
    )
    shape["cardSystemMemberships"] = [membership(state, now, holder, each) for each in holder.memberships]
    if profile.opt_ins is not None:
        shape["optInPreferences"] = _opt_ins(profile.opt_ins)
    organizer = state.organizers.get(profile.organizer)
    if organizer is not None:
        shape["registrationOrganizer"] = {"id": organizer.id, "name": organizer.name}
    return shape


def _opt_ins(of: OptIns) -> Json:
    return {
        "serviceMails": of.service_mails,
        "milestoneMails": of.milestone_mails,
        "infoMails": of.info_mails,
        "sms": of.sms,
        "post": of.post,
    }


def membership(state: State, now: datetime, holder: Passholder, of: Membership) -> Json:
    card = current_card(state, holder, of.card_system)
    shape: Json = {
        "cardSystem": card_system(state.card_systems[of.card_system]),
        "status": "BLOCKED" if of.blocked else "ACTIVE",
    }
    if card is not None:
        shape["currentCard"] = {
            "uitpasNumber": card.number,
            "cardType": card.type,
            "status": card.status,
        }
        if card.status is CardStatus.ACTIVE:
            shape["uitpasNumber"] = card.number
    if of.social_tariff is not None:
        shape["socialTariff"] = _social_tariff(now, of.social_tariff)
    return shape


def _social_tariff(now: datetime, of: SocialTariff) -> Json:
    status = of.status(now)
    shape: Json = {
        "status": status,
        "endDate": instant(of.end),
        "inGracePeriod": of.end < now and status is not SocialTariffStatus.EXPIRED,
        "expired": status is SocialTariffStatus.EXPIRED,
    }
    if status is SocialTariffStatus.SUSPENDED and of.suspended_until is not None:
        shape["suspendedUntilDate"] = instant(of.suspended_until)
    return shape


def preview(state: State, now: datetime, holder: Passholder, of: Preview) -> Json:
    replaced = membership(state, now, holder, of.replaced) if of.replaced else None
    return _given(
        type=of.outcome,
        socialTariffEndDate=of.until.isoformat() if of.until else None,
        addressChangeRequired=of.must_move,
        replacedMembership=replaced,
    )


def price(of: Quoted | MembershipPrice) -> Json:
    return {"price": to_euros(of.price), "label": of.label, "description": of.description}


def coupon(of: Granted) -> Json:
    begin, end = of.coupon.begin, of.coupon.end
    shape: Json = {
        "id": of.id,
        "coupon": _given(id=of.coupon.id, name=of.coupon.name, description=of.coupon.description),
        "status": "EXPIRED" if of.expired else "ACTIVE",
        "remaining": {"volume": of.left, "period": of.coupon.limit.period},
    }
    if begin is not None:
        shape["validityPeriod"] = _given(begin=instant(begin), end=instant(end) if end else None)
    return shape


def standing(of: Standing) -> Json:
    association = of.association
    status = "NONE" if of.last is None else "EXPIRED" if of.expired else "ACTIVE"
    return _given(
        association={
            "id": association.id,
            "name": association.name,
            "endDateType": association.end_date_type,
        },
        status=status,
        endDate=of.last.isoformat() if of.last else None,
        renewable=of.renewable,
        newEndDate=of.new_last.isoformat() if of.new_last else None,
    )


def family_member(state: State, now: datetime, holder: Passholder, tie: FamilyTie | None) -> Json:
    """Write a member of a family; the one whose family it is has no tie."""
    card = main_card(state, holder)
    return _given(
        uitpasNumber=card.number if card else None,
        passholder=passholder(state, now, holder),
        creationDate=instant(tie.since if tie else holder.profile.created),
        icon=tie.icon if tie else None,
        mainFamilyMember=tie is None,
    )


def family(main: Passholder, tie: FamilyTie) -> Json:
    return _given(
        name=main.profile.name,
        firstName=main.first_name,
        passholderId=main.id,
        email=main.profile.email,
        memberSince=instant(tie.since),
    )


def transaction(of: Transaction) -> Json:
    return {
        "title": of.title,
        "location": of.location,
        "creationDate": instant(of.at),
        "points": of.points,
    }


def group_pass(state: State, of: GroupPass, *, reduced: bool) -> Json:
    """Write a group pass; `reduced` leaves out who the group is, for callers who only named themselves."""
    holder, profile = of.holder, of.holder.profile
    shape: Json = {
        "id": holder.id,
        "uitpasNumber": of.card.number,
        "cardStatus": of.card.status,
        "creationDate": instant(profile.created),
        "cardSystem": card_system(state.card_systems[of.card.card_system]),
    }
    if of.status is not SocialTariffStatus.NONE:
        shape["socialTariff"] = _given(
            status="ACTIVE" if of.status is SocialTariffStatus.ACTIVE else "EXPIRED",
            endDate=instant(of.end) if of.end else None,
            totalTicketsPerYear=of.per_year,
            availableTickets=of.left,
        )
    if not reduced:
        address = _given(
            street=profile.address.street,
            postalCode=holder.postal_code,
            city=profile.address.city,
            country=profile.address.country,
        )
        shape |= _given(name=holder.first_name, email=profile.email, telephone=profile.phone, address=address)
    return shape
