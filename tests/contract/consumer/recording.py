"""Record every exchange that the adapter can have: each question with each kind of answer to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tests.adapters.publiq.samples import NUMBER
from tests.contract.consumer.answers import NOWHERE, answers_to
from tests.contract.consumer.exchanges import (
    CONTRACTS,
    Answer,
    Broken,
    Exchange,
    exchange,
    fitting,
    token_exchange,
)
from tests.contract.consumer.questions import QUESTIONS
from uitkern.adapters.publiq.call import Call
from uitkern.adapters.publiq.credentials import TokenPath
from uitkern.adapters.publiq.environment import PassPath, Service
from uitkern.adapters.publiq.operations import OPERATIONS
from uitkern.adapters.publiq.uitpas import find_pass_by_number
from uitkern.domain.ports.publiq import FindPass

Asking = tuple[str, Callable[..., Exchange], Answer]


def record(only: str = "") -> Iterator[Exchange | str]:
    """Give each exchange, of one question or of all, or a complaint where an answer cannot be read."""
    for name, ask, answer in (*_asked(), *_older_ways()):
        if not only or name.startswith(f"{only}: "):
            yield _recorded(name, ask, answer)


def _asked() -> Iterator[Asking]:
    """Each question with each answer to it.

    A refusal comes once for each service, status and type, and way to ask: what reads it is shared.
    """
    refused: set[tuple[object, ...]] = set()
    for name, question in QUESTIONS.items():
        call = OPERATIONS[type(question)].build(question)
        service = CONTRACTS[call.service]
        for answer in answers_to(service, call):
            kind = (service, call.writes, answer.status, _type_of(answer))
            if answer.status < 400 or answer is NOWHERE or kind not in refused:
                refused.add(kind)
                ask = partial(exchange, question=fitting(question, answer))
                yield f"{name}: {answer.status} {answer.name}", ask, answer


def _older_ways() -> Iterator[Asking]:
    """The two ways to a token, and the pass by the path that environments without a newer one have."""
    for path in TokenPath:
        for answer in answers_to("uitid", Call(Service.UITID, "token", "POST", path.value)):
            name = f"token at {path}: {answer.status} {answer.name}"
            yield name, partial(token_exchange, path=path), answer
    older = partial(exchange, question=FindPass(NUMBER), pass_path=PassPath.OLDER)
    for answer in answers_to("uitpas", find_pass_by_number(FindPass(NUMBER))):
        yield f"pass by path: {answer.status} {answer.name}", older, answer


def _recorded(name: str, ask: Callable[..., Exchange], answer: Answer) -> Exchange | str:
    try:
        return ask(name=name, answer=answer)
    except Broken as error:
        return f"{name}: the adapter cannot read what the contract shows: {error}"


def _type_of(answer: Answer) -> object:
    return answer.body.get("type") if isinstance(answer.body, dict) else None
