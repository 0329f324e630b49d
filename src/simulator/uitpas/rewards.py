"""What the operations of rewards do, by operationId."""

from collections.abc import Iterable, Mapping

from attrs import evolve

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call
from ..world import passes, redeeming, refusals, reward_search, rights_refusals
from ..world.refusals import Refusal
from ..world.rewards import Redeemed, Reward, RewardType, Span
from ..world.sequences import following
from .reward_query import facet_of, interesting, read_search
from .reward_shapes import read_reward, redeemed, reward

FIRST = 6001


def get_rewards(call: Call) -> Answer:
    """Search rewards; what concerns a passholder needs a token with REWARDS_PASSHOLDERS_READ."""
    found = reward_search.search(call.state, call.now, read_search(call))
    interested = call.first("isInterestingForPassholderId")
    if interested is not None:
        found = interesting(call, found, interested)
    answer = call.page(found, lambda each: reward(call.state, each, call.now))
    facets = call.all("facets")
    if facets and isinstance(answer.body, dict):
        answer.body["facet"] = {facet: facet_of(call, facet, found) for facet in facets}
    return answer


def post_reward(call: Call) -> Answer:
    """Create a reward; the answer is 200."""
    blank = Reward("", "", RewardType.POINTS, Span(call.now), call.now)
    made = read_reward(call.state, call.fields, blank)
    _need_for_all(call, made.organizers)
    number = following(call.state, "reward", FIRST)
    return _stored(call, made, number)


def get_reward(call: Call) -> Answer:
    found = redeeming.reward_by_id(call.state, call.parameters["rewardId"])
    _need_for_one(call, found.organizers)
    return Answer(body=reward(call.state, found, call.now))


def put_reward(call: Call) -> Answer:
    """Replace a reward; points and beginnings are fixed once somebody took it."""
    present = redeeming.reward_by_id(call.state, call.parameters["rewardId"])
    _need_for_all(call, present.organizers)
    wanted = read_reward(call.state, call.fields, present)
    _need_for_all(call, wanted.organizers)
    if present.taken:
        fixed = {
            "points": (present.points, wanted.points),
            "redeemPeriod.begin": (_begin(present.redeemable), _begin(wanted.redeemable)),
            "grantingPeriod.begin": (_begin(present.granted), _begin(wanted.granted)),
        }
        for member, (before, after) in fixed.items():
            if before != after:
                raise rights_refusals.reward_not_editable(member)
    return _stored(call, wanted, present.id)


def get_redeem_status(call: Call) -> Answer:
    wanted = redeeming.reward_by_id(call.state, call.parameters["rewardId"])
    _need_for_one(call, wanted.organizers)
    try:
        held = redeeming.pass_for_rewards(call.state, call.first("uitpasNumber") or "")
        refusal = redeeming.why_not(call.state, call.now, wanted, held)
    except Refusal as why:
        if why.kind not in redeeming.REASONS:
            raise
        refusal = why
    if refusal is None:
        return Answer(body={"redeemable": True})
    reason = redeeming.REASONS[refusal.kind]
    return Answer(body={"redeemable": False, "reason": reason, "message": refusal.message})


def post_redeemed(call: Call) -> Answer:
    wanted = redeeming.reward_by_id(call.state, str(call.fields["rewardId"]))
    _need_for_one(call, wanted.organizers)
    held = redeeming.pass_for_rewards(call.state, str(call.fields["uitpasNumber"]))
    taken = redeeming.redeem(call.state, call.now, wanted, held)
    return Answer(201, redeemed(call.state, taken, call.now))


def get_redeemed(call: Call) -> Answer:
    """List what a passholder took, newest first: by number, or by id at organizers."""
    number, holder = call.first("uitpasNumber"), call.first("passholderId")
    organizers, title = call.all("organizerId"), (call.first("rewardTitle") or "").casefold()
    call.need_somewhere()
    for organizer in organizers:
        call.need_for(organizer)
    if number is not None:
        holder = _holder_of(call, number)
    taken = [call.state.redeemed[each] for each in reversed(call.state.redeemed_of.of(holder or ""))]
    kind = call.first("rewardType")

    def fits(each: Redeemed) -> bool:
        of = call.state.rewards[each.reward]
        return (
            kind in (None, of.type)
            and title in of.title.casefold()
            and (not organizers or not set(organizers).isdisjoint(of.organizers))
        )

    return call.page(
        [each for each in taken if fits(each)], lambda each: redeemed(call.state, each, call.now)
    )


def delete_redeemed(call: Call) -> Answer:
    taken = redeeming.redeemed_by_id(call.state, call.parameters["redeemedRewardId"])
    _need_for_one(call, call.state.rewards[taken.reward].organizers)
    redeeming.cancel(call.state, taken)
    return Answer(204)


def _stored(call: Call, made: Reward, number: str) -> Answer:
    stored = evolve(made, id=number)
    call.state.rewards.put(number, stored)
    return Answer(body=reward(call.state, stored, call.now))


def _begin(period: Span | None) -> object:
    return period.begin if period else None


def _need_for_all(call: Call, organizers: Iterable[str]) -> None:
    call.need_somewhere()
    for organizer in organizers:
        call.need_for(organizer)


def _need_for_one(call: Call, organizers: tuple[str, ...]) -> None:
    """Refuse a caller with the permission for none of a reward's organizers."""
    if not organizers:
        call.need_somewhere()
        return
    for organizer in organizers[:-1]:
        try:
            call.need_for(organizer)
        except Refusal:
            continue
        return
    call.need_for(organizers[-1])


def _holder_of(call: Call, number: str) -> str | None:
    try:
        return passes.card_by_number(call.state, number).holder
    except Refusal as refusal:
        if refusal.kind == "uitpas/invalid-uitpasnumber":
            raise refusals.invalid_uitpas_number("invalid-uitpas-number") from None
        return None


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-rewards": Behaviour(get_rewards),
    "post-rewards": Behaviour(post_reward),
    "get-rewards-id": Behaviour(get_reward),
    "put-rewards-id": Behaviour(put_reward),
    "get-rewards-id-redeem-status": Behaviour(get_redeem_status),
    "post-rewards-redeemed": Behaviour(post_redeemed),
    "get-rewards-redeemed": Behaviour(get_redeemed),
    "delete-rewards-redeemed-redeemedRewardId": Behaviour(delete_redeemed),
}
