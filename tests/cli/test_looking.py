"""Look things up and look after them, from the command line."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.cli.conftest import SLOT, Ended, Shell
from tests.simulator.udb import a_place, an_event
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official


def test_our_own_organizer_may_sell(ready: Shell) -> None:
    (row,) = ready("--json", "organizers").json
    assert (row["organizer"], row["partner"], row["may_sell"]) == (official.ORGANIZER, "yes", "yes")
    assert row["missing"] == []
    assert ready("--json", "organizers", "--of", "camp").json == [row]


def test_an_organizer_that_is_no_partner_is_an_exit_status(ready: Shell) -> None:
    ended = ready("organizers", UITKERN_ORGANIZER=official.NOT_IN_UITPAS)
    assert ended.status == 1
    assert "is no UiTPAS partner: its activities get no discount" in ended.err
    every = ready("--json", "organizers", "--every", UITKERN_ORGANIZER=official.NOT_IN_UITPAS)
    assert (every.status, [row["activity"] for row in every.json]) == (1, ["camp"])
    assert "is no UiTPAS partner" in every.json[0]["warning"]
    assert ready("--json", "organizers", "--every").json == []


def test_an_activity_opts_out_and_in_again(ready: Shell) -> None:
    before = ready("--json", "card-systems", "camp").json
    assert {row["discount"] for row in before} == {"yes"}
    one = str(before[0]["card_system"])
    after = ready("--json", "opt-out", "camp", "--card-system", one).json
    assert [row["discount"] for row in after if str(row["card_system"]) == one] == ["no"]
    assert {row["discount"] for row in ready("--json", "opt-out", "camp").json} == {"no"}
    ready("opt-in", "camp")
    assert ready("--json", "card-systems", "camp").json == before


def test_a_card_system_of_elsewhere_is_named(ready: Shell) -> None:
    ended = ready("opt-out", "camp", "--card-system", "99")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("uitkern: card_system: must be one of those of the event: ")


def test_the_place_of_an_activity_is_there(ready: Shell) -> None:
    assert ready("--json", "places", "--of", "camp").json == []


def test_a_place_that_is_not_there_is_an_exit_status(ready: Shell) -> None:
    nowhere = "11111111-2222-4333-8444-555555555555"
    ready("activity", "lost", "--name", "Weg", "--price", "11", *SLOT, "--place", nowhere)
    ended = ready("places", "--of", "lost")
    assert ended.status == 1
    said = f"warning: lost: place {nowhere} is not in UiTdatabank: choose another\n"
    assert ended.err == said
    ended = ready("places", "--every")
    assert (ended.status, ended.err) == (1, said)


def test_a_search_for_nothing_is_refused(ready: Shell) -> None:
    said = "uitkern: postal_code: is missing: give --postal-code, --name or both, or --of an activity\n"
    assert ready("places") == Ended(2, "", said)


@pytest.mark.parametrize("pasted", ["", "Zomerkamp", f"https://io.uitdatabank.be/place/{official.PLACE}"])
def test_what_names_no_event_is_refused(ready: Shell, pasted: str) -> None:
    ended = ready("link", "camp", pasted)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("uitkern: event: ")


def test_warnings_of_a_link_are_told_beside_it(ready: Shell, publiq: Publiq) -> None:
    with publiq.http(publiq.client()) as http:
        theirs = http.post("/uitdatabank/events", json=an_event()).json()["id"]
    ready("activity", "week", "--name", "Week", "--price", "11", *SLOT, "--place", official.PLACE)
    ended = ready("--json", "link", "week", theirs)
    assert ended.json[0]["event_id"] == theirs
    assert "was made with other credentials: ours may sell for it, but not change it" in ended.err


def test_the_doctor_names_what_is_wrong_with_credentials(shell: Shell) -> None:
    ended = shell("--json", "doctor", UITKERN_CLIENT_SECRET="another")
    assert ended.status == 2
    found = {row["check"]: row for row in ended.json if row["severity"] == "error"}
    assert found["credentials"]["remedy"] == (
        "set the client id and secret that publiq gave for this very environment"
    )
    assert "another" not in ended.out + ended.err


def test_the_doctor_names_hosts_that_do_not_answer(shell: Shell) -> None:
    ended = shell("doctor", UITKERN_SIMULATOR_URL="http://127.0.0.1:9")
    assert ended.status == 2
    for service in ("UiTPAS", "UiTdatabank", "UiTdatabank Search", "UiTdatabank taxonomy"):
        assert f"{service} does not answer" in ended.out


def test_the_doctor_looks_at_a_ledger_that_cannot_be_opened(shell: Shell) -> None:
    ended = shell("--json", "doctor", UITKERN_LEDGER="sqlite:////nowhere/at/all.db")
    (row,) = ended.json
    assert (ended.status, row["check"], row["severity"]) == (2, "ledger", "error")
    assert row["remedy"]


def test_the_doctor_looks_at_each_activity(ready: Shell, publiq: Publiq) -> None:
    told = {row["subject"]: row for row in ready("--json", "doctor").json if row["check"] == "activities"}
    assert told["camp"]["says"] == "its event is published and UiTPAS knows it"
    event = ready("--json", "publish", "camp", "--no-wait").json[0]["event_id"]
    with publiq.http() as http:
        assert http.delete(f"/uitdatabank/events/{event}").status_code == 204
    ended = ready("--json", "doctor")
    told = {row["subject"]: row for row in ended.json if row["check"] == "activities"}
    assert ended.status == 2
    assert told["camp"]["says"] == "its event is not published but deleted"
    without = ready("--json", "doctor", "--no-activities").json
    assert not [row for row in without if row["check"] == "activities"]


def test_a_client_that_may_not_search_sales_hears_of_it(ready: Shell, publiq: Publiq) -> None:
    blind = {
        "UITKERN_CLIENT_ID": official.BLIND_CLIENT_ID,
        "UITKERN_CLIENT_SECRET": official.BLIND_CLIENT_SECRET,
    }
    ended = evolve(ready, settings=ready.settings | blind)("doctor", "--no-activities")
    assert "a sale that was not answered cannot be looked up" in ended.out


def test_an_event_that_fits_is_suggested_and_linked_by_what_was_found(ready: Shell, publiq: Publiq) -> None:
    publiq.clock.advance(minutes=5)
    ready("activity", "again", "--name", "zomer kamp", "--price", "11", *SLOT, "--place", official.PLACE)
    best, *_ = ready("--json", "suggest", "again").json
    assert best["title"] == "Zomerkamp"
    assert best["taken_by"] == "camp"
    assert {"a similar name", "the same dates", "the same place", "the same organizer"} <= set(
        best["reasons"]
    )
    assert best["score"] > 90
    ended = ready("link", "again", best["url"])
    assert (ended.status, ended.out) == (2, "")
    assert "belongs to activity 'camp' already" in ended.err


def test_places_are_found_by_postal_code_and_name(ready: Shell, publiq: Publiq) -> None:
    def made(name: str) -> str:
        body = a_place(name={"nl": name}, workflowStatus="READY_FOR_VALIDATION")
        return str(http.post("/uitdatabank/places", json=body).json()["id"])

    with publiq.http() as http:
        kept, deleted = made("Kasteel Ter Bos"), made("Kasteel Ter Zee")
        http.delete(f"/uitdatabank/places/{deleted}")
    publiq.clock.advance(minutes=5)
    rows = ready("--json", "places", "--postal-code", "9000", "--name", "kasteel").json
    assert [(row["place"], row["usable"], row["why"]) for row in rows] == [
        (kept, "yes", None),
        (deleted, "no", "it was deleted"),
    ]
    assert rows[0]["address"] == "Kerkstraat 1, 9000 Gent"
    ready("activity", "party", "--name", "Feest", "--price", "11", *SLOT, "--place", deleted)
    ended = ready("--json", "places", "--of", "party")
    assert (ended.status, ended.json[0]["place"]) == (1, kept)
    assert "(Kasteel Ter Zee) cannot be used: it was deleted: choose another" in ended.err


def test_organizers_are_found_by_name(ready: Shell) -> None:
    rows = ready("--json", "organizers", "--name", "[TEST]").json
    assert official.ORGANIZER in {row["organizer"] for row in rows}


def test_when_all_is_well_the_doctor_has_little_to_say(ready: Shell, publiq: Publiq) -> None:
    ended = ready("--json", "doctor")
    assert ended.status == 0, ended.out
    assert {row["check"] for row in ended.json} >= {
        "credentials",
        "hosts",
        "organizers",
        "activities",
        "ledger",
    }
    assert {row["severity"] for row in ended.json} <= {"ok", "notice"}
    assert ready("doctor").status == 0
