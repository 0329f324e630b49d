"""What activities of one kind have in common (activiteittype)."""

from __future__ import annotations

from attrs import evolve, field, frozen
from attrs.validators import optional

from .activity import Activity, described, each_picture, each_price, optional_labels, term
from .activity_parts import Ages, Contact, Picture, RegistrationLink
from .checks import filled, of_type, uitdatabank_id
from .euro import Euro
from .event_parts import Audience
from .price import PriceCategory, check_prices

_ALIKE = ("place_id", "event_type", "promoter_id", "theme", "description", "audience", "ages", "contact")
_ALIKE_TOO = ("labels", "pictures")


@frozen
class ActivityType:
    """Defaults under the host's own id; an activity of this type inherits and overrides them.

    Fields are those of `Activity`; `promoter_id` is the organizer of every activity that names none.
    Raises `InvalidValue`.
    """

    id: str = field(validator=filled)
    name: str = field(default="", validator=of_type(str))
    price: Euro | None = field(default=None, kw_only=True, validator=optional(of_type(Euro)))
    prices: tuple[PriceCategory, ...] | None = field(default=None, kw_only=True, converter=each_price)
    place_id: str | None = field(default=None, kw_only=True, validator=optional(uitdatabank_id))
    event_type: str | None = field(default=None, kw_only=True, validator=optional(term))
    theme: str | None = field(default=None, kw_only=True, validator=optional(term))
    promoter_id: str | None = field(default=None, kw_only=True, validator=optional(uitdatabank_id))
    description: str | None = field(default=None, kw_only=True, validator=optional(described))
    audience: Audience | None = field(default=None, kw_only=True, validator=optional(of_type(Audience)))
    ages: Ages | None = field(default=None, kw_only=True, validator=optional(of_type(Ages)))
    link: RegistrationLink | None = field(
        default=None, kw_only=True, validator=optional(of_type(RegistrationLink))
    )
    contact: Contact | None = field(default=None, kw_only=True, validator=optional(of_type(Contact)))
    labels: tuple[str, ...] | None = field(default=None, kw_only=True, converter=optional_labels)
    pictures: tuple[Picture, ...] | None = field(default=None, kw_only=True, converter=each_picture)

    def __attrs_post_init__(self) -> None:
        check_prices(self.price, self.prices or ())

    def fill(self, activity: Activity) -> Activity:
        """The activity with what it does not say itself; a link is filled member by member.

        Its own base price takes the place of the type's, wherever either stands.
        """
        inherited = {
            name: getattr(self, name) for name in (*_ALIKE, *_ALIKE_TOO) if getattr(activity, name) is None
        }
        if self.link or activity.link:
            inherited["link"] = (activity.link or RegistrationLink()).over(self.link)
        if activity.base_price is None:
            inherited["price"] = self.price
        if activity.prices is None:
            own_base = activity.base_price is not None
            inherited["prices"] = tuple(each for each in self.prices or () if not (own_base and each.base))
        elif activity.base_price is None and self.price is None:
            bases = tuple(each for each in self.prices or () if each.base)
            inherited["prices"] = (*bases, *activity.prices)
        return evolve(activity, **inherited)
