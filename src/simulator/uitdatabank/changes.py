"""Which operation makes which change, for events, places and organizers."""

from collections.abc import Mapping

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call
from ..world.udb_rights import FACILITIES
from ..world.udb_store import find
from ..world.udb_values import Kind
from . import associations, dates, details, pictures, publication, refused, summaries, tags, terms, texts
from . import major_info as major
from . import organizers as of_organizer
from .items import Prepare, Run, editing

_Rows = Mapping[str, tuple[Prepare, str]]

# By operationId without its first word: what it does, and its line in the history.
_OFFERS: _Rows = {
    "availableFrom-put": (publication.put_available_from, "Publicatiedatum aangepast"),
    "bookingInfo-put": (details.put_booking, "Reservatie-info aangepast"),
    "calendar-put": (dates.put_calendar, "Kalender-info aangepast"),
    "contactPoint-put": (details.put_contact, "Contact-info aangepast"),
    "contributors-put": (tags.put_contributors, "Medewerkers aangepast"),
    "description-put": (texts.put_text("description"), "Beschrijving aangepast"),
    "description-delete": (texts.delete_text("description"), "Beschrijving verwijderd"),
    "images-post": (pictures.link_image, "Afbeelding toegevoegd"),
    "image-delete": (pictures.unlink_image, "Afbeelding verwijderd"),
    "image-put": (pictures.change_image, "Afbeelding aangepast"),
    "main-image-put": (pictures.choose_main_image, "Hoofdafbeelding geselecteerd"),
    "labels-update": (tags.put_labels, "Labels aangepast"),
    "major-info-put": (major.put_major_info, "Basisinformatie aangepast"),
    "name-put": (texts.put_name, "Titel aangepast"),
    "price-info-put": (details.put_prices, "Prijs-info aangepast"),
    "status-put": (dates.put_status, "Status aangepast"),
    "typical-age-range-put": (details.put_ages, "Leeftijd aangepast"),
    "typical-age-range-delete": (details.delete_ages, "Leeftijd verwijderd"),
}
_EVENTS: _Rows = {
    "bookingAvailability-put": (dates.put_availability, "Beschikbaarheid aangepast"),
    "terms-eventtype-put": (terms.put_type, "Type aangepast"),
    "videos-patch": (pictures.change_videos, "Video aangepast"),
    "videos-delete": (pictures.delete_video, "Video verwijderd"),
}
# Those of events alone do not look first whether the event is there.
_EVENTS_ONLY: _Rows = {
    "attendance-mode-put": (details.put_attendance, "Deelnamevorm aangepast"),
    "audience-put": (details.put_audience, "Toegang aangepast"),
    "birthdate-range-put": (details.put_birthdates, "Geboortedata aangepast"),
    "birthdate-range-delete": (details.delete_birthdates, "Geboortedata verwijderd"),
    "childrenOnly-put": (details.put_children, "Doelgroep aangepast"),
    "departure-places-put": (details.put_departures, "Opstapplaatsen aangepast"),
    "faqs-put": (details.put_faqs, "Veelgestelde vragen aangepast"),
    "location-put": (details.put_location, "Locatie aangepast"),
    "online-url-put": (details.put_online_url, "Online url aangepast"),
    "online-url-delete": (details.delete_online_url, "Online url verwijderd"),
    "subEvent-patch": (dates.patch_occurrences, "Deelactiviteiten aangepast"),
    "terms-theme-put": (terms.put_theme, "Thema aangepast"),
    "terms-theme-delete": (terms.delete_theme, "Thema verwijderd"),
}
_PLACES: _Rows = {
    "address-put": (of_organizer.put_address, "Adres aangepast"),
    "type-put": (terms.put_type, "Type aangepast"),
}
_ORGANIZERS: _Rows = {
    "organizer-address-put": (of_organizer.put_address, "Adres aangepast"),
    "organizer-address-nl-put": (of_organizer.put_address, "Adres aangepast"),
    "organizer-address-delete": (of_organizer.delete_address, "Adres verwijderd"),
    "organizer-contactPoint-put": (of_organizer.put_contact, "Contact-info aangepast"),
    "organizer-contributors-put": (tags.put_contributors, "Medewerkers aangepast"),
    "organizer-description-put": (texts.put_text("description"), "Beschrijving aangepast"),
    "organizer-description-delete": (texts.delete_text("description"), "Beschrijving verwijderd"),
    "organizer-educational-description-put": (
        texts.put_text("educationalDescription"),
        "Educatieve beschrijving aangepast",
    ),
    "organizer-educational-description-delete": (
        texts.delete_text("educationalDescription"),
        "Educatieve beschrijving verwijderd",
    ),
    "organizer-images-post": (of_organizer.post_image, "Afbeelding toegevoegd"),
    "organizer-images-patch": (of_organizer.patch_images, "Afbeeldingen aangepast"),
    "organizer-image-delete": (of_organizer.delete_image, "Afbeelding verwijderd"),
    "organizer-mainImage-update": (of_organizer.put_main_image, "Hoofdafbeelding geselecteerd"),
    "organizer-labels-update": (tags.put_labels, "Labels aangepast"),
    "organizer-name-put": (texts.put_name, "Naam aangepast"),
    "organizer-name-nl-put": (texts.put_name, "Naam aangepast"),
    "organizer-url-put": (of_organizer.put_url, "Website aangepast"),
}

