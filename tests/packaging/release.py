"""A release as its tests look at it: the two files, and an environment that holds nothing but the wheel."""

import os
import subprocess
from importlib.metadata import Distribution, distribution
from pathlib import Path

from attrs import frozen
from packaging.requirements import Requirement


@frozen
class Build:
    """The two files of a release."""

    sdist: Path
    wheel: Path


@frozen
class Installation:
    """An environment that holds the wheel alone; the packages that it needs are lent to it run by run."""

    folder: Path
    core: Path
    all: Path

    @property
    def programs(self) -> Path:
        """Return the folder of the interpreter and the scripts."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, program: str, *arguments: str, lent: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment outside the checkout, with the packages in the folder `lent`."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))
        }
        environment |= {"PYTHONPATH": str(lent), "NO_COLOR": "1", "COLUMNS": "120"}
        command = [str(self.programs / program), *arguments]
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False
        )


def lend(folder: Path, requirement: str) -> Path:
    """Link what `requirement` needs, itself left out, from the present environment into `folder`."""
    folder.mkdir()
    for needed in needs(Requirement(requirement)):
        for top in {Path(str(file)).parts[0] for file in needed.files or ()} - {"..", "__pycache__"}:
            link = folder / top
            if not link.exists():
                link.symlink_to(Path(str(needed.locate_file(top))))
    return folder


def needs(requirement: Requirement) -> list[Distribution]:
    """Return the distributions that `requirement` needs here, directly or not."""
    found: dict[str, Distribution] = {}
    seen: set[str] = set()
    open_ends = [requirement]
    while open_ends:
        wanted = open_ends.pop()
        if str(wanted) in seen:
            continue
        seen.add(str(wanted))
        package = distribution(wanted.name)
        if wanted.name != requirement.name:
            found[wanted.name] = package
        for text in package.requires or ():
            needed = Requirement(text)
            extras = wanted.extras or {""}
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                open_ends.append(needed)
    return list(found.values())
