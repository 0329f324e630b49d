"""Run the command line: every expected failure is one line and an exit status."""

from __future__ import annotations

import sys

USAGE, INTERRUPTED = 2, 130
_EXTRAS = {
    "jsonschema_rs": "simulator",
    "rich": "cli",
    "starlette": "simulator",
    "typer": "cli",
    "uvicorn": "simulator",
}


def run() -> None:
    """Enter here (`uitkern`); exits with 0, 1 (a step or check failed), 2 (refused) or 130 (Ctrl-C)."""
    try:
        from .app import app
    except ModuleNotFoundError as error:
        _explain_missing(error)
    from ..domain.model.invalid import UitkernError

    try:
        app(prog_name="uitkern", standalone_mode=True)
    except UitkernError as error:
        message = getattr(error, "message", None)
        print(f"uitkern: {error}", file=sys.stderr)  # noqa: T201
        if message is not None:
            print(f"uitkern: for the parent: {message.nl}", file=sys.stderr)  # noqa: T201
        sys.exit(USAGE)
    except ModuleNotFoundError as error:
        _explain_missing(error)
    except KeyboardInterrupt:
        print("uitkern: interrupted", file=sys.stderr)  # noqa: T201
        sys.exit(INTERRUPTED)


def _explain_missing(error: ModuleNotFoundError) -> None:
    extra = _EXTRAS.get((error.name or "").partition(".")[0])
    if extra is None:
        raise error
    print(f"uitkern: {error.name} is not installed: pip install 'uitkern[{extra}]'", file=sys.stderr)  # noqa: T201
    sys.exit(USAGE)
