"""The commands that keep the ledger in order, as an administrator types them."""

from __future__ import annotations

import sys
import time
from io import StringIO

import pytest

from tests.cli.conftest import Shell
from uitkern import Uitkern
from uitkern.domain.errors import LedgerError
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


@pytest.mark.parametrize("under_way", [False, True])
def test_ctrl_c_says_what_is_not_settled_and_who_goes_on(
    ready: Shell, publiq: Publiq, monkeypatch: pytest.MonkeyPatch, under_way: bool
) -> None:
    if under_way:
        with publiq.fault("post-ticket-sales", cut="after"):
            assert ready("enrol", "kid", "camp").status == 2

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Uitkern, "enrolments", interrupted)
    ended = ready("enrolments")
    left = "uitkern: 1 write at UiTPAS not settled: uitkern work or uitkern recover --wait goes on\n"
    assert (ended.status, ended.err) == (130, f"{left if under_way else ''}uitkern: interrupted\n")


def test_ctrl_c_while_the_ledger_cannot_be_read_says_no_more(
    ready: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise LedgerError("ledger: gone")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Uitkern, "enrolments", interrupted)
    monkeypatch.setattr(Uitkern, "open_intents", broken)
    assert ready("enrolments").err == "uitkern: interrupted\n"


def test_the_worker_stops_at_once_when_it_is_told(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def told_to_stop(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", told_to_stop)
    ended = ready("work")
    assert ended.status == 0
    assert ended.out.endswith("stopped; what was under way is taken up by the next worker\n")
