"""What the commands of `uitkern sim` share: their options, and how they say what they did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ..domain.errors import UitkernError
from .output import show
from .sim_client import Controls

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def controls(context: typer.Context) -> Controls:
    """Give the controls that the options of `uitkern sim` chose."""
    held: Controls = context.obj
    return held


def show_one(found: Mapping[str, Any], as_json: bool) -> None:
    """Show one thing: as it is for programs, a line for each member for people."""
    if as_json:
        show([found], as_json=True)
    else:
        show([{"name": name, "value": written(value)} for name, value in found.items()], as_json=False)


def written(value: object) -> str:
    """Write a value as JSON does, a text without its quotes."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def text_of(file: Path) -> str:
    """Read a file of text; refused in one line when that cannot be."""
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise UitkernError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UitkernError(f"{file}: is not text in UTF-8") from error


def tell(what: str) -> None:
    """Say what was done."""
    typer.echo(what)