_FACILITIES_LINE = "Voorzieningen aangepast"


def linking(prepare: Prepare, what: str) -> Run:
    """Make a behaviour whose path names an organizer besides; any that is unknown is named as organizer."""
    run = editing(prepare, what)

    def first_find(call: Call) -> Answer:
        organizer = call.parameters["organizerId"]
        offer = call.parameters.get("eventId") or call.parameters.get("placeId") or ""
        kind = Kind.EVENT if "eventId" in call.parameters else Kind.PLACE
        if find(call.state, Kind.ORGANIZER, organizer) is None or find(call.state, kind, offer) is None:
            raise refused.missing(Kind.ORGANIZER, organizer)
        return run(call)

    return first_find


def _of(prefix: str, rows: _Rows, *, checks_existence: bool = True) -> dict[str, Run]:
    return {
        prefix + name: editing(prepare, what, checks_existence=checks_existence)
        for name, (prepare, what) in rows.items()
    }


_RUNS: dict[str, Run] = {
    **_of("event-", {k: v for k, v in _OFFERS.items() if k != "major-info-put"}),
    **_of("event-", {"major-info-put": _OFFERS["major-info-put"]}, checks_existence=False),
    **_of("event-", _EVENTS),
    **_of("event-", _EVENTS_ONLY, checks_existence=False),
    **_of("place-", _OFFERS),
    **_of("place-", _PLACES),
    "places-videos-patch": editing(*_EVENTS["videos-patch"]),
    "place-videos-delete": editing(*_EVENTS["videos-delete"]),
    **_of("", _ORGANIZERS),
    "event-facilities-put": editing(terms.put_facilities, _FACILITIES_LINE, role=FACILITIES),
    "place-facilities-put": editing(terms.put_facilities, _FACILITIES_LINE, role=FACILITIES),
    "event-organizer-update": linking(details.put_organizer, "Organisatie aangepast"),
    "event-organizer-delete": linking(details.delete_organizer, "Organisatie verwijderd"),
    "place-organizer-update": linking(details.put_organizer, "Organisatie aangepast"),
    "place-organizer-delete": linking(details.delete_organizer, "Organisatie verwijderd"),
    "event-labels-add": tags.put_label,
    "event-labels-delete": tags.delete_label,
    "places-labels-add": tags.put_label,
    "place-labels-delete": tags.delete_label,
    "organizer-labels-add": tags.put_label,
    "organizer-labels-delete": tags.delete_label,
    "event-workflow-status-put": publication.put_workflow_status,
    "place-workflow-status-put": publication.put_workflow_status,
    "event-copies-post": publication.post_copy,
    "event-calendar-summary-get": summaries.get_summary,
    "place-calendar-summary-get": summaries.get_summary,
    "event-contributors-get": tags.get_contributors,
    "place-contributors-get": tags.get_contributors,
    "organizer-contributors-get": tags.get_contributors,
    "event-history-get": publication.get_history,
    "place-history-get": publication.get_history,
    "event-videos-post": pictures.post_video,
    "place-videos-post": pictures.post_video,
    "get-events-eventId-permissions": publication.get_permissions,
    "get-places-placeId-permissions": publication.get_permissions,
    "get-organizers-organizerId-permissions": publication.get_permissions,
    "image-post": pictures.post_image,
    "image-get": pictures.get_image,
    "organizer-post": of_organizer.post_organizer,
    "organizer-put": of_organizer.put_organizer,
    "delete-organizer": of_organizer.delete_organizer,
    "organizer-verenigingsloket-get": associations.get_association,
    "delete-organizers-organizerId-verenigingsloket": associations.leave_register,
}
BEHAVIOURS: Mapping[str, Behaviour] = {name: Behaviour(run, checked=False) for name, run in _RUNS.items()}
