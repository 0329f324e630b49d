"""Who may search, as far as that is not the usual."""

from enum import StrEnum

from attrs import frozen


class KeyState(StrEnum):
    ACTIVE = "active"
    BLOCKED = "blocked"
    REMOVED = "removed"


@frozen(slots=False, repr=False)
class ApiKey:
    """A key of the Search API; `default_query` is part of every search with it."""

    value: str
    state: KeyState = KeyState.ACTIVE
    default_query: str | None = None


@frozen(slots=False)
class SearchRights:
    """What a client may do in the Search API, where that is not the usual.

    `scopes` has `sapi` for who may search at all, and `boa` for who sees what is for children only. A client
    that is `refused` is one that the register of clients does not answer for.
    """

    id: str
    scopes: frozenset[str] = frozenset({"sapi"})
    default_query: str | None = None
    refused: bool = False
