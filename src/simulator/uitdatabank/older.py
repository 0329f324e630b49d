"""What the Entry API serves besides its published operations: older verbs, and paths that no document has."""

from collections.abc import Iterable, Iterator

from ..wire.messages import Answer
from ..wire.pages import undocumented
from ..wire.service import Behaviour, Call, Page
from . import (
    details,
    jobs,
    lists,
    major_info,
    offers,
    organizers,
    pictures,
    publication,
    refused,
    tags,
    texts,
    uitpas_proxy,
)
from .callers import authenticate
from .items import Run, editing
from .legacy import OLDER


def _page(method: str, path: str, run: Run, *, public: bool = False, name: str = "udb-page") -> Page:
    def protected(call: Call) -> Answer:
        authenticate(call)
        return run(call)

    name = f"{name}-{method.lower()}-{path.strip('/').replace('/', '-')}"
    return Page(undocumented(name, method, path), Behaviour(run if public else protected, checked=False))


def _older(method: str, path: str, run: Run, *, public: bool = False) -> Page:
    """Make a page that only older integrations ask for."""
    return _page(method, path, run, public=public, name=OLDER)


def _of_offers(collection: str, parameter: str) -> Iterator[Page]:
    """List the older verbs of events or places."""
    at = f"/{collection}/{{{parameter}}}"
    posts = {
        "typical-age-range": (details.put_ages, "Leeftijd aangepast"),
        "booking-info": (details.put_booking, "Reservatie-info aangepast"),
        "contact-point": (details.put_contact, "Contact-info aangepast"),
        "organizer": (details.post_organizer, "Organisatie aangepast"),
        "images/main": (pictures.choose_main_image, "Hoofdafbeelding geselecteerd"),
        "images/{imageId}": (pictures.change_image, "Afbeelding aangepast"),
        "{language}/description": (texts.put_text("description"), "Beschrijving aangepast"),
        "{language}/title": (texts.put_title, "Titel aangepast"),
        "major-info": (major_info.put_major_info, "Basisinformatie aangepast"),
    }
    for path, (prepare, what) in posts.items():
        yield _older("POST", f"{at}/{path}", editing(prepare, what))
    yield _older("POST", f"{at}/labels", tags.post_label)
    yield _older("PATCH", at, publication.patch_offer)
    yield _older("GET", f"{at}/permission", publication.get_permission)
    yield _older("GET", f"{at}/permission/{{userId}}", publication.get_permission_of, public=True)
    yield _page("GET", f"{at}/permissions/{{userId}}", publication.get_permissions_of, public=True)


def _others() -> Iterator[Page]:
    organizer = "/organizers/{organizerId}"
    yield _page("GET", "/places/{placeId}/events", offers.events_at)
    yield _page("GET", f"{organizer}/creator", organizers.get_creator)
    yield _page("GET", f"{organizer}/permissions/{{userId}}", publication.get_permissions_of, public=True)
    yield _older("POST", "/imports/organizers", organizers.import_organizer)
    yield _older("PUT", "/imports/organizers/{organizerId}", organizers.put_organizer)
    yield _page("GET", "/images/files/{file}", pictures.image_file, public=True)
    yield _older("GET", "/media/{imageId}", pictures.get_media, public=True)
    yield _older("POST", "/media", pictures.post_image)


def _lists() -> Iterator[Page]:
    yield _page("GET", "/labels", lists.list_labels, public=True)
    yield _page("GET", "/labels/{labelId}", lists.get_label, public=True)
    yield _page("GET", "/holidays", lists.get_holidays, public=True)


def _later() -> Iterator[Page]:
    """List what UiTdatabank does later, and where to ask how far it is."""
    for kind in ("json", "csv", "ooxml", "pdf"):
        yield _page("POST", f"/events/export/{kind}", jobs.export)
    yield _page("POST", "/offers/labels", jobs.label_offers)
    yield _page("GET", "/jobs/{jobId}", jobs.get_job, public=True)


def _of_uitpas(method: str, path: str, run: Run) -> Page:
    """Make a page that asks UiTPAS: reading is for anybody, and nothing comes of it when UiTPAS is down."""

    def asking(call: Call) -> Answer:
        if call.world.settings.uitpas_down:
            raise refused.uitpas_unreachable()
        return run(call)

    return _page(method, path, asking, public=method == "GET")


def _uitpas() -> Iterator[Page]:
    event, systems = "/uitpas/events/{eventId}", "/uitpas/events/{eventId}/card-systems"
    one = f"{systems}/{{cardSystemId}}"
    yield _of_uitpas("GET", event, uitpas_proxy.get_event)
    yield _of_uitpas("GET", systems, uitpas_proxy.get_card_systems_of_event)
    yield _of_uitpas("PUT", systems, uitpas_proxy.put_card_systems)
    yield _of_uitpas("PUT", one, uitpas_proxy.put_card_system)
    yield _of_uitpas("DELETE", one, uitpas_proxy.delete_card_system)
    key = f"{one}/distribution-key/{{distributionKeyId}}"
    yield _of_uitpas("PUT", key, uitpas_proxy.put_distribution_key)
    organizer = "/uitpas/organizers/{organizerId}/card-systems"
    yield _of_uitpas("GET", organizer, uitpas_proxy.get_card_systems_of_organizer)
    yield _page("GET", "/uitpas/labels", uitpas_proxy.get_labels, public=True)


PAGES: Iterable[Page] = (
    *_of_offers("events", "eventId"),
    *_of_offers("places", "placeId"),
    *_others(),
    *_lists(),
    *_later(),
    *_uitpas(),
)
__all__ = ["PAGES"]
