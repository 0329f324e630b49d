"""Turn the status or the type of a problem after the world refused."""

from collections.abc import Mapping
from functools import cache

from attrs import evolve, field, frozen

from ..contract import load_contract
from ..wire.call import Call
from ..wire.messages import PROBLEM, Answer
from ..wire.problems import PREFIX
from ..world.readings import Switch
from .declared import declare

_NAMED_NOT_FOUND = frozenset(
    {
        "get-checkin-status",
        "get-passholders-membership-prices-cardSystemId",
        "get-passholders-passholderId-membership-prices-cardSystemId",
        "get-passholders-me",
        "get-passholders-school",
        "put-passholders-school",
        "delete-passholders-school",
        "get-organizers-financial-reports-periods",
        "post-organizers-financial-reports",
        "get-organizers-financial-reports",
        "get-organizers-financial-reports-reportId",
        "get-organizers-financial-reports-reportId-downloadLink",
        "get-organizers-financial-reports-reportId-zip",
    }
)
"""Operations at whose 404 publiq itself names the type of an unknown passholder or organizer."""


@cache
def _all_of_uitpas() -> frozenset[str]:
    return frozenset(load_contract("uitpas").operations)


@frozen
class Turn:
    """How a problem is written by the other reading; an empty set of operations is every one of UiTPAS.

    With `having` only a problem that has that member is meant.
    """

    status: int
    kind: str
    other_status: int
    other_kind: str
    operations: frozenset[str] = frozenset()
    except_for: frozenset[str] = frozenset()
    changes: Mapping[str, object] = field(factory=dict)
    renamed: Mapping[str, str] = field(factory=dict)
    having: str = "type"

    def fits(self, operation_id: str, answer: Answer) -> bool:
        among = operation_id in (self.operations or _all_of_uitpas()) and operation_id not in self.except_for
        if not among or answer.status != self.status or answer.content_type != PROBLEM:
            return False
        body = answer.body
        return isinstance(body, dict) and body.get("type") == PREFIX + self.kind and self.having in body

    def of(self, answer: Answer) -> Answer:
        held: dict[str, object] = dict(answer.body) if isinstance(answer.body, dict) else {}
        body = {self.renamed.get(name, name): value for name, value in held.items()}
        body |= {"type": PREFIX + self.other_kind, "status": self.other_status, **self.changes}
        return evolve(answer, status=self.other_status, body=body)


def _status(status: int, kind: str, other: int, *operations: str) -> Turn:
    return Turn(status, kind, other, kind, frozenset(operations))


def _kind(status: int, kind: str, other: str, *operations: str) -> Turn:
    return Turn(status, kind, status, other, frozenset(operations))


_SALES = ("get-tariffs", "get-tariffs-static", "post-ticket-sales")
_NOT_FOUND = {"title": "Not Found"}

_TURNS: Mapping[Switch, tuple[Turn, ...]] = {
    Switch.CARD_STATUS: (
        Turn(
            400,
            "uitpas/card-blocked",
            400,
            "uitpas/invalid-card-status",
            frozenset({"get-passes-uitpasNumber"}),
            changes={"title": "Invalid card status", "cardStatus": "BLOCKED"},
        ),
    ),
    Switch.PASS_TYPE_OF_A_CARD: (
        Turn(
            400,
            "uitpas/invalid-card-status",
            400,
            "uitpas/invalid-card-status",
            frozenset({"get-passes"}),
            renamed={"passType": "groupPass"},
        ),
    ),
    Switch.TARIFF_THAT_A_PASS_LACKS: (
        Turn(
            400,
            "body/invalid-data",
            400,
            "uitpas/social-tariff-not-available",
            frozenset({_SALES[-1]}),
            changes={"title": "Social tariff not available"},
            having="endUserMessage",
        ),
    ),
    Switch.EVENT_NOT_FOUND: (_status(400, "uitpas/event-not-found", 404, *_SALES),),
    Switch.UITPAS_NUMBER: (_kind(400, "uitpas/invalid-uitpasnumber", "uitpas/invalid-uitpas-number"),),
    Switch.SOCIAL_TARIFF_EXPIRED: (
        _kind(400, "uitpas/social-tariff-expired", "uitpas/social-tariff-discount-expired", _SALES[-1]),
    ),
    Switch.MISSING_PARAMETER: (_status(400, "url/query-parameter-missing", 404),),
    Switch.DISTRIBUTION_KEY: (
        _kind(
            400,
            "uitpas/distributionkey-not-found",
            "uitpas/disributionkey-not-found",
            "put-events-card-systems",
        ),
    ),
    Switch.UNKNOWN_REWARD: (_status(404, "uitpas/reward-not-found", 400, "post-rewards-redeemed"),),
    Switch.BARE_NOT_FOUND: tuple(
        Turn(404, kind, 404, "url/not-found", except_for=_NAMED_NOT_FOUND, changes=_NOT_FOUND)
        for kind in ("uitpas/passholder-not-found", "uitpas/organizer-not-found")
    ),
    Switch.DUPLICATE_PLACE: (
        Turn(
            409,
            "uitdatabank/duplicate-place",
            400,
            "uitdatabank/duplicate-place",
            frozenset({"place-post", "place-import-create", "place-put", "place-import-update"}),
            renamed={"duplicatePlaceUri": "duplicatePlaceUrl"},
        ),
    ),
    Switch.EXPORT_CARD_SYSTEM: (
        Turn(
            404,
            "uitpas/cardsystem-not-found",
            400,
            "uitpas/invalid-uitpas-number",
            frozenset({"get-cards-social-tariff-cardSystemId-active"}),
            changes={"title": "Invalid UiTPAS number"},
        ),
    ),
}


def turned_problem(switch: Switch, call: Call, answer: Answer) -> Answer:
    """Write a problem by the other reading of one question; any other answer stays as it is."""
    for turn in _TURNS.get(switch, ()):
        if turn.fits(call.operation.operation_id, answer):
            declare(call, turn.other_status, turn.other_kind)
            return turn.of(answer)
    return answer
