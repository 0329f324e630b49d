"""What a world refuses, as publiq's problem types; messages for parents are in Dutch."""

from typing import cast

RATE_LIMITED = "uitpas/rate-limited"
_INVALID_DATA = "body/invalid-data"


class Refusal(Exception):
    """A request that the world does not grant; it has changed nothing unless its maker says so.

    `kind` is the problem type without its fixed prefix, `members` are the extra members of the problem.
    """

    def __init__(
        self,
        kind: str,
        title: str,
        *,
        status: int = 400,
        message: str | None = None,
        detail: str | None = None,
        members: dict[str, object] | None = None,
    ) -> None:
        super().__init__(title)
        self.kind = kind
        self.title = title
        self.status = status
        self.message = message
        self.detail = detail
        self.members = members or {}
        self.retry_after: int | None = None

    def __str__(self) -> str:
        errors = self.members.get("schemaErrors")
        listed = cast("list[dict[str, object]]", errors) if isinstance(errors, list) else []
        told = [self.detail or "", *(f"{each['jsonPointer']}: {each['error']}" for each in listed)]
        why = "; ".join(each for each in told if each)
        return f"{self.title} ({self.status} {self.kind}){': ' if why else ''}{why}"

    def of_element(self, index: int) -> "Refusal":
        """Point at the element of an array that is refused."""
        self.members["jsonPointer"] = f"/{index}"
        errors = self.members.get("schemaErrors")
        if isinstance(errors, list):
            self.members["schemaErrors"] = [
                {**e, "jsonPointer": f"/{index}{e['jsonPointer']}"} for e in errors
            ]
        return self

    def with_status(self, status: int) -> "Refusal":
        self.status = status
        return self


def unauthorized(detail: str | None = None) -> Refusal:
    return Refusal("auth/unauthorized", "Unauthorized", status=401, detail=detail)


def forbidden(detail: str | None = None) -> Refusal:
    return Refusal("auth/forbidden", "Forbidden", status=403, detail=detail)


def invalid_data(*errors: tuple[str, str]) -> Refusal:
    """Refuse a body, with pairs of JSON pointer and error."""
    listed = [{"jsonPointer": pointer, "error": error} for pointer, error in errors]
    return Refusal(_INVALID_DATA, "Invalid body data", members={"schemaErrors": listed})


def not_found(detail: str | None = None) -> Refusal:
    return Refusal("url/not-found", "Not Found", status=404, detail=detail)


def event_not_found(event: str) -> Refusal:
    return Refusal(
        "uitpas/event-not-found",
        f"Event id {event} not found",
        message="Deze activiteit is niet gekend bij UiTPAS.",
    )


def pass_not_found() -> Refusal:
    return Refusal(
        "uitpas/pass-not-found", "Pass not found", status=404, message="We vinden geen UiTPAS met dit nummer."
    )


def passholder_not_found() -> Refusal:
    return Refusal(
        "uitpas/passholder-not-found",
        "Passholder not found",
        message="We vinden geen pashouder met dit UiTPAS-nummer.",
    )


def invalid_uitpas_number(name: str = "invalid-uitpasnumber") -> Refusal:
    """Refuse a number that is none; operations spell the type in two ways."""
    return Refusal(
        f"uitpas/{name}",
        "Invalid UiTPAS number",
        message="Dit is geen geldig UiTPAS-nummer. Een UiTPAS-nummer telt 13 cijfers.",
    )


_CARD_MESSAGES = {
    "BLOCKED": "Deze UiTPAS is geblokkeerd. Contacteer een UiTPAS-balie.",
    "DELETED": "Deze UiTPAS is niet meer in gebruik. Contacteer een UiTPAS-balie.",
}
_UNREGISTERED = "Deze UiTPAS is nog niet geregistreerd. Contacteer een UiTPAS-balie."


def invalid_card_status(status: str, holder: str | None, pass_type: str | None) -> Refusal:
    """Refuse a card that is not active; a holder is named for cards that were in use."""
    members: dict[str, object] = {"cardStatus": status}
    if holder is not None and pass_type is not None:
        members |= {"passholderId": holder, "passType": pass_type}
    message = _CARD_MESSAGES.get(status, _UNREGISTERED)
    return Refusal("uitpas/invalid-card-status", "Invalid card status", message=message, members=members)


def card_blocked() -> Refusal:
    return Refusal("uitpas/card-blocked", "Card is blocked", message=_CARD_MESSAGES["BLOCKED"])


def no_active_card_systems() -> Refusal:
    return Refusal(
        "uitpas/passholder-no-active-cardsystems",
        "Passholder has no active card systems for this event",
        message="Deze UiTPAS geeft geen voordeel in de regio van deze activiteit.",
    )


def social_tariff_expired() -> Refusal:
    return Refusal(
        "uitpas/social-tariff-expired",
        "Social tariff expired",
        message="Het kansentarief van deze UiTPAS is verlopen. Contacteer een UiTPAS-balie.",
    )


def social_tariff_suspended() -> Refusal:
    return Refusal(
        "uitpas/social-tariff-suspended",
        "Social tariff suspended",
        message="Het kansentarief van deze UiTPAS is tijdelijk opgeschort. Contacteer een UiTPAS-balie.",
    )


def social_tariff_not_available() -> Refusal:
    return Refusal(
        "uitpas/social-tariff-not-available",
        "Social tariff not available",
        message="Er is geen kansentarief beschikbaar voor deze activiteit.",
    )


def tariff_not_available() -> Refusal:
    """Refuse a sale at a social tariff that the pass does not have.

    The operation names no problem type for this; an element with a wrong tariff id is invalid data.
    """
    return Refusal(
        _INVALID_DATA,
        "Invalid body data",
        message="Er is geen kansentarief aan deze UiTPAS verbonden.",
        members={"schemaErrors": [{"jsonPointer": "/tariff/id", "error": "This tariff is not available."}]},
    )


def invalid_coupon() -> Refusal:
    return Refusal(
        "uitpas/invalid-coupon",
        "Invalid coupon",
        message="Deze coupon kan niet gebruikt worden voor deze activiteit.",
    )


def maximum_reached(message: str) -> Refusal:
    return Refusal("uitpas/maximum-reached", "Maximum number of tickets reached", message=message)


def invalid_number_of_tickets() -> Refusal:
    return Refusal(
        "uitpas/invalid-number-of-tickets",
        "More tickets requested than remaining",
        message="Je kan niet zoveel tickets kopen aan dit tarief.",
    )


def ticket_sale_not_found() -> Refusal:
    return Refusal("uitpas/ticket-sale-not-found", "Ticket sale not found", status=404)


def sale_settled() -> Refusal:
    """Refuse to undo what a financial report has closed; publiq names no problem type for it."""
    return Refusal(
        "auth/forbidden",
        "Forbidden",
        status=403,
        message="Deze verkoop is al afgerekend en kan niet meer geannuleerd worden.",
        detail="The sale is in a financial report whose period is closed.",
    )


def rate_limited(retry_after: int) -> Refusal:
    """Refuse one call too many; `retry_after` is in seconds."""
    refusal = Refusal(
        RATE_LIMITED,
        "Too many requests",
        status=429,
        message="Je doet dit te vaak na elkaar. Probeer het zo meteen opnieuw.",
    )
    refusal.retry_after = retry_after
    return refusal


def invalid_card() -> Refusal:
    return Refusal(
        "uitpas/invalid-card",
        "Invalid card",
        message="Deze UiTPAS kan hier niet gebruikt worden. Contacteer een UiTPAS-balie.",
    )
