"""Serve any number of worlds: find the world and the service of a request, and answer it."""

from collections.abc import Callable
from functools import partial
from threading import Lock
from time import perf_counter

from .choosing import BadWorld, chosen
from .console import console, is_console
from .contract import MISSING, Operation
from .control.call import ControlCall, NotYet
from .control.faults import Fault
from .control.journal import Body, Entry
from .realm import NAME, Realm
from .services import SERVED, service_of
from .target import DEFAULT_WORLD, Target, locate
from .wire.messages import LARGEST_BODY, Answer, Reply, Request, http_date, reply_to
from .wire.problems import own_problem, problem
from .wire.service import Call, Service
from .world import nudges
from .world.official import official_world
from .world.refusals import not_found
from .world.values import Client
from .world.world import Snapshot, World

_CONTROL = "_sim"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_AGAIN = 0.01
_LARGEST_BODY_OF_PUBLIQ = 8_000_000
_LIMITS = "A service of publiq takes a body of 8 MB at most, the controls one of 64 MB."
_TOO_LARGE = own_problem(413, "body-too-large", "Body too large", _LIMITS)


def _controls() -> Service:
    """Make the service of the controls when it is first used: many a server never needs it."""
    from .control.api import control_service

    return control_service()


class Simulator:
    """publiq, simulated: a world named `default`, and others that exist from their first use.

    With `check_answers` every answer is compared with the contract; one that breaks it becomes a 500 that
    says where. `first_sale` is the id of the first sale of each world, publiq's documented one by default.
    `origin` is what worlds begin with and return to, in place of the official test data; `listener` is told
    of every call to publiq's services as it is journalled.
    """

    def __init__(
        self,
        *,
        check_answers: bool = True,
        first_sale: int | None = None,
        origin: Snapshot | None = None,
        listener: Callable[[Entry], None] | None = None,
    ) -> None:
        self.check_answers = check_answers
        self._first_sale = first_sale
        self._origin = origin
        self._listener = listener
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
        return found if found is not None else self.make_world(name)

    def make_world(self, name: str, origin: Snapshot | None = None) -> Realm:
        """Make a world that begins with an origin, or as all others do; one that is there stays."""
        if not NAME.fullmatch(name):
            raise ValueError("a world's name has letters, digits, dots, dashes and underscores only")
        with self._making:
            return self._realms.setdefault(name, self._new_realm(name, origin or self._origin))

    def forget(self, name: str) -> bool:
        """Forget a world; the one at the root stays. Says whether it was forgotten."""
        with self._making:
            return name != DEFAULT_WORLD and self._realms.pop(name, None) is not None

    def _new_realm(self, name: str, origin: Snapshot | None) -> Realm:
        world = World(name, origin.state if origin else official_world())
        if origin is not None:
            world.clock.state = origin.clock
        if self._first_sale is not None:
            world.state.next_sale = max(world.state.next_sale, self._first_sale)
        realm = Realm(world, world.clock.state)
        realm.journal.listener = self._listener
        return realm

    def handle(self, request: Request) -> Reply:
        """Answer a request; nothing waits: a delay, or what to ask again, is part of the reply."""
        try:
            return self._handle(chosen(request), perf_counter())
        except BadWorld as error:
            return reply_to(request.method, own_problem(400, "bad-world", "Bad world", f"{error}."))

    def _handle(self, request: Request, arrived: float) -> Reply:
        target = locate(request)
        if target is not None and is_console(target.service):
            return reply_to(request.method, console(request, target.service))
        service = service_of(target.service) if target and target.service in SERVED else None
        if target is None or (service is None and target.service != _CONTROL):
            return reply_to(request.method, problem(not_found()))
        if len(request.body) > (LARGEST_BODY if service is None else _LARGEST_BODY_OF_PUBLIQ):
            return reply_to(request.method, _TOO_LARGE)
        realm = self.realm(target.world)
        with realm.world.lock:
            if request.method not in _READING:
                realm.writes += 1
            if service is not None:
                return self._serve(realm, service, target, request)
            try:
                return reply_to(request.method, self._control(realm, target, request, arrived))
            except NotYet:
                return Reply(0, (), delay=_AGAIN, again=partial(self._handle, request, arrived))

    def _control(self, realm: Realm, target: Target, request: Request, arrived: float) -> Answer:
        service = _controls()
        routed = service.route(request.method, target.path)
        if isinstance(routed, Answer):
            return routed
        call = ControlCall(
            realm.world,
            request,
            *routed,
            target.base.removesuffix(f"/{_CONTROL}"),
            simulator=self,
            realm=realm,
            waited=perf_counter() - arrived,
        )
        return self._checked(realm, service.perform(call), call.operation)

    def _serve(self, realm: Realm, service: Service, target: Target, request: Request) -> Reply:
        started = perf_counter()
        routed = service.route(request.method, target.path)
        operation, parameters = (None, {}) if isinstance(routed, Answer) else routed
        fault = self._fault(realm, service, target, request, operation) if realm.faults else None
        client: Client | None = None
        if fault is not None and fault.revoke_tokens:
            nudges.revoke_tokens(realm.world.state, _client_id(realm.world, request))
        if fault is not None and fault.prevents:
            answer = fault.instead()
        elif isinstance(routed, Answer):
            answer = routed
        else:
            call = Call(realm.world, request, *routed, target.base)
            answer = self._checked(realm, _performed(service, call), call.operation)
            client = call.client
        answer = service.finish(request, answer)
        at = realm.world.clock.now()
        reply = (fault.deform if fault else reply_to)(request.method, answer, http_date(at))
        entry = Entry(
            number=realm.journal.next_number,
            at=at,
            service=service.name,
            operation_id=operation.operation_id if operation else None,
            method=request.method,
            target=f"{target.path}?{request.query_string}" if request.query_string else target.path,
            status=answer.status,
            client_id=client.id if client else None,
            duration=perf_counter() - started,
            fault=fault.name if fault else None,
            request=Body.of(request.headers.get("content-type"), request.body),
            answer=Body.of(answer.content_type, reply.body),
            parameters=parameters,
        )
        realm.journal.write(entry)
        return reply

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

    def _checked(self, realm: Realm, answer: Answer, operation: Operation) -> Answer:
        wanted = self.check_answers and realm.world.settings.check_answers
        if not wanted or answer.status == 501 or not operation.answers:
            return answer
        body = MISSING if answer.body is None else answer.body
        if operation.allows(answer.status, answer.content_type, body):
            return answer
        errors = operation.response_errors(answer.status, answer.content_type, body)
        if not errors:
            return answer
        found = "; ".join(f"{error.pointer}: {error.message}" for error in errors)
        detail = f"The answer {answer.status} of {operation.operation_id} breaks the contract: {found}"
        return own_problem(500, "contract-broken", "Answer against the contract", detail)


def _performed(service: Service, call: Call) -> Answer:
    """Perform a call, in a world that follows other readings of publiq's documents by those."""
    if not call.world.settings.readings:
        return service.perform(call)
    from .readings import as_read

    return as_read(service.perform, call)


def _client_id(world: World, request: Request) -> str | None:
    token = world.state.tokens.get(request.headers.get("authorization", "").partition(" ")[2].strip())
    return token.client if token else None
