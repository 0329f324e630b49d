"""Write refusals as problem+json (RFC 7807)."""

from ..world.refusals import Refusal
from .messages import PROBLEM, Answer

PREFIX = "https://api.publiq.be/probs/"
_READABLE = ("access-control-expose-headers", "retry-after")


def problem(refusal: Refusal, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Answer with publiq's full problem type and everything the refusal says."""
    body: dict[str, object] = {
        "type": refusal.kind if refusal.kind == "about:blank" else PREFIX + refusal.kind,
        "title": refusal.title,
        "status": refusal.status,
    }
    if refusal.detail is not None:
        body["detail"] = refusal.detail
    if refusal.message is not None:
        body["endUserMessage"] = {"nl": refusal.message}
    if refusal.retry_after is not None:
        headers = (*headers, ("retry-after", str(refusal.retry_after)), _READABLE)
    return Answer(refusal.status, body | refusal.members, PROBLEM, headers)


def own_problem(status: int, name: str, title: str, detail: str, **members: object) -> Answer:
    """Answer with a problem of the simulator itself, which publiq does not have."""
    body = {"type": f"urn:uitkern:sim:{name}", "title": title, "status": status, "detail": detail}
    return Answer(status, body | members, PROBLEM)
