"""Opt out: which card systems give a discount on an activity (uitsluiten van korting)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import evolve

from ..errors import InvalidValue, NotDiscountable, Rejected, Unreachable
from ..model.match import CardSystemChoice
from ..model.problem import Problem
from ..ports.effects import Flow, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, Refused
from ..ports.uitpas_event import CardSystemsOf, SetCardSystems
from .answers import answer_or_raise

UITPAS = "UiTPAS"


def card_systems(activity_id: str) -> Flow[tuple[CardSystemChoice, ...]]:
    """The card systems that could give a discount on an activity, and whether they do.

    Raises `NotFound`, `NotDiscountable` without an event, `Rejected` (404 while UiTPAS does not know it),
    `Unreachable`.
    """
    event_id = yield from transact(lambda ledger: _event(ledger, activity_id))
    return answer_or_raise(UITPAS, (yield from ask(CardSystemsOf(event_id))))


def opt_out(activity_id: str, systems: Collection[int] = ()) -> Flow[tuple[CardSystemChoice, ...]]:
    """Let these card systems give no discount on an activity, or without any named none at all.

    Nothing is sent when it is so already. None at all can be said of an event before UiTPAS knows it.
    Raises what `card_systems` raises, `InvalidValue` for a card
    system that has nothing to do with the event, `Rejected` once tickets were sold.
    """
    return (yield from _switch(activity_id, systems, enabled=False))


def opt_in(activity_id: str, systems: Collection[int] = ()) -> Flow[tuple[CardSystemChoice, ...]]:
    """Let these card systems, or all, give a discount on an activity again; as `opt_out`."""
    return (yield from _switch(activity_id, systems, enabled=True))


def _switch(
    activity_id: str, systems: Collection[int], *, enabled: bool
) -> Flow[tuple[CardSystemChoice, ...]]:
    event_id = yield from transact(lambda ledger: _event(ledger, activity_id))
    known = yield from ask(CardSystemsOf(event_id))
    if isinstance(known, Problem) and known.status == 404 and not enabled and not systems:
        return (yield from _set(event_id, ()))
    before = answer_or_raise(UITPAS, known)
    after = tuple(_chosen(before, systems, enabled=enabled))
    return after if after == before else (yield from _set(event_id, after))


def _set(event_id: str, after: tuple[CardSystemChoice, ...]) -> Flow[tuple[CardSystemChoice, ...]]:
    outcome = yield from ask(SetCardSystems(event_id, after))
    match outcome:
        case Done():
            return after
        case Refused(problem):
            raise Rejected(UITPAS, problem)
        case _:
            raise Unreachable(UITPAS, outcome.why)


def _chosen(
    before: Iterable[CardSystemChoice], systems: Collection[int], *, enabled: bool
) -> Iterable[CardSystemChoice]:
    known = {each.id: each for each in before}
    strange = [each for each in systems if each not in known]
    if strange:
        told = ", ".join(f"{each.id} ({each.name})" for each in known.values())
        raise InvalidValue("card_system", f"must be one of those of the event: {told or 'there are none'}")
    for each in known.values():
        yield evolve(each, enabled=enabled) if not systems or each.id in systems else each


def _event(ledger: Ledger, activity_id: str) -> str:
    ledger.activity(activity_id)
    publication = ledger.publication(activity_id)
    if publication is None or publication.event_id is None:
        raise NotDiscountable(activity_id, ["it has no event in UiTdatabank"])
    return publication.event_id
