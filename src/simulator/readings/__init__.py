"""Answer by the other reading of publiq's documents, where a world follows it.

What the world answers is turned afterwards, or what was asked beforehand: a behaviour knows nothing of it. A
problem that is turned is declared for its call alone, so that the check of answers takes it there and nowhere
else. Another answer is checked against the contract before it is turned.
"""

from collections.abc import Callable

from ..contract import MISSING
from ..wire.call import Call
from ..wire.messages import Answer
from ..wire.problems import problem
from ..world.refusals import Refusal
from .answers import turned_answer
from .declared import declare, declare_nothing
from .problems import turned_problem
from .requests import turn_request

__all__ = ["as_read"]


def as_read(perform: Callable[[Call], Answer], call: Call) -> Answer:
    """Perform a call by the readings that its world follows."""
    followed = call.world.settings.readings
    try:
        for switch in followed:
            turn_request(switch, call)
    except Refusal as refusal:
        declare(call, refusal.status, refusal.kind)
        return problem(refusal)
    answer = perform(call)
    for switch in followed:
        answer = turned_problem(switch, call, answer)
    for switch in followed:
        turned = turned_answer(switch, call, answer)
        if turned is not answer and _is_as_declared(call, answer):
            declare_nothing(call)
            answer = turned
    return answer


def _is_as_declared(call: Call, answer: Answer) -> bool:
    operation = call.operation
    if not operation.answers:
        return True
    body = MISSING if answer.body is None else answer.body
    return not operation.response_errors(answer.status, answer.content_type, body)
