"""Serve any number of worlds: find the world and the service of a request, and answer it."""

import re
from collections.abc import Mapping
from functools import cache
from threading import Lock
from time import perf_counter

from attrs import frozen

from . import uitdatabank, uitid, uitpas
from .contract import MISSING, Operation, load_contract
from .control.api import Control, control
from .control.faults import Fault, Faults
from .control.journal import Entry, Journal, without_persons
from .wire.messages import Answer, Reply, Request, reply_to
from .wire.problems import own_problem, problem
from .wire.service import Call, Service
from .world.official import official_world
from .world.refusals import not_found
from .world.values import Client
from .world.world import World

DEFAULT_WORLD = "default"
_CONTROL = "_sim"
HOSTS: Mapping[str, str] = {
    "account-test.uitid.be": "uitid",
    "api-test.uitpas.be": "uitpas",
    "io-test.uitdatabank.be": "uitdatabank",
}
_WORLD_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@cache
def services() -> Mapping[str, Service]:
    """Make the services, once per process, by the name under which they are served."""
    return {
        "uitid": Service("uitid", load_contract("uitid"), uitid.BEHAVIOURS),
        "uitpas": Service("uitpas", load_contract("uitpas"), uitpas.BEHAVIOURS),
        "uitdatabank": Service(
            "uitdatabank",
            load_contract("uitdatabank-entry"),
            uitdatabank.BEHAVIOURS,
            uitdatabank.rewrite_legacy_path,
        ),
    }


class Realm:
    """A world with what surrounds it: journal and faults."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.journal = Journal()
        self.faults = Faults()

    def reset(self) -> None:
        """Return to the beginning in everything: state, clock, journal and faults."""
        with self.world.lock:
            self.world.reset()
            self.journal.clear()
            self.faults.clear()


@frozen
class Target:
    """Where a request goes: world, service, path within the service, and the service's address."""

    world: str
    service: str
    path: str
    base: str


class Simulator:
    """publiq, simulated: a world named `default`, and others that exist from their first use.

    With `check_answers` every answer is compared with the contract; one that breaks it becomes a 500 that
    says where. `first_sale` is the id of the first sale of each world, publiq's documented one by default.
    """

    def __init__(self, *, check_answers: bool = True, first_sale: int | None = None) -> None:
        self.check_answers = check_answers
        self._first_sale = first_sale
        self._realms: dict[str, Realm] = {}
        self._making = Lock()
        self.realm(DEFAULT_WORLD)

    @property
    def world(self) -> World:
        """The world that is served at the root and under publiq's own host names."""
        return self.realm(DEFAULT_WORLD).world

    @property
    def worlds(self) -> tuple[str, ...]:
        return tuple(self._realms)

    def realm(self, name: str) -> Realm:
        """Give a world with its surroundings, made when there is none yet; ValueError for a bad name."""
        found = self._realms.get(name)
        if found is not None:
            return found
        if not _WORLD_NAME.fullmatch(name):
            raise ValueError("a world's name has letters, digits, dots, dashes and underscores only")
        with self._making:
            return self._realms.setdefault(name, Realm(self._world(name)))

    def _world(self, name: str) -> World:
        world = World(name, official_world())
        if self._first_sale is not None:
            world.state.next_sale = self._first_sale
        return world

    def handle(self, request: Request) -> Reply:
        """Answer a request; nothing waits, a delay is part of the reply."""
        target = locate(request)
        service = services().get(target.service) if target else None
        if target is None or (service is None and target.service != _CONTROL):
            return reply_to(request.method, problem(not_found()))
        realm = self.realm(target.world)
        with realm.world.lock:
            if service is not None:
                return self._serve(realm, service, target, request)
            base = target.base.removesuffix(f"/{_CONTROL}")
            return reply_to(request.method, control(Control(self, realm, request, base), target.path))

    def _serve(self, realm: Realm, service: Service, target: Target, request: Request) -> Reply:
        started = perf_counter()
        routed = service.route(request.method, target.path)
        operation, parameters = (None, {}) if isinstance(routed, Answer) else routed
        fault = self._fault(realm, service, target, request, operation) if realm.faults else None
        client: Client | None = None
        if fault is not None and fault.prevents:
            answer = fault.instead()
        elif isinstance(routed, Answer):
            answer = routed
        else:
            call = Call(realm.world, request, *routed, target.base)
            answer = self._checked(service.perform(call), call.operation)
            client = call.client
        entry = Entry(
            number=realm.journal.next_number,
            at=realm.world.clock.now(),
            service=service.name,
            operation_id=operation.operation_id if operation else None,
            method=request.method,
            path=without_persons(target.path, request.query_string, parameters),
            status=answer.status,
            client_id=client.id if client else None,
            duration=perf_counter() - started,
            fault=fault.name if fault else None,
        )
        realm.journal.write(entry)
        return fault.deform(request.method, answer) if fault else reply_to(request.method, answer)

    def _fault(
        self, realm: Realm, service: Service, target: Target, request: Request, operation: Operation | None
    ) -> Fault | None:
        path = f"/{service.name}/{target.path.lstrip('/')}"
        return realm.faults.strike(
            request.method,
            path,
            operation.operation_id if operation else None,
            _client_id(realm.world, request),
        )

    def _checked(self, answer: Answer, operation: Operation) -> Answer:
        if not self.check_answers or answer.status == 501 or not operation.answers:
            return answer
        body = MISSING if answer.body is None else answer.body
        errors = operation.response_errors(answer.status, answer.content_type, body)
        if not errors:
            return answer
        found = "; ".join(f"{error.pointer}: {error.message}" for error in errors)
        detail = f"The answer {answer.status} of {operation.operation_id} breaks the contract: {found}"
        return own_problem(500, "contract-broken", "Answer against the contract", detail)


def locate(request: Request) -> Target | None:
    """Find where a request goes, by host name or by path; None when neither says it."""
    if not request.path.startswith("/"):
        return None
    host = request.host
    service = HOSTS.get(host.partition(":")[0].lower())
    if service is not None:
        return Target(DEFAULT_WORLD, service, request.path, f"https://{host}")
    world, prefix, path = DEFAULT_WORLD, "", request.path
    if path.startswith("/worlds/"):
        _, _, world, *rest = path.split("/", 3)
        if not _WORLD_NAME.fullmatch(world):
            return None
        prefix, path = f"/worlds/{world}", "/" + "".join(rest)
    _, service, *rest = path.split("/", 2)
    return Target(world, service, "/" + "".join(rest), f"{request.scheme}://{host}{prefix}/{service}")


def _client_id(world: World, request: Request) -> str | None:
    token = world.state.tokens.get(request.headers.get("authorization", "").partition(" ")[2].strip())
    return token.client if token else None
