"""How to meet every problem of registrations, memberships, associations and coupons."""

from __future__ import annotations

from typing import Any

import httpx

from ...world.values import Membership
from .cast import (
    BLOCKED,
    DENDER,
    GENT,
    GROUP,
    IN_STOCK,
    OF_DENDER,
    PLAIN,
    PROVISIONED,
    UNKNOWN,
    USED_INSZ,
    a_person,
    change,
    id_of,
)
from .people_bodies import (
    CLUBS,
    JOIN,
    PICTURE,
    PREVIEW,
    WISH,
)
from .stage import OPERATIONS, Stage, asks, makes, recipe

for _name, _operation in OPERATIONS.items():
    _is_in_path = _operation.path.startswith(("/passholders/{passholderId}", "/grouppasses/{passholderId}"))
    if _is_in_path and "uitpas/passholder-not-found" in _operation.problems.get(404, ()):

        @recipe(_name, "passholder-not-found", status=404)
        def _nobody(stage: Stage, name: str = _name) -> httpx.Response:
            files = {"file": PICTURE} if name.endswith("-picture") and name.startswith("put") else None
            path: dict[str, Any] = {"passholderId": "nobody", "cardSystemId": str(GENT)}
            return stage.ask(name, files=files, **path)

    if "uitpas/cardsystem-not-found" in _operation.problems.get(404, ()):

        @recipe(_name, "cardsystem-not-found", status=404)
        def _no_region(stage: Stage, name: str = _name) -> httpx.Response:
            return stage.ask(name, cardSystemId="99", passholderId=id_of(stage.publiq, PLAIN))


for _kind, _query in (
    ("organizer-not-found", {"organizerId": "nobody"}),
    ("invalid-uitpas-number", {"uitpasNumber": "123"}),
    ("invalid-insz-number", {"inszNumber": "123"}),
    ("school-not-found", {"schoolId": "nobody"}),
    ("association-not-found", {"associationId": "nobody"}),
):
    asks("get-passholders", _kind, query=_query)

_by_card = {"registrationCardType": "NFC_CARD"}
for _kind, _members in (
    ("organizer-not-found", {"registrationOrganizer": {"id": "nobody"}}),
    ("cardsystem-not-found", {"registrationCardSystemId": DENDER}),
    ("invalid-city", {"address": {"postalCode": "9000", "city": "Parijs"}}),
    ("invalid-insz-number", {"inszNumber": "1"}),
    ("invalid-uitpas-number", _by_card | {"registrationUitpasNumber": "123"}),
    ("invalid-card", _by_card | {"registrationUitpasNumber": UNKNOWN}),
    ("invalid-card-status", _by_card | {"registrationUitpasNumber": PROVISIONED}),
    ("insz-already-used", {"inszNumber": USED_INSZ}),
    ("invalid-voucher-code", {"registrationVoucher": "NOTHING"}),
):
    asks("post-passholders", _kind, body=a_person(**_members))


def update(stage: Stage, **members: Any) -> httpx.Response:
    """Change somebody who may still get another INSZ number."""
    change(stage.publiq, PLAIN, insz=None)
    holder = id_of(stage.publiq, PLAIN)
    return stage.ask("put-passholders-passholderId", passholderId=holder, body=a_person(**members))


for _kind, _members in (
    ("invalid-city", {"address": {"postalCode": "9000", "city": "Parijs"}}),
    ("invalid-insz-number", {"inszNumber": "1"}),
    ("insz-already-used", {"inszNumber": "36051380284"}),
):
    makes("put-passholders-passholderId", _kind, update, **_members)


def join(stage: Stage, **members: Any) -> httpx.Response:
    holder = id_of(stage.publiq, PLAIN)
    return stage.ask(JOIN, passholderId=holder, cardSystemId=str(GENT), body=WISH | members)


_nfc: dict[str, Any] = {"cardType": "NFC_CARD", "socialTariff": {}}
_WISHES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("organizer-not-found", {"registrationOrganizer": {"id": "nobody"}}),
    ("passholder-new-membership-error", {}),
    ("invalid-uitpas-number", _nfc | {"uitpasNumber": "123"}),
    ("invalid-card", _nfc | {"uitpasNumber": IN_STOCK}),
    ("invalid-card-status", _nfc | {"uitpasNumber": BLOCKED}),
    ("invalid-voucher-code", {"socialTariff": {}, "voucher": "NOTHING"}),
)
for _kind, _wished in _WISHES:
    makes(JOIN, _kind, join, **_wished)


def preview(stage: Stage, number: str = PLAIN, **query: str) -> httpx.Response:
    holder = id_of(stage.publiq, number)
    return stage.ask(PREVIEW, passholderId=holder, cardSystemId=str(GENT), query=query)


recipe(PREVIEW, "organizer-not-found")(lambda stage: preview(stage, organizerId="nobody"))


@recipe(PREVIEW, "passholder-new-membership-error")
def _blocked_membership(stage: Stage) -> httpx.Response:
    change(stage.publiq, PLAIN, memberships=(Membership(GENT, blocked=True),))
    return preview(stage, socialTariff="true")


def join_club(stage: Stage, number: str = PLAIN, club: str = "1") -> httpx.Response:
    end = {"endDate": stage.publiq.clock.now().replace(year=2030, month=1, day=1).date().isoformat()}
    body = {"association": {"id": club}, **end}
    return stage.ask(CLUBS, passholderId=id_of(stage.publiq, number), body=body)


recipe(CLUBS, "association-not-found")(lambda stage: join_club(stage, club="nobody"))
recipe(CLUBS, "association-passholder-cardsystem-mismatch")(lambda stage: join_club(stage, OF_DENDER))


@recipe(CLUBS, "association-membership-renew-not-possible")
def _early(stage: Stage) -> httpx.Response:
    join_club(stage)
    return join_club(stage)


LEAVE_CLUB = "delete-passholders-passholderId-association-memberships-associationId"


@recipe(LEAVE_CLUB, "association-not-found", status=404)
def _no_club(stage: Stage) -> httpx.Response:
    return stage.ask(LEAVE_CLUB, passholderId=id_of(stage.publiq, PLAIN), associationId="nobody")


for _name, _number in (
    ("get-passholders-passholderId-coupons", PLAIN),
    ("get-grouppasses-passholderId-coupons", GROUP),
):

    @recipe(_name, "organizer-not-found")
    def _no_organizer(stage: Stage, name: str = _name, number: str = _number) -> httpx.Response:
        query = {"organizerId": "nobody"}
        return stage.ask(name, passholderId=id_of(stage.publiq, number), query=query)

    @recipe(_name, "passholder-no-active-cardsystems")
    def _blocked(stage: Stage, name: str = _name, number: str = _number) -> httpx.Response:
        change(stage.publiq, number, memberships=(Membership(GENT, blocked=True),))
        return stage.ask(name, passholderId=id_of(stage.publiq, number))
