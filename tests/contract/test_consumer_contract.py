"""What the adapter sends the contracts take, what it needs they promise, and the Pact files say both."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.adapters.publiq.udb_samples import ORGANIZER
from tests.contract.consumer.exchanges import Exchange
from tests.contract.consumer.pact import PROVIDERS, file_of, pact, published, verdict, written
from tests.contract.consumer.questions import QUESTIONS
from tests.contract.consumer.recording import record
from uitkern.adapters.publiq.operations import OPERATIONS

KNOWN = {
    **{
        f'{name}: 200 draft: the adapter cannot read "{kind}" at /calendarType, which the contract allows: '
        "UiTdatabank answered outside its contract at /startDate: is missing": (
            "an event of these calendars has dates; the example is of one without, and gets another type"
        )
        for name in ("udb event", "udb event with all")
        for kind in ("single", "multiple")
    },
    **{
        f"{name}: 404 nowhere: {request} is no operation of uitdatabank-entry": (
            "the running service has it, as for events and places; publiq's document leaves it out"
        )
        for name, request in (
            ("udb import organizer", "POST /imports/organizers"),
            ("udb import organizer again", f"PUT /imports/organizers/{ORGANIZER}"),
            ("events at a place", "GET /places/8248e289-c986-4006-902f-b0616dcbcde7/events"),
        )
    },
}
"""Complaints that are not our adapter's fault, each with the reason."""


@pytest.fixture(scope="module")
def recorded() -> list[Exchange | str]:
    return list(record())


def test_every_question_that_the_adapter_can_ask_is_recorded() -> None:
    unasked = OPERATIONS.keys() - {type(question) for question in QUESTIONS.values()}
    assert not unasked, "give each a question in tests/contract/consumer/questions.py, then `make pact`"


def test_the_contracts_take_what_we_send_and_promise_what_we_need(recorded: list[Exchange | str]) -> None:
    assert set(verdict(recorded, published())) - KNOWN.keys() == set()


def test_every_complaint_that_we_know_is_still_made(recorded: list[Exchange | str]) -> None:
    assert KNOWN.keys() - set(verdict(recorded, published())) == set()


@pytest.mark.parametrize("contract", PROVIDERS)
def test_the_pact_file_is_what_the_adapter_does(recorded: list[Exchange | str], contract: str) -> None:
    exchanges = [each for each in recorded if isinstance(each, Exchange)]
    assert file_of(contract).read_text("utf-8") == written(pact(contract, exchanges)), "run `make pact`"


def test_an_interaction_is_known_by_its_name(recorded: list[Exchange | str]) -> None:
    names = Counter(each.name for each in recorded if isinstance(each, Exchange))
    assert names.most_common(1)[0][1] == 1


def test_a_pact_file_holds_no_secret() -> None:
    from tests.adapters.publiq.wire import SECRET

    texts = [file_of(contract).read_text("utf-8") for contract in PROVIDERS]
    assert not any(SECRET in text for text in texts)
