"""What the operations on cards, group passes and coupons do, by operationId."""

from collections.abc import Mapping

from ..wire.call import Call
from ..wire.messages import Answer
from ..wire.service import Behaviour
from ..world import granted, groups, passes, people_refusals, refusals
from ..world.limits import Tally
from ..world.numbers import is_insz, is_social, is_uitpas_number, plain_insz
from ..world.passes import Pass
from ..world.registration import organizer
from ..world.values import Card, CardStatus, Passholder, PassType, SocialTariffStatus
from ..world.vouchers import card_system
from . import person_shapes, shapes
from .callers import holder_in_path, need_any, need_over
from .shapes import Json


def get_pass_by_insz(call: Call) -> Answer:
    """Find a pass as the deprecated operation does; what is no INSZ number is nobody's."""
    need_any(call)
    number = plain_insz(call.parameters["inszNumber"])
    return _pass(call, number if is_insz(number) else "")


def get_pass_by_chip(call: Call) -> Answer:
    need_any(call)
    chip = call.parameters["chipNumber"].upper()
    return _pass(call, chip if chip in call.state.chips else "")


def _pass(call: Call, identifier: str) -> Answer:
    """Answer as the deprecated operations do, with problems of their own for a blocked holder or card."""
    card = passes.card_by_identifier(call.state, identifier)
    holder = call.state.passholders.get(card.holder)
    if holder is not None and holder.memberships and not passes.active_memberships(holder):
        raise people_refusals.passholder_blocked()
    if card.status is CardStatus.BLOCKED:
        raise refusals.card_blocked()
    found: Pass = passes.active_pass(call.state, card)
    return Answer(body=shapes.pass_of(found, call.now))


def get_card(call: Call) -> Answer:
    """Find a card, whether or not somebody holds it."""
    need_any(call)
    number, chip = call.first("uitpasNumber"), call.first("chipNumber")
    if number is not None and not is_uitpas_number(number):
        raise people_refusals.invalid_number()
    card = call.state.cards.get(number if number is not None else call.state.chips.get((chip or "").upper()))
    if card is None or (chip is not None and card.chip != chip.upper()):
        raise refusals.not_found("No card has this number.")
    return Answer(body=_card(call, card))


def _card(call: Call, card: Card) -> Json:
    shape: Json = {
        "uitpasNumber": card.number,
        "cardSystem": shapes.card_system(call.state.card_systems[card.card_system]),
        "cardType": card.type,
        "status": card.status,
        "socialTariff": _has_social_tariff(call, card),
    }
    return shape | ({"chipNumber": card.chip} if card.chip is not None else {})


def _has_social_tariff(call: Call, card: Card) -> bool:
    """Say what the holder is entitled to; for a card in nobody's hands, what it was made for."""
    holder = call.state.passholders.get(card.holder)
    if holder is None:
        return is_social(card.number)
    membership = holder.membership(card.card_system)
    return membership is not None and membership.status(call.now) is SocialTariffStatus.ACTIVE


def get_social_tariff_cards(call: Call) -> Answer:
    """List the cards with which the social tariff can be had now."""
    system = card_system(call.state, int(call.parameters["cardSystemId"]))
    need_any(call)
    listed: list[Json] = []
    for card in call.state.cards.values():
        holder = call.state.passholders.get(card.holder)
        in_use = card.card_system == system.id and card.status is CardStatus.ACTIVE
        if holder is not None and in_use and _has_social_tariff(call, card):
            listed.append(_social_tariff_card(call, card, holder))
    return Answer(body=listed)


def _social_tariff_card(call: Call, card: Card, holder: Passholder) -> Json:
    if holder.pass_type is PassType.INDIVIDUAL:
        return {"uitpasNumber": card.number, "cardType": "REGULAR"}
    shape: Json = {"uitpasNumber": card.number, "cardType": "GROUP"}
    tally = Tally(call.state, call.now)
    left = [tally.left(("pass", holder.id), each.limit) for each in holder.limits if not each.per_event]
    return shape | ({"availableTickets": min(left)} if left else {})


def get_group_passes(call: Call) -> Answer:
    if not call.identified:
        need_any(call)
    found = groups.search(call.state, call.now, call.first("uitpasNumber"), call.first("chipNumber"))
    return call.page(found, lambda each: person_shapes.group_pass(call.state, each, reduced=call.identified))


def get_group_pass(call: Call) -> Answer:
    need_any(call)
    found = groups.group_pass(call.state, call.now, call.parameters["passholderId"])
    return Answer(body=person_shapes.group_pass(call.state, found, reduced=False))


def get_group_coupons(call: Call) -> Answer:
    need_any(call)
    holder = groups.group_pass(call.state, call.now, call.parameters["passholderId"]).holder
    need_over(call, holder)
    return _coupons(call, holder)


def get_coupons(call: Call) -> Answer:
    return _coupons(call, holder_in_path(call))


def _coupons(call: Call, holder: Passholder) -> Answer:
    at = call.first("organizerId")
    by = organizer(call.state, at) if at is not None else None
    listed = granted.coupons(call.state, call.now, holder, call.first("status") or "ACTIVE", by)
    return Answer(body=[person_shapes.coupon(each) for each in listed])


def get_insz_state(call: Call) -> Answer:
    """Say whether an INSZ number has a UiTPAS, and nothing more."""
    number = plain_insz(call.parameters["inszNumber"])
    if not is_insz(number):
        raise people_refusals.invalid_insz()
    return Answer(body={"state": "USED" if number in call.state.insz else "UNUSED"})


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-insz-numbers-inszNumber": Behaviour(get_pass_by_insz),
    "get-chip-numbers-chipNumber": Behaviour(get_pass_by_chip),
    "get-cards": Behaviour(get_card),
    "get-cards-social-tariff-cardSystemId-active": Behaviour(get_social_tariff_cards),
    "get-grouppasses": Behaviour(get_group_passes),
    "get-grouppasses-passholderId": Behaviour(get_group_pass),
    "get-grouppasses-passholderId-coupons": Behaviour(get_group_coupons),
    "get-passholders-passholderId-coupons": Behaviour(get_coupons),
    "passholders-status-insz-numbers-insznumber": Behaviour(get_insz_state),
}
