"""Redeemed: what passes took, as UiTPAS holds it."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.problem import Problem
from ..model.reward import Redeemed
from ..model.uitpas_number import UitpasNumber
from ..ports.effects import Flow, ask
from ..ports.outcomes import Answered, Unavailable
from ..ports.rewards import ListRedeemed
from .answers import answer_or_raise
from .whole_list import whole_list

UITPAS = "UiTPAS"


def redeemed_by_pass(number: UitpasNumber) -> Flow[Answered[tuple[Redeemed, ...]]]:
    """Every reward the holder of a pass redeemed, as `whole_list` reads it."""

    def page(start: int) -> Flow[Answered[tuple[Sequence[Redeemed], int]]]:
        answer = yield from ask(ListRedeemed(number, start))
        return answer if isinstance(answer, Problem | Unavailable) else (answer.redeemed, answer.total)

    return (yield from whole_list(page, "redeemed rewards"))


def redeemed_at_uitpas(number: UitpasNumber) -> Flow[tuple[Redeemed, ...]]:
    """The rewards that UiTPAS holds as redeemed with a pass, ours and others'.

    Raises `Rejected` without REWARDS_READ, and `Unreachable`.
    """
    return answer_or_raise(UITPAS, (yield from redeemed_by_pass(number)))
