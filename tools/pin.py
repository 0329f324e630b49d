"""Pin the newest versions that fit: for pip in constraints.txt, for uv in pyproject.toml itself."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = """\
# Every package that developing, testing and building uitkern needs, in one version each, for Python 3.11 and
# later on Linux, macOS and Windows, with the digests of all files of that release.
# Written by `make pin`, together with the pins for uv in pyproject.toml; not meant to be edited.
"""
UV_PINS = re.compile(r"(?<=\nconstraint-dependencies = \[\n).*?(?=^\]$)", re.DOTALL | re.MULTILINE)
BUILD_PINS = re.compile(r"(?<=\nbuild-constraint-dependencies = \[\n).*?(?=^\]$)", re.DOTALL | re.MULTILINE)
BUILD_PACKAGES = {"editables", "hatchling", "packaging", "pathspec", "pluggy", "trove-classifiers"}


def main() -> None:
    """Rewrite both files; needs the network and uv."""
    uv = shutil.which("uv") or shutil.which("uv", path=Path(sys.executable).parent)
    if uv is None:
        sys.exit("pin: uv is needed, to resolve for all platforms at once; install it with pip")
    project = (ROOT / "pyproject.toml").read_text()
    with tempfile.TemporaryDirectory() as folder:
        workplace = Path(folder)
        (workplace / "pyproject.toml").write_text(with_pins(project, []))
        for name in ("README.md", "LICENSE"):
            shutil.copy(ROOT / name, workplace)
        export = resolve(uv, workplace)
    pins = [line.removesuffix(" \\") for line in export.splitlines() if line[:1].isalnum()]
    (ROOT / "constraints.txt").write_text(HEADER + export)
    (ROOT / "pyproject.toml").write_text(with_pins(project, pins))
    sys.stdout.write(f"{len(pins)} packages pinned\n")


def resolve(uv: str, workplace: Path) -> str:
    """Return the pinned set of the project in `workplace` as a requirements file with hashes."""
    subprocess.run([uv, "lock", "--quiet", "--upgrade"], cwd=workplace, check=True)
    command = [uv, "export", "--quiet", "--frozen", "--no-emit-project", "--all-extras", "--all-groups"]
    command += ["--format", "requirements.txt", "--no-header", "--no-annotate"]
    return subprocess.run(command, cwd=workplace, check=True, capture_output=True, text=True).stdout


def with_pins(project: str, pins: list[str]) -> str:
    """Return pyproject.toml with `pins` in its two lists for uv."""
    build_pins = [pin for pin in pins if pin.partition("==")[0] in BUILD_PACKAGES]
    return BUILD_PINS.sub(toml_lines(build_pins), UV_PINS.sub(toml_lines(pins), project, count=1), count=1)


def toml_lines(pins: list[str]) -> str:
    """Return one line of a TOML list for each pin."""
    return "".join(f'  "{pin}",\n' for pin in pins)


if __name__ == "__main__":
    main()
