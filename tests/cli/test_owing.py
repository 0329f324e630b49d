"""Selling while UiTPAS is silent, and giving the difference back, as typed at a desk (F33)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.conftest import SLOT, Ended, Shell
from uitkern.adapters.clock import SystemClock
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official

ALLOWED = {"UITKERN_DISCOUNT_LATER": "1"}


@pytest.fixture
def sold(ready: Shell, publiq: Publiq, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A place sold at the base price while UiTPAS was busy, paid, its sale registered a minute later."""
    ready("offer", "kid", "camp")
    with publiq.fault("post-ticket-sales", status=429, retry_after=20):
        (now,) = ready("--json", "enrol", "kid", "camp", "--later", **ALLOWED).json
    assert (now["state"], now["price"], now["sale_id"]) == ("awaiting payment", 1100, None)
    assert ready("confirm", "1").status == 0
    assert ready("--json", "owed").json == []
    later = datetime.now(UTC) + timedelta(minutes=1)
    monkeypatch.setattr(SystemClock, "now", lambda _: later)
    assert ready("recover").status == 0
    return ready


def test_what_is_owed_is_listed_with_what_to_tell_the_parent(sold: Shell) -> None:
    (row,) = sold("--json", "owed", "--activity", "camp").json
    said = "UiTPAS heeft het kansentarief bevestigd: de prijs is € 2,20. Je krijgt € 8,80 terug."
    assert row == {
        "enrolment": 1,
        "participant": "kid",
        "activity": "camp",
        "paid": 1100,
        "price": 220,
        "refund": 880,
        "for_the_parent": said,
    }
    assert "Je krijgt € 8,80 terug." in sold("owed").out


def test_what_is_given_back_is_owed_no_more(sold: Shell) -> None:
    (after,) = sold("--json", "given-back", "1").json
    assert (after["state"], after["price"]) == ("confirmed", 220)
    assert sold("--json", "owed").json == []
    again = sold("given-back", "1")
    assert (again.status, again.err) == (1, "nothing is owed for enrolment 1\n")


def test_later_is_for_the_organisation_to_allow(ready: Shell) -> None:
    told = "uitkern: later: is not what this organisation's policy allows (discount_later)\n"
    assert ready("enrol", "kid", "camp", "--later") == Ended(2, "", told)
    assert ready("checkout", "kid:camp", "--later") == Ended(2, "", told)


def test_a_basket_is_sold_at_the_base_price_too(ready: Shell, publiq: Publiq) -> None:
    ready("offer", "kid", "camp")
    with publiq.fault("post-ticket-sales", status=429, retry_after=20):
        ended = ready("--json", "checkout", "kid:camp", "--later", **ALLOWED)
    assert (ended.status, ended.json[0]["price"]) == (0, 1100)


@pytest.mark.parametrize(
    "words",
    [
        ("enrolments", "--activity", "capm"),
        ("tickets", "--activity", "capm"),
        ("owed", "--activity", "capm"),
        ("checkin", "list", "--activity", "capm"),
        ("checkin", "all", "capm"),
        ("reconcile", "--activity", "capm"),
        ("prices", "capm"),
    ],
    ids=lambda words: " ".join(words[:-1]),
)
def test_a_list_of_an_activity_that_nobody_knows_is_refused(shell: Shell, words: tuple[str, ...]) -> None:
    assert shell(*words) == Ended(2, "", "uitkern: activity: there is none with id 'capm'\n")


def test_an_enrolment_that_nobody_knows_is_owed_nothing(shell: Shell) -> None:
    assert shell("given-back", "9") == Ended(2, "", "uitkern: enrolment: there is none with id '9'\n")


def test_an_activity_of_a_type_that_nobody_knows_is_refused(ready: Shell) -> None:
    words = ("activity", "new", "--name", "x", "--price", "1", *SLOT, "--place", official.PLACE)
    told = "uitkern: activity type: there is none with id 'sprots'\n"
    assert ready(*words, "--type", "sprots") == Ended(2, "", told)
    assert ready("enrolments", "--activity", "new").status == 2
