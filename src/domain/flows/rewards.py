"""Rewards: make them at UiTPAS or import them, keep them as UiTPAS has them, and price them (R9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from attrs import evolve, fields_dict

from ..errors import InvalidValue, Rejected, RewardNotEditable, RewardUnknown, Unreachable
from ..model.problem import Problem
from ..model.reward import KeptReward, Reward, RewardSearch
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Answered, Done, NotSent, Refused, Unavailable
from ..ports.rewards import CreateReward, FindReward, ReplaceReward, SearchRewards
from ..rules.rewarding import check_draft, finds, is_same
from .answers import answer_or_raise
from .whole_list import whole_list

UITPAS = "UiTPAS"
NOT_EDITABLE = "uitpas/reward-not-editable"
DECIDED_THERE = frozenset({"id", "status", "taken"})
"""What UiTPAS alone decides of a reward."""


def create_reward(draft: Reward) -> Flow[KeptReward]:
    """Make a reward at UiTPAS, and keep it under the id it gets.

    Raises `InvalidReward` for one that could not be, `Rejected`, `Unreachable` when nothing was sent, and
    `RewardUnknown` when no answer came and no such reward is found there either.
    """
    now = yield from ask(Now())
    check_draft(draft, now)
    outcome = yield from ask(CreateReward(draft))
    match outcome:
        case Done(made):
            return (yield from _keep(made, imported=False))
        case Refused(problem):
            raise Rejected(UITPAS, problem)
        case NotSent(why):
            raise Unreachable(UITPAS, why)
        case _:
            return (yield from _adopt(draft, outcome.why))


def _adopt(draft: Reward, why: str) -> Flow[KeptReward]:
    """Find the reward that was sent and not answered: one like it that we do not keep yet."""
    wanted = RewardSearch(draft.title, draft.organizers[0], all_periods=True)
    listed = yield from _listed(wanted)
    if isinstance(listed, Problem | Unavailable):
        raise RewardUnknown(draft.title, why)
    kept = yield from transact(lambda ledger: {each.reward.id for each in ledger.rewards()})
    alike = [each for each in listed if each.id not in kept and is_same(each, draft)]
    if len(alike) != 1:
        raise RewardUnknown(draft.title, why)
    return (yield from _keep(alike[0], imported=False))


def search_rewards(search: RewardSearch) -> Flow[tuple[Reward, ...]]:
    """The rewards at UiTPAS that fit, one call for each 500; nothing is kept.

    Raises `InvalidValue` when nothing is looked for (seed 002, 5.3.3), `Rejected`, `Unreachable`.
    """
    if not (search.text.strip(" *") or search.organizer_id or search.postal_code):
        raise InvalidValue("search", "must say something: a word, an organizer or a postal code")
    has_wildcard = "*" in search.text
    asked = evolve(search, text="" if has_wildcard else search.text.strip())
    found = answer_or_raise(UITPAS, (yield from _listed(asked)))
    return tuple(each for each in found if not has_wildcard or finds(search.text, each))


def _listed(search: RewardSearch) -> Flow[Answered[tuple[Reward, ...]]]:
    def page(start: int) -> Flow[Answered[tuple[Sequence[Reward], int]]]:
        answer = yield from ask(SearchRewards(search, start))
        return answer if isinstance(answer, Problem | Unavailable) else (answer.rewards, answer.total)

    return (yield from whole_list(page, "rewards"))


def import_rewards(reward_ids: Sequence[str]) -> Flow[tuple[KeptReward, ...]]:
    """Keep rewards that are at UiTPAS already; one that was made here stays so.

    Raises `Rejected` for an id UiTPAS does not know, `Unreachable`; those before it are kept.
    """
    kept: tuple[KeptReward, ...] = ()
    for reward_id in dict.fromkeys(reward_ids):
        found = answer_or_raise(UITPAS, (yield from ask(FindReward(reward_id))))
        kept += ((yield from _keep(found, imported=True)),)
    return kept


def synchronise_reward(reward_id: str) -> Flow[KeptReward]:
    """Take over what UiTPAS has now of a reward that is kept (seed 002, 5.3.5).

    Raises `NotFound`, `Rejected`, `Unreachable`.
    """
    yield from transact(lambda ledger: ledger.reward(reward_id))
    found = answer_or_raise(UITPAS, (yield from ask(FindReward(reward_id))))
    return (yield from _keep(found, imported=True))


def edit_reward(reward_id: str, changes: Mapping[str, object]) -> Flow[KeptReward]:
    """Change fields of a reward as long as nobody redeemed it; the others stay as UiTPAS has them.

    Raises `NotFound`, `InvalidValue` for a field that is none or not ours to set, `InvalidReward`,
    `RewardNotEditable` once it was redeemed (seed 002, 5.3.4), `Rejected`, and `Unreachable`, after which it
    may be done again.
    """
    not_ours = sorted(set(changes) - (set(fields_dict(Reward)) - DECIDED_THERE))
    if not_ours:
        raise InvalidValue(not_ours[0], "is not a field of a reward that can be set")
    yield from transact(lambda ledger: ledger.reward(reward_id))
    present = answer_or_raise(UITPAS, (yield from ask(FindReward(reward_id))))
    if present.taken:
        raise RewardNotEditable(reward_id, present.taken)
    now = yield from ask(Now())
    wanted = evolve(present, **changes)  # type: ignore[arg-type]
    check_draft(wanted, now)
    outcome = yield from ask(ReplaceReward(wanted))
    match outcome:
        case Done(written):
            return (yield from _keep(written, imported=True))
        case Refused(Problem(kind=kind)) if kind == NOT_EDITABLE:
            raise RewardNotEditable(reward_id, max(1, present.taken))
        case Refused(problem):
            raise Rejected(UITPAS, problem)
        case _:
            raise Unreachable(UITPAS, outcome.why)


def _keep(reward: Reward, *, imported: bool) -> Flow[KeptReward]:
    """Keep a reward as UiTPAS has it now; what was made here was not imported, whatever happens later."""
    now: datetime = yield from ask(Now())

    def work(ledger: Ledger) -> KeptReward:
        made_here = any(each.reward.id == reward.id and not each.imported for each in ledger.rewards())
        kept = KeptReward(reward, imported and not made_here, now)
        ledger.save_reward(kept)
        return kept

    return (yield from transact(work))
