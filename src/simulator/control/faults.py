"""Make chosen calls fail on purpose."""

from enum import StrEnum
from itertools import count
from random import Random

from attrs import define, evolve, field, frozen

from ..wire.messages import PROBLEM, Answer, Reply, reply_to
from ..wire.problems import PREFIX


class Moment(StrEnum):
    """When a call goes wrong: before it had its effect, or after it, so that only its answer is lost."""

    BEFORE = "before"
    AFTER = "after"


Cut = Moment


@frozen(slots=False)
class Fault:
    """What goes wrong, with which calls.

    All matchers that are given must fit; `path` is a prefix such as `/uitpas/ticket-sales`. Of the calls that
    fit, `nth` picks one (counted from 1), `probability` some, always the same ones for a `seed`, and `times`
    bounds how many fail; without these all do.
    `status` answers instead of the operation, which then has no effect; `problem` is the type without its
    fixed prefix, `retry_after` a number of seconds. `latency` delays whatever is answered, in real seconds.
    `cut` breaks the connection, `hang` keeps it open without ever a byte. `malformed` and `truncated` let the
    operation happen and spoil its JSON. `revoke_tokens` takes the tokens of the caller first.
    """

    method: str | None = None
    path: str | None = None
    operation_id: str | None = None
    client_id: str | None = None
    nth: int | None = None
    probability: float | None = None
    seed: int = 0
    times: int | None = None
    status: int | None = None
    problem: str | None = None
    retry_after: int | None = None
    latency: float = 0.0
    cut: Moment | None = None
    hang: Moment | None = None
    malformed: bool = False
    truncated: bool = False
    revoke_tokens: bool = False

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
        return self.status is not None or Moment.BEFORE in (self.cut, self.hang)

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

    def deform(self, method: str, answer: Answer, *more: tuple[str, str]) -> Reply:
        """Let an answer leave, with more headers, as damaged as this fault wants it."""
        reply = reply_to(method, answer, *more)
        if self.malformed or self.truncated:
            half = reply.body[: len(reply.body) // 2]
            broken = half + b"\x00{" if self.malformed else half
            reply = reply_to(method, evolve(answer, body=broken), *more)
        return evolve(reply, delay=self.latency, lost=self.cut is not None, hangs=self.hang is not None)

    @property
    def name(self) -> str:
        kinds = {
            f"status {self.status}": self.status is not None,
            f"latency {self.latency}": self.latency > 0,
            f"cut {self.cut}": self.cut is not None,
            f"hang {self.hang}": self.hang is not None,
            "malformed": self.malformed,
            "truncated": self.truncated,
            "revoked tokens": self.revoke_tokens,
        }
        return ", ".join(kind for kind, wanted in kinds.items() if wanted) or "none"


@define
class Armed:
    """A fault in force, with the number of calls that fitted and that failed so far."""

    id: int
    fault: Fault
    fitted: int = 0
    failed: int = 0
    _chance: Random = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        self._chance = Random(self.fault.seed)  # noqa: S311

    def strikes(self) -> bool:
        """Count a call that fits, and say whether it is one that fails."""
        self.fitted += 1
        unlucky = self.fault.probability is None or self._chance.random() < self.fault.probability
        if self.fault.nth not in (None, self.fitted) or not unlucky:
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
