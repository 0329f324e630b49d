"""One operation of a contract: what it takes, what it may answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final, Literal

from attrs import field, frozen

from .document import Document
from .errors import SchemaError
from .query import QueryParameter, all_errors

PROBLEM = "application/problem+json"
PROBLEM_PREFIX = "https://api.publiq.be/probs/"


class Missing(Enum):
    """The type of MISSING: a body that is not there, as opposed to a body `null`."""

    MISSING = "missing"


MISSING: Final[Literal[Missing.MISSING]] = Missing.MISSING


@frozen
class Operation:
    """An operation as the contract declares it.

    `security` names the schemes of which one is needed; empty means that the operation is public.
    `permission` is the UiTPAS permission it needs. `problems` lists per status the problem types it may
    carry as suffixes of https://api.publiq.be/probs/, the general ones (auth, url, header, body) included.
    `together` points at the rule (`x-query`) for the query parameters as a whole.
    `answers` holds per status the content types with the place of their schemas.
    """

    operation_id: str
    method: str
    path: str
    permission: str | None
    deprecated: bool
    security: tuple[str, ...]
    parameters: tuple[QueryParameter, ...]
    together: str | None
    problems: Mapping[int, tuple[str, ...]]
    answers: Mapping[int, Mapping[str, str]]
    body_required: bool
    bodies: Mapping[str, str]
    _document: Document = field(alias="document", eq=False, repr=False)

    def request_errors(
        self,
        query: Mapping[str, Sequence[str]],
        body: object = MISSING,
        content_type: str = "application/json",
    ) -> list[SchemaError]:
        """Check query parameters, then the body (parsed JSON, or a mapping of form fields)."""
        return self.query_errors(query) + self.body_errors(body, content_type)

    def query_errors(self, query: Mapping[str, Sequence[str]]) -> list[SchemaError]:
        """Check the query parameters alone, each under the pointer "/name"."""
        return all_errors(self._document, self.parameters, self.together, query)

    def body_errors(self, body: object, content_type: str = "application/json") -> list[SchemaError]:
        """Check the body alone; a body for an operation that takes none is tolerated."""
        if not self.bodies:
            return []
        if body is MISSING:
            return [SchemaError("/", "The body is missing", "body")] if self.body_required else []
        schema = self.bodies.get(essence(content_type))
        if schema is None:
            return [SchemaError("/", f"The content type is none of {', '.join(self.bodies)}", "contentType")]
        return self._document.errors(schema, body)

    def response_errors(self, status: int, content_type: str, body: object = MISSING) -> list[SchemaError]:
        """Check an answer: status and content type declared, body, problem type of that status."""
        declared = self.answers.get(status)
        if declared is None:
            return [SchemaError("/", f"{self.operation_id} does not declare the status {status}", "status")]
        if not declared:
            empty = body is MISSING or body is None or body in ("", b"")
            return [] if empty else [SchemaError("/", f"An answer {status} has no body", "body")]
        media = essence(content_type)
        schema = declared.get(media)
        if schema is None:
            message = f"{status} is declared with {', '.join(declared)}, not {media!r}"
            return [SchemaError("/", message, "contentType")]
        if body is MISSING:
            return [SchemaError("/", "The body is missing", "body")]
        errors = self._document.errors(schema, body)
        return errors + self._problem_errors(status, body) if media == PROBLEM else errors

    def _problem_errors(self, status: int, body: object) -> list[SchemaError]:
        if not isinstance(body, dict):
            return []
        errors: list[SchemaError] = []
        known = {PROBLEM_PREFIX + suffix for suffix in self.problems.get(status, ())}
        if body.get("type") not in known:
            errors.append(SchemaError("/type", f"No type of {self.operation_id} at {status}", "problem"))
        if body.get("status") != status:
            errors.append(SchemaError("/status", f"The status in the body is not {status}", "status"))
        return errors


def essence(content_type: str) -> str:
    """Reduce a Content-Type header to its lower-case media type without parameters."""
    return content_type.partition(";")[0].strip().lower()
