"""Read people and their wishes from bodies that fit the contract."""

from base64 import b64decode
from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from ..world.clock import BRUSSELS
from ..world.memberships import NewAddress, Wish
from ..world.numbers import plain_insz
from ..world.people import Picture
from ..world.profiles import Address, Gender, OptIns, Profile
from ..world.refusals import invalid_data
from ..world.registration import Person
from ..world.values import CardType
from .pictures import picture

Fields = Mapping[str, object]


def text(fields: Fields, name: str) -> str | None:
    """Take a text; an empty one is none."""
    value = fields.get(name)
    return str(value).strip() or None if value is not None else None


def part(fields: Fields, name: str) -> Fields:
    return cast("Fields", fields.get(name) or {})


def whole(fields: Fields, name: str) -> int | None:
    """Take a whole number, which JSON may write with a fraction of zero."""
    value = fields.get(name)
    return int(value) if isinstance(value, int | float) else None


def day(fields: Fields, name: str, pointer: str | None = None) -> date | None:
    """Read a date; one that no calendar has is invalid data."""
    value = text(fields, name)
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise invalid_data((pointer or f"/{name}", "The data must match the 'date' format")) from None


def birth(fields: Fields, now: datetime) -> date:
    """Read the date of birth; one to come is invalid data."""
    born = day(fields, "dateOfBirth")
    if born is None or born > now.astimezone(BRUSSELS).date():
        raise invalid_data(("/dateOfBirth", "The date must not lie in the future"))
    return born


def person(fields: Fields, now: datetime) -> Person:
    """Read the person of a registration at a counter, or of an update."""
    address, insz, gender = part(fields, "address"), text(fields, "inszNumber"), text(fields, "gender")
    profile = Profile(
        name=str(fields["name"]),
        address=Address(str(address["city"]), text(address, "street"), text(address, "country")),
        email=text(fields, "email"),
        gender=Gender(gender) if gender else None,
        phone=text(fields, "phoneNumber"),
        opt_ins=_opt_ins(part(fields, "optInPreferences")),
        nationality=text(fields, "nationality"),
        note=text(fields, "registrationNote"),
    )
    return Person(
        first_name=str(fields["firstName"]),
        postal_code=str(address["postalCode"]),
        born=birth(fields, now),
        profile=profile,
        insz=plain_insz(insz) if insz else None,
    )


def oneself(fields: Fields, now: datetime, insz: str) -> Person:
    """Read the person of a self-registration, whose INSZ number comes with the login."""
    address = Address(str(fields["city"]))
    profile = Profile(name=str(fields["name"]), address=address, email=text(fields, "email"))
    return Person(str(fields["firstName"]), str(fields["postalCode"]), birth(fields, now), profile, insz)


def _opt_ins(fields: Fields) -> OptIns | None:
    if not fields:
        return None
    names = ("serviceMails", "milestoneMails", "infoMails", "sms", "post")
    return OptIns(*(fields[name] is True for name in names))


def first_membership(fields: Fields, card_system: int) -> Wish:
    """Read the membership of a registration."""
    return Wish(
        card_system=card_system,
        card_type=CardType(str(fields["registrationCardType"])),
        uitpas_number=text(fields, "registrationUitpasNumber"),
        until=day(fields, "registrationSocialTariffEndDate"),
        voucher=text(fields, "registrationVoucher"),
    )


def further_membership(fields: Fields, card_system: int) -> Wish:
    """Read a membership for somebody who has a passholder."""
    right = part(fields, "socialTariff")
    return Wish(
        card_system=card_system,
        card_type=CardType(str(fields["cardType"])),
        uitpas_number=text(fields, "uitpasNumber"),
        social="socialTariff" in fields,
        until=day(right, "socialTariffEndDate", "/socialTariff/socialTariffEndDate"),
        voucher=text(fields, "voucher"),
    )


def new_address(fields: Fields) -> NewAddress | None:
    address = part(fields, "address")
    if not address:
        return None
    where = Address(str(address["city"]), text(address, "street"))
    return NewAddress(str(address["postalCode"]), where)


def registration_picture(fields: Fields) -> Picture | None:
    """Read the picture of a registration, in base64; what is none is invalid data."""
    encoded, pointer = text(fields, "registrationPicture"), "/registrationPicture"
    if encoded is None:
        return None
    try:
        content = b64decode(encoded, validate=True)
    except ValueError:
        raise invalid_data((pointer, "The data must be written in base64")) from None
    return picture(content, pointer)
