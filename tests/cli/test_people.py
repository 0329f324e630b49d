"""Participants from the command line: as a secretary types."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Shell
from uitkern.simulator.testing.publiq import Publiq

KID, SISTER, BLOCKED = "0900000067513", "0900010959113", "0900000002312"


def test_a_list_is_imported_checked_listed_and_exported(ready: Shell, tmp_path: Path) -> None:
    file, out = tmp_path / "list.csv", tmp_path / "out.csv"
    file.write_text(f"id;uitpas\nkid;{KID}\nsister;{SISTER}\nbroken;123\nblocked;{BLOCKED}\n")
    done = ready("--json", "participants", "import", str(file), "--csv", str(out))
    assert done.status == 1
    assert [row["outcome"] for row in done.json] == ["unchanged", "added", "refused", "added"]
    assert done.json[2]["says"] == "Een UiTPAS-nummer heeft 13 cijfers; hier staan er 3."
    assert "refused" in out.read_text(encoding="utf-8-sig")

    checked = ready("--json", "participants", "check")
    assert checked.status == 0
    assert {row["participant"]: row["status"] for row in checked.json} == {
        "blocked": "blocked",
        "kid": "entitled",
        "sister": "entitled",
    }
    listed = ready("--json", "participants", "list", "--status", "blocked", "--csv", str(out))
    (row,) = listed.json
    assert (row["participant"], row["number"]) == ("blocked", "*********2312")
    for text in (done.out, checked.out, listed.out, out.read_text(encoding="utf-8-sig")):
        assert not any(number in text for number in (KID, SISTER, BLOCKED))


def test_a_check_that_fails_is_told_and_is_status_1(ready: Shell, publiq: Publiq) -> None:
    with publiq.fault("get-passes", status=503):
        ended = ready("participants", "check", "kid")
    assert ended.status == 1
    assert "does not answer" in ended.out


def test_a_pass_of_another_is_refused_until_a_person_allows_it(ready: Shell) -> None:
    ended = ready("participant", "twin", "--uitpas-number", KID)
    assert ended.status == 2
    assert "Dit UiTPAS-nummer staat al bij een andere deelnemer" in ended.err
    assert ready("participant", "twin", "--uitpas-number", KID, "--shared-by", "ann").status == 0


def test_a_secretary_is_told_in_another_language(ready: Shell) -> None:
    ended = ready("participant", "new", "--uitpas-number", "12", UITKERN_LANGUAGE="fr")
    assert ended.err.endswith("Un numéro UiTPAS a 13 chiffres ; ici il y en a 2.\n")


def test_an_insz_needs_consent(ready: Shell) -> None:
    ended = ready("participant", "new", "--insz", "08.09.18-606.84")
    assert ended.status == 2
    assert "toestemming" in ended.err


@pytest.mark.parametrize("scanned", ["04:ED:6A:CA:CF:61:80", "0900 0109 591 13"])
def test_a_card_is_scanned(ready: Shell, scanned: str) -> None:
    assert ready("participant", "new", "--scanned", scanned, "--language", "fr") == Ended(0, "", "")
    (row,) = ready("--json", "participants", "list", "--status", "entitled").json
    assert row["participant"] == "new"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("participant", "x", "--birth-date", "ooit"), "birth_date: must be a day such as 2017-01-31"),
        (("participant", "x", "--language", "vl"), "language: must be nl, fr, de or en"),
        (("participant", "x", "--scanned", "12345"), "identifier: must be a UiTPAS, national or chip number"),
        (("participants", "list", "--status", "rich"), "status: must be one of entitled"),
        (("participants", "import", "nowhere.csv"), "file: is not there"),
        (("forget", "nobody"), "participant: there is none"),
        (("checkin", "undo", "7"), "check-in: there is none"),
        (("checkin", "in", "camp", "kid", "--day", "x"), "day: must be a day"),
    ],
)
def test_bad_words_are_told(ready: Shell, words: tuple[str, ...], line: str) -> None:
    ended = ready(*words)
    assert ended.status == 2
    assert ended.err.startswith(f"uitkern: {line}")


def test_a_participant_is_forgotten_and_what_is_old_is_dropped(ready: Shell) -> None:
    ready("offer", "kid", "camp")
    assert ready("forget", "kid").status == 0
    assert ready("--json", "retention").json == [{"participants": 0, "numbers": 0, "answers": 0}]
    assert not any(KID in line for line in ready.written())


def test_a_ledger_is_encrypted(ready: Shell) -> None:
    key = ready("privacy", "key").out.strip()
    assert any(KID in line for line in ready.written())
    refused = ready("offer", "kid", "camp", UITKERN_LEDGER_KEYS=key)
    assert "uitkern privacy encrypt" in refused.err
    assert ready("privacy", "encrypt", UITKERN_LEDGER_KEYS=key).out.endswith("rows encrypted\n")
    assert not any(KID in line for line in ready.written())
    (offer,) = ready("--json", "offer", "kid", "camp", UITKERN_LEDGER_KEYS=key).json
    assert offer["price"] == 220
    assert "encrypted" in ready("offer", "kid", "camp").err
    assert ready("privacy", "encrypt").status == 2


def test_the_doctor_says_whether_numbers_are_encrypted(ready: Shell) -> None:
    def said(**settings: str) -> list[tuple[str, str]]:
        rows = ready("--json", "doctor", "--no-activities", **settings).json
        return [(row["severity"], row["says"]) for row in rows if "numbers" in row["says"]]

    assert said() == [("notice", "pass numbers are kept as they are: there is no key")]
    key = ready("privacy", "key").out.strip()
    ready("privacy", "encrypt", UITKERN_LEDGER_KEYS=key)
    assert said(UITKERN_LEDGER_KEYS=key) == [("ok", "pass numbers and INSZ are encrypted")]


def test_who_was_there_is_checked_in_from_the_command_line(ready: Shell) -> None:
    (queued,) = ready("--json", "checkin", "in", "camp", "kid").json
    assert queued["state"] == "queued"
    assert queued["says"]
    listed = ready("--json", "checkin", "list", "--activity", "camp").json
    assert listed == [queued]
    whole = ready("--json", "checkin", "all", "camp", "kid", "nobody")
    assert whole.status == 1
    assert [row["participant"] for row in whole.json] == ["kid", "nobody"]
    (undone,) = ready("--json", "checkin", "undo", "1").json
    assert undone["state"] == "undone"
    assert ready("--json", "checkin", "retry", "1").json == [undone]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UITKERN_STORE_INSZ", "perhaps"),
        ("UITKERN_CARD_SYSTEMS", "Gent"),
        ("UITKERN_RENEWAL", "31-31"),
        ("UITKERN_RENEWAL", "september"),
        ("UITKERN_KEEP_NUMBERS", "0"),
    ],
)
def test_a_setting_that_cannot_be_is_one_line(ready: Shell, name: str, value: str) -> None:
    ended = ready("participants", "list", **{name: value})
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1


def test_settings_of_people_come_from_the_environment(ready: Shell) -> None:
    ready("participants", "check", "kid")
    elsewhere = ready(
        "--json", "participants", "list", UITKERN_CARD_SYSTEMS="1", UITKERN_RENEWAL="09-01"
    ).json
    assert [row["status"] for row in elsewhere] == ["another region"]
    assert "kept encrypted only" in ready("participants", "list", UITKERN_STORE_INSZ="1").err
