"""Coupons, rewards and tickets from the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official

CHILD, GROUP, COFFEE = "0900000067513", "0900000045410", "5687"
COUPON_CHILD = "0900000672312"


@pytest.fixture
def priced(ready: Shell) -> Shell:
    """A camp that can be paid with a reward."""
    assert ready("rewards", "import", COFFEE).status == 0
    assert ready("rewards", "price", COFFEE, "1", "--activity", "camp").status == 0
    return ready


def test_every_option_side_by_side(priced: Shell) -> None:
    rows = priced("--json", "options", "camp", "--participant", "kid").json
    assert [row["benefit"] for row in rows] == ["none", "social tariff", "reward"]
    assert [row["price"] for row in rows] == [1100, 220, 100]
    assert [row["selected"] for row in rows] == ["no", "yes", "no"]
    assert rows[2]["choose"] == "--reward 5687 --points 10"
    assert rows[2]["remaining"] == 4
    nobody = priced("--json", "options", "camp").json
    assert [row["benefit"] for row in nobody] == ["none"]
    refused = priced("options", "camp", "--participant", "kid", "--uitpas-number", CHILD)
    assert (refused.status, refused.out) == (2, "")


def test_a_reward_costs_points_only_after_consent(priced: Shell, publiq: Publiq) -> None:
    asked = priced("enrol", "kid", "camp", "--reward", COFFEE)
    assert asked.status == 2
    assert "Je hebt er nu 40 en houdt er 30 over" in asked.err
    (row,) = priced("--json", "enrol", "kid", "camp", "--reward", COFFEE, "--points", "10").json
    assert (row["price"], row["points"], row["state"]) == (100, 10, "awaiting payment")
    assert publiq.world.find_pass(CHILD).holder.points == 30
    (kept,) = priced("--json", "rewards", "redeemed").json
    assert (kept["id"], kept["given_back"], kept["number"]) == (row["sale_id"], "no", "*********7513")
    assert priced("cancel", str(row["id"])).status == 0
    assert priced("--json", "rewards", "redeemed").json[0]["given_back"] == "yes"
    assert publiq.world.find_pass(CHILD).holder.points == 40


@pytest.mark.parametrize(
    "options",
    [
        ("--tariff", "SOCIALTARIFF", "--full-price"),
        ("--tariff", "SOCIALTARIFF", "--reward", COFFEE),
        ("--points", "10"),
    ],
    ids=" ".join,
)
def test_one_benefit_at_a_time(ready: Shell, options: tuple[str, ...]) -> None:
    ended = ready("enrol", "kid", "camp", *options)
    assert (ended.status, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1


def test_coupons_of_a_child(ready: Shell) -> None:
    ready("participant", "lou", "--uitpas-number", COUPON_CHILD)
    (coupon,) = ready("--json", "coupons", "lou", "camp").json
    assert (coupon["price"], coupon["remaining"]) == (500, 1)
    assert coupon["choose"] == "--tariff COUPON_1079"
    (row,) = ready("--json", "enrol", "lou", "camp", "--tariff", "COUPON_1079").json
    assert row["price"] == 500


def test_a_coupon_that_is_used_up_shows_the_other_offers(ready: Shell, publiq: Publiq) -> None:
    ready("participant", "lou", "--uitpas-number", COUPON_CHILD)
    ready("offer", "lou", "camp")
    publiq.nudge("use-up-coupon", uitpasNumber=COUPON_CHILD, couponId="COUPON_1079")
    ended = ready("enrol", "lou", "camp", "--tariff", "COUPON_1079")
    assert ended.status == 2
    assert "Kansentarief" in ended.out
    assert "COUPON_1079" not in ended.out
    assert "for the parent:" in ended.err


def test_rewards_are_found_made_and_kept(ready: Shell) -> None:
    found = ready("--json", "rewards", "search", "testvoordeel*", "--of", official.ORGANIZER, "--all").json
    assert {COFFEE, "5823"} <= {row["id"] for row in found}
    assert "5688" not in {row["id"] for row in found}, "Testwelkomstvoordeel is another word"
    made = ready(
        *(
            "--json",
            "rewards",
            "create",
            "--title",
            "Gratis bal",
            "--description",
            "Een bal.",
            "--points",
            "6",
        ),
        *("--of", official.ORGANIZER, "--category", "Doen", "--end", "2099-12-31"),
    ).json
    (reward,) = made
    assert (reward["reference"], reward["points"]) == (reward["id"], 6)
    (edited,) = ready("--json", "rewards", "edit", reward["id"], "--points", "8", "--end", "2099-11-30").json
    assert (edited["points"], edited["until"][:10]) == (8, "2099-11-30")
    assert ready("--json", "rewards", "sync", reward["id"]).json[0]["points"] == 8
    (imported,) = ready("--json", "rewards", "import", COFFEE).json
    assert imported["reference"] == f"UiT_{COFFEE}"
    ready("rewards", "price", COFFEE, "2.50", "--type", "camps")
    listed = ready("--json", "rewards", "list").json
    assert {row["id"]: row["pays_for"] for row in listed} == {
        reward["id"]: [],
        COFFEE: ["type camps: € 2,50"],
    }
    assert ready("rewards", "unprice", COFFEE, "--type", "camps").status == 0
    assert ready("rewards", "unprice", COFFEE, "--type", "camps").status == 1


def test_a_reward_that_was_used_says_why_it_stays_as_it_is(priced: Shell) -> None:
    priced("enrol", "kid", "camp", "--reward", COFFEE, "--points", "10")
    ended = priced("rewards", "edit", COFFEE, "--points", "12")
    assert ended.status == 2
    assert "al 1 keer ingeruild" in ended.err


BAD = {
    "a past period": (("--end", "2020-12-31", "--begin", "2020-01-01"), "Deze periode is al voorbij"),
    "an end before the beginning": (("--begin", "2099-02-01", "--end", "2099-01-01"), "vóór de begindatum"),
    "negative points": (("--points", "-3"), "niet onder nul"),
    "no category": ((), "Kies minstens één van deze categorieën"),
}


@pytest.mark.parametrize(("options", "words"), BAD.values(), ids=BAD)
def test_a_bad_reward_is_refused_in_words_a_secretary_understands(
    ready: Shell, publiq: Publiq, options: tuple[str, ...], words: str
) -> None:
    whole = ("--title", "Bal", "--description", "Een bal.", "--of", official.ORGANIZER)
    category = () if words.startswith("Kies") else ("--category", "Doen")
    ended = ready("rewards", "create", *whole, *category, *options)
    assert (ended.status, ended.out) == (2, "")
    assert words in ended.err
    assert publiq.journal.count("post-rewards") == 0


def test_a_reward_of_nobody_is_refused_too(ready: Shell) -> None:
    ended = ready("rewards", "create", "--title", "Bal", "--description", "Een bal.", "--category", "Doen")
    assert ended.status == 2
    assert "Kies minstens één organisatie" in ended.err


def test_tickets_for_a_group_and_for_nobody(ready: Shell) -> None:
    bought = ready("--json", "buy", "camp", "--count", "3", "--uitpas-number", GROUP).json
    assert [row["price"] for row in bought] == [220, 220, 220]
    (plain,) = ready("--json", "buy", "camp").json
    assert (plain["price"], plain["at_uitpas"]) == (1100, None)
    assert len(ready("--json", "tickets", "--activity", "camp").json) == 4
    assert ready("--json", "enrolments").json == []
    too_many = ready("buy", "camp", "--count", "2", "--uitpas-number", CHILD, "--keep-rest")
    assert too_many.status == 1
    assert "ticket 2: this pass may buy 1 more" in too_many.err
    assert "for the buyer: Zoveel tickets" in too_many.err


def test_a_price_list(ready: Shell) -> None:
    (row,) = ready("--json", "prices", "camp").json
    assert (row["base_price"], row["social_tariff"], row["message"]) == (1100, 220, None)
    assert "€ 2,20" in ready("prices", "camp").out


def test_a_day_is_a_day(ready: Shell) -> None:
    ended = ready("rewards", "edit", COFFEE, "--end", "morgen")
    assert ended.status == 2
    assert ready("rewards", "edit", COFFEE).status == 2


def test_without_uitpas_an_activity_is_sold_at_its_price(ready: Shell) -> None:
    slot = ("--start", "2031-07-05T09:00+02:00", "--end", "2031-07-05T17:00+02:00")
    listed = ready.folder / "activities.yaml"
    listed.write_text("types: [{id: camps, name: Kampen}]\nactivities: []\n", encoding="utf-8")
    assert ready("publish-all", str(listed)).status == 0
    kept = ready(
        *("activity", "plain", "--name", "Gewoon", "--price", "9", "--place", official.PLACE),
        *(*slot, "--no-uitpas", "--type", "camps"),
    )
    assert kept.status == 0
    (offer,) = ready("--json", "offer", "kid", "plain").json
    assert (offer["price"], offer["reason"]) == (900, "UiTPAS is switched off for this activity")
