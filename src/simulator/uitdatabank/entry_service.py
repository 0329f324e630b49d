"""The Entry API as a service: its own order of checks, and CORS on every answer."""

from collections.abc import Mapping

from attrs import evolve

from ..contract import Operation
from ..wire.messages import Answer, Request
from ..wire.problems import problem
from ..wire.service import Call, Service
from ..world.refusals import Refusal, unauthorized
from .callers import authenticate

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class EntryService(Service):
    """UiTdatabank looks for the route, then at the token, and leaves all else to the operation."""

    def route(self, method: str, path: str) -> tuple[Operation, Mapping[str, str]] | Answer:
        """Find the operation; a method that it does not have is refused before any token is looked at."""
        routed = super().route(method, path)
        if isinstance(routed, Answer) and routed.status == 405:
            found = self.found(path)
            allowed = ", ".join(each for each in _METHODS if found and each in found[0].operations)
            return problem(
                Refusal("method/not-allowed", "Method not allowed", status=405, detail=f"Allowed: {allowed}")
            )
        return routed

    def perform(self, call: Call) -> Answer:
        """Ask for a token where one is needed, and run the behaviour; refusals become problems."""
        behaviour = self.behaviours.get(call.operation.operation_id)
        if behaviour is None:
            return super().perform(call)
        try:
            if call.operation.security or call.first("embedContributors") == "true":
                authenticate(call)
            if call.world.settings.strict:
                from .strictness import refuse_strictly

                refuse_strictly(call)
            return behaviour.run(call)
        except Refusal as refusal:
            return problem(refusal)

    def finish(self, request: Request, answer: Answer) -> Answer:
        """Add the headers of CORS; OPTIONS that is no preflight needs a token like anything else."""
        headers = request.headers
        if request.method == "OPTIONS" and answer.status == 204:
            preflight = "access-control-request-method" in headers
            if not preflight and "authorization" not in headers:
                answer = problem(unauthorized("Authorization header missing."))
            else:
                answer = Answer(204)
        return evolve(answer, headers=(*answer.headers, *_cors(headers)))


def _cors(asked: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    methods = ",".join(_METHODS)
    return (
        ("access-control-allow-origin", asked.get("origin", "*")),
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-methods", methods),
        ("allow", methods),
        (
            "access-control-allow-headers",
            asked.get("access-control-request-headers", "authorization,x-api-key"),
        ),
    )
