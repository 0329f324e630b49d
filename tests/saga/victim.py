"""A process that is killed: for each line on standard input a child enrols, and dies at one question.

A line is JSON: `ledger`, `url`, `activity`, `cut` (the number of the question before which SIGKILL comes).
For each the parent writes `killed` or `ended` and what the child said. Without `cut` nobody dies: the parent
looks once at what is there, and writes `ready`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from tests.thrift import certificates_read_once
from uitkern import Credentials, Environment, Organisation, Spend, Uitkern, UitkernError
from uitkern.adapters import drivers

ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
ENROL, REDEEM, CANCEL = "enrol", "redeem", "cancel"


def open_core(order: dict[str, Any], **options: Any) -> Uitkern:
    key = Credentials("uitkern-client", "uitkern-secret")
    return Uitkern(
        order["ledger"], Organisation("saga", ORGANIZER), Environment.simulator(order["url"]), key, **options
    )


def suffer(order: dict[str, Any]) -> None:
    """Do what is ordered; from the first question of the flow on, count, and die before question `cut`."""
    core = open_core(order)
    core.permissions()  # the token is there before the counting begins
    core.offer("child", order["activity"])
    perform, asked = drivers._perform, 0

    def until_death(question: Any, outside: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked > order["cut"]:
            os.kill(os.getpid(), signal.SIGKILL)
        return perform(question, outside)

    drivers._perform = until_death
    try:
        if order["act"] == ENROL:
            core.enrol("child", order["activity"])
        elif order["act"] == REDEEM:
            core.enrol("child", order["activity"], Spend(*order["spend"]))
        else:
            core.cancel(order["enrolment"])
    except UitkernError:
        pass
    os._exit(0)


def warm_up(order: dict[str, Any]) -> None:
    """Import in the parent what a child would import in each of its lives."""
    with open_core(order) as core:
        core.offer("child", order["activity"])


def main() -> None:
    with certificates_read_once():
        for line in sys.stdin:
            order = json.loads(line)
            if "cut" not in order:
                warm_up(order)
                print("ready", flush=True)  # noqa: T201
                continue
            child = os.fork()
            if child == 0:
                suffer(order)
            _, status = os.waitpid(child, 0)
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            print("killed" if killed else f"ended {status}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
