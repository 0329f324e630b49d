"""What is refused around events, rewards, organizers, orders and kiosks."""

from .refusals import Refusal


def _event(kind: str, title: str, message: str) -> Refusal:
    return Refusal(f"uitpas/{kind}", title, message=message)


def checkin_not_allowed(message: str) -> Refusal:
    return _event("checkin-not-allowed", "Check-in not allowed", message)


def checkin_code_invalid() -> Refusal:
    return _event("checkin-code-invalid", "Invalid check-in code", "Deze code om in te checken klopt niet.")


def checkin_code_expired() -> Refusal:
    message = "Deze code om in te checken is niet meer geldig. Vraag een nieuwe aan de organisator."
    return _event("checkin-code-expired", "Check-in code expired", message)


def card_system_not_found(card_system: object) -> Refusal:
    return Refusal("uitpas/cardsystem-not-found", f"Card system {card_system} not found")


def invalid_card_system(card_system: int) -> Refusal:
    """Refuse a card system that exists and has nothing to do with the organizer concerned."""
    return Refusal(
        "uitpas/invalid-card-system",
        "Invalid card system",
        detail=f"The card system {card_system} is not one of the organizer's.",
    )


def distribution_key_not_found(key: int) -> Refusal:
    return Refusal("uitpas/distributionkey-not-found", f"Distribution key {key} not found")


def invalid_distribution_key(key: int) -> Refusal:
    return Refusal(
        "uitpas/invalid-distributionkey",
        "Invalid distribution key",
        detail=f"The distribution key {key} belongs to another card system.",
    )


def event_has_sales() -> Refusal:
    message = "Er zijn al UiTPAS-tickets verkocht voor deze activiteit."
    return _event("event-already-has-ticketsales", "The event already has ticket sales", message)


def client_not_found(client: str) -> Refusal:
    return Refusal("uitpas/client-not-found", f"Client {client} not found", status=404)


def organizer_not_found(organizer: str, status: int = 404) -> Refusal:
    return Refusal("uitpas/organizer-not-found", f"Organizer {organizer} not found", status=status)


def group_not_found(group: str) -> Refusal:
    return Refusal("uitpas/group-not-found", f"Group {group} not found")


def report_not_found() -> Refusal:
    return Refusal("uitpas/report-not-found", "Report not found", status=404)


def report_invalid_status(status: str) -> Refusal:
    return Refusal("uitpas/report-invalid-status", "The report is not available", detail=f"It is {status}.")


def postal_code_required() -> Refusal:
    return Refusal("uitpas/postal-code-required", "postalCodeSort is required to sort by postal code")


def postal_code_not_in_card_system(postal_code: str) -> Refusal:
    return Refusal(
        "uitpas/postal-code-not-in-card-system",
        f"The postal code {postal_code} does not belong to this card system",
        message="Deze postcode hoort niet bij deze UiTPAS-regio.",
    )


def reward_not_found() -> Refusal:
    return Refusal(
        "uitpas/reward-not-found",
        "Reward not found",
        status=404,
        message="Dit voordeel bestaat niet of niet meer.",
    )


def reward_not_editable(member: str) -> Refusal:
    return Refusal(
        "uitpas/reward-not-editable",
        "Reward not editable",
        detail=f"{member} is fixed once somebody took the reward.",
    )


def reward_invalid_redeem_type() -> Refusal:
    message = "Dit voordeel ruil je in door er een ticket mee te kopen."
    return _event("reward-invalid-redeem-type", "The reward is redeemed by a ticket sale", message)


def reward_not_for_event() -> Refusal:
    return Refusal(
        "uitpas/invalid-coupon",
        "The reward is no tariff of this event",
        message="Dit voordeel kan niet gebruikt worden voor deze activiteit.",
    )


def reward_not_spendable(message: str | None) -> Refusal:
    return Refusal("uitpas/invalid-coupon", "The reward cannot be spent", message=message)


def kiosk_not_found() -> Refusal:
    return Refusal("uitpas/kiosk-not-found", "Kiosk not found")


def kiosk_already_configured() -> Refusal:
    return Refusal("uitpas/kiosk-already-configured", "The kiosk is configured already")


def kiosk_device_in_use() -> Refusal:
    return Refusal("uitpas/kiosk-device-already-in-use", "The device is in use by another kiosk")


def event_not_acceptable() -> Refusal:
    return Refusal(
        "uitpas/event-not-acceptable",
        "The event is of another organizer than the kiosk",
    )


def invalid_validation_token() -> Refusal:
    message = "Je recht op kansentarief is niet (meer) bewezen. Meld je opnieuw aan."
    return _event("invalid-social-tariff-validation-token", "Invalid social tariff validation token", message)
