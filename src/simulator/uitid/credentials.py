"""Read who a client says that it is, and refuse it as OAuth 2.0 does (RFC 6749, 2.3.1 and 5.2)."""

import base64
import binascii
from collections.abc import Mapping

from ..wire.messages import JSON, Answer, Request

UNCACHED = (("cache-control", "no-store"),)


class Denied(Exception):
    """Why a client gets nothing."""

    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(description)
        self.answer = Answer(
            status, {"error": error, "error_description": description}, JSON, headers=UNCACHED
        )


def credentials(request: Request, fields: Mapping[str, str]) -> tuple[str, str | None]:
    """Read credentials from the body, or from a Basic header; the secret may be missing. Raises Denied."""
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise Denied(400, "invalid_request", "The Authorization header is not readable.") from None
        return client_id, secret
    if not fields.get("client_id"):
        raise Denied(401, "invalid_client", "Invalid client or Invalid client credentials")
    return fields["client_id"], fields.get("client_secret")
