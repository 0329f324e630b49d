"""What ties people to each other, to card systems and to UiTiD, each an immutable value."""

from datetime import date, datetime

from attrs import frozen

from .values import CardType


@frozen(slots=False, repr=False)
class FamilyTie:
    """That a passholder takes another one into the own family; it does not hold the other way.

    `undo_token` goes to the member by e-mail and ends the tie without further rights.
    """

    main: str
    member: str
    since: datetime
    undo_token: str
    icon: str | None = None


@frozen(slots=False)
class AssociationMembership:
    """That a passholder belongs to an association, up to and including a day in Brussels."""

    association: str
    end: date


@frozen(slots=False, repr=False)
class Picture:
    content: bytes
    media_type: str


@frozen(slots=False, repr=False)
class RegistrationToken:
    """Proof that somebody knows the number and the date of birth of a passholder."""

    holder: str
    expires: datetime


@frozen(slots=False)
class Voucher:
    """A code that lowers the price of one membership by a number of cents, once."""

    code: str
    card_system: int
    discount: int
    used: bool = False


@frozen(slots=False)
class MembershipPrice:
    """A row of the price list of a card system: price in cents, and for whom.

    Ages are inclusive; None for `card_type`, `resident` or `social` means that it makes no difference.
    """

    price: int
    label: str
    description: str
    card_type: CardType | None = None
    social: bool | None = None
    resident: bool | None = None
    youngest: int = 0
    oldest: int = 200

    def is_for(self, age: int, card_type: CardType, *, resident: bool, social: bool) -> bool:
        return (
            self.youngest <= age <= self.oldest
            and self.card_type in (None, card_type)
            and self.resident in (None, resident)
            and self.social in (None, social)
        )
