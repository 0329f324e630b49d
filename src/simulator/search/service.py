"""The Search API as a service: its own credentials, CORS on every answer, and JSON that is safe in HTML."""

from collections.abc import Mapping

from attrs import evolve

from ..contract import Operation
from ..wire.messages import Answer, Request, dump
from ..wire.problems import problem
from ..wire.service import Call, Service
from ..world.refusals import Refusal
from .behaviours import JSON_LD

_ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "'": "\\u0027", '\\"': "\\u0022"}
_SINGULAR = {"event": "events", "place": "places"}
_CORS = (
    ("access-control-allow-origin", "*"),
    (
        "access-control-allow-headers",
        "Authorization, X-Api-Key, X-Client-Id, X-Client-Properties, Content-Type",
    ),
    ("access-control-allow-methods", "GET, POST, OPTIONS"),
)


class SearchService(Service):
    """The search finds out itself who calls; what it refuses on that is JSON-LD by its content type."""

    def route(self, method: str, path: str) -> tuple[Operation, Mapping[str, str]] | Answer:
        """Find the operation; a preflight needs nothing but a path that is there."""
        routed = super().route(method, path)
        return Answer(204) if isinstance(routed, Answer) and routed.status == 204 else routed

    def perform(self, call: Call) -> Answer:
        """Run the behaviour; refusals become problems."""
        behaviour = self.behaviours.get(call.operation.operation_id)
        if behaviour is None:
            return super().perform(call)
        try:
            return behaviour.run(call)
        except Refusal as refusal:
            return refused(refusal)

    def finish(self, request: Request, answer: Answer) -> Answer:  # noqa: ARG002
        """Add the headers of CORS, and escape what has a meaning in HTML."""
        body = answer.body
        if isinstance(body, dict):
            body = escaped(body)
        return evolve(answer, body=body, headers=(*answer.headers, *_CORS))


def refused(refusal: Refusal) -> Answer:
    found = problem(refusal)
    return evolve(found, content_type=JSON_LD) if refusal.status in (401, 403) else found


def escaped(body: object) -> bytes:
    """Write JSON in which no character has a meaning in HTML."""
    text = dump(body).decode()
    parts = text.split("\\\\")
    for character, escape in _ESCAPES.items():
        parts = [part.replace(character, escape) for part in parts]
    return "\\\\".join(parts).encode()


def singular_too(path: str) -> str:
    """Lead `/event` and `/place` to where their plurals go."""
    name = path.strip("/")
    return f"/{_SINGULAR[name]}" if name in _SINGULAR else path
