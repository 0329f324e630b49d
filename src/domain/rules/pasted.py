"""What somebody pasted: the id of an event, out of any of the addresses it is known by."""

from __future__ import annotations

import re
from urllib.parse import unquote

from ..model.invalid import InvalidValue

_UUID = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])", re.IGNORECASE)
_EVENT_BEFORE = re.compile(
    r"(?:/events?/|/e/(?:[^/]*/)?|[?&#/]event(?:id)?=|(?<![.\w])id:\W?|cdbid=)$", re.IGNORECASE
)
_OTHER_BEFORE = re.compile(
    r"(?:/(places?|organizers?|organisers?|images?)/|(location|organizer)\.?id[:=]\W?)$", re.IGNORECASE
)
LONGEST = 2000
FORMS = (
    "must be the id of an event, or its address at UiTdatabank, uitinvlaanderen.be or uit.be, "
    "such as https://io.uitdatabank.be/events/5a0967f9-cc06-4c3c-9206-30481a767434"
)


def event_in(text: str) -> str:
    """The id of the event that a pasted text means, in lower case.

    Read are a bare id, addresses of the Entry API on any host (`/event/`, `/events/`), of the editor, of
    the Search API (`?q=id:...` too), and those that end in the id, as uitinvlaanderen.be and uit.be have
    them. Raises `InvalidValue` for none, for several, and for the address of a place or an organizer.
    """
    text = unquote(text.strip())
    if len(text) > LONGEST:
        raise InvalidValue("event", FORMS)
    found = [(match.group().lower(), text[: match.start()]) for match in _UUID.finditer(text)]
    events = {event for event, before in found if _EVENT_BEFORE.search(before)}
    others = {event: kind for event, before in found if (kind := _kind(before))}
    rest = {event for event, _ in found} - others.keys()
    candidates = events or rest
    if len(candidates) == 1:
        return candidates.pop()
    if candidates:
        raise InvalidValue("event", "holds the ids of several events: paste one")
    if others:
        raise InvalidValue("event", f"is the address of {next(iter(others.values()))}, not of an event")
    raise InvalidValue("event", FORMS)


_SPOKEN = {"pl": "a place", "lo": "a place", "or": "an organizer", "im": "an image"}


def _kind(before: str) -> str | None:
    found = _OTHER_BEFORE.search(before)
    return _SPOKEN[next(filter(None, found.groups()))[:2].lower()] if found else None
