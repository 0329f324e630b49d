"""Publish from the command line: one, or a file of them, and what waits for a choice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official

HEADER = "id,name,price,start,end,place,capacity\n"
ROWS = "".join(
    f"kamp-{n},Zomerkamp {n},12.50,2031-08-0{n}T09:00,2031-08-0{n}T12:00,{official.PLACE},10\n"
    for n in range(1, 6)
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "camps.csv"
    path.write_text(HEADER + ROWS)
    return path


def by_hand(publiq: Publiq, event_id: str, name: str) -> None:
    with publiq.http() as http:
        assert http.put(f"/uitdatabank/events/{event_id}/name/nl", json={"name": name}).status_code == 204


def test_a_file_is_foreseen_published_and_published_again_for_one_call_each(shell: Shell, file: Path) -> None:
    foreseen = shell("--json", "publish-all", str(file), "--dry-run")
    assert [row["did"] for row in foreseen.json] == ["created"] * 5
    assert foreseen.err == "would be: 5 created; 0 calls\n"
    assert shell("--json", "activities").json == [], "nothing was kept"

    done = shell("--json", "publish-all", str(file), "--at-once", "2")
    assert (done.status, [row["did"] for row in done.json]) == (0, ["created"] * 5)
    assert done.err == "5 created; 7 calls\n"

    again = shell("publish-all", str(file))
    assert again.err == "5 unchanged; 7 calls\n"
    foreseen = shell("publish-all", "--dry-run")
    assert foreseen.err == "would be: 5 unchanged; 6 calls\n"


def test_a_dry_run_of_a_changed_file_tells_what_would_change(shell: Shell, file: Path) -> None:
    shell("publish-all", str(file))
    file.write_text(HEADER + ROWS.replace("kamp-1,Zomerkamp 1,12.50", "kamp-1,Kamp een,15"))

    foreseen = shell("--json", "publish-all", str(file), "--dry-run")
    assert [row["changed"] for row in foreseen.json if row["changed"]] == [["name", "prices"]]
    assert (
        "name, prices"
        in shell("publish-all", str(file), "--dry-run", "--activity", "kamp-1", COLUMNS="200").out
    )

    assert shell("publish-all", str(file)).err == "4 unchanged, 1 updated; 9 calls\n"


def test_a_bad_file_is_one_report_and_nothing_is_sent(shell: Shell, publiq: Publiq, file: Path) -> None:
    file.write_text(HEADER + 'a,Kamp,"12,50",2031-02-30T09:00,2031-07-01T12:00,,\na,Kamp,,,,,\n')

    ended = shell("publish-all", str(file))

    assert (ended.status, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        "uitkern: camps.csv: 3 problems, nothing was sent",
        "  line 2: price: must be an amount in euro such as 12 or 12.50, not below 0",
        "  line 2: start: must be a date and time that exists, such as 2027-07-05T09:00",
        "  line 3: id: 'a' stands on line 2 already",
    ]
    assert publiq.journal.count("event-post") == 0
    assert shell("--json", "activities").json == []


def test_what_failed_is_listed_and_gives_a_status(shell: Shell, file: Path) -> None:
    file.write_text(HEADER + ROWS + "leeg,Leeg,,,,,\n")

    ended = shell("publish-all", str(file), "--failures", COLUMNS="300")

    assert ended.status == 1
    assert "leeg" in ended.out
    assert "it has no base price" in ended.out
    assert "kamp-1" not in ended.out
    assert shell("publish-all", "--activity", "kamp-1").status == 0


def test_differences_are_shown_and_chosen(shell: Shell, publiq: Publiq, file: Path) -> None:
    shell("publish-all", str(file))
    (first, *_) = shell("--json", "activities", "--status", "published").json
    by_hand(publiq, first["event_id"], "Hun naam")

    differs = shell("republish", "kamp-1", COLUMNS="300")
    assert differs.status == 1
    assert 'name changed in UiTdatabank: ours {"nl": "Zomerkamp 1"}, theirs {"nl": "Hun naam"}' in differs.out
    (listed,) = shell("--json", "activities", "--status", "changed-there").json
    assert listed["differences"][0]["theirs"] == {"nl": "Hun naam"}
    assert "Hun naam" in shell("activities", "--status", "changed there since", COLUMNS="300").out

    assert shell("republish", "kamp-1", "--theirs", "name").status == 0
    assert shell("republish", "kamp-1", "--ours", "name").status == 0
    wrong = shell("republish", "kamp-1", "--ours", "colour")
    assert wrong.err.startswith("uitkern: ours: must be one of name, description, type, theme, place")
    wrong = shell("activities", "--status", "gone")
    assert wrong.err.startswith("uitkern: status: must be one of not-applicable, incomplete, ready")


def test_an_event_is_withdrawn_shown_cancelled_deleted_and_let_go(shell: Shell, file: Path) -> None:
    shell("publish-all", str(file))

    def status(name: str) -> str:
        rows = shell("--json", "activities").json
        return str(next(row["status"] for row in rows if row["activity_id"] == name))

    assert shell("withdraw", "kamp-1").status == 0
    assert status("kamp-1") == "withdrawn"
    assert shell("publish", "kamp-1", "--no-wait").status == 0
    assert status("kamp-1") == "published"
    assert shell("cancel-activity", "kamp-2").status == 0
    assert status("kamp-2") == "cancelled"
    assert shell("delete-event", "kamp-3").out == "the event of kamp-3 is deleted in UiTdatabank\n"
    assert status("kamp-3") == "deleted"
    assert "stays in UiTdatabank" in shell("unlink", "kamp-3").out
    assert status("kamp-3") == "ready"
    assert shell("withdraw", "nope").err == "uitkern: activity: there is none with id 'nope'\n"


def test_the_enrolments_that_keep_the_old_price_are_told(shell: Shell, file: Path) -> None:
    shell("publish-all", str(file))
    shell("participant", "kid", "--uitpas-number", "0900000067513")
    shell("enrol", "kid", "kamp-1", "--full-price")
    file.write_text(HEADER + ROWS.replace("kamp-1,Zomerkamp 1,12.50", "kamp-1,Zomerkamp 1,15"))
    ended = shell("publish-all", str(file), COLUMNS="300")
    assert "keeps the old price: enrolments 1" in ended.out
