"""The flow of the registration application, request by request as its documentation prints them."""

from __future__ import annotations

import httpx

from uitkern.simulator.testing.publiq import Publiq

PERMANENT_EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"


def test_the_documented_requests_work_literally(publiq: Publiq) -> None:
    publiq.clock.freeze("2020-12-01T12:00:00")
    with httpx.Client(transport=publiq.transport) as web:
        granted = web.post(
            "https://account-test.uitid.be/oauth/token",
            json={
                "client_id": publiq.client_id,
                "client_secret": publiq.client_secret,
                "audience": "https://api.publiq.be",
                "grant_type": "client_credentials",
            },
        ).json()
        assert (granted["expires_in"], granted["token_type"]) == (86400, "Bearer")
        web.headers["authorization"] = f"Bearer {granted['access_token']}"

        made = web.post(
            "https://io-test.uitdatabank.be/events",
            json={
                "workflowStatus": "READY_FOR_VALIDATION",
                "mainLanguage": "nl",
                "name": {"nl": "Example UiTPAS event"},
                "organizer": {
                    "@id": "https://io-test.uitdatabank.be/organizers/0ce87cbc-9299-4528-8d35-92225dc9489f"
                },
                "priceInfo": [
                    {"category": "base", "name": {"nl": "Basistarief"}, "price": 11, "priceCurrency": "EUR"}
                ],
                "calendarType": "single",
                "subEvent": [
                    {"startDate": "2021-01-01T12:00:00+01:00", "endDate": "2021-01-01T16:00:00+01:00"}
                ],
                "location": {
                    "@id": "https://io-test.uitdatabank.be/place/8248e289-c986-4006-902f-b0616dcbcde7"
                },
                "terms": [{"id": "0.50.4.0.0"}],
            },
        )
        assert made.status_code == 201
        assert made.json()["url"] == f"https://io-test.uitdatabank.be/events/{made.json()['id']}"
        systems = f"https://api-test.uitpas.be/events/{made.json()['id']}/card-systems"
        assert web.get(systems).status_code == 404
        publiq.clock.advance(seconds=3)
        assert web.get(systems).status_code == 200

        offered = web.get(
            f"https://api-test.uitpas.be/tariffs/?eventId={PERMANENT_EVENT}"
            "&uitpasNumber=0900000672312&regularPrice=10"
        ).json()
        assert offered["available"][0] == {
            "id": "SOCIALTARIFF",
            "name": "Kansentarief",
            "price": 2,
            "type": "SOCIALTARIFF",
            "remaining": 1,
        }

        sold = web.post(
            "https://api-test.uitpas.be/ticket-sales",
            json=[
                {
                    "regularPrice": 10,
                    "regularPriceLabel": "Base tariff",
                    "tariff": {"id": "SOCIALTARIFF"},
                    "eventId": PERMANENT_EVENT,
                    "uitpasNumber": "0900000672312",
                }
            ],
        )
        expected = {
            "id": "499853",
            "regularPriceLabel": "Base tariff",
            "tariff": {"id": "SOCIALTARIFF", "name": "Kansentarief", "price": 2, "type": "SOCIALTARIFF"},
            "eventId": PERMANENT_EVENT,
            "uitpasNumber": "0900000672312",
        }
        assert sold.status_code == 200
        assert {name: sold.json()[0][name] for name in expected} == expected

        assert web.delete("https://api-test.uitpas.be/ticket-sales/499853").status_code == 204
        assert web.delete("https://api-test.uitpas.be/ticket-sales/499853").status_code == 404
