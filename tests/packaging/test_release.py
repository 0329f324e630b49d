"""What a release holds, and that it runs where nothing else is installed."""

import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.packaging.checkout import project, tracked_files, version
from tests.packaging.release import Build, Installation

pytestmark = pytest.mark.xdist_group("release")


def test_the_wheel_holds_the_package_with_its_contracts_and_nothing_else(build: Build) -> None:
    about = f"uitkern-{version()}.dist-info"
    expected = {
        f"{about}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    }
    for name in tracked_files():
        if name.startswith("src/"):
            expected.add("uitkern/" + name.removeprefix("src/"))
        if name.startswith("contracts/"):
            expected.add("uitkern/" + name)

    names = zipfile.ZipFile(build.wheel).namelist()

    assert sorted(names) == sorted(expected)
    assert {"uitkern/py.typed", "uitkern/domain/__init__.py"} <= expected


def test_the_sdist_holds_what_its_list_names_and_nothing_else(build: Build) -> None:
    top = f"uitkern-{version()}"
    listed = tuple(project()["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"])
    folders = tuple(f"{name}/" for name in listed)
    expected = {name for name in tracked_files() if name in listed or name.startswith(folders)}

    with tarfile.open(build.sdist) as archive:
        names = {member.name for member in archive.getmembers() if not member.isdir()}

    assert names == {f"{top}/{name}" for name in expected | {"PKG-INFO", ".gitignore"}}


def test_the_core_imports_without_the_extras(installation: Installation, tmp_path: Path) -> None:
    program = "import uitkern; [getattr(uitkern, name) for name in uitkern.__all__]; print(uitkern.__file__)"

    done = installation.run("python", "-W", "error", "-c", program, lent=installation.core, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).is_relative_to(installation.folder)


def test_the_installed_program_tells_its_version(installation: Installation, tmp_path: Path) -> None:
    done = installation.run("uitkern", "--version", lent=installation.all, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert version() in done.stdout


def test_the_installed_program_lists_its_commands(installation: Installation, tmp_path: Path) -> None:
    done = installation.run("uitkern", "--help", lent=installation.all, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert {"demo", "simulate"} <= set(done.stdout.split())


def test_the_installed_program_plays_the_demo_and_leaves_nothing(
    installation: Installation, tmp_path: Path
) -> None:
    done = installation.run("uitkern", "demo", lent=installation.all, cwd=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []
