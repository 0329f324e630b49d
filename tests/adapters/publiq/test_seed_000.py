"""The requests and answers of seed 000, letter by letter, through the simulator and through the adapter."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.adapters.publiq.wire import Asker, Hands, Wire, token
from uitkern import Credentials, Environment, Euro, Pass, SocialTariffStatus, TokenPath, UitpasNumber
from uitkern.adapters.publiq.calls import CallLog
from uitkern.adapters.publiq.client import PubliqClient
from uitkern.domain.model.sale import SaleRequest
from uitkern.domain.model.tariff import Tariffs
from uitkern.domain.ports.outcomes import Done
from uitkern.domain.ports.publiq import CreateEvent, FindPass, QuoteTariffs, RegisterSales, UndoSale
from uitkern.simulator.testing.publiq import Publiq

EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
NUMBER = UitpasNumber("0900000672312")
EVENT_BODY = json.loads("""
{
"workflowStatus": "READY_FOR_VALIDATION",
"mainLanguage": "nl",
"name": { "nl": "Example UiTPAS event" },
"organizer": {
"@id": "https://io-test.uitdatabank.be/organizers/0ce87cbc-9299-4528-8d35-92225dc9489f"
},
"priceInfo": [
{
"category": "base",
"name": {
"nl": "Basistarief"
},
"price": 11,
"priceCurrency": "EUR"
}
],
"calendarType": "single",
"subEvent": [
{
"startDate": "2021-01-01T12:00:00+01:00",
"endDate": "2021-01-01T16:00:00+01:00"
}
],
"location": {
"@id": "https://io-test.uitdatabank.be/place/8248e289-c986-4006-902f-b0616dcbcde7"
},
"terms": [
{ "id": "0.50.4.0.0" }
]
}
""")
EXPIRED_PASS = """
{ "passholderId": "b34c19fc-bcf9-4d10-aeb2-6bc9efd38b68",
"uitpasNumber": "0560002524314",
"firstName": "Jan",
"points": 12,
"postalCode": "1000",
"socialTariff":
{
"status": "EXPIRED",
 "endDate": "2022-12-31T22:59:59"
},
"messages":
[ {
"level": "WARN",
"text": "Je sociaal tarief is verlopen. Contacteer je UiTPAS balie."
} ]
}
"""
SALE_BODY: list[dict[str, Any]] = [
    {
        "regularPrice": 10,
        "regularPriceLabel": "Base tariff",
        "tariff": {"id": "SOCIALTARIFF"},
        "eventId": EVENT,
        "uitpasNumber": "0900000672312",
    }
]
SALE_ANSWER = """
[
{
"id": "499853",
"regularPriceLabel": "Base tariff",
"tariff": {
"id": "SOCIALTARIFF",
"name": "Kansentarief",
"price": 2,
"type": "SOCIALTARIFF"
},
"eventId": "5a0967f9-cc06-4c3c-9206-30481a767434",
"uitpasNumber": "0900000672312"
}
]
"""
TOKEN_ANSWER = """
{
"access_token": "YOUR_ACCESS_TOKEN",
"expires_in": 86400,
"token_type": "Bearer"
}
"""


@pytest.fixture
def plain(publiq: Publiq) -> httpx.Client:
    """A client with a token of the older path, as the seed asks for it: under publiq's own host names."""
    client = httpx.Client(transport=publiq.transport)
    answer = client.post(
        "https://account-test.uitid.be/oauth/token",
        json={
            "client_id": publiq.client_id,
            "client_secret": publiq.client_secret,
            "audience": "https://api.publiq.be",
            "grant_type": "client_credentials",
        },
    ).json()
    assert set(answer) >= {"access_token", "expires_in", "token_type"}
    assert (answer["expires_in"], answer["token_type"]) == (86400, "Bearer")
    client.headers["authorization"] = f"Bearer {answer['access_token']}"
    return client


