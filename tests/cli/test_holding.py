"""A basket of which somebody undid a part at UiTPAS, settled by a person at the command line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.conftest import Ended, Shell
from uitkern.adapters.clock import SystemClock
from uitkern.simulator.testing.publiq import Publiq

OTHER_PASS = "0900010959113"


@pytest.fixture
def parked(ready: Shell, publiq: Publiq, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Intent 1: two children in one request that was not answered, one of them undone at a counter."""
    ready("participant", "sis", "--uitpas-number", OTHER_PASS)
    with publiq.fault("post-ticket-sales", cut="after"):
        assert ready("checkout", "kid:camp", "sis:camp").status == 2
    first, _ = publiq.world.state.sales.values()
    publiq.world.undo_sale(str(first.id))
    later = datetime.now(UTC) + timedelta(minutes=5)
    monkeypatch.setattr(SystemClock, "now", lambda _: later)
    assert ready("recover").status == 1
    return ready


def test_what_uitpas_holds_is_shown_line_by_line(parked: Shell) -> None:
    (waiting,) = parked("--json", "parked").json
    assert waiting["why"] == (
        "UiTPAS holds 1 of the 2 sales of one request: who undid the rest? See `uitkern held`"
    )
    rows = parked("--json", "held", "1").json
    assert [(row["participant"], row["held"], row["price"]) for row in rows] == [
        ("kid", "no", None),
        ("sis", "yes", 220),
    ]


def test_it_is_kept_and_the_rest_registered(parked: Shell, publiq: Publiq) -> None:
    ended = parked("--json", "adopt", "1")
    assert [row["state"] for row in ended.json] == ["awaiting payment", "awaiting payment"]
    assert len(publiq.world.state.sales) == 2
    assert parked("--json", "parked").json == []
    assert parked("reconcile").status == 0


def test_it_is_given_up_and_undone(parked: Shell, publiq: Publiq) -> None:
    ended = parked("--json", "give-up", "1")
    assert [row["state"] for row in ended.json] == ["cancelled", "cancelled"]
    assert not publiq.world.state.sales
    assert parked("reconcile").status == 0


@pytest.mark.parametrize("command", ["held", "adopt", "give-up"])
def test_an_intent_that_is_not_there_is_one_line(shell: Shell, command: str) -> None:
    assert shell(command, "9") == Ended(2, "", "uitkern: intent: there is none with id '9'\n")
