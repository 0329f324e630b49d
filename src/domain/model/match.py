"""What was looked up for somebody to choose from: events, places, card systems, and how they stand."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from .place import Place


@frozen
class Suggestion:
    """An event that may be the activity's own; `score` goes from 0 to 100, `reasons` say what fits.

    `taken_by` is the activity that has this event already.
    """

    event_id: str
    title: str
    score: int
    reasons: tuple[str, ...] = ()
    place: str = ""
    organizer: str = ""
    starts: datetime | None = None
    url: str = ""
    taken_by: str | None = None


@frozen
class EventCheck:
    """An event before it is linked: `obstacles` keep it from being accepted, `warnings` do not.

    Each is one sentence.
    """

    event_id: str
    title: str = ""
    obstacles: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@frozen
class ActivityWarning:
    """What is wrong with an activity, in one sentence."""

    activity_id: str
    warning: str


@frozen
class PlaceMatch:
    """A place that was found: `usable` for new events, or `why` it is not and which one to take `instead`."""

    place: Place
    usable: bool = True
    why: str | None = None
    instead: str | None = None


@frozen
class PlaceCheck:
    """How the place of an activity stands: nothing to say, or a `warning` and places to move to."""

    activity_id: str
    place_id: str
    warning: str | None = None
    proposals: tuple[PlaceMatch, ...] = ()


@frozen
class Partnership:
    """What we may do for an organizer at UiTPAS.

    `partner` says whether UiTPAS knows it; `missing` names each permission that selling needs and our
    credentials lack there, `unable` says in one sentence each what cannot be done.
    """

    organizer_id: str
    name: str = ""
    partner: bool = True
    missing: tuple[str, ...] = ()
    unable: tuple[str, ...] = ()

    @property
    def may_sell(self) -> bool:
        """Whether discounts can be shown and sold for it."""
        return self.partner and not self.missing

    @property
    def warning(self) -> str | None:
        """What keeps us from selling, in one sentence; nothing when all is well."""
        who = f"organizer {self.organizer_id}" + (f" ({self.name})" if self.name else "")
        if not self.partner:
            return f"{who} is no UiTPAS partner: its activities get no discount"
        if self.missing:
            return f"our credentials may not sell for {who}: they miss {', '.join(self.missing)}"
        return None


@frozen
class CardSystemChoice:
    """A card system in its relation to one event: whether it gives a discount there."""

    id: int
    name: str = ""
    enabled: bool = True
    distribution_keys: tuple[DistributionKey, ...] = ()


@frozen
class DistributionKey:
    """A rule of a card system that an organizer switches on by hand (verdeelsleutel)."""

    id: int
    name: str = ""
    enabled: bool = True