def test_the_simulator_takes_the_requests_of_the_seed_literally(publiq: Publiq, plain: httpx.Client) -> None:
    created = plain.post("https://io-test.uitdatabank.be/events", json=EVENT_BODY)
    assert created.status_code == 201
    assert created.json()["id"] == created.json()["eventId"]
    quoted = plain.get(
        "https://api-test.uitpas.be/tariffs/"
        "?eventId=5a0967f9-cc06-4c3c-9206-30481a767434&uitpasNumber=0900000672312&regularPrice=10"
    )
    tariff = {
        "id": "SOCIALTARIFF",
        "name": "Kansentarief",
        "price": 2,
        "type": "SOCIALTARIFF",
        "remaining": 1,
    }
    assert tariff.items() <= quoted.json()["available"][0].items()
    sold = plain.post("https://api-test.uitpas.be/ticket-sales", json=SALE_BODY)
    assert sold.status_code == 200
    (answered,), (promised,) = sold.json(), json.loads(SALE_ANSWER)
    assert answered["id"] == promised["id"]
    assert promised["tariff"].items() <= answered["tariff"].items()
    assert {name: answered[name] for name in ("eventId", "uitpasNumber", "regularPriceLabel")} == {
        name: promised[name] for name in ("eventId", "uitpasNumber", "regularPriceLabel")
    }
    assert plain.delete("https://api-test.uitpas.be/ticket-sales/499853").status_code == 204
    assert plain.delete("https://api-test.uitpas.be/ticket-sales/499853").status_code == 404


def test_the_adapter_sends_the_bodies_of_the_seed(wire: Wire, asked: Asker) -> None:
    asked.credentials = Credentials("YOUR_CLIENT_ID", "YOUR_CLIENT_SECRET", TokenPath.OLDER)
    wire.tokens = [httpx.Response(200, text=TOKEN_ANSWER)]
    wire.answers = [
        httpx.Response(201, json={"id": "16d2d729-c199-4ccf-a70f-c11c32575992", "commandId": "0"}),
        httpx.Response(200, text=SALE_ANSWER),
    ]
    assert asked(CreateEvent(EVENT_BODY)) == Done("16d2d729-c199-4ccf-a70f-c11c32575992")
    request = SaleRequest(NUMBER, EVENT, Euro(1000), "SOCIALTARIFF", "Base tariff")
    outcome = asked(RegisterSales((request,), asked.clock.now() + timedelta(seconds=1)))
    assert isinstance(outcome, Done)
    assert (outcome.answer[0].id, outcome.answer[0].price) == ("499853", Euro(200))
    assert [json.loads(each.content) for each in wire.requests] == [EVENT_BODY, SALE_BODY]
    assert {each.headers["authorization"] for each in wire.requests} == {"Bearer YOUR_ACCESS_TOKEN"}


def test_the_adapter_reads_the_pass_of_the_seed(wire: Wire, asked: Asker) -> None:
    wire.tokens, wire.answers = [token()], [httpx.Response(200, text=EXPIRED_PASS)]
    found = asked(FindPass(UitpasNumber("0560002524314")))
    assert isinstance(found, Pass)
    assert found.social_tariff.status is SocialTariffStatus.EXPIRED
    assert found.social_tariff.end_date == datetime(2022, 12, 31, 22, 59, 59, tzinfo=UTC)
    assert [message.nl for message in found.messages] == [
        "Je sociaal tarief is verlopen. Contacteer je UiTPAS balie."
    ]


def test_the_adapter_and_the_simulator_meet_on_the_seed(publiq: Publiq) -> None:
    clock = Hands()
    publiq.clock.freeze(clock.now())
    client = PubliqClient(
        Environment.test(),
        Credentials(publiq.client_id, publiq.client_secret, TokenPath.OLDER),
        clock.now,
        CallLog(),
        httpx.Client(transport=publiq.transport),
    )
    soon = clock.now() + timedelta(seconds=20)
    tariffs = client.answer(QuoteTariffs(NUMBER, EVENT, Euro(1000)))
    assert isinstance(tariffs, Tariffs)
    assert [tariff.price for tariff in tariffs.available if tariff.id == "SOCIALTARIFF"] == [Euro(200)]
    request = SaleRequest(NUMBER, EVENT, Euro(1000), "SOCIALTARIFF", "Base tariff")
    outcome = client.answer(RegisterSales((request,), soon))
    assert isinstance(outcome, Done)
    assert outcome.answer[0].id == "499853"
    assert client.answer(UndoSale("499853", soon)) == Done(None)
