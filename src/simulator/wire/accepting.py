"""Refuse what a caller asks for in a form that an operation does not have (RFC 9110, 12.5.1 and 8.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import evolve

from ..world.refusals import Refusal
from .messages import JSON

if TYPE_CHECKING:
    from .call import Call

NOT_ACCEPTABLE = "header/not-acceptable"
UNSUPPORTED = "header/unsupported-media-type"
_ANYTHING, _PLAIN = "*/*", "identity"


def refuse_unacceptable(call: Call) -> None:
    """Refuse with 406 a caller who accepts nothing of what the operation answers.

    Who accepts JSON gets a file too. Only where the contract has the type in its general list; no operation
    declares the status, so that this answer is compared with none.
    """
    accepted = call.request.headers.get("accept", _ANYTHING)
    if accepted == _ANYTHING or NOT_ACCEPTABLE not in call.operation.problems.get(406, ()):
        return
    answered = [media for status, held in call.operation.answers.items() if status < 300 for media in held]
    if not answered or any(_fits(accepted, media) for media in (*answered, JSON)):
        return
    call.operation = evolve(call.operation, answers={})
    detail = f"This operation answers {' or '.join(dict.fromkeys(answered))}."
    raise Refusal(NOT_ACCEPTABLE, "Not acceptable", status=406, detail=detail)


def _fits(accepted: str, media: str) -> bool:
    """Say whether an Accept header takes a media type; the most specific range that names it decides."""
    kind = media.partition("/")[0]
    given = dict(_ranges(accepted))
    return next((given[name] for name in (media, f"{kind}/*", _ANYTHING) if name in given), not given)


def _ranges(accepted: str) -> Iterable[tuple[str, bool]]:
    """Read the ranges of an Accept header, each with whether it is wanted at all (a weight above zero)."""
    for each in accepted.lower().split(","):
        name, *parameters = (part.strip() for part in each.split(";"))
        weights = [part.partition("=")[2] for part in parameters if part.startswith("q=")]
        if name:
            yield name, not any(weight.strip("0") in ("", ".") for weight in weights)


def refuse_encoded(call: Call) -> None:
    """Refuse with 415 a body that is compressed: it would look like JSON that is not well formed."""
    encoding = call.request.headers.get("content-encoding", _PLAIN).strip().lower()
    if encoding not in ("", _PLAIN) and UNSUPPORTED in call.operation.problems.get(415, ()):
        detail = "A body is taken as it is, without a content encoding."
        raise Refusal(UNSUPPORTED, "Unsupported media type", status=415, detail=detail)
