"""What a core checks about what it is opened with, before anything is opened."""

from __future__ import annotations

from ..domain.model.invalid import InvalidValue
from ..domain.model.organisation import Organisation
from .publiq.credentials import Credentials
from .publiq.environment import Environment


def check_what_is_given(organisation: object, environment: object, credentials: object) -> None:
    """Raise `InvalidValue` that names the argument and how it is made; no value is shown."""
    for name, given, kind, made in (
        ("organisation", organisation, Organisation, 'Organisation("playground", organizer_id="...")'),
        ("environment", environment, Environment, "Environment.test()"),
        ("credentials", credentials, Credentials, "Credentials(client_id, client_secret)"),
    ):
        if not isinstance(given, kind):
            raise InvalidValue(name, f"must be of type {kind.__name__}, such as {made}")
