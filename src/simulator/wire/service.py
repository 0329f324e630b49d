"""Take a request through the checks of a service to the behaviour of its operation.

The order is publiq's: route, token, query, body, and then whatever the behaviour checks itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from ..contract import Contract, Operation, SchemaError
from ..world import refusals
from ..world.refusals import Refusal
from .accepting import refuse_encoded, refuse_unacceptable
from .call import Call
from .credentials import authenticate
from .messages import JSON, SHORT, Answer, Request, parse_query
from .pages import undocumented
from .parsing import parsed, why
from .problems import own_problem, problem
from .routing import Route, Router
from .strictness import refuse_strictly

__all__ = ["Behaviour", "Call", "Page", "Service", "invalid_query", "page", "read_json"]

_Check = Callable[[Operation, Request], Sequence[SchemaError]]
_HEADERS = (
    "authorization, content-type, accept, x-client-id, x-api-key, x-custom-token, x-registration-token, *"
)
"""What scripts in a browser may send: the star stands for all but `authorization`."""


@frozen(slots=False)
class Behaviour:
    """What an operation does.

    A behaviour that is not `checked` reads the body itself and checks query and body against nothing before.
    `prepare` may rewrite a body before it is checked against the contract.
    """

    run: Callable[[Call], Answer]
    checked: bool = True
    prepare: Callable[[object], object] | None = None
    strict_media_type: bool = True


@frozen(slots=False)
class Page:
    """What a service serves besides its contract: pages for people, links to files."""

    operation: Operation
    behaviour: Behaviour


def page(name: str, method: str, path: str, run: Callable[[Call], Answer]) -> Page:
    """Make a page that anybody may ask for; its behaviour reads the request itself."""
    return Page(undocumented(name, method, path), Behaviour(run, checked=False))


class Service:
    """One of publiq's services: its routes come from the contract, its behaviours by operationId.

    An operation without behaviour answers 501 with its operationId.
    """

    def __init__(
        self,
        name: str,
        contract: Contract,
        behaviours: Mapping[str, Behaviour],
        rewrite: Callable[[str], str] | None = None,
        pages: Iterable[Page] = (),
    ) -> None:
        unknown = behaviours.keys() - contract.operations.keys()
        if unknown:
            raise ValueError(f"behaviour for operations that the contract of {name} lacks: {sorted(unknown)}")
        self.name = name
        self.operations = contract.operations
        extra = {page.operation.operation_id: page for page in pages}
        self.behaviours = {**behaviours, **{name: page.behaviour for name, page in extra.items()}}
        self._router = Router([*contract.operations.values(), *(page.operation for page in extra.values())])
        self._rewrite = rewrite or (lambda path: path)
        self._short_query_errors = lru_cache(maxsize=4096)(self._errors_of_query)

    def route(self, method: str, path: str) -> tuple[Operation, Mapping[str, str]] | Answer:
        """Find the operation, or the answer when there is none."""
        found = self.found(path)
        if found is None:
            return problem(refusals.not_found())
        route, parameters = found
        operation = route.operations.get("GET" if method == "HEAD" else method)
        if operation is not None:
            return operation, parameters
        if method == "OPTIONS":
            return Answer(204, headers=_preflight(route.allowed))
        wrong = Refusal(
            "method/not-allowed", "Method not allowed", status=405, detail=f"Allowed: {route.allowed}"
        )
        return problem(wrong, (("allow", route.allowed),))

    def found(self, path: str) -> tuple[Route, Mapping[str, str]] | None:
        """Find the route of a path, whatever the method."""
        return self._router.find(self._rewrite(path))

    def _query_errors(self, operation: Operation, request: Request) -> Sequence[SchemaError]:
        """Check the query; what was said of a short one is remembered."""
        text, known = request.query_string, self.operations.get(operation.operation_id)
        if operation is known and len(text) <= SHORT:
            return self._short_query_errors(operation.operation_id, text)
        return operation.query_errors(request.query)

    def _errors_of_query(self, operation_id: str, text: str) -> Sequence[SchemaError]:
        return self.operations[operation_id].query_errors(parse_query(text) if text else {})

    def finish(self, request: Request, answer: Answer) -> Answer:  # noqa: ARG002
        """Complete an answer before it leaves, the answer to an unknown path too."""
        return answer

    def perform(self, call: Call) -> Answer:
        """Check the request and run the behaviour; refusals become problems."""
        behaviour = self.behaviours.get(call.operation.operation_id)
        if behaviour is None:
            operation_id = call.operation.operation_id
            return own_problem(
                501, "no-behaviour", "Not simulated", f"{operation_id} has no behaviour in the simulator."
            )
        try:
            authenticate(call)
            if refusals.RATE_LIMITED in call.operation.problems.get(429, ()) and _is_limited(call):
                call.world.take_rate(call.operation.operation_id, _rate_subject(call))
            if behaviour.checked:
                _check(call, behaviour, self._query_errors)
                if call.world.settings.strict:
                    refuse_strictly(call)
            return behaviour.run(call)
        except Refusal as refusal:
            return problem(refusal)


def _is_limited(call: Call) -> bool:
    """Say whether the pace of a caller is limited; group passes only are not for who shows a token."""
    return call.identified or call.operation.operation_id != "get-grouppasses"


def _rate_subject(call: Call) -> str:
    """Name the caller whose calls are counted together."""
    return call.user.id if call.user else call.custom_token or (call.client.id if call.client else "")


def _check(call: Call, behaviour: Behaviour, query_errors: _Check) -> None:
    refuse_unacceptable(call)
    operation = call.operation
    if operation.path_parameters and operation.path_errors(call.parameters):
        raise refusals.not_found()
    if operation.header_parameters and (errors := operation.header_errors(call.request.headers)):
        raise _header_refusal(errors)
    if wrong := query_errors(operation, call.request):
        raise _query_refusal(wrong)
    if operation.bodies:
        refuse_encoded(call)
        call.body = read_json(call.request, strict_media_type=behaviour.strict_media_type)
        if behaviour.prepare is not None:
            call.body = behaviour.prepare(call.body)
        errors = operation.body_errors(call.body)
        if errors:
            raise refusals.invalid_data(*((error.pointer, error.message) for error in errors))


def read_json(request: Request, *, strict_media_type: bool = True) -> object:
    """Parse the body, or refuse with `body/missing` or `body/invalid-syntax` (415 for another media type).

    Without `strict_media_type` the refusal gives no reason either, as UiTdatabank gives none.
    """
    media_type = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if strict_media_type and not (media_type == JSON or media_type.endswith("+json")):
        wanted = f"The body must be {JSON}."
        raise Refusal("header/unsupported-media-type", "Unsupported media type", status=415, detail=wanted)
    if not request.body.strip():
        raise Refusal("body/missing", "Body missing")
    try:
        return parsed(request.body)
    except (ValueError, RecursionError) as error:
        reason = why(error) if strict_media_type else ""
        detail = f"The given request body could not be parsed as JSON.{reason}"
        raise Refusal("body/invalid-syntax", "Invalid body syntax", detail=detail) from None


def _query_refusal(errors: Sequence[SchemaError]) -> Refusal:
    """Name what is wrong with the query: a parameter that is missing, too large a limit, or another value."""
    detail = " ".join(f"{error.pointer[1:]}: {error.message}." for error in errors)
    if any(error.keyword == "required" for error in errors):
        return Refusal("url/query-parameter-missing", "Query parameter missing", detail=detail)
    if all(error.pointer == "/limit" and error.keyword == "maximum" for error in errors):
        return Refusal("url/query-limit-exceeded", "Query limit exceeded", detail=detail)
    return invalid_query(detail)


def _header_refusal(errors: Sequence[SchemaError]) -> Refusal:
    detail = " ".join(f"{error.pointer[1:]}: {error.message}." for error in errors)
    if any(error.keyword == "required" for error in errors):
        return Refusal("header/missing", "Header missing", detail=detail)
    return Refusal("header/invalid", "Header invalid", detail=detail)


def invalid_query(detail: str) -> Refusal:
    return Refusal("url/query-parameter-invalid", "Query parameter invalid", detail=detail)


def _preflight(allowed: str) -> tuple[tuple[str, str], ...]:
    return (
        ("allow", allowed),
        ("access-control-allow-methods", allowed),
        ("access-control-allow-headers", _HEADERS),
        ("access-control-max-age", "600"),
    )
