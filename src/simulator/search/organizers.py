"""What is asked of organizers."""

from collections.abc import Callable
from datetime import datetime

from ..world.state import State
from .access import Consumer
from .fields import AnyField
from .filters import All, Filter, Has, HasAny
from .parameters import ORGANIZERS, Given
from .texts import words_of
from .wanted import ORGANIZER_ORDERS, Conditions, Wanted, wanted
from .websites import domain_of, normalized


def organizers(given: Given, state: State, now: datetime, consumer: Consumer) -> Wanted:
    """Read a search for organizers; those of all countries are found."""
    given.refuse_unknown(ORGANIZERS)
    given.page()
    asked = Conditions(given, state, now)
    asked.add(Has("_type", "organizer"))
    asked.has_one_of("workflowStatus", "ACTIVE")
    asked.in_country(None)
    for parameter in ("id", "creator", "contributors"):
        asked.has(parameter)
    website, domain, name = (given.one(each) for each in ("website", "domain", "name"))
    if website is not None:
        asked.add(Has("url", normalized(website)))
    if domain is not None:
        asked.add(Has("domain", domain_of(domain)))
    if name is not None:
        asked.add(_named_like(name))
    asked.has_all("labels")
    asked.counted("hasImages", "imagesCount")
    asked.labelled_by_uitpas()
    point = asked.located()
    asked.query(consumer.default_query)
    return wanted(asked, ORGANIZER_ORDERS, point)


def _named_like(text: str) -> All:
    """Ask for a name with words that begin as those of a text."""
    return All(tuple(AnyField(_is_name, _beginning(word)) for word in words_of(text)))


def _is_name(field: str) -> bool:
    return field.startswith("name.")


def _beginning(word: str) -> Callable[[str], Filter]:
    return lambda field: HasAny(field, lambda each: each.startswith(word), word)
