"""A recording holds no persons and no secrets, and is still good enough to be asked again and learnt from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from uitkern.simulator.app import Application
from uitkern.simulator.mutating import Mutated, read_mutations
from uitkern.simulator.simulator import Simulator
from uitkern.simulator.world.official import identities as official
from uitkern.verification.reading import read_cases
from uitkern.verification.recording.journal import BadRecording, Writer, read_recording
from uitkern.verification.recording.learning import drafts
from uitkern.verification.recording.proxy import Proxy, addresses
from uitkern.verification.recording.pseudonyms import Pseudonyms, stand_ins
from uitkern.verification.recording.replaying import Replayed, replay
from uitkern.verification.running import run_cases
from uitkern.verification.simulated import in_process

EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
NOWHERE = "00000000-0000-4000-8000-000000000000"
ENTITLED, ANOTHER = "0900000067513", "0900010959113"
SALE = {"uitpasNumber": ENTITLED, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}
DIFFERENT = "status:event-not-found=404,drop:tariff.type"


async def a_day(http: httpx.AsyncClient, token: dict[str, str]) -> None:
    """What an application asks: two passes, a sale, the list, an event that is not there, the undoing."""
    for number in (ENTITLED, ANOTHER, ANOTHER):
        await http.get("/uitpas/passes", params={"identifier": number}, headers=token)
    sold = await http.post("/uitpas/ticket-sales", json=[SALE], headers=token)
    await http.get("/uitpas/ticket-sales", params={"eventId": EVENT}, headers=token)
    asked = {"eventId": NOWHERE, "uitpasNumber": ENTITLED, "regularPrice": "10"}
    await http.get("/uitpas/tariffs", params=asked, headers=token)
    await http.delete(f"/uitpas/ticket-sales/{sold.json()[0]['id']}", headers=token)
    await http.get(f"/uitdatabank/events/{EVENT}")
    await http.get("/uitpas/permissions", headers={"authorization": "Bearer unknown"})


async def recorded(file: Path, simulator: Simulator) -> str:
    """Record a day in front of a simulator; gives the token that was used."""
    there = httpx.AsyncClient(transport=httpx.ASGITransport(Application(simulator)))
    with file.open("w", encoding="utf-8") as opened:
        writer = Writer(opened, {"target": "test", "on": "2026-11-21"})
        proxy = Proxy(addresses("http://publiq.test"), writer, there)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(proxy.app), base_url="http://here"
        ) as http:
            form = {
                "grant_type": "client_credentials",
                "client_id": official.CLIENT_ID,
                "client_secret": official.CLIENT_SECRET,
            }
            answer = await http.post("/uitid/realms/uitid/protocol/openid-connect/token", data=form)
            token = str(answer.json()["access_token"])
            await a_day(http, {"authorization": f"Bearer {token}"})
    await there.aclose()
    return token


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "recording.jsonl"


def written(file: Path) -> str:
    return file.read_text("utf-8")


def other() -> Simulator:
    return Mutated(read_mutations(DIFFERENT))


def told(replayed: list[Replayed]) -> list[str]:
    """Tell what differs, but for passholders of sales: who asks again may see them, who was recorded not."""
    return [
        f"{each.call.method} {each.call.path} {one.pointer}: {one.recorded} / {one.got}"
        for each in replayed
        for one in each.differences
        if not one.pointer.endswith("/passholder")
    ]


async def test_a_recording_holds_no_person_and_no_secret(file: Path) -> None:
    token = await recorded(file, Simulator())

    text = written(file)
    for hidden in (ENTITLED, ANOTHER, token, official.CLIENT_ID, official.CLIENT_SECRET, "Testpersoon"):
        assert hidden not in text
    assert "Bearer " not in text


async def test_what_was_planted_in_a_session_is_in_no_recording(file: Path) -> None:
    insz, spaced, secret = "99010199999", "99.01.01-999.99", "S3CR3T-77"
    there = httpx.AsyncClient(transport=httpx.ASGITransport(Application(Simulator())))
    with file.open("w", encoding="utf-8") as opened:
        proxy = Proxy(addresses("http://publiq.test"), Writer(opened, {"target": "test"}), there)
        web = httpx.AsyncClient(transport=httpx.ASGITransport(proxy.app), base_url="http://here")
        asked = {"grant_type": "client_credentials", "client_id": "app", "client_secret": secret}
        token = "/uitid/realms/uitid/protocol/openid-connect/token"
        await web.post(token, data=asked)
        await web.post("/uitid/oauth/token", json=asked)
        await web.post(token, data={"grant_type": "client_credentials"}, auth=("app", secret))
        headers = {"authorization": f"Bearer {secret}", "x-api-key": secret}
        await web.get(f"/uitpas/insz-numbers/{insz}", headers=headers)
        for number in (insz, spaced):
            await web.get("/uitpas/passes", params={"identifier": number, "secret": secret}, headers=headers)
        await web.post("/uitpas/passholders", json={"inszNumber": insz, "name": "Verzonnen"}, headers=headers)
        await web.aclose()
    await there.aclose()

    assert len(read_recording(file).calls) == 7
    assert [each for each in (insz, spaced, secret, "Verzonnen") if each in written(file)] == []


async def test_the_same_pass_has_the_same_stand_in_and_publiqs_own_keep_their_name(file: Path) -> None:
    await recorded(file, Simulator())

    asked = [each.query[0][1] for each in read_recording(file).calls if each.path == "/passes"]
    assert asked == ["${entitled}", "${pass-1}", "${pass-1}"]


async def test_what_was_recorded_is_answered_so_again(file: Path) -> None:
    await recorded(file, other())

    replayed = replay(read_recording(file), in_process(other()))

    assert [each.skipped for each in replayed if each.skipped] == ["a token is asked by whoever asks again"]
    assert told([each for each in replayed if "pass-1" not in str(each.call.query)]) == []


async def test_what_is_answered_otherwise_is_told_by_its_place(file: Path) -> None:
    await recorded(file, other())

    replayed = replay(read_recording(file), in_process())

    found = told([each for each in replayed if "pass-1" not in str(each.call.query)])
    assert found == [
        "POST /ticket-sales /0/tariff/type: nothing / string",
        "GET /ticket-sales /member/0/tariff/type: nothing / string",
        "GET /tariffs status: 404 uitpas/event-not-found / 400 uitpas/event-not-found",
    ]


async def test_a_difference_becomes_a_case_that_can_be_run(file: Path, tmp_path: Path) -> None:
    await recorded(file, other())
    replayed = replay(read_recording(file), in_process())

    found = drafts(replayed, "Recorded on 2026-11-21")["uitpas"]
    draft = tmp_path / "learned.yaml"
    draft.write_text(yaml.safe_dump({"service": "uitpas", "cases": found}), "utf-8")
    cases = [each for each in read_cases(draft) if each.ask.operation == "get-tariffs"]

    (case,) = cases
    assert (case.ask.status, case.ask.problem) == (404, "uitpas/event-not-found")
    assert [step.operation for step in case.arrange] == ["post-ticket-sales"]
    (before,) = run_cases(in_process(), cases).results
    assert before.differences
    (after,) = run_cases(in_process(Mutated(read_mutations("status:event-not-found=404"))), cases).results
    assert [each.expected for each in after.differences] == [
        "as the contract says (get-tariffs does not declare the status 404)"
    ]


def test_names_are_hidden_where_they_name_a_person_and_kept_elsewhere() -> None:
    names = Pseudonyms()
    answer = {
        "firstName": "Lina",
        "name": "Peeters",
        "inszNumber": "99010199999",
        "dateOfBirth": "1999-01-01",
        "cardSystem": {"id": 5, "name": "UiTPAS Gent"},
        "messages": [{"text": "Dag Lina, mail ons op info@example.org over 99.01.01-999.99."}],
        "clientSecret": "S3CR3T-77",
        "points": 40,
    }

    text = json.dumps(names.hidden(answer))

    for hidden in ("Lina", "Peeters", "99010199999", "99.01.01", "1999-01-01", "info@", "S3CR3T-77"):
        assert hidden not in text
    assert "UiTPAS Gent" in text
    assert '"points": 40' in text


def test_a_stand_in_is_nobodys_and_has_the_right_shape() -> None:
    made = stand_ins(["${pass-1}", {"a": "${insz-2} ${email-1}", "${chip-3}": "${date-1}"}])

    assert made == {
        "pass-1": "0999000000011",
        "insz-2": "99000000240",
        "email-1": "person-1@example.org",
        "chip-3": "0F000000000003",
        "date-1": "2015-01-02",
    }


async def test_an_environment_that_does_not_answer_is_a_502(file: Path) -> None:
    def nobody(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    there = httpx.AsyncClient(transport=httpx.MockTransport(nobody))
    with file.open("w", encoding="utf-8") as opened:
        app = Proxy(addresses("test"), Writer(opened, {}), there).app
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as http:
            assert (await http.get("/uitpas/permissions")).status_code == 502
            assert (await http.get("/weather/today")).status_code == 404
    await there.aclose()
    assert written(file) == ""


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "is no recording"),
        ("{}", "is no recording"),
        ("[]", "line 1 is no JSON object"),
        ("{", "line 1 is no JSON"),
        ('{"recording": 1}\n{"service": "uitpas"}', "line 2 is no call"),
    ],
)
def test_a_file_that_is_no_recording_is_refused(file: Path, content: str, complaint: str) -> None:
    file.write_text(content, "utf-8")
    with pytest.raises(BadRecording, match=complaint):
        read_recording(file)


def test_the_test_environment_is_where_publiq_has_it() -> None:
    found: dict[str, Any] = addresses("test")
    assert found["uitpas"] == "https://api-test.uitpas.be"
    assert "_sim" not in found
