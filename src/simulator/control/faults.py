"""Make chosen calls fail on purpose."""

from enum import StrEnum
from itertools import count

from attrs import define, frozen

from ..wire.messages import PROBLEM, Answer, Reply, reply_to
from ..wire.problems import PREFIX


class Cut(StrEnum):
    """When the connection breaks: before the call had its effect, or after it, so that its answer is lost."""

    BEFORE = "before"
    AFTER = "after"


@frozen
class Fault:
    """What goes wrong, with which calls.

    All matchers that are given must fit; `path` is a prefix such as `/uitpas/ticket-sales`. Of the calls that
    fit, `nth` picks one (counted from 1) and `times` bounds how many fail; without either all do.
    `status` answers instead of the operation, which then has no effect; `problem` is the type without its
    fixed prefix, `retry_after` a number of seconds. `latency` delays whatever is answered, in real seconds.
    `malformed` lets the operation happen and breaks its JSON off halfway.
    """

    method: str | None = None
    path: str | None = None
    operation_id: str | None = None
    client_id: str | None = None
    nth: int | None = None
    times: int | None = None
    status: int | None = None
    problem: str | None = None
    retry_after: int | None = None
    latency: float = 0.0
    cut: Cut | None = None
    malformed: bool = False

    def fits(self, method: str, path: str, operation_id: str | None, client_id: str | None) -> bool:
        return (
            self.method in (None, method)
            and (self.path is None or path.startswith(self.path))
            and self.operation_id in (None, operation_id)
            and self.client_id in (None, client_id)
        )

    @property
    def prevents(self) -> bool:
        """Whether the operation does not happen at all."""
        return self.status is not None or self.cut is Cut.BEFORE

    def instead(self) -> Answer:
        """Answer in place of the operation."""
        status = self.status or 500
        kind = self.problem or ("uitpas/rate-limited" if status == 429 else None)
        body = {
            "type": PREFIX + kind if kind else "about:blank",
            "title": "A fault that was asked for",
            "status": status,
        }
        headers = () if self.retry_after is None else (("retry-after", str(self.retry_after)),)
        return Answer(status, body, PROBLEM, headers)

    def deform(self, method: str, answer: Answer) -> Reply:
        """Let an answer leave as damaged as this fault wants it."""
        reply = reply_to(method, answer)
        if self.malformed:
            broken = Answer(reply.status, reply.body[: len(reply.body) // 2] + b"\x00{", answer.content_type)
            reply = reply_to(method, broken)
        return Reply(reply.status, reply.headers, reply.body, self.latency, self.cut is not None)

    @property
    def name(self) -> str:
        kinds = {
            f"status {self.status}": self.status is not None,
            f"latency {self.latency}": self.latency > 0,
            f"cut {self.cut}": self.cut is not None,
            "malformed": self.malformed,
        }
        return ", ".join(kind for kind, wanted in kinds.items() if wanted) or "none"


@define
class Armed:
    """A fault in force, with the number of calls that fitted and that failed so far."""

    id: int
    fault: Fault
    fitted: int = 0
    failed: int = 0

    def strikes(self) -> bool:
        """Count a call that fits, and say whether it is one that fails."""
        self.fitted += 1
        if self.fault.nth not in (None, self.fitted):
            return False
        if self.fault.times is not None and self.failed >= self.fault.times:
            return False
        self.failed += 1
        return True


class Faults:
    """The faults of a world; the first one that strikes a call counts."""

    def __init__(self) -> None:
        self._armed: dict[int, Armed] = {}
        self._ids = count(1)

    def __bool__(self) -> bool:
        return bool(self._armed)

    def armed(self) -> list[Armed]:
        return list(self._armed.values())

    def arm(self, fault: Fault) -> Armed:
        armed = Armed(next(self._ids), fault)
        self._armed[armed.id] = armed
        return armed

    def disarm(self, fault_id: int) -> bool:
        """Withdraw one fault; say whether it was there."""
        return self._armed.pop(fault_id, None) is not None

    def clear(self) -> None:
        self._armed.clear()

    def strike(self, method: str, path: str, operation_id: str | None, client_id: str | None) -> Fault | None:
        for armed in self._armed.values():
            if armed.fault.fits(method, path, operation_id, client_id) and armed.strikes():
                return armed.fault
        return None
