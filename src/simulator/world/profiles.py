"""What UiTPAS keeps of a person or a group beside passes and rights."""

from datetime import UTC, date, datetime
from enum import StrEnum

from attrs import field, frozen

from .clock import BRUSSELS

BELGIUM = "be"


class Gender(StrEnum):
    MALE = "MALE"
    FEMALE = "FEMALE"
    X = "X"


@frozen(slots=False, repr=False)
class Address:
    """Where somebody lives; the postal code is kept with the passholder. Countries are ISO 3166-1 alpha-2."""

    city: str = ""
    street: str | None = None
    country: str | None = None

    @property
    def is_foreign(self) -> bool:
        return (self.country or BELGIUM).casefold() != BELGIUM


@frozen(slots=False)
class OptIns:
    """What somebody wants to be contacted for."""

    service_mails: bool = False
    milestone_mails: bool = False
    info_mails: bool = False
    sms: bool = False
    post: bool = False


@frozen(slots=False, repr=False)
class Profile:
    """The personal data of a passholder; `name` is the last name, `note` is for administrators only.

    `organizer` registered the person and `school` is the organizer of the school, both as organizer ids.
    """

    name: str = ""
    created: datetime = datetime(2020, 1, 1, 11, tzinfo=UTC)
    address: Address = field(factory=Address)
    email: str | None = None
    gender: Gender | None = None
    phone: str | None = None
    opt_ins: OptIns | None = None
    nationality: str | None = None
    organizer: str | None = None
    school: str | None = None
    note: str | None = None


def age(born: date, now: datetime) -> int:
    """Count the birthdays that somebody has had in Brussels."""
    today = now.astimezone(BRUSSELS).date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
