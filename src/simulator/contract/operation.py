"""One operation of a contract: what it takes, what it may answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final, Literal, cast

from attrs import field, frozen

from .document import Document
from .errors import SchemaError
from .parameters import Parameter, query_errors, single_errors
from .permissions import Permissions

PROBLEM = "application/problem+json"
_JSON = "application/json"
_NOT_DECLARED: Mapping[str, str] = {}
PROBLEM_PREFIX = "https://api.publiq.be/probs/"


class Missing(Enum):
    """The type of MISSING: a body that is not there, as opposed to a body `null`."""

    MISSING = "missing"


MISSING: Final[Literal[Missing.MISSING]] = Missing.MISSING


@frozen(slots=False)
class Operation:
    """An operation as the contract declares it.

    `security` names the schemes that it knows, `credentials` the sets of which one is needed whole; both are
    empty for a public operation. `permission` is the UiTPAS permission it needs, `permissions` tells what
    may replace it or comes on top. `problems` lists per status the problem types it may carry as suffixes of
    https://api.publiq.be/probs/, or whole when they are a URN, the general ones (auth, url, header, body)
    included.
    `parameters` are those of the query; `together` points at the rule (`x-query`) for them as a whole.
    `answers` holds per status the content types with the place of their schemas.
    """

    operation_id: str
    method: str
    path: str
    permissions: Permissions
    deprecated: bool
    internal: bool
    credentials: tuple[tuple[str, ...], ...]
    security: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    path_parameters: tuple[Parameter, ...]
    header_parameters: tuple[Parameter, ...]
    together: str | None
    problems: Mapping[int, tuple[str, ...]]
    answers: Mapping[int, Mapping[str, str]]
    body_required: bool
    bodies: Mapping[str, str]
    _document: Document = field(alias="document", eq=False, repr=False)

    @property
    def permission(self) -> str | None:
        return self.permissions.usual

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
        return query_errors(self._document, self.parameters, self.together, query)

    def path_errors(self, values: Mapping[str, str]) -> list[SchemaError]:
        """Check the parameters of the path; one that is wrong names nothing that exists (404)."""
        return single_errors(self._document, self.path_parameters, values)

    def header_errors(self, headers: Mapping[str, str]) -> list[SchemaError]:
        """Check the headers that the operation declares; `headers` has their names in lower case."""
        return single_errors(self._document, self.header_parameters, headers)

    def body_errors(self, body: object, content_type: str = "application/json") -> list[SchemaError]:
        """Check the body alone; a body for an operation that takes none is tolerated.

        A multipart body is a mapping of its parts, a file as bytes.
        """
        if not self.bodies:
            return []
        if body is MISSING:
            return [SchemaError("/", "The body is missing", "body")] if self.body_required else []
        media = content_type if content_type in self.bodies else essence(content_type)
        schema = self.bodies.get(media)
        if schema is None:
            return [SchemaError("/", f"The content type is none of {', '.join(self.bodies)}", "contentType")]
        return self._document.errors(schema, _as_text(body) if media.startswith("multipart/") else body)

    def allows(self, status: int, content_type: str, body: object) -> bool:
        """Say at little cost that a body of JSON is as declared; when not, `response_errors` says why."""
        schema = self.answers.get(status, _NOT_DECLARED).get(content_type)
        return schema is not None and content_type == _JSON and self._document.accepts(schema, body)

    def response_errors(self, status: int, content_type: str, body: object = MISSING) -> list[SchemaError]:
        """Check an answer: status and content type declared, body, problem type of that status.

        A body is parsed JSON, or bytes for a content type that is no JSON.
        """
        declared = self.answers.get(status)
        if declared is None:
            return [SchemaError("/", f"{self.operation_id} does not declare the status {status}", "status")]
        if not declared:
            empty = body is MISSING or body is None or body in ("", b"")
            return [] if empty else [SchemaError("/", f"An answer {status} has no body", "body")]
        media = content_type if content_type in declared else essence(content_type)
        schema = declared.get(media)
        if schema is None:
            message = f"{status} is declared with {', '.join(declared)}, not {media!r}"
            return [SchemaError("/", message, "contentType")]
        if body is MISSING:
            return [SchemaError("/", "The body is missing", "body")]
        if not is_json(media):
            return [] if isinstance(body, bytes) and body else [SchemaError("/", "Bytes are needed", "body")]
        errors = self._document.errors(schema, body)
        return errors + self._problem_errors(status, body) if media == PROBLEM else errors

    def _problem_errors(self, status: int, body: object) -> list[SchemaError]:
        if not isinstance(body, dict):
            return []
        errors: list[SchemaError] = []
        listed = self.problems.get(status, ())
        known = {each if each.startswith(("urn:", "about:")) else PROBLEM_PREFIX + each for each in listed}
        if body.get("type") not in known:
            errors.append(SchemaError("/type", f"No type of {self.operation_id} at {status}", "problem"))
        if body.get("status") != status:
            errors.append(SchemaError("/status", f"The status in the body is not {status}", "status"))
        return errors


def essence(content_type: str) -> str:
    """Reduce a Content-Type header to its lower-case media type without parameters."""
    return content_type.partition(";")[0].strip().lower()


def is_json(media: str) -> bool:
    """Say whether a media type is written in JSON."""
    return media == "application/json" or media.endswith("+json")


def _as_text(parts: object) -> object:
    """Give each part that is bytes as text, one character a byte, so that a schema can measure it."""
    if not isinstance(parts, Mapping):
        return parts
    given = cast("Mapping[str, object]", parts)
    return {name: part.decode("latin-1") if isinstance(part, bytes) else part for name, part in given.items()}
