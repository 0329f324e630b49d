"""Which ledger, which organisation, which publiq: from options and the environment."""

from __future__ import annotations

import os
import sys
from enum import StrEnum

from attrs import frozen

from ..adapters.core import Uitkern
from ..adapters.ledger.engines import LedgerAt
from ..adapters.publiq.credentials import Credentials
from ..adapters.publiq.environment import Environment
from ..domain.errors import UitkernError
from ..domain.model.invalid import InvalidValue
from ..domain.model.organisation import Organisation
from .policies import policy_of_environment


class EnvironmentName(StrEnum):
    """Where publiq is; there is no default, because the wrong one costs money."""

    TEST = "test"
    PRODUCTION = "production"
    SIMULATOR = "simulator"


class Interruptible(Uitkern):
    """The core of one command, which says what Ctrl-C left behind."""

    def __exit__(self, kind: object = None, *_: object) -> None:
        """Close, as the core does."""
        if kind is KeyboardInterrupt:
            self._tell_what_is_left()
        super().__exit__()

    def _tell_what_is_left(self) -> None:
        try:
            left = len(self.open_intents())
        except UitkernError:
            return
        if left:
            what = f"{left} write{'s' if left > 1 else ''} at UiTPAS not settled"
            print(f"uitkern: {what}: uitkern work or uitkern recover --wait goes on", file=sys.stderr)  # noqa: T201


@frozen
class Settings:
    """What the global options said."""

    ledger: LedgerAt
    organisation: str
    organizer: str | None
    environment: EnvironmentName | None
    simulator_url: str
    client_id: str | None
    as_json: bool

    def open(self) -> Uitkern:
        """Open the core; raises `InvalidValue` that names the option that is missing."""
        if self.organizer is None:
            raise InvalidValue("organizer", "is missing: set --organizer or UITKERN_ORGANIZER")
        environment = self._environment()
        credentials = Credentials(
            _present("client_id", self.client_id, "--client-id or UITKERN_CLIENT_ID"),
            _present("client_secret", os.environ.get("UITKERN_CLIENT_SECRET"), "UITKERN_CLIENT_SECRET"),
        )
        organisation = Organisation(self.organisation, self.organizer)
        return Interruptible(
            self.ledger, organisation, environment, credentials, policy=policy_of_environment()
        )

    def _environment(self) -> Environment:
        match self.environment:
            case EnvironmentName.TEST:
                return Environment.test()
            case EnvironmentName.PRODUCTION:
                return Environment.production()
            case EnvironmentName.SIMULATOR:
                return _simulator_at(self.simulator_url)
            case None:
                raise InvalidValue(
                    "environment",
                    "is missing: set --environment or UITKERN_ENVIRONMENT to test, production or simulator",
                )


def _simulator_at(url: str) -> Environment:
    try:
        return Environment.simulator(url)
    except InvalidValue as error:
        raise InvalidValue("simulator_url", "must be a base URL such as http://127.0.0.1:8800") from error


def _present(field: str, value: str | None, where: str) -> str:
    if not value:
        raise InvalidValue(field, f"is missing: set {where}")
    return value
