"""The table of what can be asked of publiq: for each question, its request and its answer."""

from __future__ import annotations

from typing import Any

from ...domain.errors import ContractViolation
from ...domain.ports import checkins as ask_checkins
from ...domain.ports import publiq as ask
from ...domain.ports import rewards as ask_rewards
from ...domain.ports.effects import Ask
from ...domain.ports.outcomes import Done, NoAnswer, NotSent, Refused, Unavailable
from . import checkins, people, rewards, uitdatabank, uitpas
from .call import Call, Reply
from .operation import Operation
from .problems import problem_of
from .udb_at_place import AT_PLACE
from .udb_changes import CHANGES
from .udb_search import SEARCHES
from .udb_whole import WHOLE
from .uitpas_event import EVENT_SETTINGS

OPERATIONS: dict[type[Ask[Any]], Operation] = {
    ask.FindPass: Operation(uitpas.find_pass, uitpas.read_pass),
    ask.QuoteTariffs: Operation(uitpas.quote_tariffs, uitpas.read_tariffs),
    ask.QuoteStaticTariff: Operation(uitpas.quote_static_tariff, uitpas.read_tariffs),
    ask.RegisterSales: Operation(uitpas.register_sales, uitpas.read_registered),
    ask.ListSales: Operation(uitpas.list_sales, uitpas.read_sales),
    ask.UndoSale: Operation(uitpas.undo_sale, uitpas.read_nothing),
    ask.EventCardSystems: Operation(uitpas.event_card_systems, uitpas.read_card_systems),
    ask.ListPermissions: Operation(uitpas.list_permissions, uitpas.read_permissions),
    ask_rewards.SearchRewards: Operation(rewards.search_rewards, rewards.read_rewards),
    ask_rewards.FindReward: Operation(rewards.find_reward, rewards.read_reward),
    ask_rewards.CreateReward: Operation(rewards.create_reward, rewards.read_reward),
    ask_rewards.ReplaceReward: Operation(rewards.replace_reward, rewards.read_reward),
    ask_rewards.AskRedeemStatus: Operation(rewards.ask_redeem_status, rewards.read_redeem_status),
    ask_rewards.RedeemReward: Operation(rewards.redeem_reward, rewards.read_redeemed),
    ask_rewards.ReturnReward: Operation(rewards.return_reward, rewards.read_returned),
    ask_rewards.ListRedeemed: Operation(rewards.list_redeemed, rewards.read_redeemed_page),
    ask_checkins.AskCheckin: Operation(checkins.ask_checkin, checkins.read_status),
    ask_checkins.CheckIn: Operation(checkins.check_in, checkins.read_taken),
    ask_checkins.UndoCheckin: Operation(checkins.undo_checkin, checkins.read_undone),
    ask_checkins.ListCheckins: Operation(checkins.list_checkins, checkins.read_listed),
    ask.FindCards: Operation(people.find_cards, people.read_cards),
    ask.CreateEvent: Operation(uitdatabank.create_event, uitdatabank.read_created),
    **AT_PLACE,
    **WHOLE,
    **CHANGES,
    **SEARCHES,
    **EVENT_SETTINGS,
}

BUSY = frozenset({429, 502, 503, 504})
"""Statuses after which a question may be asked again."""


def outcome(question: Ask[Any], call: Call, reply: Reply) -> Any:
    """What an answer means for the question that was asked (design, section 3, point 3).

    Raises `ContractViolation` for a question whose answer cannot be read; a write whose answer cannot
    be read is `NoAnswer`: it may have happened.
    """
    if call.writes:
        return _written(question, call, reply)
    if reply.ok:
        return OPERATIONS[type(question)].read(question, reply)
    if reply.status in BUSY or not 400 <= reply.status < 500:
        return Unavailable(f"status {reply.status}")
    return problem_of(call.service, reply)


def _written(question: Ask[Any], call: Call, reply: Reply) -> Done[Any] | Refused | NotSent | NoAnswer:
    if reply.ok:
        try:
            return Done(OPERATIONS[type(question)].read(question, reply))
        except ContractViolation as error:
            return NoAnswer(str(error))
    if reply.status in {401, 429}:
        return NotSent(f"status {reply.status}", reply.retry_after)
    if 400 <= reply.status < 500 and reply.status != 408:
        return Refused(problem_of(call.service, reply))
    return NoAnswer(f"status {reply.status}")


def silence(call: Call, why: str, *, sent: bool) -> NotSent | NoAnswer | Unavailable:
    """What no answer means: `sent` says whether the request may have reached the service."""
    if not call.writes:
        return Unavailable(why)
    return NoAnswer(why) if sent else NotSent(why)
