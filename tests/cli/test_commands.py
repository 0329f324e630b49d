"""Each command on a good day, for people and for programs."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from tests.cli.conftest import SLOT, Shell
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official

COMMANDS = [
    "activity",
    "participant",
    "publish",
    "link",
    "offer",
    "enrol",
    "confirm",
    "release",
    "cancel",
    "enrolments",
    "checkout",
    "options",
    "coupons",
    "prices",
    "buy",
    "tickets",
    "rewards",
    "reinstate",
    "owed",
    "given-back",
    "work",
    "recover",
    "parked",
    "retry",
    "held",
    "adopt",
    "give-up",
    "reconcile",
    "permissions",
    "suggest",
    "places",
    "organizers",
    "card-systems",
    "opt-out",
    "opt-in",
    "doctor",
    "demo",
    "simulate",
]


def test_the_version_is_that_of_the_package(shell: Shell) -> None:
    ended = shell("--version")
    assert (ended.status, ended.out, ended.err) == (0, f"uitkern {version('uitkern')}\n", "")


def test_help_lists_every_command(shell: Shell) -> None:
    ended = shell("--help")
    assert ended.status == 0
    assert [name for name in COMMANDS if f" {name} " not in ended.out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_its_options(shell: Shell, command: str) -> None:
    ended = shell(command, "--help")
    assert ended.status == 0
    assert f"uitkern {command}" in ended.out
    assert ended.err == ""


def test_a_registration_from_price_to_cancellation(ready: Shell, publiq: Publiq) -> None:
    offered = ready("--json", "offer", "kid", "camp")
    (offer,) = offered.json
    assert (offered.status, offer["base_price"], offer["price"], offer["reason"]) == (0, 1100, 220, None)
    (enrolment,) = ready("--json", "enrol", "kid", "camp", "--agreed", "2.20").json
    assert (enrolment["id"], enrolment["state"], enrolment["price"]) == (1, "awaiting payment", 220)
    assert enrolment["sale_id"] in {str(sale.id) for sale in publiq.world.state.sales.values()}
    assert enrolment["number"] == "*********7513"
    assert [each["state"] for each in ready("--json", "confirm", "1").json] == ["confirmed"]
    assert [each["state"] for each in ready("--json", "cancel", "1").json] == ["cancelled"]
    assert [each["state"] for each in ready("--json", "enrolments").json] == ["cancelled"]
    assert ready("enrolments", "--activity", "other").status == 2
    assert not list(publiq.world.state.sales.values())


def test_a_registration_in_tables(ready: Shell) -> None:
    offered = ready("offer", "kid", "camp").out
    assert "€ 11,00" in offered
    assert "€ 2,20" in offered
    assert "SOCIALTARIFF" in offered
    assert "awaiting payment" in ready("enrol", "kid", "camp").out
    assert "cancelled" in ready("release", "1").out
    assert "kid" in ready("enrolments").out
    assert "nothing to show" in ready("tickets", "--activity", "camp").out


def test_what_is_too_wide_for_a_table_is_told_one_under_another(ready: Shell) -> None:
    ready("participant", "other", "--uitpas-number", "0900000031618")
    told = ready("offer", "other", "camp", COLUMNS="70").out
    assert [line.split("  ")[0] for line in told.splitlines() if not line.startswith(" ")] == [
        *("participant", "activity", "base price", "price", "reason", "for the parent", "valid until")
    ]
    assert "Ga langs bij een UiTPAS-balie" in " ".join(told.split())


def test_a_moment_is_told_as_the_clocks_of_brussels_show_it(ready: Shell) -> None:
    assert " 00:00" in ready("offer", "kid", "camp").out


def test_a_family_is_enrolled_but_for_the_child_that_is_refused_with_its_word_to_the_parent(
    ready: Shell,
) -> None:
    ready("participant", "other", "--uitpas-number", "0900000095902")
    ready("enrol", "kid", "camp")
    refused = ready("checkout", "kid:camp", "other:camp")
    assert (refused.status, refused.out) == (2, "")
    word = "for the parent of kid: Dit kind is al ingeschreven voor deze activiteit."
    assert refused.err.splitlines()[-1] == f"uitkern: {word}"
    rest = ready("--json", "checkout", "kid:camp", "other:camp", "--keep-rest")
    assert (rest.status, [each["participant_id"] for each in rest.json]) == (1, ["other"])
    assert rest.err.splitlines()[0].startswith("kid in camp: ")
    assert rest.err.splitlines()[1:] == [word]


def test_no_output_shows_a_whole_pass_number(ready: Shell) -> None:
    shown = "".join(
        ready(*words).out
        for words in (
            ("offer", "kid", "camp"),
            ("--json", "offer", "kid", "camp"),
            ("enrol", "kid", "camp"),
            ("--json", "enrolments"),
        )
    )
    assert "0900000067513" not in shown
    assert "7513" in shown


def test_a_reason_and_a_message_come_with_the_base_price(ready: Shell) -> None:
    ready("participant", "other", "--uitpas-number", "0900000031618")
    (offer,) = ready("--json", "offer", "other", "camp").json
    assert (offer["price"], offer["reason"]) == (1100, "social tariff expired")
    assert offer["for_the_parent"]


def test_full_price_registers_nothing(ready: Shell, publiq: Publiq) -> None:
    (enrolment,) = ready("--json", "enrol", "kid", "camp", "--full-price").json
    assert (enrolment["price"], enrolment["sale_id"]) == (1100, None)
    assert publiq.journal.count("post-ticket-sales") == 0


def test_an_event_that_is_there_is_linked(ready: Shell) -> None:
    ready("activity", "week", "--name", "Week", "--price", "11", *SLOT, "--place", official.PLACE)
    event = official.PERMANENT_EVENT
    (linked,) = ready("--json", "link", "week", f"https://io-test.uitdatabank.be/event/{event}").json
    assert linked == {"activity_id": "week", "state": "registered in UiTPAS", "event_id": event}


def test_publishing_twice_is_publishing_once(ready: Shell, publiq: Publiq) -> None:
    (published,) = ready("--json", "publish", "camp", "--no-wait").json
    assert published["state"] == "registered in UiTPAS"
    assert publiq.journal.count("event-post") == 1


def test_a_child_is_found_by_insz(ready: Shell) -> None:
    assert ready("participant", "second", "--insz", "08.09.18-606.84", "--consent-by", "a parent").status == 0
    (offer,) = ready("--json", "offer", "second", "camp").json
    assert offer["price"] == 220


def test_permissions_are_listed(shell: Shell) -> None:
    (granted,) = shell("--json", "permissions").json
    assert granted["organizer"] == official.ORGANIZER
    assert "TICKETSALES_REGISTER" in granted["permissions"]
    assert "TICKETSALES_REGISTER" in shell("permissions").out


def test_options_are_read_from_the_command_line_as_well(ready: Shell) -> None:
    url = ready.settings["UITKERN_LEDGER"]
    words = ("--ledger", url, "--organizer", official.ORGANIZER, "--environment", "simulator")
    ended = ready(
        *words,
        *("--client-id", ready.settings["UITKERN_CLIENT_ID"]),
        *("--simulator-url", ready.settings["UITKERN_SIMULATOR_URL"], "--json", "offer", "kid", "camp"),
        UITKERN_LEDGER="sqlite:///nowhere/else.db",
        UITKERN_ORGANIZER=None,
        UITKERN_ENVIRONMENT=None,
        UITKERN_CLIENT_ID=None,
        UITKERN_SIMULATOR_URL=None,
    )
    assert ended.json[0]["price"] == 220


def test_organisations_share_a_file_and_nothing_else(ready: Shell) -> None:
    assert "there is none with id 'kid'" in ready("--organisation", "other", "offer", "kid", "camp").err


def test_an_activity_takes_capacity_type_and_promoter(shell: Shell) -> None:
    more = ("--capacity", "1", "--event-type", "0.3.1.0.0", "--promoter", official.ORGANIZER)
    name = ("--name", "Ateliers d'été", "--price", "12.50")
    kept = shell("activity", "class", *name, *SLOT, "--place", official.PLACE, *more)
    assert (kept.status, kept.err) == (0, "")
    shell("participant", "one")
    shell("participant", "two")
    assert shell("enrol", "one", "class", "--full-price").status == 0
    full = shell("enrol", "two", "class", "--full-price")
    assert (full.status, full.err) == (
        2,
        (
            "uitkern: activity 'class' is full: all 1 places are taken\n"
            "uitkern: for the parent: Deze activiteit is volzet.\n"
        ),
    )
