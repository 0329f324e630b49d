"""What the checkout holds, for tests about the project itself."""

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked_files() -> tuple[str, ...]:
    """Return the paths that git tracks and that are there, relative to `ROOT`; skip outside a checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("only a git checkout knows which files belong to the project")
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return tuple(name for name in listing.split("\0") if name and (ROOT / name).exists())


def tracked_texts() -> dict[str, str]:
    """Return the text of each tracked file that is one."""
    texts: dict[str, str] = {}
    for name in tracked_files():
        path = ROOT / name
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if b"\0" not in content:
                texts[name] = content.decode()
    return texts


def project() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def version() -> str:
    """Return the version that the project declares."""
    declared = project()["project"]["version"]
    assert isinstance(declared, str)
    return declared
