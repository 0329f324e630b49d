"""What comes from publiq: read when it keeps its promises, named by its pointer when it does not."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.publiq.samples import ANSWERS, CARD_SYSTEMS, DIGITS, EVENT, READS, SALE, TARIFFS, ok
from tests.adapters.publiq.wire import Asker, Wire, problem
from uitkern import EndUserMessage, Euro, SocialTariffStatus, errors
from uitkern.adapters.publiq.call import Reply
from uitkern.adapters.publiq.operations import OPERATIONS, outcome
from uitkern.domain.model.problem import Problem
from uitkern.domain.ports.outcomes import Done, NoAnswer

REQUIRED = {
    "pass": ["/passholderId", "/uitpasNumber", "/socialTariff", "/socialTariff/status", "/messages/0/text"],
    "tariffs": [
        "/available",
        *(f"/available/0/{name}" for name in ("id", "name", "price", "type", "remaining")),
        "/endUserMessage/nl",
    ],
    "static tariff": ["/available"],
    "sales": [
        "/totalItems",
        "/member",
        *(f"/member/0/{name}" for name in ("id", "tariff", "tariff/id", "tariff/price", "eventId")),
        "/member/0/uitpasNumber",
    ],
    "card systems": ["/0/id"],
    "permissions": ["/0/organizer", "/0/organizer/id", "/0/permissionDetails/0/id"],
    "register": ["/0/id", "/0/tariff/price", "/0/eventId", "/0/uitpasNumber"],
}
LACKS = [(name, pointer) for name, pointers in REQUIRED.items() for pointer in pointers]


def answer_to(name: str, body: Any) -> Any:
    question, _ = ANSWERS[name]
    operation = OPERATIONS[type(question)]
    reply = Reply(200, "application/json", json.dumps(body).encode())
    return outcome(question, operation.build(question), reply)


def said(name: str, body: Any) -> str:
    """What is wrong with an answer; a write tells it in its outcome, a question raises it."""
    try:
        answer = answer_to(name, body)
    except errors.ContractViolation as violation:
        return str(violation)
    assert isinstance(answer, NoAnswer)
    return answer.why


@pytest.mark.parametrize("name", ANSWERS)
def test_what_the_documents_promise_is_enough(name: str) -> None:
    _, body = ANSWERS[name]
    assert not isinstance(answer_to(name, body), NoAnswer | Problem)


@pytest.mark.parametrize("name", ANSWERS)
def test_members_we_do_not_know_are_passed_over(name: str) -> None:
    _, body = ANSWERS[name]
    assert answer_to(name, with_strangers(body)) == answer_to(name, body)


def with_strangers(body: Any) -> Any:
    match body:
        case dict():
            known = {key: with_strangers(value) for key, value in body.items()}
            return {"stranger": {"a": [1, None]}, **known, "nothing": None}
        case list():
            return [with_strangers(value) for value in body]
        case _:
            return body


@pytest.mark.parametrize(("name", "pointer"), LACKS, ids=str)
@pytest.mark.parametrize("how", ["left out", "null"])
def test_what_is_missing_is_named_by_its_pointer(name: str, pointer: str, how: str) -> None:
    body = deepcopy(ANSWERS[name][1])
    held, last = reach(body, pointer)
    if how == "null":
        held[last] = None
    else:
        del held[last]
    assert said(name, body).endswith(f"answered outside its contract at {pointer}: is missing")


def reach(body: Any, pointer: str) -> tuple[Any, Any]:
    *path, last = [int(step) if step.isdigit() else step for step in pointer.split("/")[1:]]
    for step in path:
        body = body[step]
    return body, last


def misfits() -> Iterator[tuple[str, str, Any]]:
    for name, pointer in LACKS:
        held, last = reach(ANSWERS[name][1], pointer)
        for wrong in ("a-value-nobody-sees", 987654321, ["a-value-nobody-sees"], True):
            if type(wrong) is not type(held[last]):
                yield name, pointer, wrong


@pytest.mark.parametrize(("name", "pointer", "wrong"), list(misfits()), ids=str)
def test_a_value_of_another_kind_is_named_by_its_pointer_and_never_shown(
    name: str, pointer: str, wrong: Any
) -> None:
    body = deepcopy(ANSWERS[name][1])
    held, last = reach(body, pointer)
    held[last] = wrong
    text = said(name, body)
    assert f" at {pointer}" in text
    assert str(wrong) not in text.replace(pointer, "")


@pytest.mark.parametrize(
    ("pointer", "value"),
    [("/socialTariff/status", "MAYBE-NOT"), ("/uitpasNumber", "12345"), ("/socialTariff/endDate", "a day")],
)
def test_a_pass_with_an_impossible_value_is_outside_the_contract(pointer: str, value: str) -> None:
    body = deepcopy(ANSWERS["pass"][1])
    held, last = reach(body, pointer)
    held[last] = value
    with pytest.raises(errors.ContractViolation) as violation:
        answer_to("pass", body)
    assert violation.value.pointer == pointer
    assert value not in "".join(traceback.format_exception(violation.value))


def test_a_pass_of_another_kind_is_named_where_it_is() -> None:
    with pytest.raises(errors.ContractViolation) as violation:
        answer_to("pass", {**ANSWERS["pass"][1], "passType": "ROYAL"})
    assert violation.value.pointer == "/passType"


@pytest.mark.parametrize("price", [-1, "10", True, None, [], {}])
def test_a_price_that_is_none_is_outside_the_contract(price: object) -> None:
    tariff = {**TARIFFS["available"][0], "price": price}
    with pytest.raises(errors.ContractViolation) as violation:
        answer_to("tariffs", {"available": [tariff]})
    assert violation.value.pointer == "/available/0/price"


@pytest.mark.parametrize("price", ["NaN", "Infinity", "-Infinity", "1e400", "1e99999"])
def test_a_price_beyond_numbers_is_outside_the_contract(price: str) -> None:
    question, body = ANSWERS["tariffs"]
    text = json.dumps(body).replace('"price": 2', f'"price": {price}')
    reply = Reply(200, "application/json", text.encode())
    with pytest.raises(errors.ContractViolation) as violation:
        outcome(question, OPERATIONS[type(question)].build(question), reply)
    assert violation.value.pointer == "/available/0/price"


BODIES = {
    "empty": b"",
    "html": b"<html>",
    "cut off": b'{"available": [',
    "no utf-8": b"\xff\xfe\xfd",
    "another shape": b'"text"',
    "a list for an object": b"[]",
    "nested without end": b"[" * 100_000,
    "a number without end": b"[" + b"9" * 5000 + b"]",
}


@pytest.mark.parametrize("content", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("name", ["pass", "tariffs", "sales"])
def test_a_body_that_cannot_be_read_is_outside_the_contract(
    wire: Wire, asked: Asker, name: str, content: bytes
) -> None:
    wire.answers = [httpx.Response(200, content=content)]
    with pytest.raises(errors.ContractViolation):
        asked(READS[name][0])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(ANSWERS)), st.data())
def test_whatever_publiq_answers_is_an_answer_or_a_contract_violation(name: str, data: st.DataObject) -> None:
    body = deepcopy(ANSWERS[name][1])
    pointer = data.draw(st.sampled_from(sorted(pointers(body))))
    held, last = reach(body, pointer)
    held[last] = data.draw(json_values)
    text = ""
    try:
        answer_to(name, body)
    except errors.ContractViolation as violation:
        text = str(violation)
    assert DIGITS not in text


def pointers(body: Any, here: str = "") -> Iterator[str]:
    children = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, value in children:
        yield f"{here}/{key}"
        yield from pointers(value, f"{here}/{key}")


def test_a_pass_says_its_right_and_its_messages() -> None:
    found = answer_to("pass", {**ANSWERS["pass"][1], "cardSystem": {"id": 5}})
    assert found.social_tariff.status is SocialTariffStatus.ACTIVE
    assert found.social_tariff.end_date == datetime(2022, 12, 31, 22, 59, 59, tzinfo=UTC)
    assert found.messages == (EndUserMessage("Haal een nieuwe kaart."),)
    assert (found.card_system.id, found.card_system.name) == (5, "")


def test_a_tariff_of_a_kind_to_come_is_left_out() -> None:
    new = {**TARIFFS["available"][0], "type": "SUBSCRIPTION"}
    answer = answer_to("tariffs", {**TARIFFS, "available": [new, *TARIFFS["available"]]})
    assert [tariff.price for tariff in answer.available] == [Euro(200)]
    assert answer.message == EndUserMessage("Nog een keer dit jaar.")


def test_a_registered_sale_has_no_regular_price_when_uitpas_sends_none() -> None:
    (sale,) = answer_to("register", [SALE]).answer
    assert (sale.id, sale.price, sale.regular_price, sale.created) == ("499853", Euro(200), None, None)


def test_a_card_system_that_is_switched_off_gives_no_discount() -> None:
    answer = answer_to("card systems", [*CARD_SYSTEMS, {"id": 3, "enabled": False}])
    assert [system.id for system in answer] == [5]


def test_permissions_of_linked_organizers_count_and_so_do_those_of_the_older_list() -> None:
    linked = {"organizer": {"id": "b"}, "permissions": ["PASSES_READ"]}
    own = {
        "organizer": {"id": "a"},
        "permissionDetails": [{"id": "TARIFFS_READ"}],
        "linkedOrganizers": [linked],
    }
    answer = answer_to("permissions", [own])
    assert {each.organizer_id: set(each.permissions) for each in answer} == {
        "a": {"TARIFFS_READ"},
        "b": {"PASSES_READ"},
    }


@pytest.mark.parametrize("body", [{"id": EVENT}, {"eventId": EVENT}])
def test_a_new_event_is_known_by_either_of_its_ids(body: dict[str, str]) -> None:
    assert answer_to("create", body) == Done(EVENT)


def test_a_new_event_without_an_id_may_be_there_all_the_same() -> None:
    assert said("create", {"url": "https://io-test.uitdatabank.be/event/1"}).endswith("at /id: is missing")


WORDS = {"nl": "Je kaart is geblokkeerd.", "fr": "Votre carte est bloquée."}


def test_a_refusal_carries_uitpass_words_to_the_caller(wire: Wire, asked: Asker) -> None:
    more = {"endUserMessage": WORDS, "cardStatus": "BLOCKED", "passholderId": "abc", "unheard": 1}
    wire.answers = [problem("uitpas/invalid-card-status", 400, **more)]
    answer = asked(READS["pass"][0])
    assert answer == Problem(
        kind="uitpas/invalid-card-status",
        status=400,
        title="No",
        message=EndUserMessage(nl=WORDS["nl"], fr=WORDS["fr"]),
        card_status="BLOCKED",
        passholder_id="abc",
    )


@pytest.mark.parametrize("body", ["<html>", "", "[]", '{"title": "no type"}', '{"type": 5}'])
def test_a_refusal_that_is_no_problem_is_told_by_its_status(wire: Wire, asked: Asker, body: str) -> None:
    wire.answers = [httpx.Response(404, text=body)]
    assert asked(READS["pass"][0]) == Problem("about:blank", 404)


def test_one_bad_member_does_not_hide_what_the_refusal_is(wire: Wire, asked: Asker) -> None:
    """What decides is the type of the problem; a slip in its trimmings may not cost it."""
    wire.answers = [problem("uitpas/pass-not-found", 404, endUserMessage={"fr": "Inconnu."}, cardStatus=7)]
    assert asked(READS["pass"][0]).kind == "uitpas/pass-not-found"


def test_an_answer_with_a_strange_media_type_is_read_by_its_content(wire: Wire, asked: Asker) -> None:
    question, answer = ANSWERS["create"]
    response = ok(answer)
    response.headers["content-type"] = "text/plain"
    wire.answers = [response]
    assert asked(question) == Done(EVENT)
