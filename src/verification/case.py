"""A case: what it shows, what it arranges, what it asks, what must come of it, and how it is undone."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from ..simulator.contract import MISSING

TARGETS = ("simulator", "test")


@frozen
class Step:
    """One call of an operation, and what must come of it.

    Values of `path`, `query`, `headers` and the body name earlier ones as `${name}`. The body is JSON
    (`body`), a form, files of a multipart form, or text as it is (`raw`, of the type `media`). `method` and
    `url` replace those of the operation. Without a `status` any success will do; `problem` is the end of the
    problem type, `facts` and `told` (headers) say what else must be so, by JSON pointer and by name. `keep`
    gives names to parts of the answer: by a pointer, or `{in, like, take}` for a part of the first element of
    an array that has some members.
    """

    operation: str
    caller: str | None = None
    path: Mapping[str, object] = field(factory=dict[str, object])
    query: Mapping[str, object] = field(factory=dict[str, object])
    headers: Mapping[str, object] = field(factory=dict[str, object])
    body: object = MISSING
    form: Mapping[str, object] | None = None
    files: Mapping[str, object] | None = None
    raw: str | None = None
    media: str | None = None
    method: str | None = None
    url: str | None = None
    status: int | None = None
    problem: str | None = None
    facts: Mapping[str, object] = field(factory=dict[str, object])
    told: Mapping[str, object] = field(factory=dict[str, object])
    keep: Mapping[str, object] = field(factory=dict[str, object])


@frozen
class Case:
    """One executable case.

    `source` is where its expectation comes from: a rule (R), a case of failure (F), or a page of publiq's.
    `targets` names those that it may run on: `simulator`, and `test` when it leaves nothing behind there.
    `world` holds rows that a simulated world has besides the official test data. The steps of `arrange` come
    before the question, those of `then` after it; those of `undo` always, when what they name is known.
    """

    id: str
    shows: str
    service: str
    source: str
    ask: Step
    targets: tuple[str, ...] = ("simulator",)
    world: Mapping[str, object] = field(factory=dict[str, object])
    values: Mapping[str, object] = field(factory=dict[str, object])
    arrange: tuple[Step, ...] = ()
    then: tuple[Step, ...] = ()
    undo: tuple[Step, ...] = ()
    file: str = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        return (*self.arrange, self.ask, *self.then, *self.undo)

    def __str__(self) -> str:
        return self.id
