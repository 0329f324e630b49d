"""Write organizers, with their card systems, in the shape of the UiTPAS contract."""

from ..world.state import State
from ..world.values import Organizer
from .shapes import Json, card_system


def organizer(state: State, of: Organizer) -> Json:
    """Write an organizer in full."""
    shape: Json = {
        "id": of.id,
        "name": of.name,
        "cardSystems": [card_system(state.card_systems[each]) for each in of.card_systems],
    }
    if of.place is not None:
        shape["linkedLocationId"] = of.place
    if of.city:
        address = {"street": of.street, "postalCode": of.postal_code, "city": of.city}
        shape["address"] = {name: text for name, text in address.items() if text}
    return shape


def named(state: State, organizer_id: str) -> Json:
    """Name an organizer, by its id when nothing more is known of it."""
    found = state.organizers.get(organizer_id)
    return {"id": organizer_id, "name": found.name if found else organizer_id}
