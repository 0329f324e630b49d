"""Somebody who takes part, most often a child (deelnemer)."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import optional

from .checks import filled, of_type
from .uitpas_number import UitpasNumber


@frozen
class Bearer:
    """Whoever comes with a pass, or with none: a ticket is for nobody the host knows."""

    uitpas_number: UitpasNumber | None = None
    id: str = ""


@frozen
class Participant:
    """A participant under the host's own id; without a pass number it pays the base price."""

    id: str = field(validator=filled)
    uitpas_number: UitpasNumber | None = field(default=None, validator=optional(of_type(UitpasNumber)))
