"""What an offer is found by because of where it is and who organises it, worked out once for many offers."""

from collections.abc import Mapping
from typing import cast

from ..world.state import State
from ..world.udb_marks import label_of
from ..world.udb_store import find
from ..world.udb_values import Item, Kind
from .geography import coordinates_of, regions_of
from .texts import fold, in_languages, whole, words_of

Json = Mapping[str, object]
Words = Mapping[str, tuple[str, ...]]


class Neighbourhood:
    """Places and organizers of a state, with what offers have of them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def of_place(self, place: str) -> Words:
        return _place_words(find(self._state, Kind.PLACE, place))

    def of_organizer(self, organizer: str) -> Words:
        return _organizer_words(self._state, find(self._state, Kind.ORGANIZER, organizer))


def address_words(document: Json) -> dict[str, tuple[str, ...]]:
    """Give the words of an address in each language, and where it lies."""
    words: dict[str, tuple[str, ...]] = {}
    addresses = cast("Mapping[str, Mapping[str, str]]", document.get("address") or {})
    for language, address in addresses.items():
        at = f"address.{language}"
        for part in ("postalCode", "addressCountry"):
            if part in address:
                words[f"{at}.{part}"] = (whole(str(address[part])),)
        for part in ("addressLocality", "streetAddress"):
            words[f"{at}.{part}"] = tuple(words_of(str(address.get(part, ""))))
    for part in ("postalCode", "addressCountry"):
        listed = (whole(str(each[part])) for each in addresses.values() if part in each)
        words[part] = tuple(dict.fromkeys(listed))
    main = addresses.get(str(document.get("mainLanguage"))) or next(iter(addresses.values()), {})
    words["regions"] = tuple(regions_of(main))
    point = coordinates_of(main)
    words["geo"] = (f"{point[0]} {point[1]}",) if point else ()
    return words


def label_words(document: Json, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give the labels of a document, visible and hidden."""
    return tuple(dict.fromkeys(whole(each) for each in (*labels_of(document), *more)))


def labels_of(document: Json) -> list[str]:
    """List the labels as they are written."""
    return [each for name in ("labels", "hiddenLabels") for each in cast("list[str]", document.get(name, []))]


def labels_of_card_systems(state: State, organizer: str) -> tuple[str, ...]:
    known = state.organizers.get(organizer)
    return tuple(label_of(state.card_systems[each]) for each in known.card_systems) if known else ()


def term_words(document: Json, prefix: str) -> dict[str, tuple[str, ...]]:
    terms = cast("list[Mapping[str, str]]", document.get("terms", []))
    return {
        f"{prefix}terms.id": tuple(whole(each["id"]) for each in terms),
        f"{prefix}terms.label": tuple(whole(each.get("label", "")) for each in terms),
    }


def name_words(document: Json, field: str) -> dict[str, tuple[str, ...]]:
    names = in_languages(document.get("name"))
    return {f"{field}.{language}": tuple(words_of(text)) for language, text in names.items()}


def _place_words(place: Item | None) -> Words:
    if place is None:
        return {}
    return {
        **address_words(place.document),
        **name_words(place.document, "location.name"),
        **term_words(place.document, "location."),
        "location.id": (fold(place.id),),
        "location.labels": label_words(place.document),
    }


def _organizer_words(state: State, organizer: Item | None) -> Words:
    if organizer is None:
        return {}
    return {
        **name_words(organizer.document, "organizer.name"),
        **term_words(organizer.document, "organizer."),
        "organizer.id": (fold(organizer.id),),
        "organizer.labels": label_words(organizer.document, labels_of_card_systems(state, organizer.id)),
    }
