"""Give links to files that need no token and work for a short time."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from . import refusals
from .offices import Link
from .state import State

LIFETIME = timedelta(minutes=15)


def make(state: State, now: datetime, kind: str, subject: str) -> Link:
    """Make a link to the file of a kind about a subject."""
    for dead in [each.token for each in state.links.values() if each.expires <= now]:
        state.links.drop(dead)
    link = Link(token_urlsafe(24), kind, subject, now + LIFETIME)
    state.links.put(link.token, link)
    return link


def follow(state: State, now: datetime, token: str) -> Link:
    """Take a link that still works; refused with 404."""
    link = state.links.get(token)
    if link is None or link.expires <= now:
        raise refusals.not_found("The link does not work, or no longer.")
    return link
