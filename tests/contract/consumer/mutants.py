"""Our adapter with one mistake in it: what a hurried change could do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest
from attrs import evolve, field, frozen

from uitkern.adapters.publiq import operations, token, uitpas
from uitkern.adapters.publiq.call import Call, Reply
from uitkern.adapters.publiq.client import PubliqClient
from uitkern.adapters.publiq.shapes import PUBLISHED_NAME, CardSystemShape, PassShape, SalesShape, TariffShape
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.uitpas import SocialTariff, SocialTariffStatus
from uitkern.domain.ports import publiq as ask
from uitkern.domain.ports import rewards as reward
from uitkern.domain.ports import uitdatabank_changes as change
from uitkern.domain.ports import uitdatabank_images as images
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.outcomes import Done, Unavailable

Patch = pytest.MonkeyPatch
Calling = Callable[[Call], Call]


@frozen
class Mutant:
    """A mistake, the interaction that finds it, and the words of what is found."""

    interaction: str
    found: str
    make: Callable[[Patch], None]


def built(kind: type[Ask[Any]], changed: Calling) -> Callable[[Patch], None]:
    """Build another request for a question."""

    def make(patch: Patch) -> None:
        operation = operations.OPERATIONS[kind]
        patch.setitem(
            operations.OPERATIONS, kind, evolve(operation, build=lambda q: changed(operation.build(q)))
        )

    return make


def body(rename: Mapping[str, str] = {}, **values: Any) -> Calling:
    """Another body: members renamed, or with other values; in a list, of the first."""

    def changed(call: Call) -> Call:
        whole = call.body
        first = whole[0] if isinstance(whole, list) else whole
        other = {rename.get(name, name): value for name, value in first.items()} | values
        return evolve(call, body=[other, *whole[1:]] if isinstance(whole, list) else other)

    return changed


def query(rename: Mapping[str, str] = {}, **values: str) -> Calling:
    return lambda call: evolve(
        call, query={rename.get(name, name): each for name, each in call.query.items()} | values
    )


def path(old: str, new: str) -> Calling:
    return lambda call: evolve(call, path=call.path.replace(old, new))


def without_header(name: str) -> Callable[[Patch], None]:
    def make(patch: Patch) -> None:
        build = PubliqClient._request

        def request(self: PubliqClient, *given: Any) -> httpx.Request:
            found = build(self, *given)
            found.headers.pop(name, None)
            return found

        patch.setattr(PubliqClient, "_request", request)

    return make


def without_token(patch: Patch) -> None:
    patch.setattr(token.TokenAuth, "_authorised", lambda self, request, _: request)


def token_as(**kind: Any) -> Callable[[Patch], None]:
    """Ask for a token with another form."""

    def make(patch: Patch) -> None:
        ask_for = token.TokenAuth._request

        def request(self: token.TokenAuth, first: httpx.Request) -> httpx.Request:
            made = ask_for(self, first)
            return httpx.Request("POST", made.url, extensions=made.extensions, **kind)

        patch.setattr(token.TokenAuth, "_request", request)

    return make


@frozen
class _NeedyPass(PassShape):
    email: str = field(kw_only=True)


@frozen
class _NeedyTariff(TariffShape):
    remaining_label: str = field(kw_only=True)


@frozen
class _NamedCardSystem(CardSystemShape):
    logo: str = field(kw_only=True, metadata={PUBLISHED_NAME: "name"})


@frozen
class _NeedyTariffs:
    available: tuple[_NeedyTariff, ...]
    end_user_message: None = None


@frozen
class _PagedSales(SalesShape):
    items_per_page: int = field(kw_only=True)


def shape(module: Any, name: str, other: Any) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(module, name, other)


def in_cents(patch: Patch) -> None:
    patch.setattr(Euro, "from_decimal", classmethod(lambda _, amount: Euro(int(amount))))


def forgets_expired(patch: Patch) -> None:
    known = uitpas._known

    def read(kind: Any, value: str, pointer: str) -> Any:
        return known(kind, "?" if value == "EXPIRED" else value, pointer)

    patch.setattr(uitpas, "_known", read)


def everybody_is_entitled(patch: Patch) -> None:
    tariff = SocialTariff(SocialTariffStatus.ACTIVE, None)
    read = uitpas.read_pass
    operation = operations.OPERATIONS[ask.FindPass]
    wrong = evolve(operation, read=lambda q, reply: evolve(read(q, reply), social_tariff=tariff))
    patch.setitem(operations.OPERATIONS, ask.FindPass, wrong)


def refusal_is_done(patch: Patch) -> None:
    patch.setattr(operations, "_written", lambda *_: Done(None))


def refusal_is_silence(patch: Patch) -> None:
    patch.setattr(operations, "problem_of", lambda _, reply: Unavailable(f"status {reply.status}"))


def gone_is_done(patch: Patch) -> None:
    written = operations._written

    def read(question: Any, call: Call, reply: Reply) -> Any:
        return Done(None) if reply.status == 404 else written(question, call, reply)

    patch.setattr(operations, "_written", read)


def cents_in_a_query(patch: Patch) -> None:
    patch.setattr(uitpas, "amount", lambda price: f"{price.cents} ct")


def moments_in_seconds(call: Call) -> Call:
    return evolve(call, body={"availableFrom": 1_940_000_000})


def broken_form(call: Call) -> Call:
    assert call.form is not None
    return evolve(call, form=call.form.replace(b'"copyrightHolder"', b'"copyright"'))


SELL, QUOTE, FIND = "register", "tariffs", "pass by number"
TOKEN = "token at /realms/uitid/protocol/openid-connect/token"
MUTANTS: dict[str, Mutant] = {
    "a member of a sale by another name": Mutant(
        SELL, "refuses the request at /0", built(ask.RegisterSales, body({"eventId": "event"}))
    ),
    "an optional member by another name": Mutant(
        "register with a label",
        "does not know /0/label of the request",
        built(ask.RegisterSales, body({"regularPriceLabel": "label"})),
    ),
    "a price in cents": Mutant(
        SELL, "/request/body/content is not as", built(ask.RegisterSales, body(regularPrice=1000))
    ),
    "a price with its unit": Mutant(QUOTE, "refuses the request at /regularPrice", cents_in_a_query),
    "no Content-Type": Mutant(SELL, "has a body and no Content-Type", without_header("content-type")),
    "no Accept": Mutant(FIND, "/request/headers/accept is not as", without_header("accept")),
    "no token": Mutant(FIND, "has none of the credentials", without_token),
    "another path": Mutant(
        SELL, "POST /ticket-sale is no operation", built(ask.RegisterSales, path("sales", "sale"))
    ),
    "another operation": Mutant(
        QUOTE, "reaches get-tariffs-static", built(ask.QuoteTariffs, path("/tariffs", "/tariffs/static"))
    ),
    "another method": Mutant(
        "undo", "is no operation", built(ask.UndoSale, lambda call: evolve(call, method="POST"))
    ),
    "a query parameter by another name": Mutant(
        FIND,
        "refuses the request at /identifier",
        built(ask.FindPass, query({"identifier": "identification"})),
    ),
    "a query parameter that nobody knows": Mutant(
        "list", "has no query parameter offset", built(ask.ListSales, query({"start": "offset"}))
    ),
    "a page beyond what is given": Mutant(
        "list", "refuses the request at /limit", built(ask.ListSales, query(limit="5000"))
    ),
    "a member of the answer that nobody promised": Mutant(
        FIND, "cannot read what the contract shows", shape(uitpas, "PassShape", _NeedyPass)
    ),
    "a member of the answer that is there as a rule": Mutant(
        "card systems", "does not promise it", shape(uitpas, "CardSystemShape", _NamedCardSystem)
    ),
    "a member of each tariff that nobody promised": Mutant(
        QUOTE, "cannot read what the contract shows", shape(uitpas, "TariffsShape", _NeedyTariffs)
    ),
    "a page that must say its size": Mutant(
        "list", "cannot read what the contract shows", shape(uitpas, "SalesShape", _PagedSales)
    ),
    "a price of the answer in cents": Mutant(QUOTE, "/comments/understood", in_cents),
    "a value forgotten": Mutant(FIND, "cannot read", forgets_expired),
    "a status of a pass not looked at": Mutant(FIND, "/comments/understood", everybody_is_entitled),
    "a refusal taken for a success": Mutant(SELL, "/comments/understood", refusal_is_done),
    "a refusal taken for silence": Mutant(FIND, "/comments/understood", refusal_is_silence),
    "an unknown sale taken for undone": Mutant("undo", "/comments/understood", gone_is_done),
    "a token asked with JSON": Mutant(
        TOKEN, "content type is none of", token_as(json={"grant_type": "client_credentials"})
    ),
    "a token asked without a secret": Mutant(
        TOKEN,
        "refuses the request",
        token_as(data={"grant_type": "client_credentials", "client_id": "our-client"}),
    ),
    "a change at another path": Mutant(
        "change prices", "is no operation", built(change.SetPrices, path("price-info", "prices"))
    ),
    "a change in another member": Mutant(
        "change audience",
        "refuses the request at /",
        built(change.SetAudience, body({"audienceType": "type"})),
    ),
    "a value in capitals": Mutant(
        "change audience", "refuses the request", built(change.SetAudience, body(audienceType="MEMBERS"))
    ),
    "another currency": Mutant(
        "change prices", "refuses the request at /0", built(change.SetPrices, body(priceCurrency="EURO"))
    ),
    "a moment in seconds": Mutant(
        "change available from",
        "refuses the request at /avail",
        built(change.SetAvailableFrom, moments_in_seconds),
    ),
    "a part of a form by another name": Mutant(
        "upload image", "refuses the request at /", built(images.UploadImage, broken_form)
    ),
    "points as text": Mutant(
        "create reward", "refuses the request at /points", built(reward.CreateReward, body(points="20"))
    ),
}
