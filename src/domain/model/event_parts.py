"""The parts of an event of UiTdatabank: prices, audience, ages, booking, contact, images."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from .euro import Euro
from .texts import Texts

_AGES = re.compile(r"(\d{0,3})-(\d{0,3})", re.ASCII)


class PriceKind(StrEnum):
    """Whose price it is: everybody's, a group's own tariff, or one that UiTPAS computed."""

    BASE = "base"
    TARIFF = "tariff"
    UITPAS = "uitpas"


@frozen
class PriceLine:
    """One price of an event; the name of the base price is UiTdatabank's own (priceInfo)."""

    kind: PriceKind
    price: Euro
    name: Texts = field(factory=dict[str, str])
    group: bool = False


class Audience(StrEnum):
    """Who sees it: everyone, members only (hidden from the public), or schools."""

    EVERYONE = "everyone"
    MEMBERS = "members"
    EDUCATION = "education"


class Attendance(StrEnum):
    """Where it is attended: on the spot, from home, or both."""

    OFFLINE = "offline"
    ONLINE = "online"
    MIXED = "mixed"


@frozen
class AgeRange:
    """From and to which age, both included; `None` is open on that side."""

    youngest: int | None = None
    oldest: int | None = None

    @classmethod
    def read(cls, text: str) -> AgeRange | None:
        """Read `6-12`, `6-` or `-12`; `None` for all ages (`-`) and for what is no range."""
        found = _AGES.fullmatch(text)
        if found is None or text == "-":
            return None
        youngest, oldest = (int(part) if part else None for part in found.groups())
        return cls(youngest, oldest)

    def __str__(self) -> str:
        youngest, oldest = ("" if age is None else str(age) for age in (self.youngest, self.oldest))
        return f"{youngest}-{oldest}"


@frozen
class BookingInfo:
    """How to register: address, phone and e-mail, and the window in which it is possible."""

    phone: str | None = None
    email: str | None = None
    url: str | None = None
    url_label: Texts = field(factory=dict[str, str])
    starts: datetime | None = None
    ends: datetime | None = None


@frozen
class ContactPoint:
    """How to ask a question; old records hold any text in any of the three."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@frozen
class Image:
    """An image of the library; the first one of an event is its main image."""

    id: str
    url: str = ""
    description: str = ""
    copyright: str = ""
    language: str = ""
