"""The commands that keep the ledger in order, as an administrator types them."""

from __future__ import annotations

import sys
import time
from io import StringIO

import pytest

from tests.cli.conftest import Shell
from uitkern.simulator.testing.publiq import Publiq


def lose_a_sale(ready: Shell, publiq: Publiq) -> None:
    """A confirmed enrolment whose sale somebody removed at UiTPAS."""
    ready("enrol", "kid", "camp")
    ready("confirm", "1")
    (sale,) = publiq.world.state.sales.values()
    publiq.world.undo_sale(str(sale.id))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What is typed when a command asks."""
    typed = StringIO()
    monkeypatch.setattr(sys, "stdin", typed)
    return typed


def test_nothing_waits_on_a_good_day(ready: Shell) -> None:
    ready("enrol", "kid", "camp")
    assert (ready("parked").status, ready("--json", "parked").json) == (0, [])
    assert (ready("recover").status, ready("recover").out) == (0, "nothing was due; 0 left, 0 parked\n")
    agreed = ready("--json", "reconcile", "--period", "2020..2099")
    assert (agreed.status, agreed.json[0]["agreed"], agreed.json[0]["findings"]) == (0, 1, [])
    assert agreed.err == ""


def test_an_undo_that_uitpas_does_not_answer_is_left_and_recovered_later(
    ready: Shell, publiq: Publiq
) -> None:
    ready("enrol", "kid", "camp")
    with publiq.fault("delete-ticket-sales", status=503):
        assert [each["ending"] for each in ready("--json", "cancel", "1").json] == ["cancelled"]
        left = ready("--json", "recover")
    assert (left.status, [each["kind"] for each in left.json]) == (1, ["undo"])
    assert len(publiq.world.state.sales) == 1


def test_a_difference_is_told_and_mended_only_when_the_answer_is_yes(
    ready: Shell, publiq: Publiq, answers: StringIO
) -> None:
    lose_a_sale(ready, publiq)
    told = ready("reconcile")
    assert told.status == 1
    assert "we hold it, UiTPAS does not" in told.out
    assert "Difference" not in told.out

    answers.write("n\ny\n")
    answers.seek(0)
    declined = ready("reconcile", "--repair")
    assert (declined.status, declined.err.splitlines()[-1]) == (1, "both sides still differ")
    assert not publiq.world.state.sales
    mended = ready("reconcile", "--repair")
    assert (mended.status, mended.err.splitlines()[-1]) == (0, "both sides agree now")
    assert len(publiq.world.state.sales) == 1


def test_a_retry_of_what_is_not_there_is_one_line(ready: Shell) -> None:
    ended = ready("retry", "99")
    assert (ended.status, ended.out, ended.err) == (2, "", "uitkern: intent: there is none with id '99'\n")


def test_the_worker_stops_at_once_when_it_is_told(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def told_to_stop(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", told_to_stop)
    ended = ready("work")
    assert ended.status == 0
    assert ended.out.endswith("stopped; what was under way is taken up by the next worker\n")
