"""The parts of an activity that UiTdatabank shows: for whom, how to register, whom to ask, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen
from attrs.validators import optional

from .calendar import texts
from .checks import aware, filled, uitdatabank_id
from .invalid import InvalidValue
from .languages import language, translated, translations

if TYPE_CHECKING:
    from attrs import Attribute

_URL = re.compile(r"https?://\w\S*")
_EMAIL = re.compile(r"[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}")
_LABEL = re.compile(r"[^;]*[^;\s][^;]*[^;\s][^;]*")
CALL_TO_ACTION = "Schrijf je in"
"""What the button of a registration link says unless the organiser says otherwise."""


def web_address(_: object, attribute: Attribute[Any], value: str) -> None:
    """Refuse what is no address of a page."""
    if not isinstance(value, str) or not _URL.fullmatch(value):
        raise InvalidValue(attribute.name, "must be a web address that begins with http:// or https://")


def email_address(_: object, attribute: Attribute[Any], value: str) -> None:
    """Refuse an e-mail address that UiTdatabank refuses."""
    if not isinstance(value, str) or not _EMAIL.fullmatch(value):
        raise InvalidValue(attribute.name, "must be an e-mail address such as info@example.be")


def each_label(labels: Iterable[str], field_name: str = "labels") -> tuple[str, ...]:
    """Labels in their order; raises `InvalidValue` for one that UiTdatabank refuses, or two alike."""
    listed = tuple(labels)
    for label in listed:
        if not isinstance(label, str) or not 2 <= len(label) <= 255 or not _LABEL.fullmatch(label):
            raise InvalidValue(field_name, "must each have 2 to 255 characters and no semicolon (;)")
    if len({label.casefold() for label in listed}) != len(listed):
        raise InvalidValue(field_name, "Array must have unique items")
    return listed


@frozen
class Ages:
    """From and to which age, both included; `None` is open on that side (leeftijd)."""

    youngest: int | None = None
    oldest: int | None = None

    def __attrs_post_init__(self) -> None:
        for age in (self.youngest, self.oldest):
            if age is not None and (isinstance(age, bool) or not isinstance(age, int) or not 0 <= age <= 120):
                raise InvalidValue("ages", "must be from 0 to 120 years")
        if self.youngest is not None and self.oldest is not None and self.youngest > self.oldest:
            raise InvalidValue("ages", '"From" age should not be greater than the "to" age.')

    def __str__(self) -> str:
        """As UiTdatabank writes it: from 0 on is everybody."""
        if self.oldest is None and not self.youngest:
            return "-"
        youngest, oldest = ("" if age is None else str(age) for age in (self.youngest, self.oldest))
        return f"{youngest}-{oldest}"


@frozen
class Window:
    """From when until when something is possible; `None` is open on that side (periode)."""

    opens: datetime | None = field(default=None, validator=optional(aware))
    closes: datetime | None = field(default=None, validator=optional(aware))

    def __attrs_post_init__(self) -> None:
        if self.opens and self.closes and self.closes < self.opens:
            raise InvalidValue("closes", "availabilityEnds should not be before availabilityStarts")


@frozen
class RegistrationLink:
    """The button that leads to the registration, with whom to ask (registratielink).

    Without a `window` it is shown while the activity's own registration is open. What is absent here
    comes from the activity's type; `label` is in the activity's language, `labels` in others.
    """

    url: str | None = field(default=None, validator=optional(web_address))
    phone: str | None = field(default=None, validator=optional(filled))
    email: str | None = field(default=None, validator=optional(email_address))
    label: str | None = field(default=None, validator=optional(filled))
    labels: tuple[tuple[str, str], ...] = field(default=(), converter=translations, validator=translated)
    window: Window | None = None

    def over(self, default: RegistrationLink | None) -> RegistrationLink:
        """This link, with what it does not say itself taken from another."""
        if default is None:
            return self
        absent = {
            name: getattr(default, name)
            for name in ("url", "phone", "email", "label", "window")
            if getattr(self, name) is None
        }
        return evolve(self, labels=self.labels or default.labels, **absent)


def _emails(_: object, attribute: Attribute[Any], value: tuple[str, ...]) -> None:
    for each in value:
        email_address(None, attribute, each)


def _urls(_: object, attribute: Attribute[Any], value: tuple[str, ...]) -> None:
    for each in value:
        web_address(None, attribute, each)


def _phones(_: object, attribute: Attribute[Any], value: tuple[str, ...]) -> None:
    for each in value:
        filled(None, attribute, each)


@frozen
class Contact:
    """Whom to ask a question: phone numbers, e-mail addresses and pages (contactgegevens)."""

    phones: tuple[str, ...] = field(default=(), converter=texts, validator=_phones)
    emails: tuple[str, ...] = field(default=(), converter=texts, validator=_emails)
    urls: tuple[str, ...] = field(default=(), converter=texts, validator=_urls)


@frozen
class Picture:
    """An image that is in UiTdatabank's library under `id`; `copyright` names who made it (afbeelding)."""

    id: str = field(validator=uitdatabank_id)
    description: str = field(validator=filled)
    copyright: str = field(validator=filled)
    language: str = field(default="nl", validator=language)

    def __attrs_post_init__(self) -> None:
        if not 2 <= len(self.copyright) <= 250:
            raise InvalidValue("copyright", "must be of 2 to 250 characters, the limits of UiTdatabank")
