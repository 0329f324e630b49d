"""Somebody who takes part, most often a child (deelnemer)."""

from __future__ import annotations

from datetime import date, datetime
from typing import get_args

from attrs import field, frozen
from attrs.validators import optional

from .checks import filled, of_type
from .insz import Insz
from .invalid import InvalidValue
from .message import Language
from .said import Mistake
from .sentences import explain
from .uitpas_number import UitpasNumber


def _known_language(_: object, __: object, value: str) -> None:
    if value not in get_args(Language):
        raise InvalidValue("language", "must be nl, fr, de or en", explain(Mistake.LANGUAGE))


@frozen
class Bearer:
    """Whoever comes with a pass, or with none: a ticket is for nobody the host knows."""

    uitpas_number: UitpasNumber | None = None
    id: str = ""


@frozen
class Participant:
    """A participant under the host's own id; without a pass number it pays the base price.

    An INSZ is kept only where the policy says so, and then encrypted. `language` is that of the messages
    to its parent. Raises `InvalidValue` naming the field, also when INSZ and birth date contradict.
    """

    id: str = field(validator=filled)
    uitpas_number: UitpasNumber | None = field(default=None, validator=optional(of_type(UitpasNumber)))
    insz: Insz | None = field(default=None, validator=optional(of_type(Insz)), kw_only=True)
    birth_date: date | None = field(default=None, validator=optional(of_type(date)), repr=False, kw_only=True)
    language: Language = field(default="nl", validator=_known_language, kw_only=True)

    def __attrs_post_init__(self) -> None:
        born = self.insz.birth_date if self.insz else None
        if self.birth_date is not None and born is not None and born != self.birth_date:
            raise InvalidValue("insz", "contradicts the birth date", explain(Mistake.INSZ_OTHER_BIRTH))


@frozen
class Consent:
    """That a pass may be looked up by INSZ (toestemming): since when, and who wrote it down."""

    participant_id: str
    given_at: datetime
    given_by: str = field(validator=filled)
