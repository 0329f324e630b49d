"""One build and one installation, shared by all tests of this folder."""

import shutil
import subprocess
import sys
import venv

import pytest

from tests.packaging.checkout import ROOT, tracked_files
from tests.packaging.release import Build, Installation, lend


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build the sdist from the tracked files and the wheel from the sdist."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for name in tracked_files():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name, follow_symlinks=False)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return Build(sdist, wheel)


@pytest.fixture(scope="session")
def installation(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Install the wheel into an empty environment, without the network."""
    folder = tmp_path_factory.mktemp("installation")
    venv.create(folder / "environment", with_pip=True)
    installed = Installation(
        folder / "environment",
        core=lend(folder / "core", "uitkern"),
        all=lend(folder / "all", "uitkern[all]"),
    )
    done = installed.run(
        "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        str(build.wheel),
        lent=folder,
        cwd=folder,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return installed
