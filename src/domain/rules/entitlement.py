"""R3: who is entitled to the social tariff."""

from __future__ import annotations

from ..model.problem import Problem
from ..model.reason import Reason
from ..model.tariff import Tariffs
from ..model.uitpas import Pass, SocialTariffStatus

_REASONS = {
    SocialTariffStatus.NONE: Reason.NO_SOCIAL_TARIFF,
    SocialTariffStatus.EXPIRED: Reason.EXPIRED,
    SocialTariffStatus.SUSPENDED: Reason.SUSPENDED,
}
_SOCIAL = {
    "uitpas/social-tariff-expired": Reason.EXPIRED,
    "uitpas/social-tariff-suspended": Reason.SUSPENDED,
    "uitpas/social-tariff-not-available": Reason.NOT_AVAILABLE,
    "uitpas/maximum-reached": Reason.NOT_AVAILABLE,
    "uitpas/passholder-no-active-cardsystems": Reason.NOT_AVAILABLE,
}
_PASS = {
    "uitpas/card-blocked": Reason.BLOCKED,
    "uitpas/passholder-blocked": Reason.BLOCKED,
    "uitpas/invalid-card": Reason.PASS_REFUSED,
    "uitpas/invalid-card-status": Reason.PASS_REFUSED,
    "uitpas/invalid-uitpas-number": Reason.NO_SUCH_PASS,
    "uitpas/invalid-uitpasnumber": Reason.NO_SUCH_PASS,
    "uitpas/pass-not-found": Reason.NO_SUCH_PASS,
    "uitpas/passholder-not-found": Reason.NO_SUCH_PASS,
}
_CARDS = {
    "BLOCKED": Reason.BLOCKED,
    "DELETED": Reason.REPLACED,
    "LOCAL_STOCK": Reason.UNREGISTERED,
    "PROVISIONED": Reason.UNREGISTERED,
}
"""What the status of a card means for who holds it (publiq `CardProblem.cardStatus`, F26)."""


def is_entitled(found: Pass) -> bool:
    """Whether the holder has the social tariff: by its status, never by an end date (R3).

    In the grace period the status is ACTIVE while the end date is past.
    """
    return found.social_tariff.status is SocialTariffStatus.ACTIVE


def gives_a_right(answer: object) -> bool:
    """Whether UiTPAS answered with anything that can be used: a right, or a tariff."""
    match answer:
        case Pass():
            return is_entitled(answer)
        case Tariffs():
            return bool(answer.available)
        case _:
            return False


def why_not(found: Pass) -> Reason | None:
    """Why a pass gives no social tariff, or `None` when it does."""
    return _REASONS.get(found.social_tariff.status)


def reason_of(problem: Problem) -> Reason | None:
    """What a refusal says about the pass or its right, or `None` when it says nothing of either."""
    about_the_pass = _PASS.get(problem.kind)
    if about_the_pass is Reason.PASS_REFUSED:
        return _CARDS.get(problem.card_status or "", about_the_pass)
    return about_the_pass or _SOCIAL.get(problem.kind)


def reason_now(problem: Problem) -> Reason:
    """What to show for a refusal that is not the pass's: it may be gone in a minute, so never kept."""
    if problem.kind == "uitpas/event-not-found":
        return Reason.NOT_KNOWN_YET
    if problem.status in {401, 403}:
        return Reason.NOT_ALLOWED
    return Reason.NOT_AVAILABLE
