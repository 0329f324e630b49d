"""The searches that UiTdatabank's own host passes on: credentials and answers go through as they are."""

from collections.abc import Callable

from attrs import evolve

from ..wire.call import Call
from ..wire.messages import Answer
from ..wire.service import Page, page
from ..world.refusals import Refusal
from .behaviours import SEARCHES, Read, answer
from .service import escaped, refused


def _passing_on(read: Read) -> Callable[[Call], Answer]:
    def run(call: Call) -> Answer:
        try:
            found = answer(read, call, call.base)
        except Refusal as refusal:
            return refused(refusal)
        return evolve(found, body=escaped(found.body))

    return run


PROXIES: tuple[Page, ...] = tuple(
    page(f"udb-search-{what}", "GET", f"/{what}", _passing_on(read)) for what, read in SEARCHES.items()
)
