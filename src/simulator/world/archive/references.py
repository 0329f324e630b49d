"""Find rows that name a row which is not there."""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator
from typing import cast

from attrs import frozen

from ..state import State
from ..tables import Index, Table
from ..udb_store import owner_kind
from .plain import camel
from .scalars import under

Found = tuple[str, str]
Named = Iterable[tuple[str, object]]
"""What a row names: where in the row, and the key of the other row."""


def _key(key: Hashable, _: object) -> Named:
    return [("", key)]


def _member(*names: str) -> Callable[[Hashable, object], Named]:
    def named(_: Hashable, row: object) -> Named:
        return [(f"/{camel(name)}", getattr(row, name)) for name in names]

    return named


def _each_of(*names: str) -> Callable[[Hashable, object], Named]:
    def named(_: Hashable, row: object) -> Named:
        return [
            (f"/{camel(name)}/{position}", value)
            for name in names
            for position, value in enumerate(sorted(getattr(row, name) or ()))
        ]

    return named


def _each_in(collection: str, name: str) -> Callable[[Hashable, object], Named]:
    def named(_: Hashable, row: object) -> Named:
        return [
            (f"/{camel(collection)}/{position}/{camel(name)}", getattr(each, name))
            for position, each in enumerate(getattr(row, collection))
        ]

    return named


def _part_of_key(position: int) -> Callable[[Hashable, object], Named]:
    return lambda key, _: [(f"/0/{position}", cast("tuple[object, ...]", key)[position])]


def _value(_: Hashable, row: object) -> Named:
    return [("", row)]


@frozen(slots=False)
class _Reference:
    """That rows of a table name rows of another; None among the names names nothing."""

    table: str
    named: Callable[[Hashable, object], Named]
    target: str
    what: str


_TO = _Reference
_REFERENCES = (
    _TO("organizers", _each_of("card_systems"), "card_systems", "card system"),
    _TO("cards", _member("card_system"), "card_systems", "card system"),
    _TO("cards", _member("holder"), "passholders", "passholder"),
    _TO("passholders", _each_in("memberships", "card_system"), "card_systems", "card system"),
    _TO("coupons", _member("card_system"), "card_systems", "card system"),
    _TO("insz", _value, "passholders", "passholder"),
    _TO("chips", _value, "cards", "card"),
    _TO("events", _member("place"), "places", "place"),
    _TO("events", _member("organizer"), "organizers", "organizer"),
    _TO("event_settings", _key, "events", "event"),
    _TO("event_card_systems", _key, "events", "event"),
    _TO("event_card_systems", _each_of("enabled"), "card_systems", "card system"),
    _TO("tokens", _member("client"), "clients", "client"),
    _TO("grants", _member("client"), "clients", "client"),
    _TO("grants", _member("user"), "users", "user"),
    _TO("logins", _member("client"), "clients", "client"),
    _TO("logins", _member("user"), "users", "user"),
    _TO("users", _member("passholder"), "passholders", "passholder"),
    _TO("admins", _member("organizer"), "organizers", "organizer"),
    _TO("sales", _member("event"), "events", "event"),
    _TO("settled", _key, "sales", "ticket sale"),
    _TO("checkins", _member("event"), "events", "event"),
    _TO("checkins", _member("organizer"), "organizers", "organizer"),
    _TO("checkin_codes", _member("event"), "events", "event"),
    _TO("current_codes", _key, "events", "event"),
    _TO("current_codes", _value, "checkin_codes", "check-in code"),
    _TO("rewards", _member("owner"), "card_systems", "card system"),
    _TO("rewards", _each_of("card_systems"), "card_systems", "card system"),
    _TO("rewards", _each_of("organizers"), "organizers", "organizer"),
    _TO("redeemed", _member("reward"), "rewards", "reward"),
    _TO("associations", _each_of("readers", "writers"), "organizers", "organizer"),
    _TO("reports", _member("organizer"), "organizers", "organizer"),
    _TO("kiosks", _member("card_system"), "card_systems", "card system"),
    _TO("kiosks", _each_of("organizers"), "organizers", "organizer"),
    _TO("kiosks", _member("event"), "events", "event"),
    _TO("orders", _each_in("registrations", "card_system"), "card_systems", "card system"),
    _TO("orders", _each_in("registrations", "organizer"), "organizers", "organizer"),
    _TO("family_ties", _part_of_key(0), "passholders", "passholder"),
    _TO("family_ties", _part_of_key(1), "passholders", "passholder"),
    _TO("association_memberships", _part_of_key(0), "passholders", "passholder"),
    _TO("association_memberships", _member("association"), "associations", "association"),
    _TO("pictures", _key, "passholders", "passholder"),
    _TO("registration_tokens", _member("holder"), "passholders", "passholder"),
    _TO("vouchers", _member("card_system"), "card_systems", "card system"),
    _TO("membership_prices", _key, "card_systems", "card system"),
    _TO("udb_places", _member("organizer"), "organizers", "organizer"),
    _TO("udb_marks", _key, "events", "event"),
    _TO("udb_ownerships", _member("item"), "organizers", "organizer"),
    _TO("udb_productions", _each_of("events"), "events", "event"),
    _TO("udb_twins", _key, "places", "place"),
    _TO("udb_twins", _value, "places", "place"),
)
_INDEXES = (
    ("cards_of", "passholders", "passholder", "cards", "card"),
    ("coupons_of", "passholders", "passholder", "coupons", "coupon"),
    ("sales_of_event", "events", "event", "sales", "sale"),
    ("sales_of_holder", None, "", "sales", "sale"),
    ("checkins_of", None, "", "checkins", "check-in"),
    ("redeemed_of", None, "", "redeemed", "redemption"),
    ("family_of", "passholders", "passholder", "passholders", "passholder"),
    ("families_with", "passholders", "passholder", "passholders", "passholder"),
    ("associations_of", "passholders", "passholder", "associations", "association"),
)


def dangling(state: State) -> Iterator[Found]:
    """Give the pointer of each reference to nothing, and what it should have named.

    What happened keeps the id of a passholder who is gone since: sales, check-ins and redemptions.
    """
    for reference in _REFERENCES:
        yield from _of_table(state, reference)
    for name, keys, what, values, each in _INDEXES:
        yield from _of_index(state, name, (keys, what), (values, each))
    for item in state.udb_attached:
        if owner_kind(state, item) is None:
            yield under("/tables/udbAttached", item), "event, place or organizer"


def _of_table(state: State, reference: _Reference) -> Iterator[Found]:
    table = cast("Table[Hashable, object]", getattr(state, reference.table))
    target = cast("Container[object]", getattr(state, reference.target))
    at = f"/tables/{camel(reference.table)}"
    for position, (key, row) in enumerate(table.items()):
        for place, named in reference.named(key, row):
            if named is not None and named not in target:
                own = under(at, position if isinstance(key, tuple) else str(key))
                yield own + place, reference.what


def _of_index(
    state: State, name: str, keys: tuple[str | None, str], values: tuple[str, str]
) -> Iterator[Found]:
    index = cast("Index[str, str]", getattr(state, name))
    known = cast("Container[object] | None", getattr(state, keys[0]) if keys[0] else None)
    target = cast("Container[object]", getattr(state, values[0]))
    for key, listed in index.items():
        at = under(f"/tables/{camel(name)}", key)
        for position, value in enumerate(listed):
            if value not in target:
                yield f"{at}/{position}", values[1]
        if known is not None and key not in known:
            yield at, keys[1]
