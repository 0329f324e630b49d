"""A power cut at any question of a basket with a reward: both ends hold the same afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.counter import consent as agreed
from tests.cases.counter import in_balance, price_rewards
from tests.cases.desk import Desk, S
from uitkern import Line
from uitkern.adapters import drivers
from uitkern.domain.model.enrolment import LIVE

READS, MOST_QUESTIONS = 6, 80
"""Before its sixth question nothing is written."""


class PowerCut(BaseException):
    """The process is gone."""


def test_a_basket_cut_off_at_any_question_is_settled_by_the_worker(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    price_rewards(desk)
    basket = [Line("sister", "camp"), Line("kid", "camp", agreed())]
    perform = drivers._perform
    for moment in range(READS, MOST_QUESTIONS):
        left = [moment]

        def until_cut(question: Any, outside: Any, left: list[int] = left) -> Any:
            left[0] -= 1
            if left[0] >= 0:
                return perform(question, outside)
            raise PowerCut

        cut = False
        with monkeypatch.context() as patch:
            patch.setattr(drivers, "_perform", until_cut)
            try:
                desk.core.checkout(basket)
            except PowerCut:
                cut = True
        desk.later(minutes=5)
        desk.work()
        assert desk.core.parked() == (), f"cut before question {moment}"
        live = [each for each in desk.core.enrolments("camp") if each.state in LIVE]
        assert {each.state for each in live} <= {S.AWAITING_PAYMENT}, f"cut before question {moment}"
        in_balance(desk)
        desk.agrees()
        for each in live:
            desk.core.cancel(each.id)
        desk.work()
        in_balance(desk)
        assert desk.held() == set()
        if not cut:
            assert moment > 10, "all of it was played"
            return
    pytest.fail("the checkout never came to its end")
