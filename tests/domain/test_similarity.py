"""How much two names and two calendars look alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitkern.domain.model.problem import Mistake, Problem
from uitkern.domain.rules.similarity import alike, plain, shared

NINE = datetime(2031, 7, 7, 7, tzinfo=UTC)
NINE_HERE = NINE.astimezone(timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("one", "other"), [("Zomerkamp", "ZOMERKAMP!"), ("Café  Zoë", "cafe zoe"), ("a-b", "A b"), ("℻", "fax")]
)
def test_spelling_is_no_difference(one: str, other: str) -> None:
    assert alike(one, other) == 1.0


def test_words_in_another_order_are_alike_but_not_the_same() -> None:
    assert 0.5 < alike("kamp zomer", "zomer kamp") < 1.0


@pytest.mark.parametrize(("one", "other"), [("", "Zomerkamp"), ("Zomerkamp", "!?"), ("", "")])
def test_no_name_is_like_nothing(one: str, other: str) -> None:
    assert alike(one, other) == 0.0


@given(st.text(), st.text())
def test_a_likeness_is_between_nothing_and_all(one: str, other: str) -> None:
    assert 0.0 <= alike(one, other) <= 1.0


@given(st.text(alphabet="abc ", min_size=1))
def test_every_name_is_like_itself(name: str) -> None:
    assert alike(name, name) == (1.0 if plain(name) else 0.0)


def test_the_same_moment_is_the_same_in_any_zone() -> None:
    assert shared([NINE], [NINE_HERE]) == 1.0


def test_the_same_day_counts_half() -> None:
    assert shared([NINE], [NINE + timedelta(hours=1)]) == 0.5


def test_another_day_is_nothing_in_common() -> None:
    assert shared([NINE], [NINE + timedelta(days=7)]) == shared([], [NINE]) == shared([NINE], []) == 0.0


def test_a_problem_says_every_mistake() -> None:
    mistakes = (Mistake("/name/nl", "Too long"), Mistake("/terms", "Empty"))
    told = Problem("body/invalid-data", 400, mistakes=mistakes)
    assert str(told) == "body/invalid-data (400): /name/nl: Too long; /terms: Empty"
    assert str(Problem("url/not-found", 404, detail="Gone.")) == "url/not-found (404): Gone."
