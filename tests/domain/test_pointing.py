"""Which line of a basket a refusal is about (F14)."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import a_problem
from uitkern.domain.rules.pointing import line_of

PROBLEM = a_problem("maximum-reached", 422)


@given(st.integers(2, 50), st.integers(0, 60), st.sampled_from(["", "/tariff", "/tariff/id", "/"]))
def test_a_pointer_names_a_line_that_is_there(lines: int, index: int, member: str) -> None:
    named = line_of(evolve(PROBLEM, pointer=f"/{index}{member}"), lines)

    assert named == (index if index < lines else None)


@pytest.mark.parametrize("pointer", [None, "", "/", "/tariff", "/-1", "/1x", "/²", "/ 1", "//1"])
def test_a_pointer_that_names_no_line_is_about_all(pointer: str | None) -> None:
    assert line_of(evolve(PROBLEM, pointer=pointer), 3) is None


@given(st.none() | st.text(max_size=5))
def test_of_one_line_it_is_that_line(pointer: str | None) -> None:
    assert line_of(evolve(PROBLEM, pointer=pointer), 1) == 0


@given(st.none() | st.text(max_size=8), st.integers(1, 9))
def test_whatever_is_pointed_at_is_a_line_or_none(pointer: str | None, lines: int) -> None:
    assert line_of(evolve(PROBLEM, pointer=pointer), lines) in {None, *range(lines)}
