"""The Taxonomy API: the terms of events and places, for everybody."""

from collections.abc import Mapping

from ..wire.call import Call
from ..wire.messages import Answer
from ..wire.service import Behaviour
from .shapes import every_term


def get_terms(_: Call) -> Answer:
    return Answer(body={"terms": every_term()})


BEHAVIOURS: Mapping[str, Behaviour] = {"get-terms": Behaviour(get_terms)}
