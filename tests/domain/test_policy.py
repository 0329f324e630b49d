"""What an organisation decides about waiting and sending."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitkern.domain.errors import InvalidValue
from uitkern.domain.model.policy import Policy

spans = st.timedeltas(timedelta(milliseconds=1), timedelta(days=2))
attempts = st.integers(-3, 10_000)


@given(spans, spans, attempts)
def test_each_wait_is_as_long_as_the_one_before_or_twice_up_to_the_longest(
    back_off: timedelta, longest: timedelta, attempt: int
) -> None:
    policy = Policy(back_off=back_off, longest_back_off=longest)
    wait, following = policy.wait(attempt), policy.wait(attempt + 1)

    assert policy.wait(1) == policy.wait(0) == min(back_off, longest)
    assert timedelta(0) < wait <= following <= longest
    assert following <= wait * 2


def test_waits_double() -> None:
    waits = [Policy().wait(attempt) for attempt in (1, 2, 3, 9, 10_000)]

    assert waits == [timedelta(seconds=seconds) for seconds in (15, 30, 60, 3600, 3600)]


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ({"quiet": timedelta(seconds=60)}, "quiet"),
        ({"send_within": timedelta(seconds=60)}, "send_within"),
        ({"back_off": timedelta(0)}, "back_off"),
        ({"longest_back_off": timedelta(seconds=-1)}, "longest_back_off"),
        ({"attempts": 0}, "attempts"),
    ],
)
def test_a_policy_that_could_lose_or_double_a_sale_is_refused(choices: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        Policy(**choices)

    assert refused.value.field == field
