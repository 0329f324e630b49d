"""What UiTdatabank refuses, as its problem types and in its own words."""

from ..world.refusals import Refusal
from ..world.udb_values import Kind

_NAMES = {Kind.EVENT: "event", Kind.PLACE: "place", Kind.ORGANIZER: "Organizer"}
_MODE_ADVICE = (
    " For more information check"
    " https://docs.publiq.be/docs/uitdatabank/entry-api/events/online-and-mixed-events"
)


def missing(kind: Kind, item_id: str) -> Refusal:
    return not_there(_NAMES[kind], item_id)


def not_there(what: str, item_id: str) -> Refusal:
    return Refusal(
        "url/not-found", "Not Found", status=404, detail=f'The {what} with id "{item_id}" was not found.'
    )


def bad_data(detail: str) -> Refusal:
    return Refusal("body/invalid-data", "Invalid body data", detail=detail)


def crash(title: str = "Internal Server Error") -> Refusal:
    """Fail as an exception does that nobody at publiq catches: a 500 with the exception's text."""
    return Refusal("about:blank", title, status=500)


def uitpas_unreachable() -> Refusal:
    detail = "Could not contact the UiTPAS servers. Please try again later."
    return Refusal("about:blank", "Bad Gateway", status=502, detail=detail)


def calendar_type_not_supported(kind: str, what: str = "booking availability") -> Refusal:
    detail = (
        f'Updating {what} on calendar type: "{kind.upper()}" is not supported.'
        " Only single and multiple calendar types can be updated."
    )
    return Refusal("uitdatabank/calendar-type-not-supported", "Calendar type not supported", detail=detail)


def incompatible_audience(detail: str) -> Refusal:
    return Refusal("uitdatabank/incompatible-audience-type", "Incompatible audience type", detail=detail)


def attendance_mode_not_supported(detail: str) -> Refusal:
    return Refusal(
        "uitdatabank/attendance-mode-not-supported",
        "Attendance mode not supported",
        detail=detail + _MODE_ADVICE,
    )


def invalid_transition(before: str, after: str) -> Refusal:
    return Refusal(
        "uitdatabank/invalid-workflow-status-transition",
        "Invalid workflowStatus transition",
        detail=f'Cannot transition from workflowStatus "{before}" to "{after}".',
    )


def has_ticket_sales(event_id: str) -> Refusal:
    return Refusal(
        "uitdatabank/event-has-uitpas-ticket-sales",
        "Event has UiTPAS ticket sales",
        detail=f"Event with id '{event_id}' has ticket sales in UiTPAS, which makes it impossible to change"
        " its organizer, UiTPAS card systems, and UiTPAS distribution keys.",
    )


def age_and_birthdates() -> Refusal:
    return Refusal(
        "uitdatabank/cannot-combine-typical-age-and-birthdate-range",
        "Cannot combine typical age and birthdate range",
        detail="An event cannot have both a typicalAgeRange and a birthdateRange.",
    )


def image_not_linked(image_id: str) -> Refusal:
    return Refusal(
        "body/image-must-be-linked-to-resource",
        "Image must be linked to resource",
        detail=f"The image with id {image_id} is not linked to the resource."
        " Add it first before you can perform an action.",
    )


def duplicate_place(uri: str) -> Refusal:
    return Refusal(
        "uitdatabank/duplicate-place",
        "Duplicate place",
        status=409,
        detail="A place with this address / name combination already exists."
        " Please use the existing place for your purposes.",
        members={"duplicatePlaceUri": uri},
    )


def duplicate_url(url: str, normalised: str) -> Refusal:
    return Refusal(
        "uitdatabank/duplicate-url",
        "Duplicate URL",
        detail=f"The url {url} (normalized to {normalised}) is already in use.",
    )


def uitpas_place() -> Refusal:
    return Refusal(
        "uitdatabank/cannot-delete-uitpas-place",
        "Cannot delete UiTPAS place",
        status=403,
        detail="Place is an UiTPAS counter. UiTPAS places cannot be deleted.",
    )
