"""Run the command line: every expected failure is one line and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

USAGE, INTERRUPTED = 2, 130
_EXTRAS = {
    "jsonschema_rs": "simulator",
    "rich": "cli",
    "starlette": "simulator",
    "typer": "cli",
    "uvicorn": "simulator",
    "yaml": "simulator",
}


def run() -> None:
    """Enter here (`uitkern`); exits with 0, 1 (a step or check failed), 2 (refused) or 130 (Ctrl-C)."""
    try:
        if sys.argv[1:] == ["--help"]:
            print(prepared_help(), end="", flush=True)  # noqa: T201
            sys.exit(0)
        status = _run()
    except BrokenPipeError:  # the reader went away: it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = USAGE
    except ModuleNotFoundError as error:
        status = _explain_missing(error)
    except KeyboardInterrupt:
        status = INTERRUPTED
    if status == INTERRUPTED:
        _say("interrupted")
    sys.exit(status)


def prepared_help() -> str:
    """Give the help as it is kept beside this module; to compose it would load every library."""
    with open(__file__.removesuffix("main.py") + "help.txt", encoding="utf-8") as file:  # noqa: PTH123
        return file.read()


def _run() -> int:
    import typer

    from ..domain.model.invalid import InvalidValue, UitkernError
    from .app import app
    from .language import told

    try:
        return app(prog_name="uitkern", standalone_mode=False) or 0
    except UitkernError as error:
        _say(f"{error}{_where(error)}")
        message = getattr(error, "message", None)
        if message is not None:
            said = told(message)
            _say(said if isinstance(error, InvalidValue) else f"for the parent: {said}")
        for refusal in getattr(error, "refusals", ()):
            if refusal.message is not None:
                whom = f"parent of {refusal.participant_id}" if refusal.participant_id else "buyer"
                _say(f"for the {whom}: {told(refusal.message)}")
    except typer.TyperException as error:
        _say(_in_one_line(error))
    return USAGE


def _where(error: Exception) -> str:
    """Where to look when nothing answers; `environment` and `simulator_url` are what the user can set."""
    from ..domain.errors import Unreachable

    return "; check environment and simulator_url" if isinstance(error, Unreachable) else ""


def _in_one_line(error: Exception) -> str:
    """What is wrong with the words of the command, and where to read which there are."""
    told: Callable[[], str] = getattr(error, "format_message", lambda: str(error))
    command = getattr(getattr(error, "ctx", None), "command_path", "uitkern")
    words = " ".join(told().split()).rstrip(".").replace(": Value error, ", ": ")
    return f"{words}; see {command} --help"


def _say(what: str) -> None:
    print(f"uitkern: {what}", file=sys.stderr)  # noqa: T201


def _explain_missing(error: ModuleNotFoundError) -> int:
    extra = _EXTRAS.get((error.name or "").partition(".")[0])
    if extra is None:
        raise error
    _say(f"{error.name} is not installed: pip install 'uitkern[{extra}]'")
    return USAGE
