"""What publiq changes in its documents is heard, the worst first, unless we said that it may be so."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.contract.drifting import Change, Json, published, sales, schema, without
from uitkern.simulator.contract import ContractError
from uitkern.simulator.contract.drift import Accepted, Difference, compare_published, judge, read_accepted


def differences(file: Path) -> list[Difference]:
    return [each for one in compare_published(str(file)) for each in one.differences]


def told(file: Path) -> list[str]:
    return list(
        dict.fromkeys(
            f"{each.severity.value} {each.kind.value} {each.side} {each.where}: "
            f"{each.ours} / {each.published}"
            for each in differences(file)
        )
    )


def nothing(_: Json) -> None:
    """Change nothing."""


@pytest.mark.parametrize("service", ["uitid", "uitpas", "uitdatabank-entry", "sim"])
def test_a_contract_does_not_differ_from_itself(tmp_path: Path, service: str) -> None:
    (compared,) = compare_published(str(published(tmp_path, nothing, service)))

    assert (compared.service, compared.differences, compared.unresolved) == (service, (), ())


def new_operation(document: Json) -> None:
    document["paths"]["/weather"] = {"get": {"operationId": "get-weather", "responses": {"204": {}}}}


def new_status(document: Json) -> None:
    sales(document)["responses"]["202"] = {"description": "Later."}


def new_refusal(document: Json) -> None:
    sales(document)["responses"]["409"] = {"description": "Twice."}


def new_problem(document: Json) -> None:
    sales(document)["responses"]["400"]["description"] = "* https://api.publiq.be/probs/uitpas/too-late\n"


def problem_named_in_the_description(document: Json) -> None:
    sales(document)["description"] += " See https://api.publiq.be/probs/uitpas/too-late."


def problem_at_another_status(document: Json) -> None:
    text = "https://api.publiq.be/probs/uitpas/maximum-reached"
    refusals = {"schema": {"$ref": "#/components/schemas/Problem"}}
    content = {"application/problem+json": refusals}
    sales(document)["responses"]["403"] = {"description": text, "content": content}


def forgotten_problem(document: Json) -> None:
    without(sales(document)["x-problems"]["400"], "uitpas/invalid-number-of-tickets")


def media_of_the_answer(document: Json) -> None:
    content = sales(document)["responses"]["200"]["content"]
    content["application/ld+json"] = content["application/json"]


def media_of_the_request(document: Json) -> None:
    content = sales(document)["requestBody"]["content"]
    content["application/xml"] = content.pop("application/json")


def needed_parameter(document: Json) -> None:
    document["paths"]["/permissions"]["get"]["parameters"] = [
        {"name": "organizerId", "in": "query", "required": True, "schema": {"type": "string"}}
    ]


def parameter_gone(document: Json) -> None:
    tariffs = document["paths"]["/tariffs/static"]["get"]
    tariffs["parameters"] = [each for each in tariffs["parameters"] if each.get("name") != "regularPrice"]


def price_in_cents(document: Json) -> None:
    schema(document, "Tariff")["properties"]["price"] = {"type": "string"}


CHANGES: dict[str, tuple[Change, list[str]]] = {
    "operation gone": (
        lambda d: without(d["paths"]["/ticket-sales"], "post"),
        ["breaking operation operation POST /ticket-sales: there / -"],
    ),
    "operation new": (new_operation, ["notice operation operation GET /weather: - / there"]),
    "operation renamed": (
        lambda d: sales(d).update(operationId="sell"),
        ["notice operation operation operationId: post-ticket-sales / sell"],
    ),
    "operation deprecated": (
        lambda d: sales(d).update(deprecated=True),
        ["risk deprecation operation deprecated: current / deprecated"],
    ),
    "another part of a path": (
        lambda d: d["paths"].update({"/ticket-sales/{id}": d["paths"].pop("/ticket-sales/{ticketSaleId}")}),
        [],
    ),
    "security narrower": (
        lambda d: sales(d).update(security=[{"USER_ACCESS_TOKEN": []}]),
        [
            (
                "breaking security operation security: "
                "CLIENT_ACCESS_TOKEN | USER_ACCESS_TOKEN / USER_ACCESS_TOKEN"
            ),
        ],
    ),
    "parameter needed": (needed_parameter, ["breaking parameter request query organizerId: - / required"]),
    "parameter gone": (parameter_gone, ["risk parameter request query regularPrice: required / -"]),
    "member needed in a request": (
        lambda d: schema(d, "TicketSaleRequest")["required"].append("regularPriceLabel"),
        ["breaking required request TicketSaleRequest.regularPriceLabel: optional / required"],
    ),
    "new member needed in a request": (
        lambda d: schema(d, "TicketSaleRequest")["required"].append("birthday"),
        ["breaking member request TicketSaleRequest.birthday: - / required"],
    ),
    "member gone from a request": (
        lambda d: without(schema(d, "TicketSaleRequest")["properties"], "regularPriceLabel"),
        ["risk member request TicketSaleRequest.regularPriceLabel: optional / -"],
    ),
    "member no longer promised": (
        lambda d: without(schema(d, "RegisteredTicketSale")["required"], "id"),
        ["breaking required answer RegisteredTicketSale.id: required / optional"],
    ),
    "new member in an answer": (
        lambda d: schema(d, "RegisteredTicketSale")["properties"].update(seat={"type": "string"}),
        ["notice member answer RegisteredTicketSale.seat: - / optional string"],
    ),
    "type of an answer": (price_in_cents, ["breaking type answer Tariff.price: number / string"]),
    "value new in an answer": (
        lambda d: schema(d, "PassSocialTariff")["properties"]["status"]["enum"].append("SUSPENDED"),
        ['breaking values answer PassSocialTariff.status: "ACTIVE" | "EXPIRED" | "NONE" / '],
    ),
    "status of success": (new_status, ["breaking status answer 202: - / declared"]),
    "status of refusal": (new_refusal, ["risk status answer 409: - / declared"]),
    "problem named in prose": (new_problem, ["risk problem operation 400 uitpas/too-late: - / named"]),
    "problem named anywhere": (
        problem_named_in_the_description,
        ["risk problem operation any uitpas/too-late: - / named"],
    ),
    "problem elsewhere": (
        problem_at_another_status,
        ["risk problem operation 403 uitpas/maximum-reached: elsewhere / named"],
    ),
    "problem forgotten": (
        forgotten_problem,
        ["notice problem operation 400 uitpas/invalid-number-of-tickets: listed / -"],
    ),
    "media type of an answer": (media_of_the_answer, ["breaking media type answer 200: application/json / "]),
    "media type of a request": (
        media_of_the_request,
        ["breaking media type request body: application/json / application/xml"],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told_with_what_it_does_to_a_client(tmp_path: Path, name: str) -> None:
    change, expected = CHANGES[name]

    found = told(published(tmp_path, change))

    assert len(found) == len(expected), found
    assert all(line.startswith(start) for line, start in zip(found, expected, strict=True)), found


def test_the_worst_is_told_first(tmp_path: Path) -> None:
    def change(document: Json) -> None:
        new_operation(document)
        new_refusal(document)
        price_in_cents(document)

    ranks = [each.severity.rank for each in differences(published(tmp_path, change))]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3


def test_what_only_an_answer_has_is_not_asked_of_a_request(tmp_path: Path) -> None:
    def change(document: Json) -> None:
        request = schema(document, "TicketSaleRequest")
        request["required"].append("number")
        request["properties"]["number"] = {"type": "string", "readOnly": True}

    assert told(published(tmp_path, change)) == []


def test_a_member_may_be_declared_in_parts(tmp_path: Path) -> None:
    def change(document: Json) -> None:
        request = schema(document, "TicketSaleRequest")
        label = request["properties"].pop("regularPriceLabel")
        whole = {**request}
        request.clear()
        request["allOf"] = [
            whole,
            {"oneOf": [{"properties": {"regularPriceLabel": label}}, {"type": "object"}]},
        ]

    assert told(published(tmp_path, change)) == []


class TestReferences:
    """A document of several files, one of them at an address."""

    ADDRESS = "https://schemas.invalid/apidocs/main/projects/errors/models/Error.json"

    def document(self, root: Path) -> Path:
        def change(document: Json) -> None:
            document["components"]["schemas"]["Tariff"] = {"$ref": "../models/tariff.json"}
            document["components"]["schemas"]["Problem"] = {"$ref": self.ADDRESS}

        there = root / "uitpas" / "reference"
        there.mkdir(parents=True)
        return published(there, change)

    def test_those_that_are_not_here_are_named_and_never_fetched(self, tmp_path: Path) -> None:
        (compared,) = compare_published(str(self.document(tmp_path)))

        assert compared.unresolved == ("../models/tariff.json", self.ADDRESS)
        assert not any(each.where.startswith(("Tariff.", "Problem.")) for each in compared.differences)

    def test_those_that_are_here_are_read(self, tmp_path: Path) -> None:
        file = self.document(tmp_path)
        for name, content in (
            ("uitpas/models/tariff.json", {"type": "object", "properties": {"id": {"$ref": "./text.json"}}}),
            ("uitpas/models/text.json", {"type": "integer"}),
            ("errors/models/Error.json", {"type": "object", "properties": {"type": {"type": "integer"}}}),
        ):
            at = tmp_path / name
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_text(json.dumps(content), "utf-8")

        (compared,) = compare_published(str(file))

        assert compared.unresolved == ()
        types = {each.where for each in compared.differences if each.kind.value == "type"}
        assert {"Tariff.id", "Problem.type"} <= types

    def test_none_leads_out_of_the_folder(self, tmp_path: Path) -> None:
        secret = tmp_path / "elsewhere.json"
        secret.write_text('{"type": "integer"}', "utf-8")
        root = tmp_path / "published"
        root.mkdir()
        file = published(
            root, lambda d: schema(d, "Tariff")["properties"].update(id={"$ref": "../elsewhere.json"})
        )

        (compared,) = compare_published(str(file))

        assert compared.unresolved == ("../elsewhere.json",)

    def test_a_schema_within_itself_ends(self, tmp_path: Path) -> None:
        def change(document: Json) -> None:
            linked = {"type": "array", "items": {"$ref": "#/components/schemas/Tariff"}}
            schema(document, "Tariff")["properties"]["like"] = linked

        assert [each.split(": ")[0] for each in told(published(tmp_path, change))] == [
            "notice member answer Tariff.like"
        ]


def test_a_folder_is_searched_for_documents(tmp_path: Path) -> None:
    for service in ("uitpas", "uitid"):
        published(tmp_path, nothing, service)
    (tmp_path / "model.json").write_text("{}", "utf-8")
    weather = {"openapi": "3.1.0", "paths": {"/weather": {"get": {"operationId": "get-weather"}}}}
    (tmp_path / "weather.json").write_text(json.dumps(weather), "utf-8")

    assert [(each.document, each.service) for each in compare_published(str(tmp_path))] == [
        ("uitid.json", "uitid"),
        ("uitpas.json", "uitpas"),
        ("weather.json", None),
    ]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "cannot be read"),
        ("{", "is no JSON"),
        ("[]", "a JSON object"),
        ("{}", "is no OpenAPI document"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, content: str | None, complaint: str) -> None:
    file = tmp_path / "published.json"
    if content is not None:
        file.write_text(content, "utf-8")
    with pytest.raises(ContractError, match=complaint):
        compare_published(str(file))


def test_an_unknown_service_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="there is no contract of 'weather'"):
        compare_published(str(published(tmp_path, nothing)), service="weather")


class TestAccepted:
    ENTRY: ClassVar[Json] = {
        "service": "uitpas",
        "kind": "type",
        "where": ["Tariff.*"],
        "reason": "The guide says so.",
        "date": "2026-11-21",
    }

    def entries(self, folder: Path, *entries: Json) -> list[Accepted]:
        file = folder / "accepted.json"
        file.write_text(json.dumps({"accepted": entries}), "utf-8")
        return read_accepted(file)

    def test_a_difference_with_a_reason_is_set_apart(self, tmp_path: Path) -> None:
        entries = self.entries(tmp_path, self.ENTRY)

        verdict = judge(differences(published(tmp_path, price_in_cents)), entries, ["uitpas"])

        assert (verdict.unaccepted, verdict.unused) == ((), ())
        assert {entry.since for _, entry in verdict.accepted} == {date(2026, 11, 21)}

    @pytest.mark.parametrize(
        "narrower",
        [{"kind": "values"}, {"side": "request"}, {"published": "integer"}, {"operations": ["get-passes"]},
         {"severity": "notice"}, {"where": "Tariff.id"}, {"service": "uitid"}],
        ids=str,
    )  # fmt: skip
    def test_an_entry_accepts_no_more_than_it_says(self, tmp_path: Path, narrower: Json) -> None:
        entries = self.entries(tmp_path, {**self.ENTRY, **narrower})

        verdict = judge(differences(published(tmp_path, price_in_cents)), entries, ["uitpas"])

        assert verdict.accepted == ()
        assert verdict.unaccepted

    def test_an_entry_that_accepts_nothing_is_told(self, tmp_path: Path) -> None:
        entries = self.entries(tmp_path, {**self.ENTRY, "where": ["Tariff.price", "Tariff.id"]})

        verdict = judge(differences(published(tmp_path, price_in_cents)), entries, ["uitpas"])

        assert [(entry.number, place) for entry, place in verdict.unused] == [(1, "Tariff.id")]

    def test_an_entry_of_a_service_that_was_not_compared_is_not_unused(self, tmp_path: Path) -> None:
        assert judge([], self.entries(tmp_path, self.ENTRY), ["uitid"]).unused == ()

    @pytest.mark.parametrize(
        ("spoilt", "complaint"),
        [
            ({"reason": " "}, "entry 1: reason: a text is needed"),
            ({"date": "soon"}, "entry 1: Invalid isoformat string"),
            ({"where": []}, "entry 1: where: a text or a list"),
            ({"kind": "colour"}, "entry 1: kind: colour is none of"),
            ({"severity": "bad"}, "entry 1: severity: bad is none of breaking, notice, risk"),
            ({"because": "x"}, "entry 1: because: no such member"),
        ],
        ids=str,
    )
    def test_an_entry_says_what_why_and_since_when(
        self, tmp_path: Path, spoilt: Json, complaint: str
    ) -> None:
        with pytest.raises(ContractError, match=complaint):
            self.entries(tmp_path, {**self.ENTRY, **spoilt})


def test_our_own_list_can_be_read() -> None:
    from uitkern.simulator.contract import contracts_directory

    entries = read_accepted(contracts_directory() / "accepted-differences.json")
    assert entries
    assert all(len(entry.reason) > 20 for entry in entries)


def test_a_list_of_another_shape_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    content: Any = {"accepted": {}}
    file.write_text(json.dumps(content), "utf-8")
    with pytest.raises(ContractError, match="a JSON array is needed"):
        read_accepted(file)
