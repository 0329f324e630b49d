"""Who can still take part in an activity: whether it is full, and whether the public sees it."""

from __future__ import annotations

from attrs import frozen


@frozen
class Openness:
    """`full`: every place is taken (R17); `withdrawn`: no longer shown to the public."""

    full: bool = False
    withdrawn: bool = False


OPEN = Openness()
"""Places left, and shown to whom it is meant for."""
